"""Candidate packages: the terms of the options, each at several figures, as rows that go through every formula at
once."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from negotiation.core.cashflow import CUSTOMER, US, Flow, present_value, sign_for
from negotiation.core.fields import Num
from negotiation.model.bargaining.exact_cash import exact_cash
from negotiation.model.facts.case import Case
from negotiation.model.lifetime.order_stream import OrderStream
from negotiation.model.rework.remedy import Remedy
from negotiation.model.terms import (
    CashCompensation,
    CreditOverOrders,
    CustomerShare,
    ExtendedWarranty,
    FreeGoods,
    RepaymentOverOrders,
    Term,
    objections_of,
    starting_of,
)
from negotiation.model.valuation.invoice_recovery import late_invoice_flows
from negotiation.model.valuation.offer import NoDeal, Offer, harm_flow

Values = NDArray[np.float64]

PARTS = (0.0, 0.25, 0.5, 1.0, 1.5)
"""Multiples of a term's figure in the options at which it is tried."""

SHARES = (0.0, 0.25, 0.5, 0.75, 1.0)
"""Customer shares of the remedy that are always tried."""

STANDARD: tuple[type[Any], ...] = (CreditOverOrders, FreeGoods, ExtendedWarranty)
"""Terms that are tried if the options have fewer than ENOUGH kinds. They are cheap for us, or paid only if orders
come."""

ENOUGH = 5

NOT_VARIED = ("recovery", "cash_compensation")
"""Terms that do not concern the customer, and cash, which is computed exactly."""

MOST_TERMS = 6
"""How many terms of one remedy vary at the same time. This gives a few thousand packages."""


@dataclass(frozen=True, eq=False)
class PackageGrid:
    """All packages of one remedy: its terms with one row a package, and the value of each package.

    `ours` = promised margin − claim cost, `theirs` = value to the customer, both at one chance of staying. `given` is
    the value of each term to the customer, one row a term; its last row is the remedy itself.
    """

    remedy: str
    terms: tuple[Term, ...]
    ours: Values
    theirs: Values
    given: Values

    @property
    def rows(self) -> int:
        """Number of packages."""
        return self.ours.size

    def offer(self, row: int, code: str = "package") -> Offer:
        """One package as an offer. Terms at 0 are left out."""
        terms = [_at(term, row) for term in self.terms]
        return Offer(code, self.remedy, tuple(term for term in terms if float(getattr(term, _first(term)))))

    def lead(self) -> NDArray[np.intp]:
        """For each package the index of the term that gives the customer most; the last index if only the remedy gives
        anything."""
        some = np.abs(self.given[:-1]).max(axis=0, initial=0.0) > 0.005
        places = np.argmax(self.given[:-1], axis=0) if len(self.given) > 1 else np.zeros(self.rows, dtype=np.intp)
        lead: NDArray[np.intp] = np.where(
            some & (self.given[:-1].max(axis=0, initial=-np.inf) > 0.005), places, len(self.given) - 1
        )
        return lead

    def lead_key(self, place: int) -> str:
        """Key of the term at an index, or of the remedy."""
        return self.terms[place].key if place < len(self.terms) else f"remedy:{self.remedy}"


def _first(term: Any) -> str:
    return dataclasses.fields(term)[0].name


def _at(term: Any, row: int) -> Any:
    """One row of a term whose fields are arrays, as plain numbers."""
    values = {field.name: getattr(term, field.name) for field in dataclasses.fields(term)}
    return replace(term, **{name: float(value[row]) for name, value in values.items() if isinstance(value, np.ndarray)})


def package_terms(grid: PackageGrid, places: NDArray[np.intp]) -> tuple[Any, ...]:
    """The terms of some packages of a grid, with array fields."""
    return tuple(_rows(term, places) for term in grid.terms)


@dataclass(frozen=True, eq=False)
class PackageBounds:
    """Limits of the packages: one chance of staying, both walk-aways, our weight, and the largest value to the
    customer."""

    staying: float
    walk_away: tuple[float, float]
    power: float = 0.5
    most: float = np.inf
    digits: int = 2


