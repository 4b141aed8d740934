"""Who works in this session, and on which store: every page asks here. A sign-in would come in here, and nowhere
else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import TypeVar

import streamlit as st

from negotiation.core.problems import BadInput
from negotiation.finance.authority.approval_limits import FIRST_ROLE
from negotiation.services.context import Context
from negotiation.store import Person, Store, default_url, open_store
from negotiation.web.session.claim_session import claim_session
from negotiation.web.session.session_state import LANGUAGE, PERSON_NAME, PERSON_ROLE
from negotiation.web.session.user_cookie import remembered_person

Found = TypeVar("Found")


@st.cache_resource(show_spinner=False, max_entries=4)
def _opened(url: str) -> Store:
    return open_store(url)


def store_now() -> Store:
    """The store of this app, opened once. One that cannot be opened raises BadInput."""
    return _opened(default_url())


def now_utc() -> datetime:
    """This moment."""
    return datetime.now(UTC)


def person_now() -> Person:
    """Who works in this session: as typed, else as this browser remembers; without a name until somebody types one."""
    known, name, role = remembered_person() or Person("", FIRST_ROLE), PERSON_NAME.get(), PERSON_ROLE.get()
    return Person(
        (known.name if name is None else name).strip(),
        known.role if role is None else role,
    )


def context_now(lang: str = "") -> Context:
    """What a use case is carried out with in this session, in its language where no other is said."""
    return Context(person_now(), store_now, lang or str(LANGUAGE.get()), now_utc, date.today)


def with_refusal(name: str, do: Callable[[], Found]) -> Found | None:
    """Do something with the store; what is wrong is kept under the name, for `refusal` to say, and nothing that was
    typed is lost."""
    try:
        found = do()
    except BadInput as error:
        claim_session().refused[name] = error.problems
        return None
    claim_session().refused.pop(name, None)
    return found
