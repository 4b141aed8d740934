"""Everything that the app itself keeps in a browser session, by name and type: no other module knows under which key.

What a widget keeps under its own key is the widget's and stays where the widget is drawn.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Generic, TypeVar

import streamlit as st

from negotiation.claim.document.dossier import Dossier
from negotiation.claim.summary.bargaining_summary import Bargain
from negotiation.core.problems import Problem
from negotiation.finance.register_file.column_mapping import Columns
from negotiation.handouts.handout_context import HandoutContext
from negotiation.i18n.catalogue import LANGUAGES
from negotiation.importers.order_lines import Orders
from negotiation.services.authority import OffersAsked
from negotiation.services.provision_since import ProvisionMovement
from negotiation.services.sample_team import Decisions
from negotiation.services.view_register import RegisterFile, RegisterView, UploadedRegister
from negotiation.store import Conflict, Imported, JudgedRequest, Line, PeriodEnd, Person

Value = TypeVar("Value")
Problems = tuple[Problem, ...]
NOTHING: Mapping[Any, Any] = MappingProxyType({})


@dataclass(frozen=True)
class Slot(Generic[Value]):
    """One thing that a session keeps under a key; `beginning` is what stands for it until something is put there."""

    key: str
    beginning: Value

    def get(self) -> Value:
        """What is kept, else the beginning."""
        found: Value = st.session_state.get(self.key, self.beginning)
        return found

    def put(self, value: Value) -> None:
        """Keep a value."""
        st.session_state[self.key] = value

    def forget(self) -> None:
        """Keep nothing any more."""
        st.session_state.pop(self.key, None)

    def take(self) -> Value:
        """What is kept, which is forgotten with that."""
        found: Value = st.session_state.pop(self.key, self.beginning)
        return found

    def is_set(self) -> bool:
        """Whether something is kept."""
        return self.key in st.session_state


@dataclass(frozen=True)
class Held(Generic[Value]):
    """One thing that a session holds under a key from the first time that it is asked for, to be changed in place."""

    key: str
    make: Callable[[], Value]

    def get(self) -> Value:
        """What is held, made where nothing is."""
        if self.key not in st.session_state:
            st.session_state[self.key] = self.make()
        found: Value = st.session_state[self.key]
        return found

    def put(self, value: Value) -> None:
        """Hold another thing in its place."""
        st.session_state[self.key] = value


@dataclass(frozen=True)
class Latest(Generic[Value]):
    """The last thing that was worked out of its kind, kept as long as what it was worked out from is the same: `same`
    says whether two are."""

    key: str
    same: Callable[[Any, Any], bool] = operator.eq

    def get(self, made_from: Any, make: Callable[[], Value]) -> Value:
        """What was worked out from the same, else what `make` gives, which is kept in its place."""
        known = st.session_state.get(self.key)
        if known is None or not self.same(known[0], made_from):
            known = (made_from, make())
            st.session_state[self.key] = known
        found: Value = known[1]
        return found

    def made_from(self) -> Any:
        """What the kept one was worked out from; None where nothing is kept."""
        known = st.session_state.get(self.key)
        return None if known is None else known[0]

    def forget(self) -> None:
        """Work it out anew next time."""
        st.session_state.pop(self.key, None)


# The person and the language
LANGUAGE = Slot("lang", LANGUAGES[0])
"""The code of the language; the switch above every page has this key."""
PERSON_NAME: Slot[str | None] = Slot("person_name", None)
PERSON_ROLE: Slot[str | None] = Slot("person_role", None)
PERSON_REMEMBERED: Slot[Person | None] = Slot("person_remembered", None)

# The open claim
CLAIM_SESSION: Slot[Any] = Slot("claim_session", None)
"""A `ClaimSession`; ask `claim_session()` for it."""
PREVIOUS_CLAIM_SESSION: Slot[Any] = Slot("previous_claim_session", None)
CLAIM_BEGUN = Slot("claim_begun", False)
"""A new claim was begun, and its first page is not shown yet."""
HEADER_WAITS = Slot("header_waits", False)
"""Another claim lies open than the header shows: part of a page may be run without it."""
SAVE_MENU_STAYS = Slot("save_menu_stays", False)
"""There is something to decide: what stands in the menu is drawn even if it was closed."""
CONFLICT: Slot[Conflict | None] = Slot("conflict", None)
CLAIM_FILE_PROBLEMS: Slot[Problems] = Slot("claim_file_problems", ())
OFFERS_ASKED: Held[dict[tuple[str, int], OffersAsked]] = Held("offers_asked", dict)
OFFER_LABELS: Held[dict[tuple[str, int, str, str], str]] = Held("offer_labels", dict)
BARGAIN: Latest[Bargain] = Latest("bargain", operator.is_)
MATERIAL: Latest[HandoutContext] = Latest("material")
"""What files are made of, by claim and day."""
CHALLENGE: Slot[str | None] = Slot("challenge", None)
"""The challenge that the options are tried under; the choice on the page of options has this key."""
OFFER_TAKEN = Slot("offer_taken", "")
"""The option that the customer chose among the equal offers."""

# The address
ADDRESS_TOKEN: Slot[str | None] = Slot("address_token", None)
ADDRESS_EDITS: Slot[int | None] = Slot("address_edits", None)
ADDRESS_WANTED: Slot[str | None] = Slot("address_wanted", None)
ADDRESS_WHOLE = Slot("address_whole", True)
ADDRESS_AT = Slot("address_at", 0.0)
"""When the address was written last, on the clock of `time.monotonic`."""
ADDRESS_WRITES: Slot[tuple[float, ...]] = Slot("address_writes", ())
SAVED_CLAIM_MARK: Slot[tuple[str, int, int] | None] = Slot("saved_claim_mark", None)

# The register that is looked at
REGISTER_KIND = Slot("register_kind", "store")
REGISTER_VIEW: Latest[RegisterView | None] = Latest("register_view")
REGISTER_FILE: Slot[RegisterFile | None] = Slot("register_file", None)
REGISTER_COLUMNS_ASKED: Slot[tuple[UploadedRegister, Columns] | None] = Slot("register_columns_asked", None)
REGISTER_PROBLEMS: Slot[tuple[str, Problems]] = Slot("register_problems", ("", ()))
REGISTER_IMPORTED: Slot[Imported | None] = Slot("register_imported", None)
REGISTER_CLAIM_OPENED = Slot("register_claim_opened", False)
APPROVAL_QUEUE: Latest[tuple[JudgedRequest, ...]] = Latest("approval_queue")
SAMPLE_DECISIONS: Slot[Decisions] = Slot("sample_decisions", NOTHING)
PROVISION_MOVEMENTS: Latest[dict[int, ProvisionMovement]] = Latest("provision_movements", operator.is_)
"""By number of the period end, of one register."""
PERIOD_END_WITH_LINES: Latest[PeriodEnd] = Latest("period_end_with_lines")
PERIOD_END_REFUSED: Slot[tuple[Any, ...] | None] = Slot("period_end_refused", None)
AGREED_CLAIMS: Latest[list[tuple[Line, Dossier]]] = Latest("agreed_claims")
LIMITS_PROBLEMS: Slot[Problems] = Slot("limits_problems", ())
POLICY_PROBLEMS: Slot[Problems] = Slot("policy_problems", ())

# Orders, messages and complaints that were read
ORDERS_PROBLEMS: Slot[Problems] = Slot("orders_problems", ())
ORDERS_LEFT_OUT: Slot[Mapping[str, int]] = Slot("orders_left_out", NOTHING)
ORDERS_REFUSALS: Slot[Any] = Slot("orders_refusals", ())
ORDERS_OF_ALL: Slot[Orders | None] = Slot("orders_of_all", None)
PASTED_MESSAGE: Slot[Any] = Slot("pasted_message", None)
PASTED_PROBLEMS: Slot[Problems] = Slot("pasted_problems", ())
COMPLAINT_LOG: Slot[Any] = Slot("complaint_log", None)
COMPLAINT_PROBLEMS: Slot[Problems] = Slot("complaint_problems", ())
PREVENTION: Slot[Any] = Slot("prevention", None)

# Widgets, pictures and what is said once
FIELD_ENTRIES: Held[dict[str, Any]] = Held("field_entries", dict)
TABLE_SHEETS: Held[dict[str, Any]] = Held("table_sheets", dict)
PICTURES_DRAWN: Held[dict[tuple[str, str], bytes]] = Held("pictures_drawn", dict)
PICTURE_PROBLEMS: Slot[Problems] = Slot("picture_problems", ())
SHARED_PICTURES: Held[dict[tuple[str, ...], bytes]] = Held("shared_pictures", dict)
SHARED_PROBLEMS: Slot[Problems] = Slot("shared_problems", ())
TOAST: Slot[tuple[str, dict[str, Any]] | None] = Slot("toast", None)
VIEW_OF = Slot("view_of", "")
VIEW: Held[dict[str, Any]] = Held("view", dict)


def fold(name: str) -> Slot[bool]:
    """Whether a fold is open, by the name that `remembered_expander` has for it."""
    return Slot(f"open_{name}", False)


def choice(name: str) -> Slot[str | None]:
    """The code that was chosen in a `choice_box`, by its name."""
    return Slot(f"chosen_{name}", None)


def choice_version(name: str) -> Slot[int]:
    """How often a choice was made by other means than its `choice_box`."""
    return Slot(f"shown_{name}", 0)
