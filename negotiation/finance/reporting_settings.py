"""A team's reporting settings: reporting currency, dated exchange rates, and the share of risk that is common to all
claims."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from negotiation.core.fields import SHARE, Num, Unit, currency_field, date_field, number_field, records_field
from negotiation.finance.loss.loss_distribution import CORRELATION
from negotiation.finance.register.exchange_rates import (
    LARGEST,
    PLACES,
    SMALLEST,
    ExchangeRates,
    exchange_rates,
    rates_on_day,
)

WORTH = Unit("number", SMALLEST, LARGEST, 0.01)


@dataclass(frozen=True, eq=False)
class DatedRate:
    """The `worth` of one unit of a currency in the reporting currency from a day on."""

    on: date = date_field(date(2026, 1, 1))
    currency: str = currency_field("EUR")
    worth: Num = number_field(WORTH, 1.0)


@dataclass(frozen=True, eq=False)
class Team:
    """Reporting settings of a team. `correlation` is that of `total_loss`, an assumption."""

    currency: str = currency_field("USD")
    correlation: Num = number_field(SHARE.within(high=0.95), CORRELATION)
    rates: tuple[DatedRate, ...] = records_field(5_000)

    def reported_in(self, currency: str) -> Team:
        """The same team with another reporting currency: each rate divided by the latest rate of that currency on its
        day.

            worth of one in the new currency = its worth in the old one / the new one's worth in the old one

        The old currency gets the inverse on every day of the new one's rates. A rate is left out if the new currency
        had no rate within 35 days before; all are left out if it never had one. Units of the new currency per unit.

        >>> team = Team("USD",
        ...     rates=(DatedRate(date(2026, 1, 1), "EUR", 1.25), DatedRate(date(2026, 1, 2), "CNY", 0.15)))
        >>> [(each.currency, float(each.worth)) for each in team.reported_in("EUR").rates]
        [('CNY', 0.12), ('USD', 0.8)]
        """
        if currency == self.currency:
            return self
        table = self.exchange_rates()
        found = rates_on_day(table, [currency] * len(table.day), table.day).worth
        worths = np.round(table.worth / found, PLACES)
        others, own = np.isfinite(found) & (table.currency != currency), table.currency == currency
        rated = _rates(table.day[others], table.currency[others], worths[others])
        back = _rates(table.day[own], np.full(int(own.sum()), self.currency), np.round(1.0 / table.worth[own], PLACES))
        return replace(self, currency=currency, rates=(*rated, *back))

    def exchange_rates(self) -> ExchangeRates:
        """The team's rates as a table, without those of the reporting currency itself."""
        return exchange_rates(
            self.currency,
            [(each.on, each.currency, float(each.worth)) for each in self.rates if each.currency != self.currency],
        )


def _rates(days: NDArray[np.datetime64], codes: NDArray[np.str_], worths: NDArray[np.float64]) -> tuple[DatedRate, ...]:
    return tuple(
        DatedRate(day, code, worth)
        for day, code, worth in zip(days.tolist(), codes.tolist(), worths.tolist(), strict=True)
    )
