"""Makes the sample team's register, rates, promises and questions: `python data/register/make.py`, from the
project's folder."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random

FOLDER = Path(__file__).parent
sys.path[:0] = [str(FOLDER.parents[1]), str(FOLDER)]

from asked import ASKED  # noqa: E402
from names import CAUSES, CUSTOMERS, GOODS, TEAMS  # noqa: E402

from negotiation.finance.authority.approval_limits import FORMS  # noqa: E402
from negotiation.finance.position import value_register  # noqa: E402
from negotiation.finance.register.entry import Entry  # noqa: E402
from negotiation.finance.register.exchange_rates import rates_on_day, read_rates  # noqa: E402
from negotiation.finance.register.register import register_of  # noqa: E402
from negotiation.finance.register.valued_register import convert_register  # noqa: E402
from negotiation.handouts.register.register_files import register_csv  # noqa: E402
from negotiation.services.period_end_snapshot import snapshot  # noqa: E402

SAMPLE_DAY = date(2026, 11, 20)
"""The day on which the sample is looked at."""

BOOKED_DAY = date(2026, 10, 31)
"""The end of the month before, for which the team booked its figures."""

CLAIMS, DAYS, SEED = 500, 730, 20261120
ROUGHLY = {"USD": 1.0, "EUR": 0.9, "CNY": 7.2}
"""Units of each currency that the same order costs, roughly."""


def entries(on: date = SAMPLE_DAY) -> tuple[list[Entry], list[Entry]]:
    """The claims in English and in Chinese, the same figures, as they stood on a day: each is drawn alike, only less
    of its time has passed."""
    chosen = Random(SEED)
    opened = sorted(SAMPLE_DAY - timedelta(days=int(DAYS * chosen.random() ** 1.15)) for _ in range(CLAIMS))
    weights = [1.0 / (place + 1) ** 0.9 for place in range(len(CUSTOMERS))]
    found: tuple[list[Entry], list[Entry]] = ([], [])
    for number, day in enumerate(opened, start=1):
        customer = chosen.choices(CUSTOMERS, weights)[0]
        team = chosen.choices(range(len(TEAMS)), (0.42, 0.27, 0.19, 0.12))[0]
        owner = chosen.choice(TEAMS[team][1])
        goods = chosen.choice(GOODS[team])
        cause = chosen.choices(CAUSES, [each[3] for each in CAUSES])[0]
        pieces = int(round(chosen.lognormvariate(7.6, 0.7), -2)) or 100
        then = Random()
        then.setstate(chosen.getstate())
        figures = _figures(chosen, day, customer[2], pieces, cause[4], SAMPLE_DAY)
        if on != SAMPLE_DAY:
            figures = _figures(then, day, customer[2], pieces, cause[4], on)
        for lang in (0, 1) if day <= on else ():
            title = f"{pieces:,} {goods[0]}: {cause[2][0]}" if lang == 0 else f"{goods[1]} {pieces:,} 个：{cause[2][1]}"
            found[lang].append(
                Entry(
                    f"CL-{day:%y}-{number:03d}",
                    title,
                    customer[lang],
                    owner[lang],
                    TEAMS[team][0][lang],
                    cause[0] or cause[1][lang],
                    customer[2],
                    **figures,
                )
            )
    return found


def _figures(chosen: Random, opened: date, currency: str, pieces: int, by_factory: bool, on: date) -> dict[str, object]:
    """Stage, dates and money of a claim on a day: it lasts a lognormal time, and where that has passed it is settled
    or closed."""
    age = (on - opened).days
    lasts = chosen.lognormvariate(4.2, 0.85)
    order = pieces * round(chosen.uniform(0.9, 3.2), 2) * ROUGHLY[currency]
    claimed = round(order * chosen.betavariate(2.0, 2.2), 2)
    agreed = round(claimed * chosen.betavariate(3.0, 4.0), 2)
    in_credit = chosen.choices((0.0, 1.0, 0.5), (0.5, 0.3, 0.2))[0]
    credit = round(agreed * in_credit * 1.1, 2)
    cash = round(agreed * (1.0 - in_credit), 2)
    recovery = round(agreed * chosen.uniform(0.2, 0.7), 2) if by_factory and chosen.random() < 0.4 else 0.0
    sure = chosen.choices(("virtually_certain", "probable", "possible", "remote"), (0.2, 0.35, 0.3, 0.15))[0]
    over = int(age - lasts)
    unpaid = chosen.random()
    receivable = round(order * chosen.uniform(0.3, 1.0), 2) if unpaid < (0.65 if over < 0 else 0.04) else 0.0
    due = (
        opened + timedelta(days=chosen.randint(-30, 60))
        if over < 0
        else SAMPLE_DAY + timedelta(days=chosen.randint(-90, 30))
    )
    found: dict[str, object] = {
        "opened": opened,
        "claimed": claimed,
        "receivable": receivable,
        "receivable_due": due if receivable else None,
    }
    if over >= 0:
        return found | _ended(chosen, over, cash, credit, agreed, recovery if over < 120 else 0.0, sure)
    return (
        found | _running(chosen, age / lasts, claimed, cash, credit, agreed) | {"recovery": recovery, "certainty": sure}
    )


def _running(
    chosen: Random, progress: float, claimed: float, cash: float, credit: float, agreed: float
) -> dict[str, object]:
    """A claim that is not settled: first open, then an offer, then agreed and about to be paid."""
    deadline = SAMPLE_DAY + timedelta(days=round(chosen.triangular(-9, 45, 6)))
    if progress > 0.8:
        return {
            "stage": "agreed",
            "accepted": agreed,
            "chance": 1.0,
            "low": cash,
            "likely": cash,
            "high": cash,
            "promised": credit,
            "next_deadline": deadline,
            "settles_on": SAMPLE_DAY + timedelta(days=chosen.randint(-6, 40)),
        }
    offered = progress > 0.4
    likely = round(claimed * chosen.uniform(0.25, 0.55), 2)
    chance = round(20.0 * (chosen.betavariate(5.0, 2.0) if offered else chosen.betavariate(1.3, 1.5))) / 20.0
    return {
        "stage": "offered" if offered else "open",
        "accepted": likely if offered else 0.0,
        "chance": min(max(chance, 0.05), 0.95),
        "low": round(likely * chosen.uniform(0.3, 0.8), 2),
        "likely": likely,
        "high": round(likely + (claimed - likely) * chosen.uniform(0.3, 1.0), 2),
        "next_deadline": deadline,
        "settles_on": SAMPLE_DAY + timedelta(days=chosen.randint(12, 130)) if chosen.random() < 0.9 else None,
    }


def _ended(
    chosen: Random, over: int, cash: float, credit: float, agreed: float, recovery: float, sure: str
) -> dict[str, object]:
    """A claim that is settled, and closed once nothing is open: credits are taken over months and lapse after a
    year."""
    used = round(credit * min(chosen.betavariate(2.0, 1.5) * over / 180.0, 1.0), 2)
    expired = round(credit - used, 2) if over > 365 else 0.0
    left = credit - used - expired > 0.004
    running = left or recovery > 0.0 or over < 30
    call = SAMPLE_DAY + timedelta(days=chosen.randint(-3, 80)) if running and chosen.random() < 0.5 else None
    return {
        "stage": "settled" if running else "closed",
        "accepted": agreed,
        "paid": cash,
        "chance": 1.0,
        "promised": credit,
        "used": used,
        "expired": expired,
        "next_deadline": call,
        "recovery": recovery,
        "certainty": sure if recovery else "possible",
    }


def rates() -> bytes:
    """What a unit of each currency is worth in USD on the first of each month: a random walk of 1.5 % (EUR) or 0.5 %
    (CNY) a month."""
    chosen, worth, lines = Random(SEED + 6), {"EUR": 1.08, "CNY": 0.1385}, ["day,currency,worth_in_usd"]
    for month in range(26):
        day = date(2024 + (9 + month) // 12, (9 + month) % 12 + 1, 1)
        for code, step in (("EUR", 0.015), ("CNY", 0.005)):
            worth[code] *= 1.0 + chosen.gauss(0.0, step)
            lines.append(f"{day.isoformat()},{code},{worth[code]:.5f}")
    return ("\n".join(lines) + "\n").encode()


def promised(claims: Sequence[Entry]) -> bytes:
    """What was promised with each claim that is agreed, settled or closed: its cash and its credits, on a day after
    it was opened."""
    chosen, lines = Random(SEED + 12), []
    for each in claims:
        after = int(chosen.lognormvariate(3.7, 0.6))
        if each.stage not in ("agreed", "settled", "closed"):
            continue
        day = min(each.opened + timedelta(days=after), SAMPLE_DAY - timedelta(days=1))
        cash = float(each.likely if each.stage == "agreed" else each.paid)
        lines += [
            (each.code, form, f"{amount:.2f}", day.isoformat())
            for form, amount in (("cash", cash), ("credit", float(each.promised)))
            if amount
        ]
    return _table(("claim", "form", "amount", "day"), lines)


def booked(rates_file: bytes) -> bytes:
    """What the team booked at the end of the month before, from the same claims as they stood then: first the
    totals, then a line a claim."""
    register = register_of(entries(BOOKED_DAY)[0])
    codes = list(register.factor("currency")[1])
    worth = rates_on_day(read_rates(rates_file, "USD", BOOKED_DAY), codes, BOOKED_DAY).worth
    made = snapshot(
        value_register(convert_register(register, dict(zip(codes, worth.tolist(), strict=True)), "USD", BOOKED_DAY))
    )
    lines = [("", made.currency, str(made.totals["provided"]), "", json.dumps(dict(made.totals)))]
    lines += [
        (each.code, each.currency, str(each.provision), each.kind, json.dumps(dict(each.figures)))
        for each in made.lines
    ]
    return _table(("code", "currency", "provision", "kind", "figures"), lines)


def asked(lang: int) -> bytes:
    """The questions that wait for an approval, in English (0) or Chinese (1); the hour of the day is drawn."""
    chosen, lines = Random(SEED + 18), []
    for number, each in enumerate(ASKED, start=1):
        day = (SAMPLE_DAY - timedelta(days=each.days_ago)).isoformat()
        at = f"{day}T{chosen.randint(8, 17):02d}:{chosen.randrange(60):02d}"
        amounts = [f"{each.amounts.get(form, 0.0):.2f}" for form in FORMS]
        lines.append(
            (str(number), each.claim, each.offer[lang], each.who[lang], each.role, at, *amounts, each.reason[lang])
        )
    return _table(("number", "claim", "offer", "asked_by", "role", "asked_at", *FORMS, "reason"), lines)


def _table(heads: Sequence[str], lines: Iterable[Sequence[str]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([heads, *lines])
    return out.getvalue().encode()


def files() -> dict[str, bytes]:
    """The bytes of each file by its name."""
    english, chinese = entries()
    return {
        "team_en.csv": register_csv(register_of(english), "en"),
        "team_zh.csv": register_csv(register_of(chinese), "zh"),
        "rates.csv": rates(),
        "promised.csv": promised(english),
        "booked.csv": booked(rates()),
        "approvals_en.csv": asked(0),
        "approvals_zh.csv": asked(1),
    }


if __name__ == "__main__":
    for name, data in files().items():
        (FOLDER / name).write_bytes(data)
