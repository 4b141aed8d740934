"""The contract's terms on late delivery, exchange rates, milestones, and how goods get from the factory to the
customer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from negotiation.core.distributions import ThreePoint
from negotiation.core.fields import (
    DAYS,
    MONEY,
    SHARE,
    Num,
    Unit,
    choice_field,
    currency_field,
    date_field,
    flag_field,
    number_field,
    records_field,
)

WEEKS = ("completed", "commenced", "pro_rata")
COUNTRIES = (
    "CN",
    "HK",
    "TW",
    "VN",
    "TH",
    "MY",
    "ID",
    "PH",
    "IN",
    "BD",
    "PK",
    "KR",
    "JP",
    "SG",
    "AU",
    "DE",
    "AT",
    "CH",
    "FR",
    "IT",
    "ES",
    "PT",
    "NL",
    "BE",
    "GB",
    "IE",
    "SE",
    "DK",
    "NO",
    "FI",
    "PL",
    "CZ",
    "HU",
    "RO",
    "TR",
    "US",
    "CA",
    "MX",
    "BR",
    "ZA",
)
"""Countries whose work calendars are offered, by ISO 3166 code."""

MILESTONES = ("advance", "arrival", "commissioning", "go_live", "preliminary_acceptance", "final_acceptance")
"""Stages of a delivery contract with payments attached, in order."""

WHOLE_DAYS = Unit("days", 1.0, 366.0, 1.0, whole=True)
PER_UNIT = Unit("exchange", 1e-9, 1e9, 0.01)


@dataclass(frozen=True, eq=False)
class ExchangeRate:
    """Value of one unit of another currency in the claim's currency, as typed on a day."""

    currency: str = currency_field("CNY")
    rate: Num = number_field(PER_UNIT, 1.0)
    on: date | None = date_field(None)


@dataclass(frozen=True, eq=False)
class LateDelivery:
    """Liquidated damages: `rate` of the late value a week, at most `cap` of it. By default the rate is 0: no such
    clause.

    Within `grace_days` nothing is due. After them all days count, or only those beyond the grace (`grace_deducted`).
    `weeks` says how weeks are counted. `value` is the late value (default: the affected goods).
    """

    rate: Num = number_field(SHARE, 0.0)
    cap: Num = number_field(SHARE, 1.0)
    grace_days: Num = number_field(DAYS, 0.0)
    grace_deducted: bool = flag_field()
    weeks: str = choice_field(WEEKS, "completed")
    value: Num | None = number_field(MONEY, None, optional=True)


@dataclass(frozen=True, eq=False)
class Milestone:
    """A stage of a delivery contract: when it was due, when it is expected now, and the payment attached to it.

    `reached`: the work is done. `paid`: it is paid for. A stage that is reached and not paid is money that we are owed.
    """

    kind: str = choice_field(MILESTONES, "final_acceptance")
    due: date | None = date_field(None)
    expected: date | None = date_field(None)
    payment: Num = number_field(MONEY, 0.0)
    reached: bool = flag_field()
    paid: bool = flag_field()


@dataclass(frozen=True, eq=False)
class Shutdown:
    """A period in which the factory is closed, first and last day included."""

    first: date = date_field()
    last: date = date_field()


@dataclass(frozen=True, eq=False)
class Logistics:
    """Working days of the factory's country less its shutdowns, sailings at a fixed interval, and door-to-door transit
    by sea and air.

    Goods must be ready `cut_off_days` before a sailing. Without a `first_sailing` a ship leaves any day. `sea` counts
    from departure to the customer, `air` from ready, booking included; both in calendar days.
    """

    country: str = choice_field(COUNTRIES, "CN")
    shutdowns: tuple[Shutdown, ...] = records_field(20)
    first_sailing: date | None = date_field(None)
    sailing_every: Num = number_field(WHOLE_DAYS, 7.0)
    cut_off_days: Num = number_field(DAYS.within(high=60.0), 3.0)
    sea: ThreePoint = ThreePoint(25.0, 30.0, 35.0)
    air: ThreePoint = ThreePoint(4.0, 6.0, 10.0)
