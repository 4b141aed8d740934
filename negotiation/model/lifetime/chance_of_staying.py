"""The chance `s` that the customer stays through this claim: a default curve, which is an assumption, or a person's
judgement."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from negotiation.core.fields import NUMBER, SHARE, Num, Text, number_field, text_field


@dataclass(frozen=True, eq=False)
class Judgement:
    """A typed chance of staying, with who judged it and why."""

    chance: Num = number_field(SHARE)
    who: Text = text_field(longest=200)
    why: Text = text_field()


@dataclass(frozen=True, eq=False)
class StayingCurve:
    """The default chance of staying: an S-curve in the compensation ratio. Its shape is from research, its position is
    our assumption.

    `floor` if nothing is offered, `ceiling` if everything is; steepest at `midpoint`, with `width`. Each similar
    incident in the last 12 months takes off `penalty`. Source of the shape: Gelbrich, Gäthke & Grégoire 2015 (S-shaped
    response), Maxham & Netemeyer 2002 (repeat failures), TARP (levels; consumers, decades old).
    """

    floor: Num = number_field(SHARE, 0.25)
    ceiling: Num = number_field(SHARE, 0.88)
    midpoint: Num = number_field(NUMBER.within(low=0.0, high=10.0), 0.35)
    width: Num = number_field(NUMBER.within(low=0.01, high=10.0), 0.15)
    penalty: Num = number_field(SHARE, 0.10)

    def chance(self, ratio: Num, earlier_similar: Num = 0.0) -> Num:
        """floor + (ceiling − floor) · logistic((ratio − midpoint) / width) − penalty · earlier incidents, within 0
        to 1.

        Shapes broadcast.

        >>> round(float(StayingCurve().chance(0.0)), 3)
        0.306
        """
        climbed = 1.0 / (1.0 + np.exp(-np.clip((ratio - self.midpoint) / self.width, -500.0, 500.0)))
        chance: Num = np.clip(
            self.floor + (self.ceiling - self.floor) * climbed - self.penalty * earlier_similar, 0.0, 1.0
        )
        return chance


def chance_of_staying(judgement: Judgement | None, by_curve: Num) -> Num:
    """Chance that the customer stays through this claim, 0 to 1: a judgement if somebody typed one, else the default
    curve."""
    return by_curve if judgement is None else judgement.chance


def compensation_ratio(value_to_customer: Num, harm: Num) -> Num:
    """Share of the harm that an offer makes good: max(0, value to the customer at s = 1, withheld money left out, +
    harm) / harm.

    Share, can exceed 1; 1 if there is no harm.

    >>> float(compensation_ratio(-4000.0, 6500.0)), float(compensation_ratio(0.0, 0.0))
    (0.38461538461538464, 1.0)
    """
    some = np.asarray(harm) > 0.0
    return np.where(some, np.maximum(0.0, value_to_customer + harm) / np.where(some, harm, 1.0), 1.0)
