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
