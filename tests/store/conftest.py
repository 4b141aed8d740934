"""An empty store of each kind for every test that asks for one."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from negotiation.store import Store, close_store, open_store
from tests.conftest import missing
from tests.support.store_servers import KINDS, Server, binaries


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    place = binaries()
    if place is None:
        missing("PostgreSQL's server (Debian's package postgresql)")
    assert place is not None
    running = Server(place)
    yield running
    running.end()


@pytest.fixture(params=KINDS)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database of each kind, by its URL."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'claims.db'}"
    running: Server = request.getfixturevalue("server")
    return running.new_database()


@pytest.fixture
def opened() -> Iterator[Callable[[str], Store]]:
    """Opens stores that are closed when the test is over."""
    stores: list[Store] = []

    def opens(url: str) -> Store:
        stores.append(open_store(url))
        return stores[-1]

    yield opens
    for each in stores:
        close_store(each)


@pytest.fixture
def store_(url: str, opened: Callable[[str], Store]) -> Store:
    """An empty store of each kind."""
    return opened(url)


@pytest.fixture
def sqlite(tmp_path: Path, opened: Callable[[str], Store]) -> Store:
    """An empty store in a file, for what does not depend on the database."""
    return opened(f"sqlite:///{tmp_path / 'claims.db'}")
