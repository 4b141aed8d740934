"""The offline page: the verdict, its charts and tables, and how everything was computed, as one HTML file that asks
nobody for anything.

For our own house only. What somebody typed is escaped where it is put in; beside that, the page's own policy lets no
script run but the two whose hashes it names, and nothing be loaded from anywhere.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

from negotiation.claim.checks.switch_points import turning_points
from negotiation.claim.summary.bargaining_summary import Bargain
from negotiation.claim.summary.claim_summary import Summary
from negotiation.handouts.common.footer import assumptions, footer_stamp
from negotiation.handouts.html.html_parts import (
    chart,
    figure_data,
    fold,
    heads_of,
    items,
    legend_of,
    marked,
    note,
    table,
    words,
)
from negotiation.i18n.catalogue import say
from negotiation.i18n.formats import format_money, localized
from negotiation.presentation.bargaining.chart import bargaining_map
from negotiation.presentation.bargaining.text import (
    equal_offer_rows,
    how_bargaining,
    map_message,
    next_move,
    room_headline,
    room_lines,
)
from negotiation.presentation.claim.explain import explain_turning
from negotiation.presentation.common.escaping import escaped_summary, for_markdown
from negotiation.presentation.common.labels import option_label
from negotiation.presentation.common.theme import INK, INK_ON_DARK
from negotiation.presentation.options.break_even_chart import break_even_chart
from negotiation.presentation.options.cash_chart import calendar_chart, cash_by_month_chart
from negotiation.presentation.options.chart_data import loss_and_lifetime_bars
from negotiation.presentation.options.chart_titles import (
    break_even_message,
    calendar_message,
    cash_message,
    headline_figures,
)
from negotiation.presentation.options.explain import explain
from negotiation.presentation.options.loss_vs_lifetime_chart import legend, loss_and_lifetime_value, scales_note
from negotiation.presentation.options.option_tables import option_heads
from negotiation.presentation.options.sources import input_sources
from negotiation.presentation.options.table import COLUMNS, calendar_rows, rows_as_text
from negotiation.presentation.options.text import chart_message, notices, verdict_headline, verdict_reasons

HERE = Path(__file__).parent
Section = Callable[[Summary, str], str]


def offline_page(summary: Summary, table: Bargain | None, made_on: date, lang: str) -> bytes:
    """The whole page, UTF-8. `table` adds the room for a deal with its equal offers and map. The same arguments give
    the same bytes."""
    title = str(localized(summary.dossier.case.title, lang)) or say(lang, "app.title")
    made = footer_stamp(summary, made_on, lang)
    drawn = _drawn(summary, table, lang)
    folds = [_break_even(summary, lang), _cash(summary, lang), _options(summary, lang)]
    folds += [_offers(summary, table, lang)] if table is not None else []
    folds += [_how(summary, lang), _assumptions(summary, lang), _sources(summary, lang)]
    plotly, ours = _plotly(), (HERE / "offline_page.js").read_text("utf-8")
    policy = (
        f"default-src 'none'; script-src '{_hash(plotly)}' '{_hash(ours)}'; style-src 'unsafe-inline'; "
        f"img-src data:; base-uri 'none'; form-action 'none'"
    )
    head = f"""<!DOCTYPE html>
