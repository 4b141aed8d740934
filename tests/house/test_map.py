"""The package's README is true: its map names every room on the floor that the tests hold, and its walks name real files."""

import re
from typing import Any

from negotiation.terms import TERMS
from tests.conftest import ROOT
from tests.house.test_layers import FLOOR

README = (ROOT / "negotiation" / "README.md").read_text("utf-8")


def test_the_map_names_every_room_on_its_floor() -> None:
    found = re.findall(r"^\| (\d+) \| `([\w./]+)`", README, re.MULTILINE)
    rows = {room.rstrip("/").removesuffix(".py"): int(floor) for floor, room in found}
    assert rows == {room: floor for room, floor in FLOOR.items() if room != "app"}
    for room in rows:
        path = ROOT / "negotiation" / room
        assert path.is_dir() or path.with_suffix(".py").is_file(), room


def test_every_file_and_folder_that_it_names_is_there() -> None:
    for name in re.findall(r"`([\w/.]+(?:\.py|\.csv|/))`", README):
        assert any((base / name).exists() for base in (ROOT, ROOT / "negotiation")), name


def test_what_it_says_of_a_new_term_is_what_the_tests_ask_for() -> None:
    for needed in ("`terms/__init__.py`", "`TERMS`", "`name`, `help`, `line` and `offer`", "[field.", "tests/tables/terms.csv"):
        assert needed in README
    assert len(TERMS) == len(set(TERMS))


def test_its_python_examples_run() -> None:
    found: dict[str, Any] = {}
    for example in re.findall(r"```python\n(.*?)```", README, re.DOTALL):
        exec(example, found)
    assert found["sheet"].verdict.code == "remake_extra_orders"


def test_the_readme_says_the_two_commands_first() -> None:
    lines = (ROOT / "README.md").read_text("utf-8").splitlines()
    first = next(line for line in lines if "pytest" in line)
    assert first.startswith("python3 start.py pytest")
    assert lines.index(first) < 30
    assert any(line.startswith("python3 start.py app") for line in lines)
