"""Claim negotiation calculator: what a claim costs, what to offer, and whether the loss today is worth the
customer's future.

    >>> import negotiation
    >>> sheet = negotiation.summarise(negotiation.load("data/claims/gift_boxes.json"))
    >>> sheet.verdict.code
    'remake_extra_orders'

The map of the packages is docs/architecture.md.
"""

from pathlib import Path

from negotiation.claim.document.dossier import Dossier, Note, dumps, to_document
from negotiation.claim.document.dossier_file import loads
from negotiation.claim.document.uncertain_ranges import Range, draw_dossier
from negotiation.claim.summary.bargaining_summary import Bargain, bargain
from negotiation.claim.summary.claim_summary import Summary, evaluate, summarise
from negotiation.claim.summary.remedy_forecasts import forecast_remedies
from negotiation.core.fields import Translated
from negotiation.core.problems import BadInput, Problem
from negotiation.model.facts.case import Case, ClaimLine, Incident, Order, Rates
from negotiation.model.facts.customer import Customer
from negotiation.model.lifetime.chance_of_staying import Judgement, StayingCurve
from negotiation.model.rework.cost_lines import CostLine
from negotiation.model.rework.critical_path import Step
from negotiation.model.rework.remedy import Remedy
from negotiation.model.terms import TERMS, CreditOverOrders, CustomerShare, ExtraOrders, PriceCut, RepaymentOverOrders
from negotiation.model.valuation.offer import NoDeal, Offer


def figures(summary: Summary) -> dict[str, object]:
    """Every figure of a claim under stable keys, money to the cent: what the command line prints with `--json`."""
    from negotiation.presentation.options.table import claim_figures

    return claim_figures(summary)


def load(path: str | Path) -> Dossier:
    """Read a dossier from a JSON file; BadInput says what is wrong with it."""
    return loads(Path(path).read_bytes())


__all__ = [
    "TERMS",
    "BadInput",
    "Bargain",
    "Case",
    "ClaimLine",
    "CostLine",
    "CreditOverOrders",
    "Customer",
    "CustomerShare",
    "Dossier",
    "ExtraOrders",
    "Incident",
    "Judgement",
    "NoDeal",
    "Note",
    "Offer",
    "Order",
    "PriceCut",
    "Problem",
    "Range",
    "Rates",
    "Remedy",
    "RepaymentOverOrders",
    "StayingCurve",
    "Step",
    "Summary",
    "Translated",
    "bargain",
    "draw_dossier",
    "dumps",
    "evaluate",
    "figures",
    "forecast_remedies",
    "load",
    "loads",
    "summarise",
    "to_document",
]
