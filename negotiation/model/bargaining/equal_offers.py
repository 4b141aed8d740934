"""Three equal offers: the same value to us to the cent, but different for the customer. Their choice tells us what
matters to them."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, TypeAlias

import numpy as np

from negotiation.core.cashflow import CUSTOMER, OUTSIDE, PROMISED_MARGIN, Flow, present_value, sign_for
from negotiation.core.fields import Num
from negotiation.model.bargaining.offer_packages import PackageGrid, Values, package_terms, worth_of_flows
from negotiation.model.facts.case import Case
from negotiation.model.lifetime.order_stream import OrderStream
from negotiation.model.rework.remedy import Remedy
from negotiation.model.terms import CashCompensation, CustomerShare, RepaymentOverOrders
from negotiation.model.valuation.offer import NoDeal, Offer, harm_flow

OFFERS = 3
A_LEAD = 6
"""How many packages are examined for each lead term."""

MOST_CASH = 0.25
"""Most cash that may be added to make offers equal, as a share of the harm."""

SMALL_CASH = 0.05
"""Cash up to this share of the harm is small change beside a remedy. It never counts as the lead of an offer."""

Candidate: TypeAlias = tuple[str, Offer, float, float, float, Values]
"""Lead term, offer, value to us, value to the customer, cash in it, and value to each type of customer."""

CHOOSES = 0.05
"""How finely a customer tells offers apart, as a share of the harm: the scale of the logit choice."""


@dataclass(frozen=True, eq=False)
class CustomerTypes:
    """Types of customer that this one might be, one entry a type.

    For each: yearly discount rate; how likely they reorder and how much service is worth to them, both relative to our
    likely figures; how much they dislike promising an order, as a share of its value; and the probability of the type.
    """

    rate: Values
    reorder: Values
    worth: Values
    dislike: Values
    weight: Values


def customer_types(case: Case) -> CustomerTypes:
    """54 types around the claim's figures, all equally likely at first. An assumption."""
    grid = itertools.product((0.5, 1.0, 2.0), (0.7, 0.9, 1.0), (0.5, 1.0, 1.5), (0.0, 0.01))
    rates, reorder, worth, dislike = np.array(list(grid)).T
    yearly = np.expm1(rates * np.log1p(float(case.rates.customer)))  # keeps every rate within its range
    return CustomerTypes(np.maximum(yearly, -0.99), reorder, worth, dislike, np.full(rates.size, 1.0 / rates.size))


@dataclass(frozen=True, eq=False)
class EqualOffer:
    """One of the equal offers: its lead term, its value to both sides, the cash in it, and the share of customer types
    that like it best."""

    offer: Offer
    lead: str
    ours: float
    theirs: float
    cash: float
    liked: float
    by_type: Values


def equal_offers(
    case: Case,
    life: OrderStream,
    remedies: Sequence[Remedy],
    grids: Sequence[PackageGrid],
    target: float,
    walk_away: float,
    staying: float,
    most: float,
    types: CustomerTypes,
    digits: int = 2,
    beside: float = 0.0,
) -> tuple[EqualOffer, ...]:
    """Up to three packages that are worth `target` to us (promised margin − claim cost) to the minor unit, each with a
    different lead term.

    Candidates are worth at least `target` to us, so that cash on the settlement date can make them equal. To the
    customer they are worth at least the walk-away and at most `most`. Of all sets with different leads, the one is
    taken whose best offer is worth most to the types of customer, on average. Fewer than three if there are not three
    leads.

    Args:
        case: facts of the claim.
        life: stream of next orders of the customer.
        remedies: remedies that the grids refer to by code.
        grids: candidate packages, one grid a remedy.
        target: value to us of every offer, money.
        walk_away: least value to the customer, money.
        staying: chance of staying common to all packages, 0 to 1.
        most: most value to the customer, money.
        types: types of customer with their probabilities.
        digits: digits of the currency's minor unit.
        beside: value to us that every package has beside its terms, money. It is included when the whole cost is
            rounded to minor units.
    """
    unit = 10.0**-digits
    target = round((target + beside) / unit) * unit - beside
    found: list[Candidate] = []
    for grid in grids:
        cash = np.round((grid.ours - target) / unit) * unit
        theirs = grid.theirs + cash
        allowed = (
            (cash >= -unit / 2.0)
            & (cash <= MOST_CASH * float(case.harm_suffered) + unit)
            & (theirs >= walk_away)
            & (theirs <= most)
        )
        leads = grid.lead()
        remedy = next(each for each in remedies if each.code == grid.remedy)
        for lead in np.unique(leads[allowed]):
            places = np.flatnonzero(allowed & (leads == lead))
            places = places[np.argsort(-(theirs[places] - cash[places]), kind="stable")][: 4 * A_LEAD]
            values = value_by_type(case, life, remedy, package_terms(grid, places), types, staying, places.size)
            order = np.argsort(-(types.weight @ values), kind="stable")[:A_LEAD]
            for row in order:
                place = int(places[row])
                paid = float(cash[place])
                offer, gained, over = _trimmed(case, life, remedy, grid.offer(place), paid, staying, unit)
                mine, worth = float(grid.ours[place]) - paid - over, float(grid.theirs[place]) + gained
                key = _lead(grid, int(lead), place, offer, SMALL_CASH * float(case.harm_suffered))
                if worth >= walk_away and worth <= most + unit:
                    found.append((key, offer, mine, worth, paid, values[:, row] + gained))
    return _best_set(_strongest(found, types), types)


