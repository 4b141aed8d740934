"""Every page test keeps its claims in a database of its own."""

from pathlib import Path

import pytest

from negotiation.store import VARIABLE


@pytest.fixture(autouse=True)
def own_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, f"sqlite:///{tmp_path / 'claims.db'}")
