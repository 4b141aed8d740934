"""What the tests of the register share: entries of any kind, made by hand or drawn."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from negotiation.core.money import minor_digits
from negotiation.finance.register.entry import CERTAINTIES, Entry
from negotiation.model.facts.case import INCIDENTS, STAGES

TODAY = date(2026, 11, 20)
WORTH = {"USD": 1.0, "EUR": 1.0873, "CNY": 0.13947, "JPY": 0.006614, "KWD": 3.2551}

HAND = (
    Entry(
        "A-1",
        "Wrong style",
        "Nordlicht",
        "Wang",
        "Boxes",
        "wrong_goods",
        "USD",
        "open",
        date(2026, 10, 1),
        date(2026, 11, 25),
        10_000.0,
        4_000.0,
        1_000.0,
        0.6,
        2_000.0,
        5_000.0,
        8_000.0,
        date(2026, 12, 15),
        14_400.0,
        date(2026, 10, 5),
    ),
    Entry(
        "A-2",
        "Late",
        "Nordlicht",
        "Lee",
        "Boxes",
        "late",
        "EUR",
        "settled",
        date(2026, 3, 1),
        None,
        3_000.0,
        3_000.0,
        500.0,
        promised=2_000.0,
        used=800.0,
        expired=200.0,
    ),
    Entry(
        "A-3",
        "Holes",
        "Harbour",
        "Lee",
        "Bags",
        "holes in the bags",
        "CNY",
        "agreed",
        date(2026, 5, 4),
        date(2026, 11, 18),
        70_000.0,
        50_000.0,
        0.0,
        1.0,
        50_000.0,
        50_000.0,
        50_000.0,
        None,
        recovery=80_000.0,
        certainty="virtually_certain",
    ),
    Entry(
        "A-4",
        "Old",
        "Studio",
        "Wang",
        "Bags",
        "defect",
        "USD",
        "closed",
        date(2025, 1, 9),
        date(2025, 2, 1),
        900.0,
        900.0,
        900.0,
        0.5,
        1.0,
        2.0,
        3.0,
        receivable=100.0,
        receivable_due=date(2026, 11, 20),
    ),
)


def texts(longest: int) -> st.SearchStrategy[str]:
    """Any text in one line without signs that a file cannot hold, formulas and quotes among them."""
    plain = st.text(
        st.characters(exclude_categories=("Cs", "Cc", "Cn", "Zs", "Zl", "Zp", "Cf", "Co")), min_size=1, max_size=longest
    )
    odd = st.sampled_from(
        [
            "=1+1",
            "-5",
            "1,000",
            "'=1",
            "''",
            "@SUM(A1)",
            "+86 20",
            "a;b,c",
            'He said "no"',
            "001",
            "1e5",
            "＝1",
            "TRUE",
            "NaN",
            "2026-01-01",
        ]
    )
    return st.one_of(plain, odd, st.sampled_from(["Nordlicht", "海港", "Studio Nine"]))


def money(currency: str, most: float = 1e9) -> st.SearchStrategy[float]:
    """An amount to the minor unit of its currency."""
    scale = 10 ** minor_digits(currency)
    return st.integers(0, int(most * scale)).map(lambda cents: cents / scale)


DAYS = st.dates(date(2020, 1, 1), TODAY)
LATER = st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1))


@st.composite
def entries(draw: st.DrawFn, most: int = 12) -> tuple[Entry, ...]:
    """Entries with codes that differ, that break no rule of the register."""
    found = []
    for place in range(draw(st.integers(0, most))):
        currency = draw(st.sampled_from(sorted(WORTH)))
        amount = money(currency)
        low, likely, high = sorted(draw(st.tuples(amount, amount, amount)))
        used, expired, left = draw(st.tuples(amount, amount, amount))
        digits = minor_digits(currency)
        found.append(
            Entry(
                f"{draw(texts(20))} #{place}",
                draw(texts(30)),
                draw(texts(20)),
                draw(texts(10)),
                draw(texts(10)),
                draw(st.sampled_from([*INCIDENTS, "holes in the bags", "=cause"])),
                currency,
                draw(st.sampled_from(STAGES)),
                draw(DAYS),
                draw(LATER),
                draw(amount),
                draw(amount),
                draw(amount),
                draw(st.floats(0.0, 1.0)),
                low,
                likely,
                high,
                draw(LATER),
                draw(amount),
                draw(LATER),
                round(used + expired + left, digits),
                used,
                expired,
                draw(amount),
                draw(st.sampled_from(CERTAINTIES)),
            )
        )
    return tuple(found)


def later(entry: Entry, **changes: Any) -> Entry:
    """The same claim some time after."""
    return replace(entry, **changes)


def days_ago(days: int) -> date:
    return TODAY - timedelta(days=days)
