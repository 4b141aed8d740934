"""How the provision moved from one booking to a later position, claim by claim, in the currency of the position."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from negotiation.core.money import minor_digits
from negotiation.core.problems import BadInput, Problem
from negotiation.finance.position import Position, provisions_by_line
from negotiation.finance.provision.provision import ProvisionPolicy
from negotiation.finance.provision.roll_forward import RollForward, roll_forward, unwinding
from negotiation.finance.register.register import round_half_up
from negotiation.services.period_end_snapshot import (
    NO_VERSIONS,
    OWN,
    measured_on,
    policy_of_period_end,
    rates_of_period_end,
)
from negotiation.store import PeriodEnd, PeriodEndLine

NO_WORTH: Mapping[str, float] = NO_VERSIONS


@dataclass(frozen=True, eq=False)
class ProvisionMovement:
    """A roll-forward with the claim of each line, by code; and what one unit of the booking's currency was worth on
    its day."""

    code: tuple[str, ...]
    roll: RollForward
    worth: float

    def largest(self, movement: str, most: int) -> list[tuple[str, int]]:
        """The claims that moved most by one of the movements: code and amount in minor units, the largest first."""
        amounts = getattr(self.roll, movement)
        order = np.argsort(-np.abs(amounts), kind="stable")[:most]
        return [(self.code[place], int(amounts[place])) for place in order if amounts[place]]


def provision_movement(before: PeriodEnd, place: Position, worth: Mapping[str, float] = NO_WORTH) -> ProvisionMovement:
    """How each claim's provision moved from a booking to a position, whole minor units; claims of either side.

    `worth`: what a unit of each currency was worth in the position's on the day of the booking, where the booking
    does not hold it. The booked figures are translated by it where the position is in another currency; without it
    that raises BadInput. What other rates made of the opening is `exchange`. Interest runs from the booking to the
    position, at most until the day on which it was expected to be paid, at the rate of the booking. `policy` is what
    the claims that were booked would be provided with more (or less) by the rules of today.
    """
    found, register = place.converted, place.converted.register
    held, factor = _worths_then(before, found.currency, worth)
    unit = 10.0 ** (found.digits - minor_digits(before.currency))
    then = {each.code: each for each in before.lines}
    now = dict(zip(register.code.tolist(), range(len(register)), strict=True))
    codes = tuple(dict.fromkeys([*then, *now]))
    rows = np.array([now.get(code, -1) for code in codes], dtype=np.int64)
    was_there = np.array([code in then for code in codes], dtype=bool)
    opened = round_half_up(
        np.array([then[code].provision if code in then else 0 for code in codes], dtype=float) * factor * unit
    )
    closed = _at(place.provided, rows)
    earlier, rerated = _under_earlier_rules(policy_of_period_end(before), place)
    policy = np.where(was_there, closed - _at(earlier, rows), 0)
    rated = np.where(was_there, _at(rerated, rows), 0)

    own = [_currency(then.get(code), str(register.currency[now[code]]) if code in now else "") for code in codes]
    ratio = np.array([_ratio(code, held, found.rates) for code in own], dtype=float)
    exchange = round_half_up(opened * ratio) - opened
    waits = np.array([then[code].figures.get("days", 0) if code in then else 0 for code in codes], dtype=float)
    passed = np.clip(waits, 0.0, float(max((found.today - measured_on(before)).days, 0)))
    interest = unwinding(opened + exchange, before.totals.get("rate", 0) / 1e6, passed)
    paid = round_half_up(
        np.array([_paid_since(then.get(code), place, now.get(code, -1), factor * unit) for code in codes], dtype=float)
    )
    slip = closed - policy - rated - opened - exchange - interest + np.clip(paid, 0, opened + exchange + interest)
    translated = (ratio != 1.0) | (before.currency != found.currency)
    rounding = np.abs(slip) <= 1.0 + ratio * max(factor * unit, 1.0)
    exchange = exchange + np.where(translated & rounding & (opened > 0) & (closed - policy - rated > 0), slip, 0)
    return ProvisionMovement(codes, roll_forward(opened, closed, paid, interest, exchange, rated, policy), factor)


def _worths_then(before: PeriodEnd, currency: str, worth: Mapping[str, float]) -> tuple[dict[str, float], float]:
    """What a unit of each currency was worth in `currency` when it was booked, and of the booking's own currency."""
    held = rates_of_period_end(before)
    factor = 1.0 / held[currency] if currency in held else worth.get(before.currency)
    if factor is None or not np.isfinite(factor):
        raise BadInput(
            Problem(
                "rate_missing",
                f"rates.{before.currency}",
                before.currency,
                {"currency": currency, "on": before.booked_on.isoformat()},
            )
        )
    return {**worth, **{code: each * factor for code, each in held.items()}, currency: 1.0}, factor


def _ratio(code: str, then: Mapping[str, float], now: Mapping[str, float]) -> float:
    """By how much a currency is worth more than it was; 1 where one of both rates is not known."""
    found = now.get(code, np.nan) / then.get(code, np.nan)
    return found if np.isfinite(found) else 1.0


def _currency(line: PeriodEndLine | None, now: str) -> str:
    """The claim's own currency as booked, else as it is now."""
    return next(
        (name.removeprefix(OWN) for name in (line.figures if line is not None else ()) if name.startswith(OWN)), now
    )


def _under_earlier_rules(
    earlier: ProvisionPolicy | None, place: Position
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """What is provided for each line at today's discount rate under the other rules of a booking, and how much
    today's rate adds to that of the booking."""
    if earlier is None or vars(earlier) == vars(place.policy):
        return place.provided, np.zeros_like(place.provided)
    unit = 10.0**place.converted.digits
    ruled, whole = (
        round_half_up(np.asarray(provisions_by_line(place.converted, each).provision) * unit)
        for each in (replace(earlier, rate=place.policy.rate), earlier)
    )
    return ruled, ruled - whole


def _at(column: NDArray[np.int64], rows: NDArray[np.int64]) -> NDArray[np.int64]:
    """The values at some rows, 0 where the row is −1."""
    return np.where(rows >= 0, column[rows], 0) if len(column) else np.zeros(len(rows), np.int64)


def _paid_since(then: PeriodEndLine | None, place: Position, row: int, factor: float) -> float:
    """What was paid since a booking at the later rate, minor units, at least 0: an exchange rate that moves pays
    nothing, and neither does a claim that came into the register since with what it had cost before."""
    if then is None or row < 0:
        return 0.0
    paid, own = int(place.converted.lines.paid[row]), int(place.converted.register.paid[row])
    if own and "paid_own" in then.figures:
        return max((own - then.figures["paid_own"]) * paid / own, 0.0)
    return max(paid - then.figures.get("paid", 0) * factor, 0.0)
