"""A golden sheet: every figure of every sample, so that no number moves unnoticed. If one must, say so in
CHANGELOG.md."""

import hashlib
import json

import pytest

import negotiation
from negotiation.claim.summary.claim_summary import MODEL_VERSION
from tests.conftest import CLAIMS, ROOT

GOLDENS = {"1": "979517a24d113e75"}
"""What the golden files of each model version hash to: when a figure moves, the version rises with it."""


def flat(value: object, path: str = "") -> dict[str, object]:
    if isinstance(value, dict):
        return {key: item for name, part in value.items() for key, item in flat(part, f"{path}.{name}").items()}
    return {path: value}


SAMPLES = [
    "gift_boxes",
    "mail_order_boxes",
    "network_delivery",
    "failing_service",
    "gift_boxes_negotiation",
    "stopped_cooperation",
    "eight_requests",
]


@pytest.mark.parametrize("name", SAMPLES)
def test_no_figure_moved(name: str) -> None:
    golden = flat(json.loads((ROOT / "tests" / "tables" / f"{name}.golden.json").read_text("utf-8")))
    now = flat(negotiation.figures(negotiation.summarise(negotiation.load(CLAIMS / f"{name}.json"))))
    assert list(now) == list(golden)
    for key, value in golden.items():
        assert now[key] == (pytest.approx(value, rel=1e-9) if isinstance(value, float) else value), key


def test_the_model_version_names_these_figures() -> None:
    files = sorted((ROOT / "tests" / "tables").glob("*.golden.json"))
    found = hashlib.sha256(
        "".join(json.dumps(json.loads(file.read_text("utf-8")), sort_keys=True) for file in files).encode()
    ).hexdigest()[:16]
    assert GOLDENS.get(MODEL_VERSION) == found