def package_grids(
    case: Case,
    life: OrderStream,
    remedies: Sequence[Remedy],
    offers: Sequence[Offer],
    limits: PackageBounds,
    also: str = "",
) -> tuple[PackageGrid, ...]:
    """The packages of every remedy that the options use, each term of the options at several figures. One pass a
    remedy.

    Cash is not on the grid. Each package in which the customer bears no share appears twice: without cash, and with the
    exact cash that is best for both sides. Left out are terms that make no sense beside a remedy, packages whose shares
    of the remedy exceed all of it, and packages that both pay back and credit over the same orders. At most MOST_TERMS
    terms vary; those that most options use come first.

    Args:
        case: facts of the claim.
        life: stream of next orders of the customer.
        remedies: all remedies of the claim.
        offers: the offers of the claim, whose remedies and terms are varied.
        limits: chance of staying, walk-aways, our weight and the largest value to the customer.
        also: code of a remedy that is included even if no option uses it.
    """
    used = {also, *(offer.remedy for offer in offers)}
    return tuple(
        _grid(case, life, remedy, _terms_for(remedy, case, offers), limits)
        for remedy in remedies
        if remedy.code in used
    )


def _terms_for(remedy: Remedy, case: Case, offers: Sequence[Offer]) -> list[Term]:
    """One of each kind of term in the options that suits the remedy. Figures from this remedy's own options come
    first."""
    own = [term for offer in offers if offer.remedy == remedy.code for term in offer.terms]
    found: dict[str, Term] = {}
    for term in (*own, *(term for offer in offers for term in offer.terms)):
        found.setdefault(term.key, term)
    counts = {key: sum(key in [term.key for term in offer.terms] for offer in offers) for key in found}
    for kind in STANDARD:  # with few terms in the options, offer more to trade
        if len(found) < ENOUGH:
            found.setdefault(kind.key, starting_of(kind, case, remedy))
    counts = {key: counts.get(key, 0) for key in found}
    suited = [
        term for term in found.values() if not objections_of(term, case, remedy, (term,)) and term.key not in NOT_VARIED
    ]
    return sorted(suited, key=lambda term: -counts[term.key])[:MOST_TERMS]


def _figures(term: Term) -> Values:
    """The figures of a term's first field at which it is tried."""
    unit, value = term.__dataclass_fields__[_first(term)].metadata["unit"], float(getattr(term, _first(term)))
    tried: Values = np.array(
        SHARES if isinstance(term, CustomerShare | RepaymentOverOrders) else [part * value for part in PARTS]
    )
    tried = np.unique(np.clip(np.round(tried) if unit.whole else tried, unit.low, unit.high))
    return np.concatenate([[0.0], tried[tried != 0.0]]) if unit.low <= 0.0 else tried


def _scaled(term: Any, figures: Values) -> Any:
    """A term at several figures of its first field. If that field is money, the term's worth to the customer grows with
    it."""
    values: dict[str, Any] = {_first(term): figures}
    declared = term.__dataclass_fields__
    if (
        declared[_first(term)].metadata["unit"].key == "money"
        and "worth" in declared
        and declared["worth"].metadata["unit"].key == "money"
    ):
        values["worth"] = figures * (float(term.worth) / (float(getattr(term, _first(term))) or 1.0))
    return replace(term, **values)


def _rows(term: Any, places: NDArray[np.intp]) -> Any:
    """Some rows of a term whose fields are arrays."""
    values = {field.name: getattr(term, field.name) for field in dataclasses.fields(term)}
    return replace(term, **{name: value[places] for name, value in values.items() if isinstance(value, np.ndarray)})


