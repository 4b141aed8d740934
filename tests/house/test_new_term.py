"""Adding a term touches one new file, the registry, both word files and one table row: done here with a term made up
on the spot."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

TERM = '''"""Training of the customer's people, free of charge."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from negotiation.model.facts.case import Case
from negotiation.core.cashflow import CUSTOMER, Flow, OUTSIDE, US
from negotiation.model.lifetime.order_stream import OrderStream
from negotiation.model.rework.remedy import Remedy
from negotiation.core.fields import COUNT, DAYS, MONEY, Num, number_field


@dataclass(frozen=True, eq=False)
class FreeTraining:
    """`days` of training, each of which costs us `cost` and is worth `worth` to them, on `starts` days."""

    key: ClassVar[str] = "free_training"
    group: ClassVar[str] = "service"
    days: Num = number_field(COUNT.within(high=100.0), 2.0)
    cost: Num = number_field(MONEY, 100.0)
    worth: Num = number_field(MONEY, 200.0)
    starts: Num = number_field(DAYS, 0.0)

    def flows(self, case: Case, remedy: Remedy, life: OrderStream) -> list[Flow]:
        return [
            Flow(self.key, US, OUTSIDE, self.days * self.cost, first_day=self.starts),
            Flow(self.key, OUTSIDE, CUSTOMER, self.days * self.worth, first_day=self.starts),
        ]
'''

WORDS = {
    "en": {
        "terms": {
            "name": "Free training",
            "help": "Training, free of charge.",
            "line": "{days:count|day|days} of training",
            "offer": "You get {days:count|day|days} of training free of charge.",
        },
        "field": {
            "days": "Days of training",
            "cost": "A day costs us",
            "worth": "A day is worth to them",
            "starts": "Starts after days",
        },
        "flow": "Free training",
    },
    "zh": {
        "terms": {
            "name": "免费培训",
            "help": "免费为客户培训。",
            "line": "培训 {days:count} 天",
            "offer": "我司免费提供 {days:count} 天培训。",
        },
        "field": {"days": "培训天数", "cost": "每天我方成本", "worth": "每天对客户的价值", "starts": "几天后开始"},
        "flow": "免费培训",
    },
}

ROW = (
    'free_training,"{""days"": 2, ""cost"": 100, ""worth"": 150, ""starts"": 365}",'
    '-160,0,0,240,0,"2 days at 100 and 150 on day 365 × .8"\n'
)

APP = """
from streamlit.testing.v1 import AppTest
from negotiation import dumps, loads
for lang, name in {names}:
    app = AppTest.from_file("app.py", default_timeout=60)
    app.session_state["open_section_offers"] = app.session_state["open_section_how"] = True
    app.query_params["lang"] = lang
    app.run()
    app.button(key="package_nothing").click().run()
    code = app.session_state["claim_session"].claim.offers[-1].code
    app.button_group(key="term_group").set_value("service").run()
    app.button(key=f"add_{{code}}_free_training").click().run()
    assert not app.exception, (lang, app.exception)
    assert app.session_state["claim_session"].claim.offers[-1].terms[0].key == "free_training", lang
    assert any(name in str(each.value) for each in app.markdown), lang
    assert sum("free_training" in str(each.key) for each in app.text_input) == 4, lang
    claim = app.session_state["claim_session"].claim
    assert loads(dumps(claim)) == claim, lang
"""


CHECKS = ("tests/model/terms/test_worked_rows.py", "tests/house/test_words.py")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project with one more term: one new file, and lines in four others."""
    copy = tmp_path_factory.mktemp("project")
    for name in ("negotiation", "tests", "data", ".streamlit"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("app.py", "pyproject.toml", "README.md"):
        shutil.copy(ROOT / name, copy / name)
    (copy / "negotiation" / "model" / "terms" / "free_training.py").write_text(TERM, "utf-8")
    registry = copy / "negotiation" / "model" / "terms" / "__init__.py"
    after = "from negotiation.model.terms.guarantee"
    text = registry.read_text("utf-8").replace(
        after, f"from negotiation.model.terms.free_training import FreeTraining\n{after}"
    )
    registry.write_text(
        text.replace("    FreeService,\n    AddedFeatures,", "    FreeService,\n    FreeTraining,\n    AddedFeatures,"),
        "utf-8",
    )
    for lang, words in WORDS.items():
        for file, section, name in (
            ("terms", "terms", "terms.free_training"),
            ("fields", "field", "field.free_training"),
        ):
            path = copy / "negotiation" / "i18n" / lang / f"{file}.toml"
            entries: dict[str, str] = words[section]  # type: ignore[assignment]
            lines = path.read_text("utf-8").replace("[flow]\n", f'[flow]\nfree_training = "{words["flow"]}"\n')
            path.write_text(
                lines + f"\n[{name}]\n" + "".join(f'{key} = "{value}"\n' for key, value in entries.items()), "utf-8"
            )
    with (copy / "tests" / "tables" / "terms.csv").open("a", encoding="utf-8") as table:
        table.write(ROW)
    return copy


def run(project: Path, *command: str) -> None:
    done = subprocess.run(
        [sys.executable, *command],
        check=False,
        cwd=project,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(project)},
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]


def test_the_house_is_content_with_it(project: Path) -> None:
    run(project, "-m", "pytest", "-q", "-p", "no:cacheprovider", *CHECKS, "tests/house/test_axis.py")


def test_it_is_a_card_in_the_app_and_survives_a_file(project: Path) -> None:
    run(project, "-c", APP.format(names=[("en", "Free training"), ("zh", "免费培训")]))


@pytest.mark.parametrize(
    ("left_out", "check"), zip(("tests/tables/terms.csv", "negotiation/i18n/zh/terms.toml"), CHECKS, strict=True)
)
def test_leaving_out_the_words_or_the_row_fails(project: Path, left_out: str, check: str) -> None:
    path = project / left_out
    whole = path.read_text("utf-8")
    try:
        path.write_text((ROOT / left_out).read_text("utf-8"), "utf-8")
        with pytest.raises(AssertionError, match="free_training"):
            run(project, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", check)
    finally:
        path.write_text(whole, "utf-8")
