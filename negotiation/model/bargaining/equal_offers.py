"""Three equal offers: the same to us to the cent, different for them; and what the customer's choice among them
tells us."""

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
"""How many packages with one lead term are looked at."""

MOST_CASH = 0.25
"""How much cash may at most be added to make offers equal, as a part of the harm."""

SMALL_CASH = 0.05
"""Up to which part of the harm cash is small change beside a remedy, and not what an offer leads with."""

Candidate: TypeAlias = tuple[str, Offer, float, float, float, Values]
"""Lead, offer, what it is worth to us and to them, the cash in it, and what it is worth to each kind of customer."""

CHOOSES = 0.05
"""How finely a customer tells offers apart, as a part of the harm: the scale of the choice (logit)."""


@dataclass(frozen=True, eq=False)
class CustomerTypes:
    """What kinds of customer they may be, one entry a kind: yearly discount rate, how likely they reorder and how
    much service is worth to them against our likely figures, how much they dislike promising an order (part of its
    value), and how likely they are each.
    """

    rate: Values
    reorder: Values
    worth: Values
    dislike: Values
    weight: Values


def customer_types(case: Case) -> CustomerTypes:
    """54 kinds around the claim's figures, all alike likely to begin with. An assumption."""
    grid = itertools.product((0.5, 1.0, 2.0), (0.7, 0.9, 1.0), (0.5, 1.0, 1.5), (0.0, 0.01))
    rates, reorder, worth, dislike = np.array(list(grid)).T
    yearly = np.expm1(rates * np.log1p(float(case.rates.customer)))  # so that no rate leaves its range
    return CustomerTypes(np.maximum(yearly, -0.99), reorder, worth, dislike, np.full(rates.size, 1.0 / rates.size))


@dataclass(frozen=True, eq=False)
class EqualOffer:
    """One of the equal offers: its lead term, what it is worth to both, the cash in it, and for which part of the
    kinds it is the best."""

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
    """Up to three packages that are worth `target` to us to the smallest unit (promised margin − claim cost), each
    with another lead term.

    Candidates are worth at least that, so that cash on the settlement day makes them equal, and to the customer at
    least their walk-away and at most `most`. Of all sets with different leads the one whose best offer is worth most
    to the kinds of customer, on average. Fewer where there are not three leads. Money; `staying` is common to all;
    `beside` is what every package is worth to us beside its terms, so that the whole cost is in whole smallest
    units.
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
    """The best few candidates of each lead, whatever their remedy; of offers that say the same only one."""
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
    """What an offer leads with once it was trimmed: cash where that is more than the term's worth, but never small
    change."""
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
    """The offer made dearer to us by so much: a smaller share of the remedy where they bear one, else cash in whole
    smallest units.

    With what that gives the customer, and by how much the rounding of the cash misses.
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
    """What packages are worth to each kind of customer, one row a kind, one column a package. Money, their harm
    included."""
    flows = [harm_flow(case), *remedy.flows(case), *(flow for term in terms for flow in term.flows(case, remedy, life))]
    total = np.zeros((types.rate.size, rows))
    for flow in flows:
        total = total + _felt(flow, types, staying, case)
    return total


def _felt(flow: Flow, types: CustomerTypes, staying: float, case: Case) -> Num:
    """One flow as each kind of customer feels it."""
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
    """The kinds after what the customer chose: each weight times the chance that such a customer chooses so (logit),
    for every choice.

    Leads that are not on the menu tell nothing.
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
    """What each kind of customer has without a deal: at its own rate, switching felt the more the likelier it would
    reorder. Money."""
    found = np.zeros(types.rate.size)
    for flow in (harm_flow(case), *no_deal.flows(case, CUSTOMER)):
        _, worth = worth_of_flows([flow], 0.0, types.rate, 1.0)
        found = found + worth * (types.reorder / types.reorder.mean() if flow.key == "switching_cost" else 1.0)
    return np.asarray(found)
