"""The position on a day: every claim with its provision, and the loss of all of them together, in one currency."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from negotiation.finance.loss.loss_distribution import CORRELATION, DRAWS, Loss, total_loss
from negotiation.finance.provision.provision import IAS_37, Provision, ProvisionPolicy, provision_for
from negotiation.finance.register.breakdown import groups_of
from negotiation.finance.register.entry import CERTAINTIES
from negotiation.finance.register.register import Minor, round_half_up
from negotiation.finance.register.valued_register import ConvertedRegister

SURE = CERTAINTIES[:1]
"""How certain a recovery must be to be deducted from the loss: virtually certain, as in the net exposure and in the
assets of the provision."""


@dataclass(frozen=True, eq=False)
class Position:
    """A register with the provision of each line (whole minor units of the reporting currency), and the loss on all
    open claims.

    `provided` is recognised; `discount` is what discounting takes off it; `assets` is what others give back, as a
    separate asset; `contingent` is disclosed and not recognised. All are 0 for lines that are not open. `provision`
    keeps the reasons, a code a line.
    """

    converted: ConvertedRegister
    policy: ProvisionPolicy
    provision: Provision
    provided: Minor
    discount: Minor
    assets: Minor
    contingent: Minor
    loss: Loss

    def total(self, name: str) -> int:
        """Sum of one of `provided`, `discount`, `assets`, `contingent`, in minor units."""
        return int(getattr(self, name).sum())

    def split(self, key: str) -> list[tuple[str, int, int]]:
        """Groups of the open claims by a key: name, provision, and the most that they may cost beyond it; the largest
        provision first.

        The groups add up to the totals to the cent.
        """
        codes, names = groups_of(self.converted, key)
        more = np.maximum(self.converted.lines.high - self.provided, 0)
        sums = np.zeros((2, len(names)), dtype=np.int64)
        for row, values in enumerate((self.provided, more)):
            np.add.at(sums[row], codes, values)
        order = np.lexsort((-sums[1], -sums[0]))
        return [
            (str(names[place]), int(sums[0, place]), int(sums[1, place])) for place in order if sums[:, place].any()
        ]


def value_register(
    found: ConvertedRegister,
    policy: ProvisionPolicy = IAS_37,
    *,
    correlation: float = CORRELATION,
    draws: int = DRAWS,
    seed: int = 1,
) -> Position:
    """The position of a register on its day.

    Claims of one cause are alike: if there are as many as the policy asks for, they are measured together. Costs
    expected on a later day are discounted to the day of the register. Recoveries that are virtually certain are
    deducted from the loss. Sources: see `provided`, `total_loss`.

    Args:
        found: the register in one currency on one day.
        policy: the accounting policy.
        correlation: share of the risk common to all claims, 0 to 1.
        draws: number of years drawn for the loss.
        seed: seed of the draws.
    """
    register, lines, unit = found.register, found.lines, 10.0**found.digits
    is_open = register.is_open
    chance = np.where(is_open, register.chance, 0.0)
    low, likely, high = (getattr(lines, name) / unit for name in ("low", "likely", "high"))
    under = provisions_by_line(found, policy)
    recognised = round_half_up(np.asarray(under.provision) * unit)
    undiscounted = round_half_up(np.asarray(under.undiscounted) * unit)
    sure = (
        register.per_row("certainty", {each: each in SURE for each in register.factor("certainty")[1]}).astype(bool)
        if len(register)
        else np.zeros(0, bool)
    )
    back = np.where(sure, lines.recovery / unit, 0.0)
    open_rows = np.flatnonzero(is_open)
    loss = total_loss(
        register.code[open_rows],
        chance[open_rows],
        low[open_rows],
        likely[open_rows],
        high[open_rows],
        back[open_rows],
        correlation=correlation,
        draws=draws,
        seed=seed,
        digits=found.digits,
    )
    return Position(
        found,
        policy,
        under,
        recognised,
        undiscounted - recognised,
        round_half_up(np.asarray(under.recovery) * unit),
        round_half_up(np.asarray(under.disclosed_high) * unit),
        loss,
    )


def provisions_by_line(found: ConvertedRegister, policy: ProvisionPolicy) -> Provision:
    """The provision of each line of a register under a policy, and its reason; nothing for a line that is not open."""
    register, lines, unit = found.register, found.lines, 10.0**found.digits
    low, likely, high = (getattr(lines, name) / unit for name in ("low", "likely", "high"))
    return provision_for(
        np.where(register.is_open, register.chance, 0.0),
        low,
        likely,
        high,
        days=_days(found),
        alike=_alike(found),
        recovery=lines.recovery / unit,
        certainty=register.certainty.astype(str),
        policy=policy,
    )


def provision_reasons(found: Position) -> Mapping[str, tuple[int, int]]:
    """For each reason, the number of open claims and their provision in minor units; the largest first."""
    why, is_open = np.asarray(found.provision.why).astype(str), found.converted.register.is_open
    counted = {
        str(code): (int((is_open & (why == code)).sum()), int(found.provided[is_open & (why == code)].sum()))
        for code in np.unique(why[is_open])
    }
    return dict(sorted(counted.items(), key=lambda pair: (-pair[1][1], -pair[1][0])))


def expected_to_provision(found: Position) -> Mapping[str, int]:
    """The differences between the expected cost of the open claims and their provision, in whole minor units that add
    up exactly.

        provided = expected + in_full − not_provided − discount

    `in_full`: probable claims count with their whole estimate, not with chance × mean (below 0 if the estimate is
    lower). `not_provided`: the expected cost of claims that are not probable and at most disclosed. `discount`: what
    discounting takes off.
    """
    is_open, probable = (
        found.converted.register.is_open,
        np.asarray(found.provision.likelihood).astype(str) == "probable",
    )
    expected, undiscounted = found.converted.lines.expected, found.provided + found.discount
    parts = {
        "expected": expected,
        "in_full": np.where(probable & is_open, undiscounted - expected, 0),
        "not_provided": np.where(probable, 0, expected),
        "discount": found.discount,
        "provided": found.provided,
    }
    return {name: int(each.sum()) for name, each in parts.items()}


def _days(found: ConvertedRegister) -> NDArray[np.float64]:
    """Days until each line is expected to be paid; 0 if no day is known."""
    days = (found.register.settles_on - np.datetime64(found.today)).astype("timedelta64[D]")
    return np.where(np.isnat(found.register.settles_on), 0.0, np.maximum(days.astype(float), 0.0))


def _alike(found: ConvertedRegister) -> NDArray[np.float64]:
    """Number of open claims with the cause of each line."""
    codes, names = found.register.factor("cause")
    counts = np.bincount(codes[found.register.is_open], minlength=len(names)) if names else np.zeros(0)
    return np.maximum(counts[codes], 1).astype(float) if names else np.zeros(0)
