"""The floors of the house: a room imports only from lower floors, neighbours never import each other, Streamlit stays on top."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

FLOORS = [
    {"units", "words"}, {"flows", "draws", "intake"}, {"case"}, {"rework", "lifetime", "division"}, {"terms"}, {"settlement", "risk"},
    {"bargaining", "playbook", "exposure"}, {"dossier"},
    {"summary", "starting"}, {"review"}, {"charts", "store"}, {"letters"}, {"export"}, {"pages", "__main__"}, {"app"},
]  # fmt: skip
FLOOR = {room: level for level, rooms in enumerate(FLOORS) for room in rooms}
PACKAGE = ROOT / "negotiation"
FILES = [ROOT / "app.py", *sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")]


def room_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return parts[0] if parts[0] != "negotiation" else parts[1]


def imported(source: str, package: tuple[str, ...] = ()) -> Iterator[str]:
    """Every module imported anywhere in a file; relative imports are resolved against its package."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = list(package[: len(package) - node.level + 1]) if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            yield module
            yield from (f"{module}.{alias.name}" for alias in node.names)


def rooms_imported(source: str, package: tuple[str, ...] = ()) -> set[str]:
    modules = [name.split(".") for name in imported(source, package)]
    return {parts[1] for parts in modules if parts[0] == "negotiation" and len(parts) > 1 and parts[1] in FLOOR}


def breaches(room: str, source: str, package: tuple[str, ...] = ()) -> set[str]:
    return {other for other in rooms_imported(source, package) if other != room and FLOOR[other] >= FLOOR[room]}


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_room_imports_only_from_lower_floors(path: Path) -> None:
    package = path.relative_to(ROOT).parent.parts
    assert breaches(room_of(path), path.read_text("utf-8"), package) == set()


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_streamlit_lives_only_in_pages_and_the_app(path: Path) -> None:
    uses = any(name.split(".")[0] == "streamlit" for name in imported(path.read_text("utf-8")))
    assert not uses or room_of(path) in {"pages", "app"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_words_are_imported_only_where_people_read(path: Path) -> None:
    uses = "words" in rooms_imported(path.read_text("utf-8"), path.relative_to(ROOT).parent.parts)
    assert not uses or room_of(path) in {"words", "charts", "letters", "export", "pages", "__main__", "app"}


def test_every_room_has_a_floor() -> None:
    assert {room_of(path) for path in FILES} == set(FLOOR)


def test_the_rule_sees_relative_and_absolute_imports_and_neighbours() -> None:
    assert breaches("flows", "from negotiation.terms import TERMS") == {"terms"}
    assert breaches("flows", "from ..terms import TERMS", ("negotiation", "flows")) == {"terms"}
    assert breaches("flows", "from .. import terms", ("negotiation", "flows")) == {"terms"}
    assert breaches("flows", "def late():\n    import negotiation.summary") == {"summary"}
    assert breaches("rework", "from negotiation.lifetime import OrderStream") == {"lifetime"}
    assert breaches("terms", "from negotiation.lifetime import OrderStream") == set()
