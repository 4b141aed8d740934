"""The three files of pinned packages agree with each other and with pyproject.toml."""

import re
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.conftest import ROOT
from tests.support.pin_requirements import FILES

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
RANGES = {
    "requirements.txt": PROJECT["project"]["dependencies"],
    "requirements-dev.txt": PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["dev"],
}


def pins(name: str, folder: Path = ROOT) -> dict[str, str]:
    """Version and condition of each package that a file pins; hashes are left out."""
    lines = re.sub(r" \\\n *", " ", (folder / name).read_text("utf-8")).splitlines()
    found = {}
    for line in lines:
        if not line.startswith("#"):
            package, _, rest = re.sub(r" --hash=\S+", "", line).partition("==")
            found[package] = rest.strip()
    return found


@pytest.mark.parametrize("name", RANGES)
def test_every_package_that_the_project_asks_for_is_pinned_inside_its_range(name: str) -> None:
    pinned = {canonicalize_name(package): rest.split(" ;")[0] for package, rest in pins(name).items()}
    for wanted in map(Requirement, RANGES[name]):
        assert wanted.specifier.contains(pinned[canonicalize_name(wanted.name)]), wanted


def test_what_the_app_needs_is_pinned_to_the_same_versions_for_the_tests() -> None:
    app, tests = pins("requirements.txt"), pins("requirements-dev.txt")
    versions = {package: rest.split(" ;")[0] for package, rest in tests.items()}
    assert {package: rest.split(" ;")[0] for package, rest in app.items()}.items() <= versions.items()
    assert set(app) < set(tests)


def test_the_lock_pins_what_the_tests_need_each_file_with_its_hash() -> None:
    assert pins("requirements.lock") == pins("requirements-dev.txt")
    blocks = re.split(r"\n(?=\w)", (ROOT / "requirements.lock").read_text("utf-8"))[1:]
    assert len(blocks) == len(pins("requirements.lock"))
    assert [block.split()[0] for block in blocks if "--hash=sha256:" not in block] == []


@pytest.mark.parametrize("name", FILES)
def test_every_file_begins_with_what_it_is_for(name: str) -> None:
    assert (ROOT / name).read_text("utf-8").splitlines()[0] == FILES[name][0]


@pytest.mark.parametrize("package", ["numpy", "pandas", "streamlit"])
def test_the_tests_run_with_what_is_pinned(package: str) -> None:
    assert version(package) == pins("requirements.lock")[package].split(" ;")[0]
