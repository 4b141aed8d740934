"""The script that changes the code reports what a weak test does not notice, and nothing where a strong one does."""

import os
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT
from tests.support.mutations import EQUIVALENTS, mutants_of, read_equivalents

TINY = '''
"""Whether a payment is late."""

LAST_DAY = 30


def late(days: int) -> bool:
    """Late after the last day."""
    return days > LAST_DAY
'''
WEAK = """
from tiny import late

def test_late():
    assert late(90)
    assert not late(3)
"""
STRONG = (
    WEAK
    + """
def test_the_last_day_is_not_late():
    assert not late(30)
    assert late(31)
"""
)


def left(folder: Path, test: str) -> tuple[int, list[str]]:
    """Exit status of the script over a module of one function, and the survivors that it prints."""
    (folder / "tiny.py").write_text(TINY, "utf-8")
    (folder / "test_tiny.py").write_text(test, "utf-8")
    asked = [sys.executable, "-m", "tests.support.mutations", folder / "tiny.py", "--tests", folder / "test_tiny.py"]
    ran = subprocess.run(
        asked, cwd=ROOT, env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}, capture_output=True, text=True, check=False
    )
    assert ran.returncode in (0, 1), ran.stdout + ran.stderr
    _, _, listed = ran.stdout.partition(" survivors\n")
    return ran.returncode, [line.partition("tiny.py:")[2] for line in listed.splitlines() if "→" in line]


def test_a_change_that_no_test_notices_is_printed_with_its_line(tmp_path: Path) -> None:
    status, survivors = left(tmp_path, WEAK)
    assert status == 1
    assert "9: late: days > LAST_DAY → days >= LAST_DAY" in survivors
    assert "4: LAST_DAY: LAST_DAY = 30 → LAST_DAY = 31" in survivors


def test_nothing_is_left_where_the_tests_stand_at_the_end(tmp_path: Path) -> None:
    assert left(tmp_path, STRONG) == (0, [])


def test_every_equivalent_change_is_one_that_can_be_made_and_has_its_reason() -> None:
    made = {mutant.key for mutant in mutants_of(ROOT / each for each in ("negotiation/model", "negotiation/finance"))}
    equivalents = read_equivalents()
    assert {key: why for key, why in equivalents.items() if key not in made or len(why) < 10} == {}
    rows = EQUIVALENTS.read_text("utf-8").splitlines()[1:]
    assert len(rows) == len(equivalents)
