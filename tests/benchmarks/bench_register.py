"""How fast a register of 100,000 claims is valued, added up, split, compared, written and read."""

from datetime import date
from typing import Any

import numpy as np
import pytest

from negotiation.finance.register.breakdown import KEYS, split_by
from negotiation.finance.register.due_calendar import due_items
from negotiation.finance.register.entry import CERTAINTIES
from negotiation.finance.register.register import AMOUNTS, DATES, FIELDS, Register
from negotiation.finance.register.valued_register import convert_register, register_totals
from negotiation.finance.register_file.register_reader import read_register
from negotiation.handouts.register.register_files import register_csv
from negotiation.model.facts.case import INCIDENTS, STAGES
from tests.support.timing import best

CLAIMS, TODAY = 100_000, date(2026, 11, 20)
WORTH = {"EUR": 1.0995, "CNY": 0.13785}


def register() -> Register:
    """Claims of 3,000 customers drawn from a seed, with low ≤ likely ≤ high and credits that add up."""
    random = np.random.default_rng(1)
    columns: dict[str, Any] = {name: random.integers(0, 10_000_000, CLAIMS) for name in AMOUNTS}
    columns |= {name: np.datetime64("2024-11-20") + random.integers(0, 730, CLAIMS) for name in DATES}
    columns["low"], columns["likely"], columns["high"] = np.sort(
        [columns[name] for name in ("low", "likely", "high")], axis=0
    )
    columns["promised"] = columns["promised"] + columns["used"] + columns["expired"]
    words = {
        "customer": [f"Customer {place}" for place in range(3_000)],
        "owner": ["Wang", "Lee", "Zhou"],
        "team": ["East", "West"],
        "cause": [*INCIDENTS],
        "currency": ["USD", "EUR", "CNY"],
        "stage": [*STAGES],
        "certainty": [*CERTAINTIES],
        "title": ["Wrong style", "Late"],
    }
    columns |= {
        name: np.array(texts, dtype=object)[random.integers(0, len(texts), CLAIMS)] for name, texts in words.items()
    }
    columns["code"] = np.array([f"C-{place}" for place in range(CLAIMS)], dtype=object)
    columns["chance"] = random.random(CLAIMS)
    return Register(**{name: columns[name] for name in FIELDS})


def afresh(found: Register) -> Register:
    """The same columns with nothing worked out yet."""
    return Register(**{name: getattr(found, name) for name in FIELDS})


@pytest.mark.benchmark(group="register")
def test_a_register_of_100_000_claims(benchmark: Any) -> None:
    claims = register()
    cold = min(
        best(lambda kept=kept: register_totals(convert_register(kept, WORTH, "USD", TODAY)), 1)
        for kept in (afresh(claims) for _ in range(5))
    )  # type: ignore[misc]
    warm = best(lambda: register_totals(convert_register(claims, WORTH, "USD", TODAY)))
    found = convert_register(claims, WORTH, "USD", TODAY)
    alone = best(lambda: register_totals(found))
    splits = {key: best(lambda key=key: split_by(found, key), 3) for key in KEYS}  # type: ignore[misc]
    due = best(lambda: due_items(found), 3)
    benchmark.pedantic(lambda: register_totals(convert_register(claims, WORTH, "USD", TODAY)), rounds=5)
    print(
        f"\n{CLAIMS:,} claims: valued and added up in {1e3 * cold:.0f} ms from bare columns, "
        f"{1e3 * warm:.0f} ms again (wanted: under 50), sums alone "
        f"{1e3 * alone:.1f} ms; split "
        f"{', '.join(f'{key} {1e3 * each:.0f}' for key, each in splits.items())} ms; due {1e3 * due:.0f} ms"
    )


@pytest.mark.benchmark(group="register files")
def test_a_file_of_100_000_claims_out_and_in(benchmark: Any) -> None:
    claims = register()
    written = best(lambda: register_csv(claims, "en"), 1)
    data = register_csv(claims, "en")
    read = best(lambda: read_register(data, TODAY), 1)
    reading = benchmark.pedantic(lambda: read_register(data, TODAY), rounds=1)
    assert (len(reading.register), reading.rows) == (CLAIMS, CLAIMS)
    print(f"\n{CLAIMS:,} claims as CSV ({len(data) / 1e6:.0f} MB): written in {written:.1f} s, read in {read:.1f} s")
