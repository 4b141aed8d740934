"""The waterfall of one option: what its cost is made of, line by line, to the cost of the claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from negotiation.claim.summary.claim_summary import Summary
from negotiation.i18n.catalogue import say
from negotiation.presentation.common.theme import INK
from negotiation.presentation.common.waterfall import waterfall
from negotiation.presentation.options.chart_data import cost_steps

if TYPE_CHECKING:
    import plotly.graph_objects as go


def waterfall_chart(summary: Summary, code: str, lang: str, ink: str = INK) -> go.Figure:
    """The claim cost of an option: present value to us by kind of payment."""
    steps = [(say(lang, f"flow.{step.key}"), step.amount) for step in cost_steps(summary, code)]
    return waterfall(steps, say(lang, "chart.cost"), summary.dossier.case.currency, lang, ink)
