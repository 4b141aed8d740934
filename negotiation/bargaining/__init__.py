"""The bargaining table: room, packages, frontier, fair points, exact cash, equal offers and the next move."""

from negotiation.bargaining.cash import ExactCash, exact_cash
from negotiation.bargaining.concession import Meeting, conceded, decreasing_steps, meeting, midpoint, opening, rubinstein
from negotiation.bargaining.fair import FairPoints, fair_points
from negotiation.bargaining.frontier import frontier
from negotiation.bargaining.menu import OFFERS, Item, Types, after_choices, customer_types, equal_offers, value_by_type, walk_away_by_type
from negotiation.bargaining.packages import NOT_VARIED, Bounds, Grid, grids, late_invoice, walk_aways, worth_of_flows
from negotiation.bargaining.talks import SIDES, Said, Talks
from negotiation.bargaining.zone import Range, commercial_range, legal_range, reduced_price, warranty_damages

__all__ = [
    "NOT_VARIED",
    "OFFERS",
    "SIDES",
    "Bounds",
    "ExactCash",
    "FairPoints",
    "Grid",
    "Item",
    "Meeting",
    "Range",
    "Said",
    "Talks",
    "Types",
    "after_choices",
    "commercial_range",
    "conceded",
    "customer_types",
    "decreasing_steps",
    "equal_offers",
    "exact_cash",
    "fair_points",
    "frontier",
    "grids",
    "late_invoice",
    "legal_range",
    "meeting",
    "midpoint",
    "opening",
    "reduced_price",
    "rubinstein",
    "value_by_type",
    "walk_away_by_type",
    "walk_aways",
    "warranty_damages",
    "worth_of_flows",
]  # fmt: skip
