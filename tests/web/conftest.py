"""Every page test keeps its claims in a database of its own; what is the same for all pages is looked up once."""

import gc
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest
from streamlit.components.v2 import manifest_scanner

from negotiation import web
from negotiation.store import VARIABLE


@pytest.fixture(autouse=True)
def own_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, f"sqlite:///{tmp_path / 'claims.db'}")


@pytest.fixture(scope="session", autouse=True)
def components_found_once() -> Iterator[None]:
    """For every page that a test opens, Streamlit asks each installed package whether it brings a component: half
    the time of opening it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        yield


@pytest.fixture(scope="session", autouse=True)
def imports_set_aside() -> None:
    """Streamlit collects garbage after each run of a page: what was imported is not garbage and is not looked
    through each time."""
    for each in iter_modules(web.__path__, f"{web.__name__}."):
        import_module(each.name)
    gc.collect()
    gc.freeze()
