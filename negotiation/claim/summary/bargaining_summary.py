"""The bargaining part of the sheet: both walk-aways, the room between them, fair points, three equal offers, and
where the talks stand."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from negotiation.claim.summary.bargaining_room import BargainingRoom, room_of
from negotiation.claim.summary.claim_summary import Summary
from negotiation.claim.summary.negotiation_moves import Moves, moves_of
from negotiation.core.problems import BadInput, Problem
from negotiation.model.bargaining.equal_offers import (
    OFFERS,
    CustomerTypes,
    EqualOffer,
    after_choices,
    customer_types,
    equal_offers,
    walk_away_by_type,
)
from negotiation.model.bargaining.nash_point import FairPoints, fair_points
from negotiation.model.bargaining.offer_packages import (
    PackageBounds,
    PackageGrid,
    late_invoice,
    package_grids,
    walk_aways,
)
from negotiation.model.bargaining.pareto_frontier import pareto_frontier
from negotiation.model.rework.remedy import Remedy
from negotiation.model.valuation.offer import NO_DEAL, Offer

Values = NDArray[np.float64]

AS_IS = Remedy("as_is_at_the_table", "accept_as_is")
"""What stands for the goods as they are where the claim has no such remedy."""

LEVELS = (1.0, 0.75, 0.5, 0.25, 0.0)
"""At which parts of what we gain at the fair middle equal offers are looked for, until there are three."""


@dataclass(frozen=True, eq=False)
class Bargain:
    """Everything about the table of one claim. `ours` and `theirs` are gains over the walk-aways of every package,
    grid by grid.

    `staying` is common to all packages; `walk_away` holds ours and theirs. `options` are the places of the claim's
    own options in terms of gains. `menu` are the equal offers, `target` is what we aim that the customer gets,
    money. `late` is what it is worth to both that the unpaid invoice comes late: in every package, and left out of
    all figures here.
    """

    staying: float
    walk_away: tuple[float, float]
    grids: tuple[PackageGrid, ...]
    ours: Values
    theirs: Values
    allowed: NDArray[np.bool_]
    edge: NDArray[np.intp]
    points: FairPoints
    options: tuple[tuple[str, float, float], ...]
    room: BargainingRoom
    target: float
    menu: tuple[EqualOffer, ...]
    moves: Moves
    late: tuple[float, float]

    def offer(self, place: int, code: str = "package") -> Offer:
        """The package at a place."""
        for grid in self.grids:
            if place < grid.rows:
                return grid.offer(place, code)
            place -= grid.rows
        raise IndexError(place)


def bargain(summary: Summary) -> Bargain:
    """The bargaining table of a claim of plain numbers, from its summary. Claim money only, at one chance of staying.

    A claim without offers has no table: BadInput. Cash for the goods as they are is always among the packages.
    """
    dossier, case, life = summary.dossier, summary.dossier.case, summary.life.stream
    if not dossier.offers:
        raise BadInput(Problem("missing", "offers"))
    talks, harm = dossier.talks, float(case.harm_suffered)
    staying = float(summary.best.staying) if talks.staying is None else float(talks.staying)
    away, most = walk_aways(case, dossier.no_deal), _most(summary)
    remedies = (
        dossier.remedies if any(each.kind == AS_IS.kind for each in dossier.remedies) else (*dossier.remedies, AS_IS)
    )
    as_is = next(each.code for each in remedies if each.kind == AS_IS.kind)
    found = package_grids(
        case,
        life,
        remedies,
        dossier.offers,
        PackageBounds(staying, away, float(talks.power), most, summary.digits),
        as_is,
    )
    ours, theirs = np.concatenate([grid.ours for grid in found]), np.concatenate([grid.theirs for grid in found])
    types = customer_types(case)
    allowed = theirs <= most + 10.0**-summary.digits / 2.0
    points = _points(ours, theirs, allowed, away, summary)
    menu = (
        _menu(summary, remedies, found, points, ours, theirs, away, most, staying, types)
        if points.nash is not None
        else ()
    )
    chosen = [each.chosen for each in talks.log if each.chosen]
    learned = after_choices(menu, types, chosen, harm)
    shift = float((learned.weight - types.weight) @ walk_away_by_type(case, dossier.no_deal, types)) if chosen else 0.0
    estimate = away[0], away[1] + shift
    if shift:
        points = _points(ours, theirs, allowed, estimate, summary)
    room = room_of(summary, *estimate, ours, theirs, allowed, points.gap)
    target = harm + float(theirs[points.nash]) if points.nash is not None else room.most
    if talks.target is not None:
        target = float(talks.target)
    gains, kept = (
        (np.round(ours - estimate[0], summary.digits), np.round(theirs - estimate[1], summary.digits)),
        np.flatnonzero(allowed),
    )
    return Bargain(
        staying=staying,
        walk_away=estimate,
        grids=found,
        ours=gains[0],
        theirs=gains[1],
        allowed=allowed,
        edge=kept[pareto_frontier(gains[0][kept], gains[1][kept])],
        points=points,
        options=_options(summary, staying, estimate),
        room=room,
        target=target,
        menu=menu,
        moves=moves_of(summary, room, target),
        late=late_invoice(case),
    )


def _most(summary: Summary) -> float:
    """The most that a package may be worth to the customer, their harm included: so many times the harm, and no more
    than is claimed."""
    case, talks = summary.dossier.case, summary.dossier.talks
    harm, claimed = float(case.harm_suffered), float(case.claimed)
    if talks.unlimited:
        return np.inf
    return min(harm * float(talks.most_of_harm), claimed if claimed > 0.0 else np.inf) - harm


def _points(
    ours: Values, theirs: Values, allowed: NDArray[np.bool_], away: tuple[float, float], summary: Summary
) -> FairPoints:
    """Fair points among the packages that are allowed, as places among all; where none is, the gap in cash."""
    kept = np.flatnonzero(allowed)
    if not kept.size:
        return FairPoints(None, None, None, None, max(float(summary.dossier.case.harm_suffered) + away[1], 0.0))
    gains = np.round(ours[kept] - away[0], summary.digits), np.round(theirs[kept] - away[1], summary.digits)
    return _placed(fair_points(*gains, power=float(summary.dossier.talks.power)), kept)


def _menu(
    summary: Summary,
    remedies: tuple[Remedy, ...],
    found: tuple[PackageGrid, ...],
    points: FairPoints,
    ours: Values,
    theirs: Values,
    away: tuple[float, float],
    most: float,
    staying: float,
    types: CustomerTypes,
) -> tuple[EqualOffer, ...]:
    """Three equal offers at what the fair middle, or the typed target, leaves us; a little less for us where that
    makes room for three."""
    dossier, case = summary.dossier, summary.dossier.case
    aim = float(ours[points.nash])
    if dossier.talks.target is not None:  # the best for us among packages that give them as much
        enough = ours[(theirs + float(case.harm_suffered) >= float(dossier.talks.target)) & (ours >= away[0])]
        aim = float(enough.max()) if enough.size else aim
    menu: tuple[EqualOffer, ...] = ()
    for part in LEVELS:
        level = away[0] + part * (aim - away[0])
        here = equal_offers(
            case,
            summary.life.stream,
            remedies,
            found,
            level,
            away[1],
            staying,
            most,
            types,
            summary.digits,
            late_invoice(case)[0],
        )
        menu = here if len(here) > len(menu) else menu
        if len(menu) == OFFERS:
            break
    return menu


def _placed(points: FairPoints, kept: NDArray[np.intp]) -> FairPoints:
    """Fair points among some packages, as places among all."""
    nash, middle, alike, total = (
        None if place is None else int(kept[place])
        for place in (points.nash, points.kalai_smorodinsky, points.egalitarian, points.best_total)
    )
    return FairPoints(nash, middle, alike, total, points.gap)


def _options(summary: Summary, staying: float, away: tuple[float, float]) -> tuple[tuple[str, float, float], ...]:
    """The claim's own options on the same map, at the common chance of staying."""
    worths, late = (
        [outcome.worth for outcome in summary.outcomes if outcome.code != NO_DEAL],
        late_invoice(summary.dossier.case),
    )
    return tuple(
        (
            each.code,
            float(each.to_us.at(staying) + each.promised.at(staying)) - late[0] - away[0],
            float(each.to_customer.at(staying)) - late[1] - away[1],
        )
        for each in worths
    )
