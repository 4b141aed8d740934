"""Tests lie as the code lies, and none imports from another."""

from pathlib import Path

from tests.conftest import ROOT
from tests.support.imports import PACKAGE, imported_modules

TESTS = ROOT / "tests"
BESIDE_THE_CODE = {"benchmarks", "browser", "house", "support", "tables"}
"""Folders of tests that are of no package: of the whole, or no tests."""


def python_files() -> list[Path]:
    return sorted(TESTS.rglob("*.py"))


def from_other_tests(source: str, package: tuple[str, ...]) -> set[str]:
    """Modules with tests that a file imports: `tests.model.test_terms` or a name of it."""
    return {
        name
        for name in imported_modules(source, package)
        if name.split(".")[0] == "tests" and any(part.startswith(("test_", "bench_")) for part in name.split("."))
    }


def test_no_file_imports_from_a_file_of_tests() -> None:
    found = {
        str(path.relative_to(ROOT)): from_other_tests(path.read_text("utf-8"), path.relative_to(ROOT).parent.parts)
        for path in python_files()
    }
    assert {path: names for path, names in found.items() if names} == {}


def test_the_rule_sees_absolute_and_relative_imports() -> None:
    place = ("tests", "web", "share")
    assert from_other_tests("from tests.web.share.test_share_page import row", place)
    assert from_other_tests("from .test_share_page import row", place)
    assert from_other_tests("def late():\n    import tests.test_cli", place)
    assert not from_other_tests("from tests.support.app import said\nimport pytest", place)


def test_every_folder_of_tests_has_the_name_of_its_package() -> None:
    folders = {path.parent.relative_to(TESTS) for path in python_files() if path.name.startswith("test_")}
    own = {folder for folder in folders if folder.parts[:1] and folder.parts[0] not in BESIDE_THE_CODE}
    nowhere = {
        str(folder) for folder in own if not any((PACKAGE / folder).with_suffix(end).exists() for end in ("", ".py"))
    }
    assert nowhere == set()


def test_helpers_stand_in_support_and_tests_do_not() -> None:
    allowed = {"conftest.py", "__init__.py"}
    helpers = [
        str(path.relative_to(ROOT))
        for path in python_files()
        if path.name not in allowed
        and not path.name.startswith(("test_", "bench_", "floor_"))
        and path.parent != TESTS / "support"
    ]
    assert helpers == []
    assert [path.name for path in (TESTS / "support").glob("test_*")] == []
