"""The command line: verdict, table and assumptions in both languages, figures as JSON, and errors that help."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from negotiation.cli import main
from tests.conftest import CLAIMS, ROOT

GIFT = str(CLAIMS / "gift_boxes.json")


def test_verdict_table_and_assumptions(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", GIFT]) == 0
    said = capsys.readouterr().out
    assert said.startswith(
        "Recommended: Remake, 3 extra orders within 6 months (counted at 80%, "
        "50% of them truly extra). It costs us USD 4,668"
    )
    for words in (
        "2,803.44",
        "85.59%",
        "✕ As they are",
        "★ Remake, 3 extra",
        "–",
        "assumption",
        "Sources and assumptions",
    ):
        assert words in said


def test_the_same_in_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", GIFT, "--lang", "zh"]) == 0
    said = capsys.readouterr().out
    for words in ("重做", "我方净值", "80,540.62", "✕ 让步接收", "数据来源与假设"):
        assert words in said


@pytest.mark.parametrize(
    ("lang", "words"), [("en", ["Yearly retention", "1.5", "0 to 1"]), ("zh", ["年续单率", "1.5", "0 至 1"])]
)
def test_a_bad_claim_is_explained_and_ends_with_two(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], lang: str, words: list[str]
) -> None:
    raw = json.loads(Path(GIFT).read_text("utf-8"))
    raw["case"]["customer"]["retention"] = 1.5
    (tmp_path / "bad.json").write_text(json.dumps(raw))
    assert main(["evaluate", str(tmp_path / "bad.json"), "--lang", lang]) == 2
    answer = capsys.readouterr()
    assert answer.out == ""
    for word in words:
        assert word in answer.err


@pytest.mark.parametrize("what", ["missing.json", "."])
def test_a_file_that_is_not_there_is_explained(tmp_path: Path, capsys: pytest.CaptureFixture[str], what: str) -> None:
    assert main(["evaluate", str(tmp_path / what)]) == 2
    assert "There is no file" in capsys.readouterr().err


def test_help_speaks_the_language(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["evaluate", "--lang", "zh", "--help"])
    assert "索赔文件" in capsys.readouterr().out


def test_it_writes_utf8_whatever_the_console_speaks() -> None:
    environment = {"PYTHONIOENCODING": "ascii", "PATH": "", "PYTHONPATH": str(ROOT)}
    answer = subprocess.run(
        [sys.executable, "-m", "negotiation", "evaluate", GIFT, "--lang", "zh"],
        capture_output=True,
        env=environment,
        cwd=ROOT,
        check=True,
    )
    assert "重做" in answer.stdout.decode("utf-8")


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", ("Remake: USD 4,678", "with 80% certainty", "critical path")),
        ("zh", ("重做：USD 4,678", "关键路径", "立即")),
    ],
)
def test_remedies_with_cost_date_and_certainty(
    capsys: pytest.CaptureFixture[str], lang: str, words: tuple[str, ...]
) -> None:
    assert main(["rework", GIFT, "--lang", lang]) == 0
    said = capsys.readouterr().out
    for word in words:
        assert word in said
    assert "**" not in said


def test_remedies_as_json_under_stable_keys(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rework", GIFT, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["currency"], found["draws"]) == ("USD", 4096)
    remake = found["remedies"]["remake"]
    assert (remake["cost"], remake["ready_on"], remake["planned_arrival"]) == (4678.0, "2026-12-03", "2027-01-02")
    assert main(["rework", "nowhere.json"]) == 2


def order_file(tmp_path: Path, accounts: int) -> str:
    rows = ["customer,date,amount,currency"]
    for account in range(accounts):
        rows += [
            f"c{account},"
            f"2025-{1 + (account * 3 + number * 5) % 12:02d}-{1 + (account + 7 * number) % 27:02d},{100 + account},USD"
            for number in range(1 + account % 6)
        ]
    path = tmp_path / "orders.csv"
    path.write_text("\n".join([*rows, "c0,someday,5,USD"]), "utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("accounts", "en", "zh"), [(5, "Too few for a fit", "无法拟合"), (60, "visible priors", "列明的先验")]
)
def test_a_file_of_orders_says_on_which_rung_it_stands(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, accounts: int, en: str, zh: str
) -> None:
    path = order_file(tmp_path, accounts)
    for lang, words in (("en", en), ("zh", zh)):
        assert main(["lifetime", path, "--lang", lang, "--until", "2026-06-30"]) == 0
        assert words in capsys.readouterr().out
    assert main(["lifetime", path, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["accounts"], found["refused"]) == (accounts, {"no_date": 1})
    assert len(found["by_account"]) == accounts
    assert (found["fit"] is None) == (accounts < 20)


def test_a_file_that_is_no_orders_is_refused_in_words(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "empty.csv"
    path.write_bytes(b"")
    for arguments in (
        ["lifetime", str(path)],
        ["lifetime", "nowhere.csv"],
        ["lifetime", order_file(tmp_path, 3), "--until", "soon"],
    ):
        assert main(arguments) == 2
        assert capsys.readouterr().err


REGISTER = [str(ROOT / "data" / "register" / name) for name in ("team_en.csv", "team_zh.csv", "rates.csv")]
SEEN = ["--rates", REGISTER[2], "--today", "2026-11-20"]


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        (
            "en",
            ("Net exposure USD", "79 open claims of 500", "By customer", "Harbour Gift House", "500 of 500 rows read"),
        ),
        ("zh", ("净敞口 USD", "共 500 件索赔", "海港礼品行", "按团队", "共 500 行，读入 500 行")),
    ],
)
def test_a_register_says_what_all_claims_may_cost(
    capsys: pytest.CaptureFixture[str], lang: str, words: tuple[str, ...]
) -> None:
    assert main(["exposure", REGISTER[lang == "zh"], *SEEN, "--lang", lang]) == 0
    said = capsys.readouterr().out
    for word in words:
        assert word in said
    assert "refused_row" not in said


def test_a_register_as_json_under_stable_keys_adds_up(capsys: pytest.CaptureFixture[str]) -> None:
    found = {}
    for lang, path in zip(("en", "zh"), REGISTER, strict=False):
        assert main(["exposure", path, *SEEN, "--json", "--lang", lang]) == 0
        found[lang] = json.loads(capsys.readouterr().out)
    english = found["en"]
    assert (english["rows"], english["totals"]["count"], english["refused"]) == (500, 500, {})
    assert english["totals"] == found["zh"]["totals"]
    for groups in english["by"].values():
        assert sum(round(100 * each["net"]) for each in groups) == round(100 * english["totals"]["net"])


def test_the_report_may_be_in_any_currency_that_has_a_rate(capsys: pytest.CaptureFixture[str]) -> None:
    money = {}
    for currency in ("USD", "eur"):
        assert main(["exposure", REGISTER[0], *SEEN, "--json", "--currency", currency]) == 0
        money[currency] = json.loads(capsys.readouterr().out)
    assert money["eur"]["currency"] == "EUR"
    assert money["eur"]["totals"]["claimed"] == pytest.approx(money["USD"]["totals"]["claimed"] / 1.09953, rel=1e-6)
    assert main(["exposure", REGISTER[0], *SEEN, "--currency", "JPY"]) == 2
    assert "No exchange rate from JPY to USD is known" in capsys.readouterr().err


def test_rows_of_a_register_that_are_left_out_are_told_one_by_one(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "register.csv"
    path.write_text(
        "code,customer,opened,claimed,shoe size\nA,C,2026-01-01,5,43\nB,C,soon,5,44\nA,C,2026-01-01,-7,45\n", "utf-8"
    )
    assert main(["exposure", str(path), "--today", "2026-11-20"]) == 0
    said = capsys.readouterr().out
    for words in (
        "1 of 3 rows read",
        "no readable date: 1, negative amount: 1",
        "row 3, B, opened: soon – No date could be read.",
        "row 4, A, claimed: -7 – Negative.",
        "1 open claim has no estimate",
        "shoe size",
    ):
        assert words in said
    path.write_text("code,customer,opened,claimed\nB,C,soon,5\n", "utf-8")
    assert main(["exposure", str(path)]) == 0
    assert capsys.readouterr().out.startswith("None of the 1 row could be read")


@pytest.mark.parametrize(
    ("extra", "words"),
    [
        ([], "No exchange rate from CNY to USD is known"),
        (["--today", "soon"], "is not a date"),
        (["--currency", "gold"], "is not a currency"),
        (["--rates", "nowhere.csv"], "There is no file"),
        (["--rates", REGISTER[2], "--today", "2027-06-01"], "days old"),
    ],
)
def test_what_a_register_cannot_be_computed_with_is_said(
    capsys: pytest.CaptureFixture[str], extra: list[str], words: str
) -> None:
    assert main(["exposure", REGISTER[0], "--today", "2026-11-20", *extra]) == 2
    answer = capsys.readouterr()
    assert answer.out == ""
    assert words in answer.err
