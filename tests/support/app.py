"""The app in a test without a browser: opened, moved to a page, its widgets by name."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from streamlit.testing.v1 import AppTest

from negotiation import Dossier
from negotiation.web.session.claim_session import ClaimSession
from negotiation.web.session.session_state import CLAIM_SESSION
from tests.conftest import ROOT

CLAIM = "claim"


def open_claim(lang: str = "en", new: bool = False, **query: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    for name, value in ({"lang": lang} | query).items():
        app.query_params[name] = value
    app.run()
    if new:
        app.button(key="new").click().run()
    return to_page(app, CLAIM)


def to_page(app: AppTest, name: str) -> AppTest:
    """Another page, as the navigation would open it: its script hash is what the browser sends."""
    from streamlit.util import calc_hash

    app._page_hash = calc_hash("" if name == "options" else name)
    return healthy(app.run())


def healthy(app: AppTest) -> AppTest:
    assert not app.exception
    assert [error.value for error in app.error] == []
    return app


def by_name(widgets: Any, name: str) -> Any:
    (found,) = [widget for widget in widgets if str(widget.key).startswith(f"{name}__")]
    return found


def typed_in(app: AppTest, name: str) -> Any:
    """A field that takes a number or a range, in whichever language it is drawn."""
    (found,) = [widget for widget in app.text_input if str(widget.key).startswith((f"{name}_en__", f"{name}_zh__"))]
    return found


def said(app: AppTest) -> str:
    return " ".join(str(each.value) for each in [*app.subheader, *app.markdown, *app.info, *app.caption])


def open_app(lang: str = "en", **query: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    app.query_params["lang"] = lang
    for name, value in query.items():
        app.query_params[name] = value
    for section in ("table", "how", "assumptions"):
        app.session_state[f"open_section_{section}"] = True
    return healthy(app.run())


def open_sample(app: AppTest, name: str) -> AppTest:
    return healthy(app.button(key=f"open_{name}").click().run())


def verdict(app: AppTest) -> str:
    return str(app.subheader[0].value)


def open_session(app: AppTest) -> ClaimSession:
    """The claim that lies open, with its history."""
    found: ClaimSession = app.session_state[CLAIM_SESSION.key]
    return found


def put_claim(session: ClaimSession, claim: Dossier) -> None:
    """Another state of the open claim, without a step in its history."""
    session.history = replace(session.history, claim=claim)