def _strongest(found: Sequence[Candidate], types: CustomerTypes) -> list[Candidate]:
    """The best few candidates of each lead, whatever their remedy. Of offers with the same content only one is kept."""
    kept: list[Candidate] = []
    counts: dict[str, int] = {}
    seen: set[tuple[Any, ...]] = set()
    for each in sorted(found, key=lambda each: -float(types.weight @ each[5])):
        figures = ((term.key, float(getattr(term, fields(term)[0].name))) for term in each[1].terms)
        signature = (each[1].remedy, *((key, round(figure, 2 if figure >= 2.0 else 4)) for key, figure in figures))
        if counts.get(each[0], 0) < A_LEAD and signature not in seen:
            kept.append(each)
            seen.add(signature)
            counts[each[0]] = counts.get(each[0], 0) + 1
    return kept


def _lead(grid: PackageGrid, lead: int, place: int, offer: Offer, small: float) -> str:
    """The lead of an offer after trimming: cash if it exceeds the value of the lead term and is not small change."""
    cash = sum(float(term.paid) for term in offer.terms if isinstance(term, CashCompensation))
    leads_with = (
        float(grid.given[lead, place]) if lead < len(grid.terms) - 1 else 0.0
    )  # the last term of a grid is its cash
    if cash > max(leads_with, small):
        return CashCompensation.key
    return grid.lead_key(lead if lead < len(grid.terms) - 1 else len(grid.terms))


def _trimmed(
    case: Case, life: OrderStream, remedy: Remedy, offer: Offer, more: float, staying: float, unit: float
) -> tuple[Offer, float, float]:
    """The offer made `more` dearer to us: a smaller customer share of the remedy if there is one, else cash in minor
    units.

    Also returns what the customer gains by it, and the rounding error of the cash.
    """
    given = 0.0
    for term in offer.terms:
        if more > 0.0 and isinstance(term, CustomerShare | RepaymentOverOrders):
            whole: Any = replace(term, share=1.0)
            ours, theirs = map(
                float, worth_of_flows(whole.flows(case, remedy, life), case.rates.us, case.rates.customer, staying)
            )
            less = min(more / ours, float(term.share)) if ours > 0.0 else float(term.share)
            smaller: Any = replace(term, share=float(term.share) - less)
            offer = replace(
                offer,
                terms=tuple(
                    smaller if each is term else each for each in offer.terms if each is not term or smaller.share > 0.0
                ),
            )
            more, given = max(more - less * ours, 0.0), given - less * theirs
    known = sum(float(term.paid) for term in offer.terms if isinstance(term, CashCompensation))
    if more <= 1e-9:
        return offer, given, 0.0
    paid = round((known + more) / unit) * unit
    others = tuple(term for term in offer.terms if not isinstance(term, CashCompensation))
    terms = (*others, CashCompensation(paid)) if paid > 0.0 else others
    return replace(offer, terms=terms), given + paid - known, paid - known - more


