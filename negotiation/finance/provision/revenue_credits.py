"""The effect of credits on later orders on revenue: they reduce it when they are promised, not when they are used (IFRS
15)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from negotiation.core.fields import Num
from negotiation.core.problems import BadInput, Problem

Codes: TypeAlias = NDArray[np.str_]

CREDIT_FLAGS = ("none", "price_cut", "beyond_the_goods", "ask_material_right")

MATERIAL_RIGHT = 0.05
"""Share of the later orders from which a credit tied to them may be a material right: an assumption, for the accountant
to judge."""


@dataclass(frozen=True, eq=False)
class CreditPosition:
    """The position of promised credits, money: promised = used + expired + open, and promised = revenue_cut +
    given_back.

    `refund_liability` is the part of the open credits that is expected to be taken. `revenue_cut` is the total
    reduction of revenue; `given_back` is what lapsed or is expected to lapse. `flag` is one of CREDIT_FLAGS: a question
    for the accountant rather than an answer.
    """

    open: Num
    refund_liability: Num
    revenue_cut: Num
    given_back: Num
    flag: Codes


def credit_position(
    promised: Num,
    used: Num,
    expired: Num,
    *,
    delivered: Num,
    taken: Num = 1.0,
    only_with_orders: bool | NDArray[np.bool_] = False,
    orders: Num = 0.0,
    material: Num = MATERIAL_RIGHT,
) -> CreditPosition:
    """Credits on later orders promised for delivered goods: what reduces revenue now, and what is still owed.

        open = promised − used − expired;  refund liability = open · taken;  revenue cut = used + refund liability;
        given back = the rest

    A credit is a price concession on the goods delivered, so it is not spread over the later orders. Flags:
    `ask_material_right` if it only comes with later orders and is at least the share `material` of them; else
    `beyond_the_goods` if more is credited than was delivered; else `price_cut`. Used and expired above promised raise
    BadInput. Sources: IFRS 15.20–21, .50–59, .55, .70, .B40.

    Args:
        promised: credits promised, money; broadcasts.
        used: credits used so far, money; broadcasts.
        expired: credits that lapsed, money; broadcasts.
        delivered: price of the goods delivered, money; broadcasts.
        taken: share of the open credits expected to be taken, 0 to 1; below 1 only if it is highly probable that no
            more is taken; broadcasts.
        only_with_orders: True if the credit only comes with later orders; broadcasts.
        orders: value of the later orders, money; broadcasts.
        material: share of the later orders from which the credit may be a material right, 0 to 1; broadcasts.

    >>> found = credit_position(900.0, 300.0, 100.0, delivered=6_000.0)
    >>> (float(found.open), float(found.refund_liability), float(found.revenue_cut), float(found.given_back),
    ...     str(found.flag))
    (500.0, 500.0, 800.0, 100.0, 'price_cut')
    """
    left = np.asarray(promised, dtype=float) - used - expired
    if np.any(left < -1e-6):
        raise BadInput(
            Problem("out_of_range", "used", float(np.min(left)), {"low": 0.0, "high": float(np.max(promised))})
        )
    left = np.maximum(left, 0.0)
    liability = left * taken
    right = np.asarray(only_with_orders) & (np.asarray(promised) >= np.asarray(material) * orders)
    beyond = np.asarray(promised) > np.asarray(delivered)
    flag = np.where(right, "ask_material_right", np.where(beyond, "beyond_the_goods", "price_cut"))
    return CreditPosition(
        left[()],
        liability[()],
        (used + liability)[()],
        (expired + left - liability)[()],
        np.where(np.asarray(promised) <= 0.0, "none", flag)[()],
    )
