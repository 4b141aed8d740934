"""The page in both languages: the verdict, the table to the cent, levers that move it, entries that survive, errors
that help."""

import json
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from negotiation.i18n.catalogue import LANGUAGES, say
from tests.conftest import CLAIMS, ROOT
from tests.support.app import healthy, open_app, open_sample, verdict
from tests.support.gift_boxes import MONEY, ROWS


def moving(widgets: Any, name: str) -> Any:
    """The one widget of a lever; its key ends with a version."""
    (found,) = [widget for widget in widgets if widget.key.startswith(f"{name}_")]
    return found


def table(app: AppTest) -> Any:
    return app.dataframe[0].value


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_verdict_comes_first_with_the_money_in_it(lang: str) -> None:
    said = verdict(open_app(lang))
    assert "4,668" in said
    assert "57,618" in said
    assert ("3 extra orders" if lang == "en" else "追加 3 张订单") in said


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_table_to_the_cent_through_the_page(lang: str) -> None:
    shown = table(open_app(lang))
    labels = {row["option"]: row for _, row in shown.iterrows()}
    assert len(labels) == len(ROWS)
    by_net = {row["net_to_us"]: row for row in labels.values()}
    for expected in ROWS.values():
        row = by_net[f"{float(expected['net_to_us']):,.2f}"]
        for key in MONEY:
            assert row[key] == f"{float(expected[key]):,.2f}".replace("-", "−"), key
        for key in ("s_against_no_deal", "s_against_the_next_cheaper_they_would_take"):
            assert row[key] == (f"{expected[key]}%" if expected[key] else "–"), key
        assert row["payback_month"] == expected["payback_month"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_slider_moves_the_verdict_the_chart_and_the_table(lang: str) -> None:
    app = open_app(lang)
    before, spec = verdict(app), json.loads(app.get("plotly_chart")[0].proto.spec)
    healthy(moving(app.slider, "lever_extra_slider").set_value(0).run())
    assert verdict(app) != before
    assert json.loads(app.get("plotly_chart")[0].proto.spec) != spec
    assert ("3 extra orders" if lang == "en" else "追加 3 张订单") not in str(table(app)["option"].tolist())


def test_slider_and_number_field_are_always_equal() -> None:
    app = open_app()
    healthy(moving(app.slider, "lever_our_share_slider").set_value(30.0).run())
    assert moving(app.number_input, "lever_our_share_number").value == 30.0
    healthy(moving(app.number_input, "lever_our_share_number").set_value(42.5).run())
    assert moving(app.slider, "lever_our_share_slider").value == 42.5
    assert "customer pays 57.5% now" in str(table(app)["option"].tolist())


def test_our_share_of_half_costs_what_the_table_says_and_all_of_it_the_whole_remake() -> None:
    app = open_app()
    healthy(moving(app.slider, "lever_our_share_slider").set_value(100.0).run())
    costs = dict(zip(table(app)["option"], table(app)["claim_cost"], strict=True))
    assert costs["Remake, at our cost"] == "4,668.15"
    assert costs["✕ Remake, customer pays all"] == "0.00"


def test_the_chance_that_they_stay_is_typed_for_one_option_and_kept_for_it() -> None:
    app = open_app()
    assert moving(app.selectbox, "staying_of").value == "remake_extra_orders"
    healthy(moving(app.slider, "lever_staying_remake_extra_orders_slider").set_value(40.0).run())
    assert "credit" in verdict(app)
    healthy(moving(app.selectbox, "staying_of").set_value("half_now").run())
    healthy(moving(app.number_input, "lever_staying_half_now_number").set_value(99.0).run())
    assert "half each, now" in verdict(app)
    healthy(moving(app.selectbox, "staying_of").set_value("remake_extra_orders").run())
    assert moving(app.slider, "lever_staying_remake_extra_orders_slider").value == 40.0


def test_moving_a_lever_does_not_freeze_the_default_chance_of_staying() -> None:
    app = open_sample(open_app(), "mail_order_boxes")
    healthy(moving(app.selectbox, "staying_of").set_value("half_now").run())
    at_half = moving(app.slider, "lever_staying_half_now_slider").value
    healthy(moving(app.slider, "lever_our_share_slider").set_value(80.0).run())
    assert moving(app.slider, "lever_staying_half_now_slider").value > at_half


def test_entries_survive_a_language_switch() -> None:
    app = open_app("en")
    healthy(moving(app.slider, "lever_our_share_slider").set_value(35.0).run())
    healthy(moving(app.slider, "lever_orders_slider").set_value(7).run())
    healthy(app.button_group(key="lang").set_value("zh").run())
    assert moving(app.slider, "lever_our_share_slider").value == 35.0
    assert moving(app.slider, "lever_orders_slider").value == 7
    assert "分 7 张订单" in str(table(app)["option"].tolist())


def test_undo_redo_and_back_to_the_pinned_version() -> None:
    app = open_app()
    before = verdict(app)
    healthy(moving(app.slider, "lever_extra_slider").set_value(9).run())
    after = verdict(app)
    assert after != before
    assert verdict(healthy(app.button(key="undo").click().run())) == before
    assert moving(app.slider, "lever_extra_slider").value == 3
    assert verdict(healthy(app.button(key="redo").click().run())) == after
    assert moving(app.number_input, "lever_extra_number").value == 9
    assert verdict(healthy(app.button(key="back_to_pinned").click().run())) == before


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_option_is_explained_with_its_figures(lang: str) -> None:
    app = open_app(lang)
    for code, row in ROWS.items():
        healthy(moving(app.selectbox, "explained").set_value(code).run())
        steps = " ".join(str(markdown.value) for markdown in app.markdown)
        assert f"USD {float(row['net_to_us']):,.2f}" in steps, code
        assert f"USD {float(row['lifetime_value_kept']):,.2f}" in steps, code
        if row["s_against_no_deal"]:
            assert f"{row['s_against_no_deal']}%" in steps, code


@pytest.mark.parametrize("lang", LANGUAGES)
def test_assumptions_are_labelled(lang: str) -> None:
    origins = open_app(lang).dataframe[2].value.iloc[:, 2].tolist()
    assert say(lang, "origin.assumption") in origins
    assert say(lang, "origin.source") in origins


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_other_sample_tells_its_story(lang: str) -> None:
    app = open_sample(open_app(lang), "mail_order_boxes")
    assert "3,055" in verdict(app)


def test_the_open_claim_stays_open_when_the_language_changes() -> None:
    app = open_sample(open_app(), "mail_order_boxes")
    healthy(app.button_group(key="lang").set_value("zh").run())
    assert "3,055" in verdict(app)
    assert "邮购纸盒" in str(app.markdown[0].value)


def test_a_language_that_we_do_not_speak_falls_back() -> None:
    assert "better off than no deal" in verdict(open_app("tlh"))


def upload(app: AppTest, text: str) -> AppTest:
    app.file_uploader(key="upload").set_value(("claim.json", text.encode(), "application/json"))
    return app.run()


def test_an_own_claim_is_opened(tmp_path: Path) -> None:
    raw = json.loads((CLAIMS / "gift_boxes.json").read_text("utf-8"))
    raw["case"]["title"] = "My own claim"
    raw["case"]["receivable"] = 0
    app = healthy(upload(open_app(), json.dumps(raw)))
    assert "My own claim" in str(app.markdown[0].value)
    assert "3,600.00" not in table(app)["claim_cost"].tolist()


@pytest.mark.parametrize(("lang", "words"), [("en", ["Quantity", "−5"]), ("zh", ["数量", "−5"])])
def test_a_bad_upload_says_why_and_nothing_is_lost(lang: str, words: list[str]) -> None:
    raw = json.loads((CLAIMS / "gift_boxes.json").read_text("utf-8"))
    raw["case"]["order"]["quantity"] = -5
    app = open_app(lang)
    healthy(moving(app.slider, "lever_our_share_slider").set_value(35.0).run())
    before = verdict(app)
    upload(app, json.dumps(raw))
    assert not app.exception
    (problem,) = [str(error.value) for error in app.error]
    for word in words:
        assert word in problem
    assert verdict(app) == before
    assert moving(app.slider, "lever_our_share_slider").value == 35.0


def test_what_nobody_moved_stays_as_it_is_on_file() -> None:
    raw = json.loads((CLAIMS / "gift_boxes.json").read_text("utf-8"))
    raw["offers"][1]["terms"][0]["share"] = 0.2
    raw["offers"][6]["terms"][1]["orders"] = 30
    app = healthy(upload(open_app(), json.dumps(raw)))
    said = str(table(app)["option"].tolist())
    for part in ("customer pays 20% now", "half each, theirs over 4 orders", "over 30 orders"):
        assert part in said


def test_what_was_moved_for_one_claim_is_not_moved_for_the_next() -> None:
    app = healthy(moving(open_app().slider, "lever_our_share_slider").set_value(20.0).run())
    healthy(upload(app, (CLAIMS / "gift_boxes.json").read_text("utf-8")))
    assert moving(app.slider, "lever_our_share_slider").value == 50.0
    assert "half each, now" in str(table(app)["option"].tolist())


def test_shares_over_the_whole_are_explained_and_the_last_figures_stay() -> None:
    raw = json.loads((CLAIMS / "gift_boxes.json").read_text("utf-8"))
    raw["offers"][1]["terms"].append({"term": "repayment_over_orders", "share": 0.5, "orders": 4})
    app = healthy(upload(open_app(), json.dumps(raw)))
    before = verdict(app)
    moving(app.slider, "lever_our_share_slider").set_value(20.0).run()
    assert not app.exception
    assert "160%" in str(app.error[0].value)
    assert verdict(app) == before
    healthy(moving(app.slider, "lever_our_share_slider").set_value(60.0).run())


def test_a_name_in_a_file_is_no_formatting_in_a_tooltip_either() -> None:
    raw = json.loads((CLAIMS / "gift_boxes.json").read_text("utf-8"))
    raw["offers"][3]["name"] = "![i](http://evil.example/x.png)"
    app = healthy(upload(open_app(), json.dumps(raw)))
    assert "\\!\\[i\\]\\(http" in moving(app.slider, "lever_extra_slider").help


def test_a_fault_of_ours_gives_a_reference_and_no_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    from negotiation.web.options import page as options

    def broken(*_: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr(options, "_all", broken)
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30).run()
    assert not app.exception
    (said,) = [str(error.value) for error in app.error]
    assert "secret" not in said
    assert len(said.rsplit(" ", 1)[-1]) == 8


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_second_opinion_stands_beside_the_verdict_and_never_enters_it(lang: str) -> None:
    app = open_app(lang)
    before = str(app.subheader[0].value)
    (field,) = [each for each in app.number_input if str(each.key).startswith("second_remake_extra_orders")]
    healthy(field.set_value(50.0).run())
    assert str(app.subheader[0].value) == before
    said = " ".join(str(each.value) for each in app.caption)
    assert say(lang, "page.options.second_other", label="").split("“")[0] in said
    (field,) = [each for each in app.number_input if str(each.key).startswith("second_remake_extra_orders")]
    healthy(field.set_value(93.0).run())
    assert say(lang, "page.options.second_same") in " ".join(str(each.value) for each in app.caption)
