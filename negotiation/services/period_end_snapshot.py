"""What is booked of a position: totals, the policy and the exchange rates that it was made with, and a line for each
claim."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

import numpy as np

from negotiation.claim.summary.claim_summary import MODEL_VERSION
from negotiation.finance.position import Position
from negotiation.finance.provision.provision import ProvisionPolicy
from negotiation.finance.register.register import round_half_up
from negotiation.finance.register.valued_register import register_totals
from negotiation.store import PeriodEnd, PeriodEndLine

NO_VERSIONS: Mapping[str, int] = MappingProxyType({})
FINE = 1e15
"""What a rate, a share or a threshold is multiplied by, to be kept as a whole number."""

POLICY, WORTH, OWN, MEASURED = "policy.", "worth.", "own.", "measured.on"
"""How the names begin of what a booking was made with: its policy, what a unit of each currency was worth; of a
line, its provision in the claim's own currency; and the day, as a number, for which figures were worked out."""


def snapshot(
    place: Position, note: str = "", versions: Mapping[str, int] = NO_VERSIONS, on: date | None = None
) -> PeriodEnd:
    """The figures of a position as they are booked, for the day `on` (without one: the day of the position).

    A line for each claim that was opened by then: the version that stood in the register, what is provided, paid,
    and for how long it was discounted. Figures are those of the position, also for an earlier day.
    """
    found, register, lines = place.converted, place.converted.register, place.converted.lines
    there = (
        ~(register.opened > np.datetime64(on))
        if on is not None and on < found.today
        else np.ones(len(register), dtype=bool)
    )
    every = register_totals(found.rows(there))
    days = np.where(
        np.isnat(register.settles_on), 0, np.maximum((register.settles_on - np.datetime64(found.today)).astype(int), 0)
    )
    why = np.asarray(place.provision.why).reshape(-1)
    discounted = np.asarray(place.provision.discount_why).reshape(-1) == "discounted"
    own = round_half_up(
        place.provided / 10.0**found.digits / register.per_row("currency", found.rates) * register.scale
    )
    booked = tuple(
        PeriodEndLine(
            str(register.code[row]),
            versions.get(str(register.code[row]), 0),
            found.currency,
            int(place.provided[row]),
            str(why[row]),
            {
                "paid": int(lines.paid[row]),
                "paid_own": int(register.paid[row]),
                "days": int(days[row]) if discounted[row] else 0,
                f"{OWN}{register.currency[row]}": int(own[row]),
            },
        )
        for row in np.flatnonzero(there).tolist()
    )
    held = {name: int(getattr(place, name)[there].sum()) for name in ("provided", "contingent")}
    sums = {
        **held,
        "net": int(every.net),
        "open": int(every.open_count),
        "rate": round(float(place.policy.rate) * 1e6),
        MEASURED: found.today.toordinal(),
    }
    worths = {f"{WORTH}{code}": round(float(found.rates[code]) * FINE) for code in register.factor("currency")[1]}
    return PeriodEnd(
        on or found.today, MODEL_VERSION, found.currency, sums | _policy(place.policy) | worths, booked, note
    )


def _policy(policy: ProvisionPolicy) -> dict[str, int]:
    """Every rule of a policy as a whole number; of a code its name says which."""
    kept: dict[str, int] = {}
    for each in dataclasses.fields(policy):
        value = getattr(policy, each.name)
        kept |= (
            {f"{POLICY}{each.name}.{value}": 1}
            if isinstance(value, str)
            else {f"{POLICY}{each.name}": round(float(value) * FINE)}
        )
    return kept


def policy_of_period_end(booking: PeriodEnd) -> ProvisionPolicy | None:
    """The policy that a booking was made with; None where it does not hold one."""
    held = {name.removeprefix(POLICY): value for name, value in booking.totals.items() if name.startswith(POLICY)}
    if not held:
        return None
    first = ProvisionPolicy()
    rules: dict[str, Any] = dict(name.split(".", 1) for name in held if "." in name)
    rules |= {
        name: type(getattr(first, name))(value / FINE)
        for name, value in held.items()
        if "." not in name and hasattr(first, name)
    }
    return dataclasses.replace(first, **rules)


def rates_of_period_end(booking: PeriodEnd) -> dict[str, float]:
    """What one unit of each currency was worth in the booking's own when it was made; only its own where it does not
    hold them."""
    return {booking.currency: 1.0} | {
        name.removeprefix(WORTH): value / FINE for name, value in booking.totals.items() if name.startswith(WORTH)
    }


def measured_on(booking: PeriodEnd) -> date:
    """The day for which the figures of a booking were worked out: that of the register, which may lie after the
    period's end."""
    ordinal = booking.totals.get(MEASURED)
    return booking.booked_on if ordinal is None else date.fromordinal(ordinal)


def same_figures(one: PeriodEnd, other: PeriodEnd) -> bool:
    """Whether two bookings are of the same day and hold the same."""
    return (one.booked_on, _held(one), len(one.lines)) == (other.booked_on, _held(other), len(other.lines))


def _held(booking: PeriodEnd) -> dict[str, int]:
    return {name: value for name, value in booking.totals.items() if name != MEASURED}
