"""How a team keeps its book: the currency of its reports, dated exchange rates, and how much of a bad year is common to all claims."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from negotiation.exposure.portfolio import CORRELATION
from negotiation.exposure.rates import LARGEST, SMALLEST, ExchangeRates, exchange_rates
from negotiation.units import SHARE, Num, Unit, amount, currency, day, several

WORTH = Unit("number", SMALLEST, LARGEST, 0.01)


@dataclass(frozen=True, eq=False)
class DatedRate:
    """From a day on, one unit of a currency was `worth` so much in the currency of the reports."""

    on: date = day(date(2026, 1, 1))
    currency: str = currency("EUR")
    worth: Num = amount(WORTH, 1.0)


@dataclass(frozen=True, eq=False)
class Team:
    """Settings of a team's book; `correlation` is that of `total_loss`, an assumption."""

    currency: str = currency("USD")
    correlation: Num = amount(SHARE.within(high=0.95), CORRELATION)
    rates: tuple[DatedRate, ...] = several(5_000)

    def exchange_rates(self) -> ExchangeRates:
        """Its rates as a table; those of the reporting currency itself are left out."""
        return exchange_rates(self.currency, [(each.on, each.currency, float(each.worth)) for each in self.rates if each.currency != self.currency])
