"""The wheel is whole: away from the checkout it finds its samples, computes a claim and opens the app."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import negotiation
from tests.conftest import ROOT

AWAY = """
import negotiation
from negotiation.cli import main
from streamlit.testing.v1 import AppTest

place = negotiation.sample_folder("claims")
assert place.is_relative_to({folder!r}), place
assert main(["evaluate", str(place / "gift_boxes.json")]) == 0
app = AppTest.from_file({folder!r} + "/negotiation/app.py", default_timeout=60).run()
assert not app.exception
assert app.subheader
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return next(folder.glob("*.whl"))


def test_the_wheel_runs_away_from_the_checkout(wheel: Path, tmp_path: Path) -> None:
    folder = tmp_path / "site-packages"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    command = [sys.executable, "-c", AWAY.format(folder=str(folder))]
    environment = {
        "PYTHONPATH": str(folder),
        "HOME": str(tmp_path),
        "NEGOTIATION_DATABASE": str(tmp_path / "claims.db"),
    }
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    assert "4,678" in done.stdout


def test_the_wheel_says_its_version_and_its_command(wheel: Path) -> None:
    assert wheel.name == f"negotiation-{negotiation.__version__}-py3-none-any.whl"
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        scripts = archive.read(f"negotiation-{negotiation.__version__}.dist-info/entry_points.txt").decode()
    assert "negotiation = negotiation.cli:run" in scripts
    assert {"negotiation/app.py", "negotiation/py.typed", "negotiation/data/claims/gift_boxes.json"} <= names
    assert not [name for name in names if name.startswith("tests/") or "__pycache__" in name]


def test_changelog_and_version_agree() -> None:
    assert f"## {negotiation.__version__} " in (ROOT / "CHANGELOG.md").read_text("utf-8")
