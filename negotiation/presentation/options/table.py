"""The table of all options: its columns under stable keys, its figures to the cent, and the same as words."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Any

from negotiation.claim.summary.claim_summary import Summary
from negotiation.core.fields import Num
from negotiation.core.money import round_money
from negotiation.i18n.catalogue import say
from negotiation.i18n.formats import format_cents, format_day, format_day_after, format_share
from negotiation.model.valuation.break_even import ALWAYS, NEVER
from negotiation.model.valuation.outcomes import Outcome
from negotiation.presentation.common.labels import option_label
from negotiation.presentation.options.chart_data import dated_payments


@dataclass(frozen=True)
class Column:
    """One figure of an option: its stable key (heads and help stand under it in the word files), its kind, where it
    comes from."""

    key: str
    kind: str
    figure: Callable[[Outcome], Num]


COLUMNS = (
    Column("s", "share", lambda o: o.staying),
    Column("claim_cost", "money", lambda o: o.claim_cost),
    Column("of_it_immediate", "money", lambda o: o.immediate),
    Column("promised_margin", "money", lambda o: o.promised_margin),
    Column("value_to_customer", "money", lambda o: o.to_customer),
    Column("better_for_them_than_no_deal", "money", lambda o: o.better_for_them),
    Column("lifetime_value_kept", "money", lambda o: o.lifetime_kept),
    Column("net_to_us", "money", lambda o: o.net),
    Column("s_against_no_deal", "break_even", lambda o: o.break_even_no_deal),
    Column("s_against_the_next_cheaper_they_would_take", "break_even", lambda o: o.break_even_next),
    Column("cash_out_30_days", "money", lambda o: o.cash_out),
    Column("payback_month", "month", lambda o: o.worth.payback),
    Column("largest_exposure", "money", lambda o: o.worth.exposure),
    Column("largest_exposure_day", "day", lambda o: o.worth.exposure_day),
)


def claim_figures(summary: Summary) -> dict[str, object]:
    """Every figure of a claim under the stable keys that negotiation/README.md lists."""
    verdict, digits = summary.verdict, summary.digits
    return {
        "currency": summary.dossier.case.currency,
        "lifetime_value": round_money(float(summary.life.value), digits),
        "lifetime_value_over_horizon": round_money(float(summary.life.over_horizon), digits),
        "horizon_years": float(summary.life.horizon),
        "lifetime_value_has_no_end": summary.life.no_end,
        "recommended": verdict.code,
        "ties": list(verdict.ties),
        "options": figures_by_option(summary),
    }


def figures_by_option(summary: Summary) -> dict[str, dict[str, object]]:
    """Every figure of every option under stable keys: money to the minor unit, shares and chances as they are.

    A break-even that is no chance between 0 and 1 is null, and its `…_verdict` says `always_pays`, `never_pays` or
    `no_reference` instead of `pays_from`. A payback beyond 30 years is null.
    """
    sheet: dict[str, dict[str, object]] = {}
    for outcome in summary.outcomes:
        row: dict[str, object] = {}
        for column in COLUMNS:
            value = float(column.figure(outcome))
            if column.kind == "money":
                row[column.key] = round_money(value, summary.digits)
            elif column.kind == "break_even":
                row[column.key] = round(value, 6) if math.isfinite(value) else None
                row[f"{column.key}_verdict"] = _break_even_kind(value)
            elif column.kind in ("month", "day"):
                row[column.key] = round(value) if math.isfinite(value) else None
            else:
                row[column.key] = value
        row["customer_would_accept"] = bool(outcome.accepted)
        row["recommended"] = outcome.code == summary.verdict.code
        row["tied_with_recommended"] = outcome.code in summary.verdict.ties
        sheet[outcome.code] = row
    return sheet


def _break_even_kind(value: float) -> str:
    return {ALWAYS: "always_pays", NEVER: "never_pays"}.get(value, "no_reference" if math.isnan(value) else "pays_from")


def rows_as_text(summary: Summary, lang: str, order: list[str] | None = None) -> list[dict[str, str]]:
    """The table as people read it: one row an option, its label first, every figure formatted, the refused and the
    best marked."""
    codes = order or [outcome.code for outcome in summary.outcomes]
    return [_row(summary, summary.outcome(code), lang) for code in codes]


def rows_as_change(summary: Summary, base: Summary, lang: str, order: list[str]) -> list[dict[str, str]]:
    """The table as differences against a pinned version: a sign before every figure that moved, a dash where it did
    not.

    Options that the pinned version does not have are marked as new.
    """
    there = {outcome.code: outcome for outcome in base.outcomes}
    rows = []
    for code in order:
        now, before = summary.outcome(code), there.get(code)
        row = {"option": option_label(summary.dossier, code, lang)}
        for column in COLUMNS:
            row[column.key] = (
                say(lang, "table.new")
                if before is None
                else _moved(column, column.figure(before), column.figure(now), summary, base, lang)
            )
        rows.append(row)
    return rows


def _moved(column: Column, before: Num, now: Num, summary: Summary, base: Summary, lang: str) -> str:
    old, new = _cell(column, float(before), base, lang), _cell(column, float(now), summary, lang)
    currencies = base.dossier.case.currency, summary.dossier.case.currency
    if column.kind == "money" and currencies[0] != currencies[1]:
        return f"{currencies[0]} {old} → {currencies[1]} {new}"
    if old == new:
        return say(lang, "table.none")
    if not (math.isfinite(float(before)) and math.isfinite(float(now))):
        return f"{old} → {new}"
    if column.kind == "day":
        return f"{old} → {new}"
    moved = float(now) - float(before)
    sign = "+" if moved > 0 else ""
    return sign + (f"{moved:.0f}".replace("-", "−") if column.kind == "month" else _cell(column, moved, summary, lang))


def _who(row: Mapping[Hashable, Any], lang: str) -> str:
    payer, payee = (say(lang, f"party.{row[side]}") for side in ("payer", "payee"))
    return f"{payer} → {payee}"


def calendar_rows(summary: Summary, code: str, lang: str) -> list[dict[str, str]]:
    """The cash calendar of an option as people read it, both parties side by side, the sums last."""
    frame, currency = dated_payments(summary, code), summary.dossier.case.currency
    rows = [
        {
            "date": format_day(row["date"], lang),
            "flow": say(lang, f"flow.{row['key']}"),
            "who": _who(row, lang),
            "amount": format_cents(row["amount"], currency, lang),
            "chance": format_share(row["chance"], lang),
            "to_us": format_cents(row["to_us"], currency, lang) if row["to_us"] else say(lang, "table.none"),
            "to_customer": format_cents(row["to_customer"], currency, lang)
            if row["to_customer"]
            else say(lang, "table.none"),
        }
        for row in frame.to_dict("records")
    ]
    sums = {
        name: format_cents(float(frame[name].sum()), currency, lang) if len(frame) else say(lang, "table.none")
        for name in ("to_us", "to_customer")
    }
    return [*rows, {"date": "", "flow": say(lang, "calendar.sum"), "who": "", "amount": "", "chance": "", **sums}]


def _row(summary: Summary, outcome: Outcome, lang: str) -> dict[str, str]:
    label = option_label(summary.dossier, outcome.code, lang)
    mark = (
        say(lang, "table.best")
        if outcome.code == summary.verdict.code
        else ""
        if outcome.accepted
        else say(lang, "table.refused")
    )
    return {"option": mark + label} | {
        column.key: _cell(column, float(column.figure(outcome)), summary, lang) for column in COLUMNS
    }


def _cell(column: Column, value: float, summary: Summary, lang: str) -> str:
    if column.kind == "money":
        return format_cents(value, summary.dossier.case.currency, lang)
    if column.kind == "day":
        return format_day_after(summary.dossier.case.settlement_date, value, lang)
    if column.kind == "month":
        return str(int(value)) if math.isfinite(value) else say(lang, "table.beyond")
    if column.kind == "break_even" and not math.isfinite(value):
        return say(
            lang,
            {"always_pays": "table.always", "never_pays": "table.never"}.get(_break_even_kind(value), "table.none"),
        )
    return format_share(value, lang, 2)
