"""The playbook in words: points of the call, the twenty steps with their reminders, time bars, rungs, what is still
open."""

from __future__ import annotations

import math
from datetime import date

from negotiation.claim.document.dossier import Dossier
from negotiation.claim.progress.call_plan import Point
from negotiation.claim.progress.checklist_progress import progress
from negotiation.i18n.catalogue import say
from negotiation.i18n.formats import format_money, format_number, localized
from negotiation.model.playbook.escalation import Rung
from negotiation.model.playbook.evidence import Evidence, TimeBar, time_bars
from negotiation.model.playbook.extra_requests import weigh_requests
from negotiation.presentation.common.escaping import for_markdown
from negotiation.presentation.common.labels import option_label

CHOICES = {
    "claimed": "claim_line.{}",
    "unproven": "claim_line.{}",
    "demanded": "demand.{}",
    "demanded_amount": "demand.{}",
    "paper": "paper.{}",
    "paper_on": "paper.{}",
    "in_return": "terms.{}.name",
}
"""Under which key the word files keep the code of a point."""


def point_text(dossier: Dossier, point: Point, lang: str) -> str:
    """One point of the call as markdown; what a user typed is shown as it is, never as markup."""
    what = (
        option_label(dossier, point.option, lang)
        if point.option
        else say(lang, CHOICES[point.key].format(point.choice))
        if point.choice
        else ""
    )
    words = for_markdown(str(localized(point.words, lang)))
    return say(
        lang, f"plan.{point.key}", what=for_markdown(what), words=words, currency=dossier.case.currency, **point.numbers
    ).rstrip(" :：")


def bar_text(bar: TimeBar, lang: str) -> str:
    """A last day, how far off it is, and whether notice came in time."""
    how = "running" if bar.kept is None else "kept" if bar.kept else "missed"
    key = "bar_ahead" if bar.left >= 0 else "bar_past"
    name, state = say(lang, f"time_bar.{bar.code}"), say(lang, f"time_bar_how.{how}")
    return say(lang, f"playbook.{key}", name=name, on=bar.on, days=abs(bar.left), how=state)


def papers_by_day(dossier: Dossier, today: date, lang: str) -> list[str]:
    """Events, papers, hand-over and notice by their day, as markdown; then the last days to come. What has no day
    stands first."""
    case, playbook = dossier.case, dossier.playbook
    known: list[tuple[date | None, str]] = [
        (each.on, for_markdown(str(localized(each.what, lang)))) for each in case.events
    ]
    known += [(each.on, _paper(each, lang)) for each in playbook.evidence]
    bars = playbook.time_bars
    known += [
        (on, say(lang, f"playbook.{key}"))
        for key, on in (("handed_over", bars.delivered_on), ("noticed", bars.noticed_on))
        if on is not None
    ]
    known.sort(key=lambda each: each[0] or date.min)
    lines = [what if on is None else say(lang, "playbook.dated", on=on, what=what) for on, what in known]
    return lines + [bar_text(bar, lang) for bar in time_bars(bars, case, today) if bar.left >= 0]


def _paper(paper: Evidence, lang: str) -> str:
    who, shows = (for_markdown(str(localized(words, lang))) for words in (paper.signed_by, paper.shows))
    side = say(lang, f"speaks_for.{paper.speaks_for}")
    what = say(lang, f"paper.{paper.kind}")
    text = (
        say(lang, "playbook.paper", what=what, who=who, side=side, shows=shows)
        if who
        else say(lang, "playbook.paper_unsigned", what=what, side=side, shows=shows)
    )
    return text.rstrip(" :：")


def rung_text(rung: Rung, lang: str) -> str:
    """What a rung asks for, in one line."""
    parts = [
        say(lang, "playbook.rung_answers", who=say(lang, f"answers.{rung.answers}"), hours=rung.within_hours),
        *(
            [say(lang, "playbook.rung_travels", who=say(lang, f"travels.{rung.travels}"))]
            if rung.travels != "nobody"
            else []
        ),
        *([say(lang, "playbook.rung_report", days=rung.report_days)] if rung.report_days is not None else []),
        *([say(lang, "playbook.rung_reduction", cut=rung.reduction)] if rung.reduction else []),
        *([say(lang, "playbook.rung_guarantee", months=rung.guarantee)] if rung.guarantee else []),
        *([say(lang, "playbook.rung_scope", less=rung.less, months=rung.months)] if rung.less else []),
    ]
    return say(lang, "playbook.join").join(parts)


def action_due(due: date | None, left: float | None, lang: str) -> str:
    """When something is due, and how far off that is."""
    if due is None or left is None:
        return say(lang, "playbook.no_date")
    return say(lang, "playbook.left" if left >= 0 else "playbook.overdue", due=due, days=abs(left))


Heads = dict[str, str]
Rows = list[dict[str, str]]


def request_rows(dossier: Dossier, lang: str) -> tuple[Heads, Rows]:
    """The requests beyond the contract by worth per cost, the best first, with what is advised and decided: heads
    and rows."""
    currency, rows = dossier.case.currency, []
    for each in weigh_requests(dossier.playbook.requests, dossier.playbook.goodwill):
        asked = each.request
        rows.append(
            {
                "what": str(localized(asked.what, lang)),
                "cost": format_money(each.cost, currency, lang),
                "worth": format_money(each.worth, currency, lang),
                "ratio": format_number(each.ratio, lang, 1)
                if math.isfinite(each.ratio)
                else say(lang, "page_scope.no_cost"),
                "advice": say(lang, f"scope_advice.{each.advice}"),
                "decision": say(lang, f"decision.{asked.decision}"),
                "who": say(lang, "page_scope.by_sales") if asked.promised_by_sales else "",
            }
        )
    return {
        name: say(lang, f"page_scope.{name}")
        for name in ("what", "cost", "worth", "ratio", "advice", "decision", "who")
    }, rows


def step_rows(dossier: Dossier, today: date, lang: str) -> tuple[Heads, Rows]:
    """The twenty steps as the page shows them: number, step, state, when it is due or was done, by whom, and the
    note: heads and rows."""
    ticks = {tick.code: tick for tick in dossier.playbook.ticks}
    rows = []
    for number, each in enumerate(progress(dossier, today), 1):
        tick = ticks.get(each.code)
        on = tick.done_on if each.how == "ticked" and tick is not None else each.due if each.state != "later" else None
        how = say(lang, f"step_how.{each.how}") if each.how else ""
        rows.append(
            {
                "number": str(number),
                "step": say(lang, f"playbook_step.{each.code}"),
                "state": say(lang, f"step_state.{each.state}"),
                "how": how,
                "on": "" if on is None else on.isoformat(),
                "owner": str(localized(each.owner, lang)),
                "note": "" if tick is None else str(localized(tick.note, lang)),
            }
        )
    return {
        name: say(lang, f"list_head.{name}") for name in ("number", "step", "state", "how", "on", "owner", "note")
    }, rows
