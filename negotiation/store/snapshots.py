"""What is booked of a position, and how the provision moved from one booking to a later position, claim by claim."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np

from negotiation.exposure import Position, RollForward, half_up, roll_forward, totals, unwinding
from negotiation.store.records import BookedLine, Booking
from negotiation.summary import MODEL_VERSION

NO_VERSIONS: Mapping[str, int] = MappingProxyType({})


def snapshot(place: Position, note: str = "", versions: Mapping[str, int] = NO_VERSIONS) -> Booking:
    """The figures of a position as they are booked: totals, and a line for each claim with the version that stood in the register, what is
    provided, paid, and for how long it was discounted."""
    found, register, lines = place.found, place.found.register, place.found.lines
    every = totals(found)
    days = np.where(np.isnat(register.settles_on), 0, np.maximum((register.settles_on - np.datetime64(found.today)).astype(int), 0))
    why = np.asarray(place.provision.why).reshape(-1)
    discounted = np.asarray(place.provision.discount_why).reshape(-1) == "discounted"
    booked = tuple(
        BookedLine(str(register.code[row]), versions.get(str(register.code[row]), 0), found.currency, int(place.provided[row]), str(why[row]),
                   {"paid": int(lines.paid[row]), "paid_own": int(register.paid[row]), "days": int(days[row]) if discounted[row] else 0})
        for row in range(len(register))
    )  # fmt: skip
    sums = {"provided": place.total("provided"), "contingent": place.total("contingent"), "net": int(every.net), "open": int(every.open_count),
            "rate": round(float(place.policy.rate) * 1e6)}  # fmt: skip
    return Booking(found.today, MODEL_VERSION, found.currency, sums, booked, note)


def moved_since(before: Booking, place: Position) -> RollForward:
    """How each claim's provision moved from a booking to a position, whole minor units; claims of either side.

    Interest runs from the booking to today, at most until the day on which it was expected to be paid, at the rate of the booking.
    """
    now = {each.code: each for each in snapshot(place).lines}
    then = {each.code: each for each in before.lines}
    codes = list(dict.fromkeys([*then, *now]))
    opened = np.array([then[code].provision if code in then else 0 for code in codes], dtype=np.int64)
    closed = np.array([now[code].provision if code in now else 0 for code in codes], dtype=np.int64)
    paid = half_up(np.array([_paid_since(then.get(code), now.get(code)) for code in codes], dtype=float))
    waits = np.array([then[code].figures.get("days", 0) if code in then else 0 for code in codes], dtype=float)
    passed = np.minimum(waits, float((place.found.today - before.booked_on).days))
    return roll_forward(opened, closed, paid, unwinding(opened, before.totals.get("rate", 0) / 1e6, passed))


def _paid_since(then: BookedLine | None, now: BookedLine | None) -> float:
    """What was paid between two bookings at the later rate, minor units, at least 0: an exchange rate that moves pays nothing, and neither does a
    claim that came into the register since with what it had cost before."""
    if then is None:
        return 0.0
    old, new = ({} if each is None else each.figures for each in (then, now))
    moved, paid = float(new.get("paid", 0) - old.get("paid", 0)), new.get("paid_own", 0)
    if paid and "paid_own" in old:
        moved = (paid - old["paid_own"]) * new["paid"] / paid
    return max(moved, 0.0)
