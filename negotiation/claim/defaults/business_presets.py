"""Starting values by kind of business: what a claim is worked out with until someone types something better.
Assumptions, each editable."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True)
class StartingValues:
    """One kind of business. Shares from 0 to 1, yearly rates, days; `kept` is the chance that a promise by e-mail is
    kept.

    `additional` is the part of promised orders that would not have come anyway, `horizon` the years of the second
    horizon (for an integrator a contract and one renewal), `work_days` and `transit_days` the time that putting
    things right takes.
    """

    margin_rate: float
    orders_per_year: float
    retention: float
    our_rate: float
    their_rate: float
    horizon: float
    kept: float
    additional: float
    work_days: float
    transit_days: float


def _boxes(margin_rate: float) -> StartingValues:
    return StartingValues(
        margin_rate, 6.0, 0.85, 0.08, 0.15, 3.0, kept=0.6, additional=0.3, work_days=10.0, transit_days=30.0
    )


def _integrator(margin_rate: float) -> StartingValues:
    return StartingValues(
        margin_rate, 1.0, 0.83, 0.08, 0.12, 4.0, kept=0.5, additional=0.2, work_days=10.0, transit_days=0.0
    )


STARTING_VALUES: Mapping[str, StartingValues] = MappingProxyType(
    {
        "box_factory": _boxes(0.25),
        "box_trader": _boxes(0.15),
        "equipment": _integrator(0.11),
        "services": _integrator(0.45),
        "own_software": _integrator(0.65),
    }
)
"""By code of `case.business`. Margins, orders, retention, rates and promises: trade figures as starting values, none
calibrated."""