def _grid(case: Case, life: OrderStream, remedy: Remedy, kinds: Sequence[Term], limits: PackageBounds) -> PackageGrid:
    tried = np.meshgrid(*(_figures(term) for term in kinds), indexing="ij") if kinds else []
    table: list[Any] = [_scaled(term, figures.ravel()) for term, figures in zip(kinds, tried, strict=True)]
    count = tried[0].size if kinds else 1
    shares = np.broadcast_to(
        sum((term.share for term in table if isinstance(term, CustomerShare | RepaymentOverOrders)), np.zeros(1)),
        (count,),
    )
    spread = np.broadcast_to(
        sum((term.share for term in table if isinstance(term, RepaymentOverOrders)), np.zeros(1)), (count,)
    )
    credit = np.broadcast_to(
        sum((term.credit for term in table if isinstance(term, CreditOverOrders)), np.zeros(1)), (count,)
    )
    fits = np.flatnonzero((shares <= 1.0 + 1e-9) & ~((spread > 0.0) & (credit > 0.0)))
    table = [_rows(term, fits) for term in table]
    ours, given = np.zeros(fits.size), np.zeros((len(table) + 1, fits.size))
    lists = [*(term.flows(case, remedy, life) for term in table), remedy.flows(case)]
    for place, flows in enumerate(lists):
        mine, yours = worth_of_flows(flows, case.rates.us, case.rates.customer, limits.staying)
        ours, given[place] = ours + mine, yours
    theirs = given.sum(axis=0) - present_value(harm_flow(case), case.rates.customer)
    best = exact_cash(
        ours, theirs, 1.0, 1.0, limits.walk_away, limits.power, np.maximum(limits.most - theirs, 0.0), limits.digits
    )
    paid = np.flatnonzero((np.nan_to_num(np.asarray(best.cash)) > 0.0) & (shares[fits] <= 0.0))
    both = np.concatenate([np.arange(ours.size), paid])
    cash = np.concatenate([np.zeros(ours.size), np.asarray(best.cash)[paid]])
    terms = (*(_rows(term, both) for term in table), CashCompensation(cash))
    given = np.stack([*given[:-1, both], cash, given[-1, both]])
    return PackageGrid(remedy.code, terms, ours[both] - cash, theirs[both] + cash, given)


def worth_of_flows(flows: Sequence[Flow], our_rate: Num, their_rate: Num, staying: Num) -> tuple[Num, Num]:
    """Value of some flows to us and to the customer at a chance of staying, money. Shapes broadcast.

    Args:
        flows: the flows to value.
        our_rate: our yearly discount rate; broadcasts.
        their_rate: the customer's yearly discount rate; broadcasts.
        staying: chance of staying, 0 to 1; broadcasts.
    """
    ours: Num = 0.0
    theirs: Num = 0.0
    for flow in flows:
        chance = staying if flow.if_stays else 1.0
        if sign_for(flow, US):
            ours = ours + sign_for(flow, US) * chance * present_value(flow, our_rate)
        if sign_for(flow, CUSTOMER):
            theirs = theirs + sign_for(flow, CUSTOMER) * chance * present_value(flow, their_rate)
    return ours, theirs


def late_invoice(case: Case) -> tuple[float, float]:
    """Value to us and to the customer of the unpaid invoice being paid late, money. It is the same in every package, so
    it is not part of what is given."""
    ours, theirs = worth_of_flows(late_invoice_flows(case), case.rates.us, case.rates.customer, 1.0)
    return float(ours), float(theirs)


def walk_aways(case: Case, no_deal: NoDeal) -> tuple[float, float]:
    """Value of no deal to us and to the customer, claim flows only, money. Each side has its own beliefs and its own
    rate.

    The late payment of the unpaid invoice is left out, because it is part of every package too.
    """
    late = late_invoice(case)
    ours, _ = worth_of_flows(no_deal.flows(case, US), case.rates.us, case.rates.customer, 1.0)
    _, theirs = worth_of_flows(
        [harm_flow(case), *no_deal.flows(case, CUSTOMER)], case.rates.us, case.rates.customer, 1.0
    )
    return float(ours) - late[0], float(theirs) - late[1]
