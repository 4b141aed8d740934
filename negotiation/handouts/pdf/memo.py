"""The one-page decision memo: verdict, signature chart, three options, largest exposure, what is asked of the
reader, assumptions, approval line."""

from __future__ import annotations

from datetime import date
from typing import Any

from negotiation.claim.summary.claim_summary import Summary, last_day_of_cash_out
from negotiation.core.cashflow import CREDIT_FALLBACK, CUSTOMER, Flow, part_until, present_value
from negotiation.handouts.common.footer import assumptions, footer_stamp
from negotiation.handouts.pdf.typst_pdf import typeset
from negotiation.i18n.catalogue import say
from negotiation.i18n.formats import format_brief, format_day, format_day_after, localized
from negotiation.model.valuation.offer import NO_DEAL
from negotiation.model.valuation.option_value import CASH_OUT_DAYS, is_cash_out
from negotiation.model.valuation.outcomes import Outcome
from negotiation.presentation.common.labels import option_label
from negotiation.presentation.options.chart_data import Bar, loss_and_lifetime_bars
from negotiation.presentation.options.chart_titles import headline_figures
from negotiation.presentation.options.loss_vs_lifetime_chart import scales_note
from negotiation.presentation.options.table import COLUMNS, rows_as_text
from negotiation.presentation.options.text import chart_message, notices, verdict_headline, verdict_reasons

OPTIONS = 3
"""Options that are compared in figures: the recommended one and the next that the customer would take."""

REASONS = 3
LONGEST_LABEL = 150
FIGURES = ("claim_cost", "s_against_the_next_cheaper_they_would_take", "s", "net_to_us", "largest_exposure")


def memo(summary: Summary, made_on: date, lang: str, paper: str = "a4", preview: bool = False) -> bytes:
    """The memo as a PDF of one page, or its picture as a `preview`."""
    return typeset("memo", content(summary, made_on, lang), lang, made_on, paper, preview)


def content(summary: Summary, made_on: date, lang: str) -> dict[str, Any]:
    """All that stands on the memo, as text and shares of a bar's room."""
    case = summary.dossier.case
    facts = [str(localized(part, lang)) for part in (case.customer.name, case.order.reference) if part]
    facts.append(say(lang, f"stage.{case.stage}"))
    facts += [say(lang, "memo.answer_by", answer_by=case.answer_by)] if case.answer_by else []
    return {
        "kind": say(lang, "memo.kind"),
        "internal": say(lang, "export.internal"),
        "title": str(localized(case.title, lang)) or say(lang, "header.untitled"),
        "subtitle": " · ".join([*facts, format_day(made_on, lang)]),
        "verdict": verdict_headline(summary, lang),
        "reasons": [*verdict_reasons(summary, lang)[:REASONS], *notices(summary, lang)],
        "figures": [{"label": figure.label, "value": figure.value} for figure in headline_figures(summary, None, lang)],
        "chart": _chart(summary, lang),
        "options": _options(summary, lang),
        "exposure": {"title": say(lang, "memo.exposure"), "text": _exposure(summary, lang)},
        "asked": {"title": say(lang, "memo.asked"), "items": decision_asked(summary, lang)},
        "assumptions": {"title": say(lang, "memo.assumptions"), "items": _assumptions(summary, lang)},
        "approval": {
            "title": say(lang, "memo.approval"),
            "choices": [say(lang, f"memo.{each}") for each in ("approved", "refused", "changed")],
            "name": say(lang, "memo.name"),
            "date": say(lang, "memo.date"),
        },
        "stamp": footer_stamp(summary, made_on, lang),
    }


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_LABEL else text[: LONGEST_LABEL - 1] + "…"


def _chart(summary: Summary, lang: str) -> dict[str, Any]:
    """The signature chart from the same series as the screen: widths as shares of the longest bar of each half."""
    bars = loss_and_lifetime_bars(summary)
    longest = max([bar.reach for bar in bars] + [1e-9])
    lowest, highest = min([bar.kept for bar in bars] + [0.0]), max([bar.kept for bar in bars] + [0.0])
    room = highest - lowest or 1.0

    def row(bar: Bar) -> dict[str, Any]:
        widths = {name: getattr(bar, name) / longest for name in ("solid", "hoped", "follows", "comes_back")}
        kept = {"below": max(-bar.kept, 0.0) / room, "kept": max(bar.kept, 0.0) / room}
        label, mark = (
            _short(option_label(summary.dossier, bar.code, lang)),
            "" if bar.accepted else say(lang, "chart.refused"),
        )
        text = f"{format_brief(bar.kept, lang)} · {say(lang, 'chart.net', net=bar.net)}"
        return {
            "label": label,
            "mark": mark,
            "best": bar.best,
            "grey": bar.grey,
            "cost": format_brief(-bar.cost, lang),
            "kept_text": text,
            **widths,
            **kept,
        }

    parts = {
        "before_next_order": "solid",
        "promised": "hoped",
        "later": "follows",
        "comes_back": "comes_back",
        "margin_kept": "kept",
        "grey": "grey",
    }
    legend = [
        [key, say(lang, f"chart.{key}")] for key, name in parts.items() if any(getattr(bar, name) for bar in bars)
    ]
    return {
        "title": chart_message(summary, lang),
        "cost": say(lang, "chart.cost"),
        "kept": say(lang, "chart.kept"),
        "rows": [row(bar) for bar in bars],
        "legend": legend,
        "note": scales_note(summary, lang),
    }


