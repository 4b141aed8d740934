"""The bargaining part of the sheet: both walk-aways, the room between them, fair points, three equal offers, and where the talks stand."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from negotiation.bargaining import (
    OFFERS,
    Bounds,
    FairPoints,
    Grid,
    Item,
    after_choices,
    customer_types,
    equal_offers,
    fair_points,
    frontier,
    grids,
    walk_away_by_type,
    walk_aways,
)
from negotiation.settlement import NO_DEAL, Offer
from negotiation.summary.moves import Moves, moves_of
from negotiation.summary.room import Room, room_of
from negotiation.summary.sheet import Summary

Values = NDArray[np.float64]

LEVELS = (1.0, 0.75, 0.5, 0.25, 0.0)
"""At which parts of what we gain at the fair middle equal offers are looked for, until there are three."""


@dataclass(frozen=True, eq=False)
class Bargain:
    """Everything about the table of one claim. `ours` and `theirs` are gains over the walk-aways of every package, grid by grid.

    `staying` is common to all packages; `walk_away` holds ours and theirs. `options` are the places of the claim's own options in
    terms of gains. `menu` are the equal offers, at `target` to us.
    """

    staying: float
    walk_away: tuple[float, float]
    grids: tuple[Grid, ...]
    ours: Values
    theirs: Values
    allowed: NDArray[np.bool_]
    edge: NDArray[np.intp]
    points: FairPoints
    options: tuple[tuple[str, float, float], ...]
    room: Room
    target: float
    menu: tuple[Item, ...]
    moves: Moves

    def offer(self, place: int, code: str = "package") -> Offer:
        """The package at a place."""
        for grid in self.grids:
            if place < grid.rows:
                return grid.offer(place, code)
            place -= grid.rows
        raise IndexError(place)


def bargain(summary: Summary) -> Bargain:
    """The bargaining table of a claim of plain numbers, from its summary. Claim money only, at one chance of staying."""
    dossier, case, life = summary.dossier, summary.dossier.case, summary.life.stream
    talks, harm = dossier.talks, float(case.harm_suffered)
    staying = float(summary.best.staying) if talks.staying is None else float(talks.staying)
    away = walk_aways(case, dossier.no_deal)
    most = np.inf if talks.unlimited else harm * (float(talks.most_of_harm) - 1.0)
    found = grids(case, life, dossier.remedies, dossier.offers, Bounds(staying, away, float(talks.power), most, summary.digits))
    ours = np.concatenate([grid.ours for grid in found]) if found else np.zeros(0)
    theirs = np.concatenate([grid.theirs for grid in found]) if found else np.zeros(0)
    types = customer_types(case)
    unit = 10.0**-summary.digits
    allowed = theirs <= most + unit / 2.0
    kept = np.flatnonzero(allowed)
    gains = np.round(ours - away[0], summary.digits), np.round(theirs - away[1], summary.digits)
    points = _placed(fair_points(gains[0][kept], gains[1][kept], power=float(talks.power)), kept)
    aim = float(ours[points.nash]) if points.nash is not None else away[0]
    if talks.target is not None:
        aim = max(-float(talks.target), away[0])
    menu: tuple[Item, ...] = ()
    for part in LEVELS if points.nash is not None else ():  # a little less for us where that makes room for three
        level = away[0] + part * (aim - away[0])
        found_here = equal_offers(case, life, dossier.remedies, found, level, away[1], staying, most, types, summary.digits)
        menu = found_here if len(found_here) > len(menu) else menu
        if len(menu) == OFFERS:
            break
    chosen = [each.chosen for each in talks.log if each.chosen]
    learned = after_choices(menu, types, chosen, harm)
    estimate = float(learned.weight @ walk_away_by_type(case, dossier.no_deal, learned)) if chosen else away[1]
    room = room_of(summary, away[0], estimate, ours, theirs, allowed, points.gap)
    target = harm + float(theirs[points.nash]) if points.nash is not None else room.most
    if talks.target is not None:
        target = float(talks.target)
    return Bargain(
        staying=staying, walk_away=(away[0], estimate), grids=found, ours=gains[0], theirs=gains[1], allowed=allowed,
        edge=kept[frontier(gains[0][kept], gains[1][kept])], points=points, options=_options(summary, staying, away), room=room, target=target, menu=menu,
        moves=moves_of(summary, room, target),
    )  # fmt: skip


def _placed(points: FairPoints, kept: NDArray[np.intp]) -> FairPoints:
    """Fair points among some packages, as places among all."""
    nash, middle, alike, total = (
        None if place is None else int(kept[place]) for place in (points.nash, points.kalai_smorodinsky, points.egalitarian, points.best_total)
    )
    return FairPoints(nash, middle, alike, total, points.gap)


def _options(summary: Summary, staying: float, away: tuple[float, float]) -> tuple[tuple[str, float, float], ...]:
    """The claim's own options on the same map, at the common chance of staying."""
    worths = [outcome.worth for outcome in summary.outcomes if outcome.code != NO_DEAL]
    return tuple(
        (each.code, float(each.to_us.at(staying) + each.promised.at(staying)) - away[0], float(each.to_customer.at(staying)) - away[1]) for each in worths
    )