<html lang="{"zh-Hans" if lang == "zh" else "en"}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>{words(title)}</title>
<style>
{(HERE / "offline_page.css").read_text("utf-8")}</style>
</head>
<body data-ink="{INK}" data-ink-on-dark="{INK_ON_DARK}">
<main>
<header><p class="kicker">{words(say(lang, "handout_page.kicker", title=title))}</p>
{_verdict(summary, lang)}</header>
{_signature(summary, lang)}
"""
    foot = f"<footer><p>{words(made)}</p><p>{words(say(lang, 'handout_page.alone'))}</p></footer>\n</main>\n"
    data = "\n".join(figure_data(name, figure) for name, figure in drawn.items())
    return "".join(
        [
            head,
            "\n".join(folds),
            foot,
            data,
            "\n<script>",
            plotly,
            "</script>\n<script>",
            ours,
            "</script>\n</body>\n</html>\n",
        ]
    ).encode("utf-8")


@cache
def _plotly() -> str:
    from plotly.offline import get_plotlyjs

    return str(get_plotlyjs())


@cache
def _hash(script: str) -> str:
    """How a policy names a script: by what is in it."""
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")


def _drawn(summary: Summary, found: Bargain | None, lang: str) -> dict[str, object]:
    """The figures of the page, as the screen draws them."""
    code = summary.verdict.code
    figures = {
        "signature": loss_and_lifetime_value(summary, lang),
        "break_even": break_even_chart(summary, lang),
        "cash": cash_by_month_chart(summary, code, lang),
        "calendar": calendar_chart(summary, code, lang),
    }
    return figures | ({} if found is None else {"map": bargaining_map(summary, found, lang)})


def _verdict(summary: Summary, lang: str) -> str:
    cards = "".join(
        f"<div><dt>{words(each.label)}</dt><dd>{words(each.value)}</dd></div>"
        for each in headline_figures(summary, None, lang)
    )
    warnings = "".join(f'<p class="warning">{words(notice)}</p>' for notice in notices(summary, lang))
    reasons = items([words(reason) for reason in verdict_reasons(summary, lang)])
    return f'<h1>{words(verdict_headline(summary, lang))}</h1>\n{reasons}\n{warnings}<dl class="figures">{cards}</dl>'


def _signature(summary: Summary, lang: str) -> str:
    caption = (
        f'<figcaption><p class="legend">{legend_of(legend(summary, lang))}</p>'
        f"{words(scales_note(summary, lang))}</figcaption>"
    )
    silent = f"<noscript>{note(say(lang, 'handout_page.no_script'))}</noscript>"
    return (
        f"<figure><h2>{words(chart_message(summary, lang))}</h2>"
        f"{silent}{chart('signature', say(lang, 'chart.alt'))}{caption}</figure>"
    )


def _break_even(summary: Summary, lang: str) -> str:
    under = note(
        say(lang, "list.sentence").join([say(lang, "view.break_even_note"), scales_note(summary, lang, halves=False)])
    )
    return fold(
        say(lang, "view.break_even"),
        chart("break_even", say(lang, "view.break_even_alt")) + under,
        words(break_even_message(summary, lang)),
    )


def _cash(summary: Summary, lang: str) -> str:
    code, case = summary.verdict.code, summary.dossier.case
    numbers = {"currency": case.currency, "rate": case.rates.us}
    keys = ("flow", "date", "who", "amount", "chance", "to_us", "to_customer")
    rows = calendar_rows(summary, code, lang)
    inside = [
        chart("cash", say(lang, "view.cash_alt")),
        note(say(lang, "view.cash_note", **numbers)),
        f"<h3>{words(calendar_message(summary, code, lang))}</h3>",
        chart("calendar", say(lang, "view.calendar_alt")),
        note(say(lang, "view.calendar_note", **numbers)),
        table(
            heads_of("calendar.", keys, lang),
            rows,
            say(lang, "page.options.calendar"),
            keys[3:],
            [""] * (len(rows) - 1) + ["sum"],
        ),
        note(say(lang, "calendar.note", currency=case.currency, horizon=case.customer.horizon)),
    ]
    return fold(say(lang, "view.cash"), "\n".join(inside), words(cash_message(summary, code, lang)))


def _options(summary: Summary, lang: str) -> str:
    order = [bar.code for bar in loss_and_lifetime_bars(summary)]
    keys = [column.key for column in COLUMNS]
    kinds = ["best" if code == summary.verdict.code else "" for code in order]
    heads, head = option_heads(lang), say(lang, "page.options.table")
    under = note(say(lang, "page.options.table_note", currency=summary.dossier.case.currency))
    return fold(head, table(heads, rows_as_text(summary, lang, order), head, keys, kinds) + under, kind="wide")


def _offers(summary: Summary, found: Bargain, lang: str) -> str:
    cards = "".join(
        f"<section><h3>{words(row['letter'])} · {words(row['lead'])}</h3><p>{words(row['what'])}</p>"
        f"<p><strong>{words(row['cost'])}</strong></p>"
        f'<p>{words(row["worth"])}</p><p class="note">{words(row["liked"])}</p></section>'
        for row in equal_offer_rows(summary, found, lang)
    )
    safe = escaped_summary(summary, for_markdown)
    move = say(lang, "list.sentence").join([say(lang, "negotiate.next"), next_move(summary, found, lang)])
    inside = [
        f'<div class="offers">{cards}</div>',
        items([words(line) for line in (move, *room_lines(summary, found, lang))]),
        f"<h3>{words(map_message(summary, found, lang))}</h3>",
        chart("map", say(lang, "negotiate.map_alt")),
        note(say(lang, "negotiate.map_note", staying=found.staying)),
        f"<h3>{words(say(lang, 'negotiate.how_title'))}</h3>",
        items([marked(line) for line in how_bargaining(safe, found, lang)], "ol", "steps"),
    ]
    return fold(say(lang, "handout_page.offers"), "\n".join(inside), words(room_headline(summary, found, lang)))


def _how(summary: Summary, lang: str) -> str:
    code, safe = summary.verdict.code, escaped_summary(summary, for_markdown)
    steps = [marked(step) for step in explain(safe, code, lang).steps]
    steps += [marked(explain_turning(safe, turning_points(summary), lang))] if summary.dossier.offers else []
    keys = ("flow", "who", "amount", "first", "times", "chance", "value")
    flows = table(
        heads_of("explain.", keys, lang),
        explain(summary, code, lang).flows,
        say(lang, "page.options.how"),
        ("amount", "times", "chance", "value"),
    )
    under = note(say(lang, "explain.flows", rate=summary.dossier.case.rates.us))
    intro = words(say(lang, "explain.intro", label=option_label(summary.dossier, code, lang)))
    return fold(say(lang, "page.options.how"), items(steps, "ol", "steps") + under + flows, intro)


def _assumptions(summary: Summary, lang: str) -> str:
    found, currency = assumptions(summary, lang), summary.dossier.case.currency
    heads = heads_of("handout_page.", ("field", "value", "between", "why", "moves"), lang)
    rows = [
        {
            "field": each.field,
            "value": each.value,
            "between": each.between,
            "why": each.why,
            "moves": format_money(each.moves, currency, lang),
        }
        for each in found
    ]
    name = say(lang, "handout_page.assumptions")
    inside = (
        table(heads, rows, name, ("value", "moves"), wordy=("why",))
        if rows
        else note(say(lang, "handout_page.no_assumptions"))
    )
    return fold(name, inside, words(say(lang, "handout_page.assumptions_note")))


def _sources(summary: Summary, lang: str) -> str:
    heads = heads_of("explain.note_", ("field", "value", "origin", "what"), lang)
    name = say(lang, "handout_page.sources")
    return fold(
        name,
        table(heads, input_sources(summary, lang), name, ("value",), wordy=("what",)),
        words(say(lang, "handout_page.sources_note")),
    )