def compared(summary: Summary) -> list[str]:
    """Codes of the options that are compared: the recommended first, the best others that they would take, then the
    best that they refuse."""
    codes = [
        bar.code for bar in loss_and_lifetime_bars(summary) if bar.code != NO_DEAL and bar.code != summary.verdict.code
    ]
    return [summary.verdict.code, *codes][:OPTIONS]


def _options(summary: Summary, lang: str) -> dict[str, Any]:
    known = {column.key for column in COLUMNS}
    rows = rows_as_text(summary, lang, compared(summary))
    cells = [
        [
            {"text": _short(row["option"]), "best": place == 0},
            *({"text": row[key], "best": place == 0} for key in FIGURES if key in known),
        ]
        for place, row in enumerate(rows)
    ]
    heads = [
        say(lang, "memo.options_head", currency=summary.dossier.case.currency),
        *(say(lang, f"memo.head_{key}") for key in FIGURES),
    ]
    return {"title": say(lang, "memo.options"), "heads": heads, "rows": cells}


def _exposure(summary: Summary, lang: str) -> str:
    """The most that is at risk under the recommended option, when, and what of it is the unpaid invoice."""
    case, verdict = summary.dossier.case, summary.verdict
    moment = format_day_after(case.settlement_date, verdict.most_at_risk_day, lang)
    owed = float(case.receivable) + float(case.unpaid_milestones)
    return say(
        lang,
        "memo.exposure_text" if verdict.most_at_risk > 0.0 else "memo.exposure_none",
        amount=verdict.most_at_risk,
        on=moment,
        owed=owed,
        currency=case.currency,
    )


def decision_asked(summary: Summary, lang: str, code: str = "") -> list[str]:
    """What the reader is to decide, in sentences with the money in them: on the recommended option, or on that of a
    code."""
    case = summary.dossier.case
    money = {"currency": case.currency}
    until = [say(lang, "memo.ask_by", answer_by=case.answer_by)] if case.answer_by else []
    if (code or summary.verdict.code) == NO_DEAL:
        return [say(lang, "memo.ask_nothing"), *until]
    option = summary.outcome(code or summary.verdict.code)
    found = [
        say(
            lang,
            "memo.ask_approve",
            label=_short(option_label(summary.dossier, option.code, lang)),
            cost=option.claim_cost,
            **money,
        )
    ]
    for name, amount, last in cash_released(summary, option):
        found.append(
            say(lang, f"memo.ask_{name}", cash=amount, on=format_day_after(case.settlement_date, last, lang), **money)
        )
    if option.worth.exposure > 0.0:
        found.append(say(lang, "memo.ask_risk", amount=option.worth.exposure, **money))
    return found + until


def cash_released(summary: Summary, option: Outcome) -> list[tuple[str, float, float]]:
    """What an option makes us pay within the first 30 days, undiscounted: for the `remedy`, to the `customer`, to
    `others`, each with its last day.

    The parts add up to the option's `cash_out`.
    """
    offer = next((each for each in summary.dossier.offers if each.code == option.code), None)
    remedy = next((each for each in summary.dossier.remedies if offer is not None and each.code == offer.remedy), None)
    of_remedy = {flow.key for flow in remedy.cost_flows(summary.dossier.case)} if remedy is not None else set()
    parts: dict[str, list[Flow]] = {"remedy": [], "customer": [], "others": []}
    for flow in option.worth.flows:
        if is_cash_out(flow):
            parts[
                "customer"
                if flow.payee == CUSTOMER or flow.key == CREDIT_FALLBACK
                else "remedy"
                if flow.key in of_remedy
                else "others"
            ].append(flow)
    found = []
    for name, flows in parts.items():
        paid = [
            present_value(part_until(flow, CASH_OUT_DAYS), 0.0) * (option.staying if flow.if_stays else 1.0)
            for flow in flows
        ]
        amount = float(sum(paid))
        if round(amount, 2) > 0.0:
            found.append((name, amount, last_day_of_cash_out(option, flows)))
    return found


def _assumptions(summary: Summary, lang: str) -> list[dict[str, str]]:
    currency = summary.dossier.case.currency
    return [
        {
            "text": say(lang, "memo.assumption", field=each.field, value=each.value, between=each.between),
            "moves": say(lang, "memo.moves", moves=each.moves, currency=currency),
        }
        for each in assumptions(summary, lang)
    ]
