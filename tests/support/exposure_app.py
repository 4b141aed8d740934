"""The Exposure page in a test: opened, by whom, and what lies open."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from streamlit.testing.v1 import AppTest

from negotiation import Dossier
from negotiation.services.view_register import RegisterView
from negotiation.store import Person
from negotiation.web.session.session_state import REGISTER_VIEW
from tests.support.app import healthy, open_app, open_session, to_page

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


BEN = Person("Ben", "sales_director")


def at_exposure(lang: str = "en", *folds: str, app: AppTest | None = None) -> AppTest:
    app = app or open_app(lang)
    for name in folds:
        app.session_state[f"open_exposure_{name}"] = True
    return to_page(app, "exposure")


def as_ada(app: AppTest, role: str = "sales_manager") -> AppTest:
    app.session_state["person_name"], app.session_state["person_role"] = "Ada", role
    return app


def press(app: AppTest, key: str) -> AppTest:
    return healthy(app.button(key=key).click().run())


def code_of(app: AppTest) -> str:
    return str(open_session(app).code)


def claim(app: AppTest) -> Dossier:
    found: Dossier = open_session(app).claim
    return found


def register_view(app: AppTest) -> RegisterView:
    found: RegisterView = app.session_state[REGISTER_VIEW.key][1]
    return found


def with_title(dossier: Dossier, title: str) -> Dossier:
    return replace(dossier, case=replace(dossier.case, title=title))
