"""What files are made of, worked out once; and which option or remedy a chart or a table of it is about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from negotiation.claim.document.dossier import Dossier
from negotiation.claim.summary.bargaining_summary import Bargain, bargain
from negotiation.claim.summary.claim_summary import Summary, summarise
from negotiation.claim.summary.remedy_forecasts import forecast_remedies
from negotiation.core.problems import BadInput, Problem
from negotiation.handouts.common.footer import handout_mark
from negotiation.handouts.offer_letter.offer_letter import Proposal, proposal
from negotiation.model.rework.remedy_forecast import RemedyForecast
from negotiation.presentation.rework.table import first_to_look_at, remedy_rows


@dataclass(frozen=True, eq=False)
class HandoutContext:
    """All that files are made of, worked out once: the summary, the table where there are offers, when remedies
    arrive, and the day."""

    summary: Summary
    bargaining: Bargain | None
    outlooks: Sequence[RemedyForecast]
    made_on: date

    @cached_property
    def mark(self) -> str:
        """What ties the files of one day together."""
        return handout_mark(self.summary, self.made_on)

    @cached_property
    def proposal(self) -> Proposal:
        """What the customer may see of it."""
        return proposal(self.summary, self.bargaining, self.made_on)


def handout_context(dossier: Dossier, made_on: date) -> HandoutContext:
    """Everything about a claim of plain numbers. Bad fields raise BadInput."""
    summary = summarise(dossier)
    return HandoutContext(summary, bargain(summary) if dossier.offers else None, forecast_remedies(dossier), made_on)


def option_in(material: HandoutContext, code: str = "") -> str:
    """The option with a code, the recommended one for "". A code that there is not raises BadInput."""
    codes = tuple(outcome.code for outcome in material.summary.outcomes)
    if code and code not in codes:
        raise BadInput(Problem("not_a_choice", "chart", code, {"choices": codes}))
    return code or material.summary.verdict.code


def remedy_in(
    material: HandoutContext, code: str = "", fits: Callable[[RemedyForecast], bool] = lambda _: True
) -> RemedyForecast:
    """The remedy with a code; for "" the one to look at first, or the first that `fits`. A code that there is not
    raises BadInput."""
    found = [each for each in material.outlooks if not code or each.remedy.code == code]
    fitting = [each for each in found if fits(each)] or (found if code else [])
    if not fitting:
        codes = tuple(each.remedy.code for each in material.outlooks)
        raise BadInput(Problem("not_a_choice", "chart", code, {"choices": codes}))
    first = first_to_look_at(remedy_rows(fitting, material.summary.dossier))
    return next(each for each in fitting if each.remedy.code == first)


def has_steps(found: RemedyForecast) -> bool:
    """Whether a remedy is made in steps, so that it has a plan and a day of arrival that is drawn."""
    return bool(found.remedy.steps)
