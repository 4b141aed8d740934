"""What the tests share: the samples, and a skip that turns into a failure where everything must run."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

import negotiation

settings.register_profile("machine of any speed", deadline=None)
settings.load_profile("machine of any speed")

ROOT = Path(__file__).parents[1]
CLAIMS = ROOT / "data" / "claims"


HEAVY_FIRST = (
    "tests/handouts/xlsx/test_workbook.py::test_all_workbooks_come_back",
    "tests/handouts/xlsx/test_workbook.py::test_a_changed_cell_moves",
    "tests/handouts/xlsx/test_workbook.py::test_codes_that_a_spreadsheet",
    "tests/house/test_new_term.py",
    "tests/browser/",
    "tests/handouts/xlsx/test_workbook.py",
    "tests/handouts/register/test_register_files.py",
    "tests/handouts/test_handouts.py",
    "tests/web/options/test_option_builder.py",
    "tests/model/lifetime/test_bg_nbd.py",
    "tests/web/exposure/test_exposure_page.py",
    "tests/store/test_reliability.py",
)
"""What takes long begins first, so that at the end no process works alone. The tests of one start of LibreOffice stay
together. Tests of the browser wait more than they work, so the others work beside them."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Heavy tests first, the others in their order."""

    def place(item: pytest.Item) -> int:
        found = (place for place, start in enumerate(HEAVY_FIRST) if item.nodeid.startswith(start))
        return next(found, len(HEAVY_FIRST))

    items.sort(key=place)


def missing(part: str) -> None:
    """Skip because a part of the machine is not there; where NEGOTIATION_REQUIRE_ALL is set, fail instead."""
    reason = f"{part} is not installed here"
    if os.environ.get("NEGOTIATION_REQUIRE_ALL"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def gift_boxes() -> negotiation.Dossier:
    return negotiation.load(CLAIMS / "gift_boxes.json")


@pytest.fixture(scope="session")
def mail_order_boxes() -> negotiation.Dossier:
    return negotiation.load(CLAIMS / "mail_order_boxes.json")