def _best_set(found: Sequence[Candidate], types: CustomerTypes) -> tuple[EqualOffer, ...]:
    by_lead: dict[str, list[int]] = {}
    for place, each in enumerate(found):
        by_lead.setdefault(each[0], []).append(place)
    size = min(OFFERS, len(by_lead))
    if not size:
        return ()
    values = np.stack([each[5] for each in found])
    sets = np.array(
        [
            list(places)
            for leads in itertools.combinations(by_lead, size)
            for places in itertools.product(*(by_lead[lead] for lead in leads))
        ]
    )
    best = sets[int(np.argmax(values[sets].max(axis=1) @ types.weight))]
    favourite = np.argmax(values[best], axis=0)
    items = []
    for rank, place in enumerate(best):
        lead, offer, ours, theirs, cash, felt = found[place]
        items.append(EqualOffer(offer, lead, ours, theirs, cash, float(types.weight[favourite == rank].sum()), felt))
    return tuple(
        replace(item, offer=replace(item.offer, code=f"equal_{letter}"))
        for letter, item in zip("abc", items, strict=False)
    )


def value_by_type(
    case: Case, life: OrderStream, remedy: Remedy, terms: Sequence[Any], types: CustomerTypes, staying: float, rows: int
) -> Values:
    """Value of packages to each type of customer, one row a type, one column a package. Money, their harm included.

    Args:
        case: facts of the claim.
        life: stream of next orders of the customer.
        remedy: the remedy of all these packages.
        terms: the terms of the packages; each figure is a number or has shape (rows,).
        types: types of customer.
        staying: chance of staying, 0 to 1.
        rows: number of packages.
    """
    flows = [harm_flow(case), *remedy.flows(case), *(flow for term in terms for flow in term.flows(case, remedy, life))]
    total = np.zeros((types.rate.size, rows))
    for flow in flows:
        total = total + _felt(flow, types, staying, case)
    return total


def _felt(flow: Flow, types: CustomerTypes, staying: float, case: Case) -> Num:
    """One flow as each type of customer values it."""
    stays = staying * types.reorder[:, None] if flow.if_stays else 1.0
    if flow.key == PROMISED_MARGIN:
        promised: Num = -types.dislike[:, None] * stays * np.asarray(flow.times) * flow.chance * case.usual_order
        return promised
    if not sign_for(flow, CUSTOMER):
        return 0.0
    kind = types.worth[:, None] if flow.payer == OUTSIDE and flow.key != "harm_cured" else 1.0
    felt: Num = sign_for(flow, CUSTOMER) * kind * stays * present_value(flow, types.rate[:, None])
    return felt


def after_choices(
    items: Sequence[EqualOffer], types: CustomerTypes, chosen: Sequence[str], harm: float
) -> CustomerTypes:
    """The types of customer after their choices: each probability is multiplied by the chance that such a customer
    makes each choice (logit).

    Choices that are not on the menu are ignored.

    Args:
        items: the equal offers among which they chose.
        types: types of customer with their probabilities before.
        chosen: lead of the chosen offer, one entry a choice.
        harm: the customer's harm, money; the scale of the logit.
    """
    leads = [item.lead for item in items]
    if not leads:
        return types
    values = np.stack([item.by_type for item in items])
    values = values / max(CHOOSES * harm, CHOOSES * float(np.ptp(values)), 1e-9)
    logs = values - values.max(axis=0)
    logs = logs - np.log(np.exp(logs).sum(axis=0))
    weight = np.log(types.weight) + sum(
        (logs[leads.index(lead)] for lead in chosen if lead in leads), np.zeros(types.weight.size)
    )
    weight = np.exp(weight - weight.max())
    return replace(types, weight=weight / weight.sum())


def walk_away_by_type(case: Case, no_deal: NoDeal, types: CustomerTypes) -> Values:
    """Value of no deal to each type of customer, at its own rate. Switching costs more for a type that is likelier to
    reorder. Money."""
    found = np.zeros(types.rate.size)
    for flow in (harm_flow(case), *no_deal.flows(case, CUSTOMER)):
        _, worth = worth_of_flows([flow], 0.0, types.rate, 1.0)
        found = found + worth * (types.reorder / types.reorder.mean() if flow.key == "switching_cost" else 1.0)
    return np.asarray(found)
