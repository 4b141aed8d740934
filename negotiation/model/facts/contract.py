"""What the contract says of late delivery, what other currencies are worth, and how goods get from the factory to
the customer."""

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
"""Countries whose working days are offered, by ISO 3166 code."""

MILESTONES = ("advance", "arrival", "commissioning", "go_live", "preliminary_acceptance", "final_acceptance")
"""Stages of a delivery contract on which payments hang, in their order."""

WHOLE_DAYS = Unit("days", 1.0, 366.0, 1.0, whole=True)
PER_UNIT = Unit("exchange", 1e-9, 1e9, 0.01)


@dataclass(frozen=True, eq=False)
class ExchangeRate:
    """What one unit of another currency is worth in the claim's currency, as typed on a day."""

    currency: str = currency_field("CNY")
    rate: Num = number_field(PER_UNIT, 1.0)
    on: date | None = date_field(None)


@dataclass(frozen=True, eq=False)
class LateDelivery:
    """Liquidated damages: `rate` of the late value a week, at most `cap` of it. All 0 to begin with: no such clause.

    `grace_days`: inside them nothing is due; past them all days count, or only those beyond (`grace_deducted`).
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
    """A stage of a delivery contract: when it was due, when it is expected now, the payment that hangs on it.

    `reached`: the work is done; `paid`: so is the payment. What is reached and not paid is money that we are out of.
    """

    kind: str = choice_field(MILESTONES, "final_acceptance")
    due: date | None = date_field(None)
    expected: date | None = date_field(None)
    payment: Num = number_field(MONEY, 0.0)
    reached: bool = flag_field()
    paid: bool = flag_field()


@dataclass(frozen=True, eq=False)
class Shutdown:
    """Days on which the factory stands still, first and last included."""

    first: date = date_field()
    last: date = date_field()


@dataclass(frozen=True, eq=False)
class Logistics:
    """Working days of the factory's country less its shutdowns; sailings every so many days from a known one; sea
    and air door to door.

    Goods must be ready `cut_off_days` before a sailing. Where `first_sailing` is not known a ship leaves any day.
    `sea` is from departure to the customer, `air` from ready, booking included; both in calendar days.
    """

    country: str = choice_field(COUNTRIES, "CN")
    shutdowns: tuple[Shutdown, ...] = records_field(20)
    first_sailing: date | None = date_field(None)
    sailing_every: Num = number_field(WHOLE_DAYS, 7.0)
    cut_off_days: Num = number_field(DAYS.within(high=60.0), 3.0)
    sea: ThreePoint = ThreePoint(25.0, 30.0, 35.0)
    air: ThreePoint = ThreePoint(4.0, 6.0, 10.0)
