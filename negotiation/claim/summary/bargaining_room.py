"""The room between both walk-aways: how wide, how sure, what moves it, and what closes a gap."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from negotiation.claim.document.dossier import Dossier
from negotiation.claim.document.field_paths import number_at, value_at, with_value
from negotiation.claim.document.uncertain_ranges import spreads_in, with_draws
from negotiation.claim.summary.claim_summary import Summary
from negotiation.core.cashflow import CUSTOMER
from negotiation.core.distributions import Pert
from negotiation.core.fields import Num
from negotiation.core.sampling import sample
from negotiation.core.sensitivity import Swing, one_at_a_time
from negotiation.model.bargaining.offer_packages import NOT_VARIED, worth_of_flows
from negotiation.model.bargaining.zopa import BargainingRange, legal_range
from negotiation.model.terms import TERMS, is_absent, objections_of, starting_of
from negotiation.model.valuation.invoice_recovery import late_invoice_flows
from negotiation.model.valuation.offer import NO_DEAL

Values = NDArray[np.float64]

DRAWS = 1_024

MOVED: dict[str, float] = {
    "no_deal.withheld_chance": 0.2,
    "no_deal.withheld_chance_as_they_see_it": 0.2,
    "no_deal.switching_cost": 0.5,
    "no_deal.their_customer": 0.5,
    "no_deal.law.sued": 0.3,
    "no_deal.law.liable_as_they_see": 0.2,
    "no_deal.law.their_costs": 0.5,
    "no_deal.law.enforced": 0.2,
    "no_deal.law.damages": 0.5,
    "case.receivable": 0.25,
}
"""What their walk-away hangs on, and how far each is moved: shares by so many points, amounts by that part.
Assumptions."""


@dataclass(frozen=True, eq=False)
class BargainingRoom:
    """Money that the customer would get. `least` they would take (an estimate, from `least_low` to `least_high`),
    `most` we would pay, in the claim's own money in cash; `most_given` is what packages that are no worse for us
    than no deal are worth to them at most; `most_with_relationship`: above this it never makes sense. `chance` that
    there is room at all.

    `gap` is what is missing where there is none, `closer` the key of a term that would create most value; `movers`
    are the inputs that move their walk-away most, `legal` the range of going to law alone (None: nobody does).
    """

    least: float
    least_low: float
    least_high: float
    most: float
    most_given: float
    most_with_relationship: float
    chance: float
    gap: float
    closer: str
    movers: tuple[Swing, ...]
    legal: BargainingRange | None


def room_of(
    summary: Summary,
    our_away: float,
    their_away: float,
    ours: Values,
    theirs: Values,
    allowed: NDArray[np.bool_],
    gap: float,
) -> BargainingRoom:
    """The range in cash, the outer band, how sure there is room, and what closes a gap."""
    dossier, case = summary.dossier, summary.dossier.case
    harm, spread = float(case.harm_suffered), float(dossier.talks.walk_away_spread)
    least, most = harm + their_away, -our_away
    stays = max(float(outcome.staying) for outcome in summary.outcomes) - float(summary.outcome(NO_DEAL).staying)
    kept = float(summary.life.value) * max(stays, 0.0)
    needs = _needs(dossier, least, spread * harm)
    acceptable = allowed & (ours >= our_away)
    given = harm + float(theirs[acceptable].max()) if acceptable.any() else 0.0
    law = dossier.no_deal.law
    legal = None
    if float(law.sued):
        damages = harm if law.damages is None else float(law.damages)
        legal = legal_range(
            damages,
            law.liable_as_we_see,
            law.liable_as_they_see,
            law.our_costs,
            law.their_costs,
            law.shifted,
            law.enforced,
            law.years,
            case.rates.us,
            case.rates.customer,
        )
    return BargainingRoom(
        least=least,
        least_low=least - spread * harm,
        least_high=least + spread * harm,
        most=most,
        most_given=given,
        most_with_relationship=max(most, given) + kept,
        chance=float(np.mean(needs <= given)),
        gap=gap,
        closer=_closer(summary) if gap else "",
        movers=_movers(dossier)[:2],
        legal=legal,
    )


def _needs(dossier: Dossier, least: float, width: float) -> Values:
    """Draws of the least that they would take: the estimate's own spread, and every typed range that it hangs on."""
    ranged = {
        path: spread
        for path, spread in spreads_in(dossier).items()
        if path in MOVED or path.startswith(("case.harm", "case.rates"))
    }
    drawn = sample({**ranged, "walk_away": Pert(-max(width, 1e-9), 0.0, max(width, 1e-9))}, DRAWS, int(dossier.seed))
    moved = with_draws(dossier, {path: drawn[path] for path in ranged})
    return np.broadcast_to(
        np.asarray(_their_need(moved)) - _their_need(dossier) + least + drawn["walk_away"], (DRAWS, 1)
    ).ravel()


def _their_need(dossier: Dossier) -> Num:
    """The least that they would take: their harm and what they have without a deal, on their own beliefs."""
    case = dossier.case
    _, theirs = worth_of_flows(dossier.no_deal.flows(case, CUSTOMER), case.rates.us, case.rates.customer, 1.0)
    return theirs - worth_of_flows(late_invoice_flows(case), case.rates.us, case.rates.customer, 1.0)[1]


def _movers(dossier: Dossier) -> tuple[Swing, ...]:
    """The inputs that their walk-away hangs on, one at a time, the widest first."""
    ends: dict[str, tuple[float, float]] = {}
    for path, by in MOVED.items():
        at = number_at(dossier, path)
        if at is None:
            continue
        unit, value = at
        width = by if unit.key == "share" else by * abs(float(value))
        low, high = max(float(value) - width, unit.low), min(float(value) + width, unit.high)
        if low < high:
            ends[path] = (low, high)
    now = {path: float(value_at(dossier, path)) for path in ends}

    def result(rows: Mapping[str, Num]) -> Num:
        moved = dossier
        for path, values in rows.items():
            moved = with_value(moved, path, values)
        return _their_need(moved)

    return tuple(swing for swing in one_at_a_time(result, now, ends) if swing.width > 0.0)


def _closer(summary: Summary) -> str:
    """The kind of term that creates most value to both together beside the first remedy, is not in the options yet,
    and can be bargained over."""
    dossier, case = summary.dossier, summary.dossier.case
    there = {term.key for offer in dossier.offers for term in offer.terms if not is_absent(term)} | set(NOT_VARIED)
    best, name = 0.0, ""
    for kind in TERMS if dossier.remedies else ():
        term, remedy = starting_of(kind, case, dossier.remedies[0]), dossier.remedies[0]
        if kind.key in there or objections_of(term, case, remedy, (term,)):
            continue
        ours, theirs = worth_of_flows(
            term.flows(case, remedy, summary.life.stream),
            case.rates.us,
            case.rates.customer,
            float(summary.best.staying),
        )
        if float(ours + theirs) > best and float(theirs) > 0.0:
            best, name = float(ours + theirs), kind.key
    return name
