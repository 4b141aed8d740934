"""In the bar: keep the open claim under a name and a role; when somebody else was quicker, bring both together or
give way."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from negotiation.finance.authority.approval_limits import FIRST_ROLE, AuthorityPolicy
from negotiation.i18n.catalogue import messages, say
from negotiation.presentation.common.escaping import for_markdown
from negotiation.presentation.common.labels import field_label
from negotiation.services.authority import OVER
from negotiation.services.save_claim import versions_of
from negotiation.store import Conflict, Revision
from negotiation.web.session.approval_request import ask_for_agreement, pending_now
from negotiation.web.session.claim_repository import (
    is_saved,
    merge_and_save,
    open_version,
    preview_merge,
    save_open_claim,
    take_theirs,
)
from negotiation.web.session.claim_session import claim_session
from negotiation.web.session.session_context import context_now, person_now, with_refusal
from negotiation.web.session.session_state import CONFLICT, PERSON_NAME, PERSON_ROLE, SAVE_MENU_STAYS, Slot
from negotiation.web.session.team_settings import team_setting
from negotiation.web.session.user_cookie import remember_person
from negotiation.web.session.view_state import view
from negotiation.web.widgets.field_widgets import entry, refusal

MOST_FIELDS = 12


def save_menu(lang: str) -> None:
    """A button that says whether the claim is kept, and opens what is needed to keep it."""
    now = claim_session()
    state = "kept" if is_saved() else "changed" if now.code else "not_kept"
    icon = ":material/cloud_done:" if state == "kept" else ":material/save:"
    bar = st.popover(
        say(lang, f"keeping.{state}"), icon=icon, help=say(lang, "keeping.help"), key="keeping", on_change="rerun"
    )
    if bar.open or SAVE_MENU_STAYS.get():
        with bar:
            _inside(state, lang)


def _inside(state: str, lang: str) -> None:
    now = claim_session()
    person_fields(lang)
    if now.code:
        st.caption(say(lang, "keeping.number", code=for_markdown(now.code), version=now.version))
    st.button(
        say(lang, "keeping.keep"),
        key="keep",
        icon=":material/save:",
        type="primary",
        on_click=_keep,
        disabled=state == "kept",
        width="stretch",
    )
    conflict: Conflict | None = CONFLICT.get()
    if conflict is not None and conflict.subject == now.code:
        _conflict(conflict, lang)
    else:
        _refused(lang)
    if now.version > 1:
        _earlier(lang)
    st.caption(say(lang, "keeping.where"))


def _refused(lang: str) -> None:
    """What keeps the claim from being kept; over a limit, the request that waits already, else the way to ask."""
    over = any(each.code in OVER for each in claim_session().refused.get("keep", ()))
    pending = pending_now() if over else None
    if pending is not None:
        told = say(
            lang,
            "keeping.pending",
            number=pending.number,
            who=for_markdown(pending.asked_by.name),
            on=pending.asked_at.date(),
        )
        st.warning(told, icon=":material/hourglass_top:")
        st.button(
            say(lang, "keeping.rest"),
            key="keep_rest",
            icon=":material/save:",
            on_click=_keep,
            args=(False,),
            width="stretch",
        )
        return
    refusal("keep", lang)
    refusal("asking", lang)
    if any(each.code == "over_limit" for each in claim_session().refused.get("keep", ())):
        st.button(
            say(lang, "keeping.ask"),
            key="keep_ask",
            icon=":material/send:",
            on_click=_ask,
            args=(lang,),
            width="stretch",
            help=say(lang, "keeping.ask_help"),
        )


def _earlier(lang: str) -> None:
    """Every version that was kept, with who made it; any of them can be had again, as one step of the history."""
    versions = with_refusal("keep_earlier", lambda: versions_of(context_now(), claim_session().code)) or ()
    made = {each.line.version: each for each in versions if each.line.version != claim_session().version}
    if made:
        number = st.selectbox(
            say(lang, "keeping.earlier"),
            list(made),
            key="keep_version",
            format_func=lambda code: _version(made[code], lang),
        )
        st.button(
            say(lang, "keeping.take"),
            key="keep_take",
            icon=":material/history:",
            width="stretch",
            on_click=open_version,
            args=(int(number),),
        )
    refusal("keep_earlier", lang)


def _version(found: Revision, lang: str) -> str:
    when = f"{found.line.updated:%Y-%m-%d %H:%M} UTC"
    return say(lang, "keeping.version", version=found.line.version, who=found.line.who.name, when=when)


def person_fields(lang: str, key: str = "") -> None:
    """Name and role of who works here, the same wherever they are asked for; remembered in this browser."""
    who, rules = person_now(), team_setting(AuthorityPolicy)[0]
    roles = rules.roles
    if who.role not in roles:
        PERSON_ROLE.put(FIRST_ROLE if FIRST_ROLE in roles else roles[0])
    name, take_name = _person_widget(PERSON_NAME, key, who.name)
    st.text_input(
        say(lang, "person.name"), who.name, key=name, max_chars=100, help=say(lang, "person.help"), on_change=take_name
    )
    role_field(lang, key)


def name_first(lang: str, key: str) -> None:
    """The fields of who works here before a button that needs a name, where nobody gave one; they stay until the
    page is left."""
    if view().setdefault(f"name_first{key}", not person_now().name):
        person_fields(lang, key)


def role_field(lang: str, key: str) -> None:
    """The role of who works here, the same wherever it is asked for."""
    who, roles = person_now(), team_setting(AuthorityPolicy)[0].roles
    role, take_role = _person_widget(PERSON_ROLE, key, who.role)
    st.selectbox(
        say(lang, "person.role"),
        roles,
        roles.index(who.role) if who.role in roles else 0,
        key=role,
        format_func=lambda code: role_name(code, lang),
        on_change=take_role,
    )
    remember_person(person_now())


def _person_widget(what: Slot[str | None], key: str, value: str) -> tuple[str, Callable[[], None]]:
    """Key and callback of a field for who works here; it is made anew where the answer was given in another field."""
    made = entry(f"{what.key}{key}", value)
    widget = f"{what.key}{key}__{made.version}"

    def take() -> None:
        if widget in st.session_state:  # a browser that is behind may still report a field that is gone
            made.seen = str(st.session_state[widget]).strip()
            what.put(made.seen)

    return widget, take


def person_popover(lang: str) -> None:
    """Who works here, in one button that opens the two fields."""
    who = person_now()
    label = (
        say(lang, "person.is", name=for_markdown(who.name), role=role_name(who.role, lang))
        if who.name
        else say(lang, "person.who")
    )
    with st.popover(label, icon=":material/person:"):
        person_fields(lang, "_page")


def role_name(code: str, lang: str) -> str:
    """A role in words; one that the team named itself as it was typed."""
    return say(lang, f"role.{code}") if f"role.{code}" in messages(lang) else for_markdown(code)


def _keep(note: bool = True) -> None:
    SAVE_MENU_STAYS.put(not save_open_claim(note))


def _ask(lang: str) -> None:
    ask_for_agreement(lang)
    SAVE_MENU_STAYS.put(bool(claim_session().refused.get("asking") or claim_session().refused.get("keep")))


def _conflict(conflict: Conflict, lang: str) -> None:
    """Who was quicker, what both changed, and the ways out; nothing of either is lost."""
    when = f"{conflict.when:%Y-%m-%d %H:%M} UTC"
    st.warning(
        say(lang, "keeping.conflict", who=for_markdown(conflict.who.name), when=when, version=conflict.version),
        icon=":material/call_merge:",
    )
    merged = with_refusal("keep_merge", preview_merge)
    if merged is None:
        return
    if merged.clashes:
        names = [for_markdown(field_label(clash.path, lang)) for clash in merged.clashes[:MOST_FIELDS]]
        st.markdown(say(lang, "keeping.both_changed") + "\n" + "\n".join(f"- {name}" for name in dict.fromkeys(names)))
        st.button(
            say(lang, "keeping.merge_mine"),
            key="merge_mine",
            on_click=merge_and_save,
            args=(False,),
            width="stretch",
            icon=":material/call_merge:",
        )
        st.button(
            say(lang, "keeping.merge_theirs"),
            key="merge_theirs",
            on_click=merge_and_save,
            args=(True,),
            width="stretch",
            icon=":material/call_merge:",
        )
    else:
        st.button(
            say(lang, "keeping.merge"),
            key="merge_mine",
            on_click=merge_and_save,
            args=(False,),
            width="stretch",
            icon=":material/call_merge:",
        )
    st.button(
        say(lang, "keeping.give_up"),
        key="give_up",
        on_click=take_theirs,
        width="stretch",
        icon=":material/undo:",
        help=say(lang, "keeping.give_up_help"),
    )
    refusal("keep_merge", lang)
