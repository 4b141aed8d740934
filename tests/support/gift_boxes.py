"""The published table of the gift boxes."""

from __future__ import annotations

import csv

from tests.conftest import ROOT

with (ROOT / "tests" / "tables" / "gift_boxes.csv").open() as file:
    ROWS = {row["option"]: row for row in csv.DictReader(file)}


MONEY = [
    "claim_cost",
    "of_it_immediate",
    "promised_margin",
    "value_to_customer",
    "better_for_them_than_no_deal",
    "lifetime_value_kept",
    "net_to_us",
]
