"""Claim negotiation calculator: what a claim costs, what to offer, and whether the loss today is worth the customer's future.

    >>> import negotiation
    >>> sheet = negotiation.summarise(negotiation.load("data/claims/gift_boxes.json"))
    >>> sheet.verdict.code
    'remake_extra_orders'

The map of the rooms is README.md beside this file.
"""

from pathlib import Path

from negotiation.case import Case, ClaimLine, Customer, Incident, Order, Rates
from negotiation.dossier import Dossier, Note, Range, document, drawn, dumps, loads
from negotiation.lifetime import Judgement, StayingCurve
from negotiation.rework import CostLine, Remedy, Step
from negotiation.settlement import NoDeal, Offer
from negotiation.summary import Bargain, Summary, bargain, evaluate, outlooks, summarise
from negotiation.terms import TERMS, CreditOverOrders, CustomerShare, ExtraOrders, PriceCut, RepaymentOverOrders
from negotiation.units import BadInput, Problem, Translated


def figures(summary: Summary) -> dict[str, object]:
    """Every figure of a claim under stable keys, money to the cent: what the command line prints with `--json`."""
    from negotiation.charts.table import all_figures

    return all_figures(summary)


def load(path: str | Path) -> Dossier:
    """Read a dossier from a JSON file; BadInput says what is wrong with it."""
    return loads(Path(path).read_bytes())


__all__ = [
    "TERMS", "BadInput", "Bargain", "Case", "ClaimLine", "CostLine", "CreditOverOrders", "Customer", "CustomerShare", "Dossier", "ExtraOrders",
    "Incident", "Judgement", "NoDeal", "Note", "Offer", "Order", "PriceCut", "Problem", "Range", "Rates", "Remedy", "RepaymentOverOrders",
    "StayingCurve", "Step", "Summary", "Translated", "bargain", "document", "drawn", "dumps", "evaluate", "figures", "load", "loads", "outlooks",
    "summarise",
]  # fmt: skip
