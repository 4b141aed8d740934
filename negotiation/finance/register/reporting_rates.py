"""Worth of currencies in the reporting currency, from rates that may be in another currency, which their file names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from negotiation.core.problems import BadInput
from negotiation.finance.register.exchange_rates import IN_CURRENCY, ExchangeRates, rates_on_day
from negotiation.importers.table_file import read_table


def currency_of_rates(data: bytes) -> str:
    """The currency that a heading such as `worth_in_usd` names; empty if it names none."""
    named = [re.search(IN_CURRENCY, str(head).strip()) for head in read_table(data).columns]
    return next((found[1].upper() for found in named if found), "")


def rates_to_reporting(rates: ExchangeRates, reporting: str, currencies: Iterable[str], on: date) -> dict[str, float]:
    """Worth of one unit of each currency on a day in a reporting currency, which may differ from the currency of the
    rates.

        worth = worth in the currency of the rates / worth of one unit of the reporting currency

    A rate that is missing or too old raises BadInput.

    Args:
        rates: dated exchange rates.
        reporting: code of the reporting currency.
        currencies: codes of the currencies to value.
        on: the day of the rates.

    >>> from negotiation.finance.register.exchange_rates import exchange_rates
    >>> euro = exchange_rates("USD", [(date(2026, 11, 1), "EUR", 1.25)])
    >>> rates_to_reporting(euro, "EUR", ["USD", "EUR"], date(2026, 11, 20))
    {'USD': 0.8, 'EUR': 1.0}
    """
    codes = list(dict.fromkeys(currencies))
    found = rates_on_day(rates, [*codes, reporting], on)
    if found.problems:
        raise BadInput(*found.problems)
    *worths, own = found.worth.tolist()
    return {code: 1.0 if code == reporting else worth / own for code, worth in zip(codes, worths, strict=True)}
