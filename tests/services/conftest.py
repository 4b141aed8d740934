"""A store in a file of its own for every use case, and who works on it."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from negotiation.services.context import Context
from negotiation.store import Person, close_store, open_store

Work = Callable[..., Context]
TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.fixture
def work(tmp_path: Path) -> Iterator[Work]:
    """Gives the context of somebody by name and role, all on one store, on one day."""
    store = open_store(f"sqlite:///{tmp_path / 'claims.db'}")
    yield lambda name, role="sales", lang="en": Context(
        Person(name, role), lambda: store, lang, lambda: NOW, lambda: TODAY
    )
    close_store(store)
