"""Claim negotiation calculator: what a claim costs, what to offer, and whether the loss today is worth the customer's
future.

    >>> import negotiation
    >>> sheet = negotiation.summarise(negotiation.load(negotiation.sample_folder("claims") / "gift_boxes.json"))
    >>> sheet.verdict.code
    'remake_extra_orders'

This is the public API: everything that a program or a notebook needs is named here, and nothing deeper is promised to
stay where it is. The map of the packages is docs/architecture.md.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from negotiation.claim.document.dossier import Dossier, Note, dumps, to_document
from negotiation.claim.document.dossier_file import loads
from negotiation.claim.document.uncertain_ranges import Range, draw_dossier
from negotiation.claim.summary.bargaining_summary import Bargain, bargain
from negotiation.claim.summary.claim_summary import Summary, evaluate, summarise
from negotiation.claim.summary.remedy_forecasts import forecast_remedies
from negotiation.core.dated_cashflow import cash_calendar
from negotiation.core.fields import Translated
from negotiation.core.problems import BadInput, Problem
from negotiation.core.sample_data import sample_folder
from negotiation.model.bargaining.exact_cash import exact_cash
from negotiation.model.bargaining.nash_point import fair_points
from negotiation.model.bargaining.pareto_frontier import pareto_frontier
from negotiation.model.bargaining.zopa import legal_range
from negotiation.model.division.claims_rules import divide
from negotiation.model.facts.case import Case, ClaimLine, Incident, Order, Rates
from negotiation.model.facts.customer import Customer
from negotiation.model.lifetime.bg_nbd import fit_bg_nbd
from negotiation.model.lifetime.chance_of_staying import Judgement, StayingCurve
from negotiation.model.lifetime.gamma_gamma import fit_gamma_gamma
from negotiation.model.lifetime.order_history import order_rate
from negotiation.model.lifetime.shifted_beta_geometric import fit_sbg
from negotiation.model.rework.cost_lines import CostLine
from negotiation.model.rework.critical_path import Step
from negotiation.model.rework.remedy import Remedy
from negotiation.model.terms import TERMS, CreditOverOrders, CustomerShare, ExtraOrders, PriceCut, RepaymentOverOrders
from negotiation.model.valuation.offer import NoDeal, Offer

if TYPE_CHECKING:
    from negotiation.finance.register.entry import Entry
    from negotiation.importers.order_lines import Orders
    from negotiation.model.lifetime.evidence_level import holdout
    from negotiation.presentation.options.loss_vs_lifetime_chart import loss_and_lifetime_value
    from negotiation.presentation.options.table import rows_as_text
    from negotiation.presentation.options.text import verdict_headline, verdict_reasons

__version__ = "0.2.0"

LATER = {
    "Entry": "negotiation.finance.register.entry",
    "Orders": "negotiation.importers.order_lines",
    "holdout": "negotiation.model.lifetime.evidence_level",
    "loss_and_lifetime_value": "negotiation.presentation.options.loss_vs_lifetime_chart",
    "rows_as_text": "negotiation.presentation.options.table",
    "verdict_headline": "negotiation.presentation.options.text",
    "verdict_reasons": "negotiation.presentation.options.text",
}
"""Names that are imported when they are first asked for: they bring pandas, plotly or the texts with them."""


def __getattr__(name: str) -> Any:
    if name in LATER:
        return getattr(import_module(LATER[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def figures(summary: Summary) -> dict[str, object]:
    """Every figure of a claim under stable keys, money to the cent: what the command line prints with `--json`.

    docs/figures.md says what each key means.
    """
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
    "Entry",
    "ExtraOrders",
    "Incident",
    "Judgement",
    "NoDeal",
    "Note",
    "Offer",
    "Order",
    "Orders",
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
    "__version__",
    "bargain",
    "cash_calendar",
    "divide",
    "draw_dossier",
    "dumps",
    "evaluate",
    "exact_cash",
    "fair_points",
    "figures",
    "fit_bg_nbd",
    "fit_gamma_gamma",
    "fit_sbg",
    "forecast_remedies",
    "holdout",
    "legal_range",
    "load",
    "loads",
    "loss_and_lifetime_value",
    "order_rate",
    "pareto_frontier",
    "rows_as_text",
    "sample_folder",
    "summarise",
    "to_document",
    "verdict_headline",
    "verdict_reasons",
]
