"""What currencies are worth in the one of the reports: from rates that may be in another, whose file says in which."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from negotiation.core.problems import BadInput
from negotiation.finance.register.exchange_rates import IN_CURRENCY, ExchangeRates, rates_on_day
from negotiation.importers.table_file import read_table


def currency_of_rates(data: bytes) -> str:
    """The currency that a head such as `worth_in_usd` names, empty where none does."""
    named = [re.search(IN_CURRENCY, str(head).strip()) for head in read_table(data).columns]
    return next((found[1].upper() for found in named if found), "")


def rates_to_reporting(rates: ExchangeRates, reporting: str, currencies: Iterable[str], on: date) -> dict[str, float]:
    """What one unit of each currency is worth on a day in a reporting currency, which need not be the one that the
    rates are in.

        worth = worth in the currency of the rates / worth of one unit of the reporting currency

    A rate that is missing or too old raises BadInput.

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
