"""Figures: plotly drawings of the series, in words and colours that do not rely on colour alone (Okabe–Ito palette)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from negotiation.charts.sentences import option_label
from negotiation.charts.series import Bar, loss_and_lifetime_bars
from negotiation.summary import Summary
from negotiation.words import pick, say
from negotiation.words.formats import decimal

if TYPE_CHECKING:
    import plotly.graph_objects as go

ADVERSE, FAVOURABLE, GREY = "#D55E00", "#009E73", "#9AA3AD"
ADVERSE_LIGHT, FAVOURABLE_LIGHT = "rgba(213, 94, 0, 0.30)", "rgba(0, 158, 115, 0.18)"
ROW_HEIGHT = 58
DIVIDER = 0.42
"""Where the left half ends, as a share of the width."""


def loss_and_lifetime_value(summary: Summary, lang: str) -> go.Figure:
    """The signature chart: each option a row, best on top; cost of this claim on the left, future margin kept on the right.

    Labels stand above their bars, so that the same figure reads on a desk and on a phone. The halves have their own scales.
    """
    import plotly.graph_objects as go

    bars = loss_and_lifetime_bars(summary)
    rows = list(range(len(bars)))[::-1]
    figure = go.Figure()

    def say_chart(key: str, **values: Any) -> str:
        return say(lang, f"chart.{key}", **values)

    def half(values: list[float], name: str, side: str, colours: list[str], pattern: str = "", text: list[str] | None = None, line: str = "") -> None:
        if not any(values):
            return
        figure.add_trace(
            go.Bar(
                x=values, y=rows, name=name, orientation="h", width=0.46, xaxis=side,
                marker={"color": colours, "pattern": {"shape": pattern, "size": 6, "fgcolor": FAVOURABLE, "solidity": 0.35}, "line": {"color": line or "rgba(0, 0, 0, 0)", "width": 1}},
                text=text, textposition="auto", insidetextanchor="end", textangle=0, insidetextfont={"color": "white"}, cliponaxis=False,
                customdata=[hover(bar) for bar in bars], hovertemplate="%{customdata}<extra></extra>", showlegend=False,
            )
        )  # fmt: skip

    def hover(bar: Bar) -> str:
        label = option_label(summary.dossier, bar.code, lang)
        return say_chart("hover", label=label, cost=bar.cost, promised=bar.promised, kept=bar.kept, net=bar.net, currency=summary.dossier.case.currency)

    def paint(colour: str) -> list[str]:
        return [GREY if bar.grey else colour for bar in bars]

    half([bar.solid for bar in bars], say_chart("before_next_order"), "x", paint(ADVERSE))
    half([bar.hoped for bar in bars], say_chart("promised"), "x", paint(ADVERSE_LIGHT), pattern="/", line=FAVOURABLE)
    half([bar.follows for bar in bars], say_chart("later"), "x", paint(ADVERSE_LIGHT), line=ADVERSE)
    half([bar.comes_back for bar in bars], say_chart("comes_back"), "x", [FAVOURABLE_LIGHT] * len(bars), line=FAVOURABLE)
    kept = [f"{decimal(bar.kept, lang)} · {say_chart('net', net=bar.net)}" for bar in bars]
    half([bar.kept for bar in bars], say_chart("margin_kept"), "x2", paint(FAVOURABLE), text=kept)

    longest = max([bar.solid + bar.hoped + bar.follows + bar.comes_back for bar in bars] + [1.0])
    for row, bar in zip(rows, bars, strict=True):
        reach = bar.solid + bar.hoped + bar.follows + bar.comes_back
        figure.add_annotation(x=reach, y=row, xref="x", yref="y", text=decimal(-bar.cost, lang), showarrow=False, xanchor="right", xshift=-4)
        figure.add_annotation(x=0, y=row + 0.42, xref="paper", yref="y", text=_label(summary, bar, lang), showarrow=False, xanchor="left", font={"size": 13})
    anyway = next(bar.kept for bar in bars if bar.code == "no_deal")
    figure.add_shape(type="line", x0=anyway, x1=anyway, y0=-0.4, y1=len(bars) - 0.42, xref="x2", yref="y", line={"color": "#777777", "dash": "dot", "width": 2})
    figure.add_annotation(x=anyway, y=-0.42, xref="x2", yref="y", text=say_chart("kept_anyway"), showarrow=False, yanchor="top", font={"size": 12})
    heading = {"yref": "paper", "y": 1.0, "yanchor": "bottom", "showarrow": False, "font": {"size": 15}}
    figure.add_annotation(x=DIVIDER, xref="paper", xanchor="right", text=f"<b>{say_chart('cost')}</b>", **heading)
    figure.add_annotation(x=DIVIDER + 0.02, xref="paper", xanchor="left", text=f"<b>{say_chart('kept')}</b>", **heading)
    figure.update_layout(
        barmode="stack", height=ROW_HEIGHT * len(bars) + 70, margin={"l": 4, "r": 4, "t": 34, "b": 26}, hovermode="closest", dragmode=False,
        xaxis={"domain": [0, DIVIDER], "range": [longest * 1.32, 0], "visible": False, "fixedrange": True},
        xaxis2={"domain": [DIVIDER + 0.02, 1], "range": [0, max(bar.kept for bar in bars) * 1.02 or 1.0], "visible": False, "anchor": "y", "fixedrange": True},
        yaxis={"range": [-0.75, len(bars) - 0.3], "visible": False, "fixedrange": True},
    )  # fmt: skip
    return figure


def legend(summary: Summary, lang: str) -> str:
    """What the parts of the bars mean, only those that occur, as markdown with coloured marks; each mark has its own shape."""
    bars = loss_and_lifetime_bars(summary)
    parts = [
        (":orange[■]", "before_next_order", any(bar.solid for bar in bars)),
        (":orange[▨]", "promised", any(bar.hoped for bar in bars)),
        (":orange[□]", "later", any(bar.follows for bar in bars)),
        (":green[□]", "comes_back", any(bar.comes_back for bar in bars)),
        (":green[■]", "margin_kept", True),
        (":gray[■]", "grey", any(bar.grey for bar in bars)),
    ]
    return " \u2003".join(f"{mark} {say(lang, f'chart.{key}')}" for mark, key, occurs in parts if occurs)


def scales_note(summary: Summary, lang: str) -> str:
    """Currency, convention, and whose estimate the chance of staying is."""
    dossier = summary.dossier
    judgements = [dossier.no_deal.staying, *(offer.staying for offer in dossier.offers)]
    typed = {str(pick(judgement.who, lang)) for judgement in judgements if judgement is not None}
    if not typed:
        source = say(lang, "chart.source_default")
    elif len(typed) == 1 and None not in judgements:
        source = say(lang, "chart.source_judged", who=typed.pop())
    else:
        source = say(lang, "chart.source_mixed")
    return say(lang, "chart.scales", currency=dossier.case.currency, source=source)


def _label(summary: Summary, bar: Bar, lang: str) -> str:
    label = option_label(summary.dossier, bar.code, lang)
    if bar.best:
        return f"<b>{label}</b>"
    return f"{label} · <i>{say(lang, 'chart.refused')}</i>" if not bar.accepted else label
