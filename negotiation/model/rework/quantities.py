"""Quantities to make and to move: from good pieces to pieces started, hours of labour, kilograms and cubic metres."""

from __future__ import annotations

from dataclasses import dataclass
from math import prod

import numpy as np

from negotiation.core.fields import NUMBER, PIECES, SHARE, Num, Text, Unit, number_field, records_field, text_field
from negotiation.model.facts.case import Case

PER_PIECE = Unit("number", 0.0, 1e9, 0.1)
HOURS = Unit("hours", 0.0, 1e6, 0.5)

CUBIC_CENTIMETRES_A_KILOGRAM = 6_000.0
"""Air freight charges one kilogram for each 6,000 cm³ of a bulky parcel."""

DRIVERS = ("fixed", "good", "started", "scrapped", "hours", "air_kg", "air_m3", "sea_m3", "goods_value")
"""What the quantity of a cost line is multiplied by.

Nothing, good pieces, pieces started, pieces thrown away, hours of labour, chargeable kilograms by air, cubic metres by
air or by sea, or the value of the goods (the rate is then a share of it).
"""


@dataclass(frozen=True, eq=False)
class Yield:
    """One production step and the share of its pieces that are good."""

    name: Text = text_field(longest=100)
    share: Num = number_field(SHARE.within(low=0.01), 1.0)


@dataclass(frozen=True, eq=False)
class Work:
    """What is made and shipped: good `pieces` (default: the affected ones), yields and make-ready, labour, and the size
    of a piece.

    `minutes` of labour for each piece started, `burden` on top of wages as a share, `setup_hours` once. `scrapped` is
    the number of bad pieces thrown away. A piece weighs `kilograms` gross and takes `cubic_centimetres` packed.
    """

    pieces: Num | None = number_field(PIECES, None, optional=True)
    yields: tuple[Yield, ...] = records_field(20)
    make_ready: Num = number_field(PIECES, 0.0)
    minutes: Num = number_field(PER_PIECE, 0.0)
    burden: Num = number_field(NUMBER.within(low=0.0, high=10.0), 0.0)
    setup_hours: Num = number_field(HOURS, 0.0)
    scrapped: Num = number_field(PIECES, 0.0)
    kilograms: Num = number_field(PER_PIECE, 0.0)
    cubic_centimetres: Num = number_field(PER_PIECE, 0.0)

    def good(self, case: Case) -> Num:
        """Good pieces that the remedy supplies: typed, or the affected ones of the order."""
        return case.order.affected if self.pieces is None else self.pieces

    def started(self, case: Case) -> Num:
        """Pieces started to get the good ones: `start_quantity`."""
        return start_quantity(self.good(case), prod((each.share for each in self.yields), start=1.0), self.make_ready)

    def counts(self, case: Case, by_air: Num = 0.0) -> dict[str, Num]:
        """The value of each driver, by its name in DRIVERS. `by_air` is the share of the good pieces that fly, 0 to 1.

        Shapes broadcast.
        """
        good = self.good(case)
        started = self.started(case)
        flown = good * by_air
        return {
            "fixed": 1.0,
            "good": good,
            "started": started,
            "scrapped": self.scrapped,
            "hours": labour_hours(started, self.minutes, self.burden, self.setup_hours),
            "air_kg": chargeable_kilograms(flown * self.kilograms, flown * self.cubic_centimetres),
            "air_m3": flown * self.cubic_centimetres / 1e6,
            "sea_m3": (good - flown) * self.cubic_centimetres / 1e6,
            "goods_value": good * case.order.unit_price,
        }


def start_quantity(good: Num, rolled_yield: Num, make_ready: Num = 0.0) -> Num:
    """Pieces to start so that a chain of steps yields enough good ones.

        ⌈good / Π yields⌉ + make-ready;  0 where no good piece is needed

    Pieces; yields above 0. Shapes broadcast. Source: rolled throughput yield; make-ready as printers count it.

    >>> float(start_quantity(10_000.0, 0.97 * 0.98 * 0.99 * 0.985))
    10788.0
    """
    needed: Num = np.where(
        np.asarray(good) > 0.0, np.ceil(good / np.asarray(rolled_yield) * (1.0 - 1e-12) - 1e-9) + make_ready, 0.0
    )[()]
    return needed


def labour_hours(started: Num, minutes: Num, burden: Num, setup_hours: Num) -> Num:
    """Hours to pay at the wage rate: started · minutes / 60 · (1 + burden) + set-up hours; 0 if nothing is started.

    Args:
        started: pieces started; broadcasts.
        minutes: labour for each piece started, minutes; broadcasts.
        burden: surcharge on wages, share; broadcasts.
        setup_hours: set-up, hours, once; broadcasts.

    >>> float(labour_hours(1_000.0, 3.0, 0.4, 5.0)), float(labour_hours(0.0, 3.0, 0.4, 5.0))
    (75.0, 0.0)
    """
    hours: Num = np.where(np.asarray(started) > 0.0, started * minutes / 60.0 * (1.0 + burden) + setup_hours, 0.0)[()]
    return hours


def chargeable_kilograms(gross: Num, cubic_centimetres: Num) -> Num:
    """Chargeable weight of air freight: max(gross kg, cm³ / 6000). Bulky boxes are charged by volume.

    >>> float(chargeable_kilograms(240.0, 300 * 6_000.0)), float(chargeable_kilograms(500.0, 0.0))
    (300.0, 500.0)
    """
    charged: Num = np.maximum(gross, cubic_centimetres / CUBIC_CENTIMETRES_A_KILOGRAM)
    return charged
