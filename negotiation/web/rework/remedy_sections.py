"""What a remedy is made of, folded below the chart: its lines, steps, goods, days; the way and the calendar; how
many are bad; how it was computed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import streamlit as st

from negotiation.claim.defaults.default_rules import is_default, reset_to_default
from negotiation.claim.defaults.new_claim import with_remedy
from negotiation.claim.defaults.remedy_presets import FOLLOWS
from negotiation.claim.document.dossier import Dossier
from negotiation.core.distributions import ThreePoint
from negotiation.core.problems import BadInput, Problem
from negotiation.i18n.catalogue import say
from negotiation.model.rework.cost_lines import CostLine
from negotiation.model.rework.critical_path import Step
from negotiation.model.rework.remedy import REMEDIES
from negotiation.model.rework.remedy_forecast import RemedyForecast
from negotiation.model.valuation.offer import Offer
from negotiation.presentation.common.escaping import escaped_dossier, for_markdown
from negotiation.presentation.common.labels import option_label, remedy_label
from negotiation.presentation.rework.comparison_table import remedies_table
from negotiation.presentation.rework.explain import explain_bad, explain_remedy
from negotiation.presentation.rework.table import CELLS, RemedyRow
from negotiation.web.session.claim_session import claim_session, commit_step, update_claim
from negotiation.web.session.session_state import choice
from negotiation.web.session.view_state import remembered_expander
from negotiation.web.shared.contract_tables import exchange_table, shutdown_table
from negotiation.web.shared.remedy_tables import (
    cost_lines,
    grades_table,
    put_remedy,
    remedy_of,
    steps_table,
    yields_table,
)
from negotiation.web.widgets.chart_with_downloads import table_with_downloads
from negotiation.web.widgets.field_by_path import fields_by_path
from negotiation.web.widgets.field_widgets import code_field, refusal, words_field

Section = Callable[[RemedyForecast, Sequence[RemedyRow], str], None]


def remedy_sections(outlook: RemedyForecast, rows: Sequence[RemedyRow], lang: str) -> None:
    """Each section is worked out only while it is open."""
    for name, icon, section in SECTIONS:
        folded = remembered_expander(f"section_rework_{name}", say(lang, f"page.rework.{name}"), icon)
        if folded.open:
            with folded:
                section(outlook, rows, lang)


def _table(outlook: RemedyForecast, rows: Sequence[RemedyRow], lang: str) -> None:
    heads, cells = remedies_table(rows, claim_session().claim, lang)
    pinned = {"remedy": st.column_config.TextColumn(pinned=True, width=280)}
    table_with_downloads("remedies", heads, cells, say(lang, "page.rework.table"), lang, right=CELLS[1:], config=pinned)
    st.caption(say(lang, "page.rework.table_note"))


def _lines(outlook: RemedyForecast, rows: Sequence[RemedyRow], lang: str) -> None:
    code = outlook.remedy.code
    cost_lines(code, lang)
    if outlook.remedy.grades or outlook.remedy.kind == "accept_as_is":
        grades_table(code, lang)


def _steps(outlook: RemedyForecast, rows: Sequence[RemedyRow], lang: str) -> None:
    code = outlook.remedy.code
    steps_table(code, lang)
    with st.container(horizontal=True, gap="small"):
        if all(step.code != "inspect_first" for step in outlook.remedy.steps):
            st.button(
                say(lang, "page.rework.inspect_first"),
                key="inspect_first",
                icon=":material/search:",
                on_click=_inspect_first,
                args=(code,),
                help=say(lang, "page.rework.inspect_first_help"),
            )
    refusal("inspect_first", lang)


def _inspect_first(code: str) -> None:
    """Inspection as the first step, before all that waited for nothing, and its cost as a line."""

    def change(dossier: Dossier) -> Dossier:
        remedy = remedy_of(dossier, code)
        first = Step("inspect_first", days=ThreePoint(0.5, 1.0, 2.0))
        steps = (first, *(replace(step, after=step.after or ("inspect_first",)) for step in remedy.steps))
        rate = next(
            (line.rate for line in remedy.lines if line.category == "inspection"),
            268.0 if dossier.case.currency == "USD" else 0.0,
        )
        line = CostLine("inspection", 1.0, rate, code="inspect_first")
        lines = remedy.lines if any(each.code == line.code for each in remedy.lines) else (*remedy.lines, line)
        notes = tuple(note for note in dossier.notes if note.path != f"remedies[{code}].steps")
        return put_remedy(replace(dossier, notes=notes), code, steps=steps, lines=lines)

    commit_step("inspect_first", change)


def _work(outlook: RemedyForecast, rows: Sequence[RemedyRow], lang: str) -> None:
    code = outlook.remedy.code
    head = f"remedies[{code}].work"
    names = ("pieces", "make_ready", "scrapped", "minutes", "burden", "setup_hours", "kilograms", "cubic_centimetres")
    fields_by_path([f"{head}.{name}" for name in names], lang, 4)
    yields_table(code, lang)
    st.caption(
        say(
            lang,
            "page.rework.work_note",
            good=outlook.remedy.work.good(claim_session().claim.case),
            started=outlook.remedy.work.started(claim_session().claim.case),
        )
    )


def _days(outlook: RemedyForecast, rows: Sequence[RemedyRow], lang: str) -> None:
    """The figures that go into the options: by the schedule, until someone types them."""
    code = outlook.remedy.code
    names = [
        "paid_day",
        "done_day",
        "transit_days",
        *(["air_days"] if float(outlook.remedy.flies) > 0.0 else []),
        "cures",
    ]
    st.caption(say(lang, "page.rework.days_note"))
    fields_by_path([f"remedies[{code}].{name}" for name in names], lang, 3)
    typed_days = [name for name in FOLLOWS if not is_default(claim_session().claim, f"remedies[{code}].{name}")]
    if typed_days and (outlook.remedy.steps or outlook.remedy.freight == "shipped"):
        st.button(
            say(lang, "page.rework.follow"),
            key="follow_schedule",
            type="tertiary",
            icon=":material/restart_alt:",
            on_click=_follow,
            args=(code,),
        )


def _follow(code: str) -> None:
    def change(dossier: Dossier) -> Dossier:
        for name in FOLLOWS:
            dossier = reset_to_default(dossier, f"remedies[{code}].{name}")
        return dossier

    update_claim("follow_schedule", change)


def _way(outlook: RemedyForecast, rows: Sequence[RemedyRow], lang: str) -> None:
    head = "case.logistics"
    fields_by_path(
        [
            f"remedies[{outlook.remedy.code}].freight",
            f"{head}.country",
            f"{head}.first_sailing",
            f"{head}.sailing_every",
            f"{head}.cut_off_days",
        ],
        lang,
        3,
    )
    for name in ("sea", "air"):
        st.markdown(f"**{say(lang, f'field.logistics.{name}')}**")
        fields_by_path([f"{head}.{name}.{point}" for point in ("optimistic", "likely", "pessimistic")], lang, 3)
    shutdown_table(lang)


def _late(outlook: RemedyForecast, rows: Sequence[RemedyRow], lang: str) -> None:
    st.caption(say(lang, "page.rework.late_note"))
    fields_by_path(
        [f"case.late_delivery.{name}" for name in ("rate", "cap", "weeks", "grace_days", "grace_deducted", "value")],
        lang,
        3,
    )


def _exchange(outlook: RemedyForecast, rows: Sequence[RemedyRow], lang: str) -> None:
    exchange_table(lang)


def _bad(outlook: RemedyForecast, rows: Sequence[RemedyRow], lang: str) -> None:
    st.caption(say(lang, "page.rework.bad_note"))
    fields_by_path(["case.incident.inspected", "case.incident.found_bad", "case.order.affected"], lang, 3)
    for line in explain_bad(claim_session().claim, lang):
        st.markdown(line)


def _this(outlook: RemedyForecast, rows: Sequence[RemedyRow], lang: str) -> None:
    """Name and kind of the remedy; duplicate, remove."""
    code = outlook.remedy.code
    left, right = st.columns(2)
    with left:
        words_field(
            f"remedy_name_{code}",
            say(lang, "field.remedy.name"),
            lambda d: remedy_of(d, code).name,
            lambda d, name: put_remedy(d, code, name=name),
            lang,
            placeholder=say(lang, f"remedy.{outlook.remedy.kind}"),
            max_chars=200,
        )
    with right:
        code_field(
            f"remedy_kind_{code}",
            say(lang, "field.remedy.kind"),
            REMEDIES,
            lambda kind: say(lang, f"remedy.{kind}"),
            lambda d: remedy_of(d, code).kind,
            lambda d, kind: _of_kind(d, code, kind),
            lang,
        )
    with st.container(horizontal=True, gap="small"):
        st.button(
            say(lang, "header.duplicate"),
            key="remedy_duplicate",
            icon=":material/content_copy:",
            on_click=_duplicate,
            args=(code, lang),
        )
        st.button(
            say(lang, "header.remove"),
            key="remedy_remove",
            icon=":material/delete:",
            on_click=_remove,
            args=(code, lang),
        )
    refusal("remedies", lang)


def _of_kind(dossier: Dossier, code: str, kind: str) -> Dossier:
    path = f"remedies[{code}].kind"
    return put_remedy(
        replace(dossier, notes=tuple(note for note in dossier.notes if note.path != path)), code, kind=kind
    )


def _duplicate(code: str, lang: str) -> None:
    claim = claim_session().claim
    taken = {remedy.code for remedy in claim.remedies}
    copy = next(f"{code}_{number}" for number in range(2, 100) if f"{code}_{number}" not in taken)
    name = say(lang, "offers.copy", label=remedy_label(claim, code, lang))[:200]
    head, new = f"remedies[{code}]", f"remedies[{copy}]"

    def change(dossier: Dossier) -> Dossier:
        twin = replace(remedy_of(dossier, code), code=copy, name=name)
        notes = [
            replace(note, path=new + note.path[len(head) :]) for note in dossier.notes if note.path.startswith(head)
        ]
        ranges = [
            replace(each, path=new + each.path[len(head) :]) for each in dossier.ranges if each.path.startswith(head)
        ]
        return replace(
            dossier,
            remedies=(*dossier.remedies, twin),
            notes=(*dossier.notes, *notes),
            ranges=(*dossier.ranges, *ranges),
        )

    if commit_step("remedies", change):
        choice("remedy").put(copy)


def _remove(code: str, lang: str) -> None:
    def change(dossier: Dossier) -> Dossier:
        users = [offer.code for offer in dossier.offers if offer.remedy == code]
        if users:
            labels = tuple(option_label(dossier, user, lang) for user in users)
            raise BadInput(
                Problem("remedy_in_use", f"remedies[{code}]", remedy_label(dossier, code, lang), {"choices": labels})
            )
        head = f"remedies[{code}]"
        notes = tuple(note for note in dossier.notes if not note.path.startswith(head))
        ranges = tuple(each for each in dossier.ranges if not each.path.startswith(head))
        return replace(
            dossier, remedies=tuple(each for each in dossier.remedies if each.code != code), notes=notes, ranges=ranges
        )

    commit_step("remedies", change)


def _how(outlook: RemedyForecast, rows: Sequence[RemedyRow], lang: str) -> None:
    st.markdown("\n".join(f"- {step}" for step in explain_remedy(outlook, claim_session().claim, lang)))


def add_remedy(lang: str) -> None:
    """Another way of putting things right, with its usual lines and steps."""
    with st.popover(say(lang, "page.rework.add"), icon=":material/add:"):
        st.caption(say(lang, "page.rework.add_note"))
        for kind in REMEDIES:
            st.button(say(lang, f"remedy.{kind}"), key=f"add_{kind}", on_click=_add, args=(kind,), width="stretch")
    refusal("add_remedy", lang)


def _add(kind: str) -> None:
    if commit_step("add_remedy", lambda dossier: with_remedy(dossier, kind)):
        choice("remedy").put(claim_session().claim.remedies[-1].code)


def used_in(code: str, lang: str) -> None:
    """Which options use the remedy, and one button that makes an option of it."""
    claim = escaped_dossier(claim_session().claim, for_markdown)
    users = [option_label(claim, offer.code, lang) for offer in claim.offers if offer.remedy == code]
    key = "page.rework.used" if users else "page.rework.not_used"
    st.caption(say(lang, key, labels=" / ".join(users)))
    if not users:
        st.button(
            say(lang, "page.rework.use"), key="use_remedy", icon=":material/add_circle:", on_click=_use, args=(code,)
        )
    refusal("use_remedy", lang)


def _use(code: str) -> None:
    def change(dossier: Dossier) -> Dossier:
        taken = {offer.code for offer in dossier.offers}
        free = next(
            each
            for each in (code, *(f"{code}_{number}" for number in range(2, 200)))
            if each not in taken and each != "no_deal"
        )
        return replace(dossier, offers=(*dossier.offers, Offer(free, code)))

    commit_step("use_remedy", change)


SECTIONS: tuple[tuple[str, str, Section], ...] = (
    ("table", ":material/table:", _table),
    ("lines", ":material/receipt_long:", _lines),
    ("steps", ":material/account_tree:", _steps),
    ("work", ":material/precision_manufacturing:", _work),
    ("days", ":material/event:", _days),
    ("way", ":material/directions_boat:", _way),
    ("late", ":material/alarm:", _late),
    ("exchange", ":material/currency_exchange:", _exchange),
    ("bad", ":material/fact_check:", _bad),
    ("this", ":material/edit:", _this),
    ("how", ":material/calculate:", _how),
)
