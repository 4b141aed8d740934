"""Who works here stays known in this browser: a cookie that only this app's pages get, so that a reload or the next
morning asks nobody again."""

from __future__ import annotations

import json
from urllib.parse import quote, unquote

import streamlit as st

from negotiation.store import Person
from negotiation.web.session.session_state import PERSON_REMEMBERED

COOKIE = "negotiation_person"
DAYS = 180
LONGEST_NAME, LONGEST_ROLE = 100, 60


def remembered_person() -> Person | None:
    """The person that this browser remembers; None where there is none, or what it holds is no person."""
    try:
        name, role = json.loads(unquote(st.context.cookies.get(COOKIE, "")))
        f"{name}{role}".encode()
    except (ValueError, TypeError, RecursionError):
        return None
    if not isinstance(name, str) or not isinstance(role, str) or len(name) > LONGEST_NAME or len(role) > LONGEST_ROLE:
        return None
    return Person(name.strip(), role)


def remember_person(who: Person) -> None:
    """Let this browser remember a person, once for each change; what was typed reaches the page percent-encoded,
    never as markup or script."""
    known = PERSON_REMEMBERED.get() or remembered_person() or Person()
    if who == known or not who.name:
        return
    PERSON_REMEMBERED.put(who)
    value = quote(json.dumps([who.name, who.role]), safe="")
    st.html(
        f'<script>document.cookie = "{COOKIE}={value}; path=/; max-age={DAYS * 86_400}; SameSite=Strict";</script>',
        width="content",
        unsafe_allow_javascript=True,
    )
