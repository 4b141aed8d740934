"""What a remedy costs us line by line, as a waterfall."""

from __future__ import annotations

from typing import TYPE_CHECKING

from negotiation.claim.document.dossier import Dossier
from negotiation.i18n.catalogue import say
from negotiation.model.rework.remedy_forecast import RemedyForecast
from negotiation.presentation.common.escaping import escaped_dossier, for_chart
from negotiation.presentation.common.theme import INK
from negotiation.presentation.common.waterfall import waterfall
from negotiation.presentation.rework.explain import line_label

if TYPE_CHECKING:
    import plotly.graph_objects as go


def remedy_waterfall_chart(found: RemedyForecast, dossier: Dossier, lang: str, ink: str = INK) -> go.Figure:
    """What a remedy costs us line by line, undiscounted; what others pay is left out."""
    lines = next(each for each in escaped_dossier(dossier, for_chart).remedies if each.code == found.remedy.code).lines
    steps = [
        (
            line_label(lines[part.place], lang) if part.place < len(lines) else say(lang, f"flow.{part.key}"),
            float(part.ours),
        )
        for part in found.parts
        if float(part.ours)
    ]
    return waterfall(steps, say(lang, "rework.cost_to_us"), dossier.case.currency, lang, ink)
