"""Any chart and any table of a claim by its name, for a picture or a file of its own: the same figures and rows as
on the screen.

A name may be followed by a colon and the code of an option or a remedy: `calendar:half_now`, `steps:remake`. Without
it the recommended option and the remedy to look at first are meant.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from negotiation.core.problems import BadInput, Problem
from negotiation.handouts.chart_catalogue import CHARTS, HAS
from negotiation.handouts.table_catalogue import TABLES, has_table

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from negotiation.handouts.handout_context import HandoutContext
    from negotiation.presentation.common.keyed_table import Table


def chart(material: HandoutContext, piece: str, lang: str) -> go.Figure:
    """A chart by its name. An unknown one, or one that the claim does not have, raises BadInput with those that
    there are."""
    name, _, of = piece.partition(":")
    if name not in charts_of(material):
        raise BadInput(Problem("not_a_choice", "chart", name, {"choices": charts_of(material)}))
    return CHARTS[name](material, lang, of)


def charts_of(material: HandoutContext) -> tuple[str, ...]:
    """Names of the charts that this claim has."""
    return tuple(name for name in CHARTS if name not in HAS or HAS[name](material))


def table(material: HandoutContext, piece: str, lang: str) -> Table:
    """Heads and rows of a table by its name. An unknown one, or one that the claim does not have, raises BadInput
    with those that there are."""
    name, _, of = piece.partition(":")
    if name not in tables_of(material):
        raise BadInput(Problem("not_a_choice", "table", name, {"choices": tables_of(material)}))
    return TABLES[name](material, lang, of)


def tables_of(material: HandoutContext) -> tuple[str, ...]:
    """Names of the tables that this claim has."""
    return tuple(name for name in TABLES if has_table(material, name))
