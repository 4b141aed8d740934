"""What each chart says, as its title, and the three figures beside the verdict with their change."""

from __future__ import annotations

import math
from dataclasses import dataclass

from negotiation.claim.summary.claim_summary import Summary
from negotiation.core.money import round_money
from negotiation.i18n.catalogue import say
from negotiation.i18n.formats import format_day_after, format_number
from negotiation.presentation.common.labels import option_label
from negotiation.presentation.options.chart_data import cost_steps, dated_payments, thresholds


@dataclass(frozen=True)
class Figure:
    """One of the figures beside the verdict: its value, its change against the pinned version (empty: none), and how
    it is computed."""

    label: str
    value: str
    change: str
    help: str
    cost: bool


def headline_figures(summary: Summary, base: Summary | None, lang: str) -> tuple[Figure, ...]:
    """Cost of the claim, what it leaves us with against no deal, and the most that is at risk."""
    currency, verdict = summary.dossier.case.currency, summary.verdict

    def figure(key: str, name: str, cost: bool) -> Figure:
        value = float(getattr(verdict, name))
        moved = 0.0 if base is None else round_money(value - float(getattr(base.verdict, name)), summary.digits)
        sign = "+" if moved > 0 else ""
        change = (
            f"{sign}{format_number(moved, lang)}".replace("−", "-")
            if abs(moved) >= 0.5 and base and base.dossier.case.currency == currency
            else ""
        )
        moment = format_day_after(summary.dossier.case.settlement_date, verdict.most_at_risk_day, lang)
        return Figure(
            say(lang, f"figure.{key}", currency=currency, on=moment),
            format_number(value, lang),
            change,
            say(lang, f"figure.{key}_help"),
            cost,
        )

    return (
        figure("cost", "claim_cost", True),
        figure("better", "better_than_no_deal", False),
        figure("at_risk", "most_at_risk", True),
    )


def break_even_message(summary: Summary, lang: str) -> str:
    """How many of the offers that they would take pay at the chance that is expected."""
    rows = [row for row in thresholds(summary) if row.accepted]
    paying = sum(row.pays for row in rows)
    return say(lang, "message.break_even" if rows else "message.break_even_none", paying=paying, of=len(rows))


def cash_message(summary: Summary, code: str, lang: str) -> str:
    """From when the running balance is above zero for good, and where it stands at the second horizon."""
    label, payback = option_label(summary.dossier, code, lang), float(summary.outcome(code).worth.payback)
    kind = "never_short" if payback == 0 else "beyond" if math.isinf(payback) else "payback"
    return say(lang, f"message.cash_{kind}", label=label, month=payback if math.isfinite(payback) else 0.0)


def waterfall_message(summary: Summary, code: str, lang: str) -> str:
    """What is spent and what comes back."""
    steps, label = cost_steps(summary, code), option_label(summary.dossier, code, lang)
    spent = sum(step.amount for step in steps if step.amount > 0)
    back = -sum(step.amount for step in steps if step.amount < 0)
    kind = "waterfall" if back > 0.005 else "waterfall_all"
    return say(lang, f"message.{kind}", label=label, spent=spent, back=back, cost=summary.outcome(code).claim_cost)


def calendar_message(summary: Summary, code: str, lang: str) -> str:
    """When the first and the last money moves for us."""
    frame = dated_payments(summary, code)
    ours = frame[frame["to_us"] != 0.0]
    label = option_label(summary.dossier, code, lang)
    if ours.empty:
        return say(lang, "message.calendar_none", label=label)
    return say(
        lang, "message.calendar", label=label, first=ours["date"].iloc[0], last=ours["date"].iloc[-1], count=len(ours)
    )
