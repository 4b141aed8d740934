"""The documents are true: the map names every package on the floor that the tests hold, and every file that a
document names is there."""

import re
from collections import Counter
from pathlib import Path

import pytest

import negotiation
from negotiation.model.terms import TERMS
from tests.conftest import ROOT
from tests.support.draw_architecture import PICTURE, picture
from tests.support.imports import FLOORS, INSIDE, PACKAGE, source_files

ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text("utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
REPEATED = {"text", "table", "chart", "explain", "page", "plain_text", "team_settings", "__init__"}
"""File names that stand once a subject or a page; every other name occurs once in the product."""


def rows_of_map(text: str) -> dict[str, int]:
    found = re.findall(r"^\| (\d+) \| `([\w./]+)`", text, re.MULTILINE)
    return {room.rstrip("/").removesuffix(".py"): int(floor) for floor, room in found}


def test_the_map_names_every_package_on_its_floor() -> None:
    packages, _, rooms = ARCHITECTURE.partition("### Inside `model/`")
    assert rows_of_map(packages) == {name: level for level, names in enumerate(FLOORS) for name in names}
    assert rows_of_map(rooms) == {name: level for level, names in enumerate(INSIDE["model"]) for name in names}


def test_the_picture_shows_the_imports_as_they_are() -> None:
    assert PICTURE.read_text("utf-8") == picture(), "run python -m tests.support.draw_architecture"


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_every_file_and_folder_that_a_document_names_is_there(path: Path) -> None:
    text = path.read_text("utf-8")
    named = re.findall(r"`((?:\w[\w.-]*/)*\w[\w.-]*(?:\.py|\.csv|\.toml|/))`", text) + re.findall(
        r"\]\(((?!http)[^)#]+)\)", text
    )
    bases = [ROOT, PACKAGE, path.parent, PACKAGE / "model", PACKAGE / "model" / "terms", PACKAGE / "i18n" / "en"]
    assert [
        name
        for name in named
        if not any((base / name).exists() for base in bases) and Path(name).stem not in {*REPEATED, "free_training"}
    ] == []


def test_what_contributing_says_of_a_new_term_is_what_the_tests_ask_for() -> None:
    for needed in (
        "model/terms/__init__.py`",
        "`TERMS`",
        "`name`, `help`, `line` and `offer`",
        "[field.",
        "tests/tables/terms.csv",
    ):
        assert needed in CONTRIBUTING
    assert len(TERMS) == len(set(TERMS))


def test_the_python_examples_of_the_documents_run() -> None:
    found: dict[str, object] = {}
    for document in ("architecture.md", "store.md"):
        for example in re.findall(r"```python\n(.*?)```", (ROOT / "docs" / document).read_text("utf-8"), re.DOTALL):
            exec(example, found)
    assert found["sheet"].verdict.code == "remake_extra_orders"


def test_documents_and_notebooks_import_the_public_api_only() -> None:
    for path in [*DOCUMENTS, *sorted((ROOT / "notebooks").glob("*.ipynb"))]:
        found = re.findall(r"(?:from|import) (negotiation[\w.]*)", path.read_text("utf-8"))
        assert set(found) <= {"negotiation"}, path.name


def test_every_name_of_the_public_api_is_there() -> None:
    assert [name for name in negotiation.__all__ if getattr(negotiation, name, None) is None] == []
    assert not hasattr(negotiation, "nothing")


def test_a_file_name_occurs_once() -> None:
    many = Counter(path.stem for path in source_files())
    assert {name for name, count in many.items() if count > 1} - REPEATED == set()


def test_the_readme_says_the_two_commands_first() -> None:
    lines = (ROOT / "README.md").read_text("utf-8").splitlines()
    first = next(line for line in lines if "pytest" in line)
    assert first.startswith("python3 start.py pytest")
    assert lines.index(first) < 30
    assert any(line.startswith("python3 start.py app") for line in lines)
