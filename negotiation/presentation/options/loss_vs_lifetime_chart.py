"""The signature chart: what each option costs, and the future margin that it keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from negotiation.claim.summary.claim_summary import Summary
from negotiation.i18n.catalogue import say
from negotiation.i18n.formats import format_brief, localized
from negotiation.model.valuation.offer import NO_DEAL
from negotiation.presentation.common.escaping import escaped_summary, for_chart
from negotiation.presentation.common.labels import option_label
from negotiation.presentation.common.theme import (
    ADVERSE,
    ADVERSE_LIGHT,
    FAVOURABLE,
    FAVOURABLE_LIGHT,
    GREY,
    INK,
    ON_BAR,
    ROW_HEIGHT,
    Drawing,
)
from negotiation.presentation.options.chart_data import Bar, loss_and_lifetime_bars

if TYPE_CHECKING:
    import plotly.graph_objects as go

HATCHED = {"shape": "/", "fillmode": "overlay", "size": 6, "fgcolor": FAVOURABLE, "solidity": 0.35}
ANYWAY = {"color": "#777777", "dash": "dot", "width": 2}
PHONE_HALF = 146.0
"""Width in pixels of the left half on a phone: the amounts at the ends of its bars must fit there."""
DIVIDER, GAP = 0.42, 0.02
"""Where the left half ends and how far from it the right half begins, as shares of the width."""


def loss_and_lifetime_value(summary: Summary, lang: str, ink: str = INK) -> go.Figure:
    """The signature chart: each option a row, best on top; cost of this claim on the left, future margin kept on the
    right.

    Labels stand above their bars, so that the same figure reads on a desk and on a phone. The halves have their own
    scales. `ink` is the colour of the text, dark on a light page.
    """
    summary = escaped_summary(summary, for_chart)
    bars = loss_and_lifetime_bars(summary)
    rows = list(range(len(bars)))[::-1]
    drawing = Drawing(ink)

    def say_chart(key: str, **values: Any) -> str:
        return say(lang, f"chart.{key}", **values)

    def hover(bar: Bar) -> str:
        label = option_label(summary.dossier, bar.code, lang)
        return say_chart(
            "hover",
            label=label,
            cost=bar.cost,
            promised=bar.promised,
            kept=bar.kept,
            net=bar.net,
            currency=summary.dossier.case.currency,
        )

    hovers = [hover(bar) for bar in bars]

    def half(
        values: list[float], name: str, side: str, colours: list[str], text: list[str] | None = None, **marker: Any
    ) -> None:
        """One part of every bar that has it; what a bar does not have is not drawn."""
        there = [place for place, value in enumerate(values) if value]
        if not there:
            return
        words = {"text": [text[place] for place in there], "textposition": "auto"} if text else {}
        drawing.bar(
            x=[values[place] for place in there],
            y=[rows[place] for place in there],
            name=name,
            orientation="h",
            width=0.46,
            xaxis=side,
            marker={"color": [colours[place] for place in there]} | marker,
            insidetextanchor="end",
            textangle=0,
            insidetextfont={"color": ON_BAR, "size": 11},
            outsidetextfont={"color": ink, "size": 11},
            cliponaxis=False,
            customdata=[hovers[place] for place in there],
            hovertemplate="%{customdata}<extra></extra>",
            **words,
        )

    def edge(colour: str) -> dict[str, Any]:
        return {"color": colour, "width": 1}

    def paint(colour: str) -> list[str]:
        return [GREY if bar.grey else colour for bar in bars]

    half([bar.solid for bar in bars], say_chart("before_next_order"), "x", paint(ADVERSE))
    half(
        [bar.hoped for bar in bars],
        say_chart("promised"),
        "x",
        paint(ADVERSE_LIGHT),
        line=edge(FAVOURABLE),
        pattern=HATCHED,
    )
    half([bar.follows for bar in bars], say_chart("later"), "x", paint(ADVERSE_LIGHT), line=edge(ADVERSE))
    half(
        [bar.comes_back for bar in bars],
        say_chart("comes_back"),
        "x",
        [FAVOURABLE_LIGHT] * len(bars),
        line=edge(FAVOURABLE),
    )
    kept = [f"{format_brief(bar.kept, lang)} · {say_chart('net', net=bar.net)}" for bar in bars]
    half(
        [bar.kept for bar in bars],
        say_chart("margin_kept"),
        "x2",
        [colour if bar.kept >= 0 or bar.grey else ADVERSE for bar, colour in zip(bars, paint(FAVOURABLE), strict=True)],
        text=kept,
    )

    lowest, highest = min(bar.kept for bar in bars), max(bar.kept for bar in bars)
    kept_range = [1.05 * min(0.0, lowest), 1.02 * highest if highest > 0.0 else -0.05 * lowest or 1.0]
    longest = max([bar.reach for bar in bars] + [1.0])
    widest = max(len(format_brief(-bar.cost, lang)) for bar in bars)
    room = PHONE_HALF / (PHONE_HALF - min(8.0 * widest + 8.0, 0.7 * PHONE_HALF))
    anyway = next(bar.kept for bar in bars if bar.code == NO_DEAL)
    costs = [format_brief(-bar.cost, lang) + "\u2002" for bar in bars]
    drawing.label(x=[bar.reach for bar in bars], y=rows, text=costs, textposition="middle left")
    labels = [_label(summary, bar, lang) for bar in bars]
    drawing.label(
        x=[longest * room] * len(bars), y=[row + 0.42 for row in rows], text=labels, textposition="middle right"
    )
    pieces = " ".join(f"M {anyway} {row - 0.36} L {anyway} {row + 0.3}" for row in rows)
    drawing.line(type="path", path=pieces, layer="below", xref="x2", yref="y", line=ANYWAY)
    drawing.write(say_chart("kept_anyway"), size=12, x=anyway, y=-0.36, xref="x2", yref="y", yanchor="top")
    for heading, side, anchor in (("cost", 0.0, "left"), ("kept", 1.0, "right")):
        drawing.write(
            f"<b>{say_chart(heading)}</b>",
            size=14,
            x=side,
            y=1.0,
            xref="paper",
            yref="paper",
            yanchor="bottom",
            xanchor=anchor,
        )
    return drawing.figure(
        ROW_HEIGHT * len(bars) + 70,
        barmode="stack",
        xaxis={"domain": [0, DIVIDER], "range": [longest * room, 0], "visible": False, "fixedrange": True},
        xaxis2={"domain": [DIVIDER + GAP, 1], "range": kept_range, "visible": False, "anchor": "y", "fixedrange": True},
        yaxis={"range": [-0.75, len(bars) - 0.3], "visible": False, "fixedrange": True},
    )


def legend(summary: Summary, lang: str) -> str:
    """What the parts of the bars mean, only those that occur, as markdown with coloured marks; each mark has its own
    shape."""
    bars = loss_and_lifetime_bars(summary)
    parts = [
        (":orange[■]", "before_next_order", any(bar.solid for bar in bars)),
        (":orange[▨]", "promised", any(bar.hoped for bar in bars)),
        (":orange[□]", "later", any(bar.follows for bar in bars)),
        (":green[□]", "comes_back", any(bar.comes_back for bar in bars)),
        (":green[■]", "margin_kept", True),
        (":gray[■]", "grey", any(bar.grey for bar in bars)),
    ]
    entries = [f"{mark} {say(lang, f'chart.{key}')}".replace(" ", "\u00a0") for mark, key, occurs in parts if occurs]
    return " \u2003".join(entries)


def scales_note(summary: Summary, lang: str, halves: bool = True) -> str:
    """Currency, convention, and whose estimate the chance of staying is; `halves` have their own scales."""
    dossier = summary.dossier
    judgements = [dossier.no_deal.staying, *(offer.staying for offer in dossier.offers)]
    typed = {str(localized(judgement.who, lang)) for judgement in judgements if judgement is not None}
    if not typed:
        source = say(lang, "chart.source_default")
    elif len(typed) == 1 and None not in judgements:
        source = say(lang, "chart.source_judged", who=typed.pop())
    else:
        source = say(lang, "chart.source_mixed")
    return say(lang, "chart.scales" if halves else "chart.whose", currency=dossier.case.currency, source=source)


def _label(summary: Summary, bar: Bar, lang: str) -> str:
    label = option_label(summary.dossier, bar.code, lang)
    if bar.best:
        return f"<b>{label}</b>"
    return f"{label} · <i>{say(lang, 'chart.refused')}</i>" if not bar.accepted else label
