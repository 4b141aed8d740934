"""Where claims are kept, and which databases are refused."""

import os
from pathlib import Path

import pytest

from negotiation import BadInput, store
from negotiation.i18n.catalogue import LANGUAGES, messages
from negotiation.store import database_errors, database_url
from tests.support.store_servers import ANN, NOW, entry


def codes(error: pytest.ExceptionInfo[BadInput]) -> list[str]:
    return [problem.code for problem in error.value.problems]


@pytest.mark.skipif(os.name == "nt", reason="folders and rights of files are others on Windows")
def test_the_default_place_is_the_users_own_and_a_variable_names_another(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "of the user"))
    monkeypatch.delenv(store.VARIABLE, raising=False)
    opened = store.open_store()
    file = Path(opened.name)
    assert file.name == "claims.db"
    assert (file.stat().st_mode & 0o777, file.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    store.save(opened, None, entry(), ANN, 0, now=NOW)
    assert {each.stat().st_mode & 0o777 for each in file.parent.iterdir()} == {0o600}
    store.close_store(opened)
    monkeypatch.setenv(store.VARIABLE, str(tmp_path / "other claims.db"))
    other = store.open_store()
    assert other.name == str(tmp_path / "other claims.db")
    assert store.search(other).total == 0
    store.close_store(other)


@pytest.mark.parametrize(
    "url",
    [
        "mysql://a:secret@b/c",
        "sqlite://",
        "sqlite:///:memory:",
        "nonsense",
        "sqlite://user@host/x",
        "postgresql://a@b",
        "http://x:y/z",
    ],
)
def test_what_is_no_database_of_ours_is_refused_without_showing_a_password(url: str) -> None:
    with pytest.raises(BadInput) as error:
        store.open_store(url)
    assert codes(error) == ["store_kind"]
    assert "secret" not in str(error.value)


def test_a_secured_connection_is_asked_for_as_postgresql_does() -> None:
    for mode, wanted in {"disable": False, "require": True, "prefer": None}.items():
        url, given_ = database_url.arguments(database_url.parse_url(f"postgresql://a:b@c/d?sslmode={mode}"))
        assert given_["ssl_context"] is wanted
        assert "sslmode" not in url.query
    _, given_ = database_url.arguments(database_url.parse_url("postgresql://a:b@c/d?sslmode=verify-full"))
    assert given_["ssl_context"].check_hostname


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_failure_of_a_database_has_its_words(lang: str) -> None:
    for code in {
        *database_errors.SQLITE.values(),
        *database_errors.POSTGRESQL.values(),
        *database_errors.SYSTEM.values(),
    }:
        assert f"error.{code}" in messages(lang)
