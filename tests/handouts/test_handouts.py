"""Files that leave the app: the same figures as the summary, one page that stays one page, and text that stays text."""

import csv
import io
import json
import re
from dataclasses import replace
from datetime import date, timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from icalendar import Calendar
from pypdf import PdfReader

import negotiation
from negotiation.claim.summary.claim_summary import MODEL_VERSION
from negotiation.core.problems import BadInput
from negotiation.handouts.common.csv_table import table_file
from negotiation.handouts.common.footer import assumptions, footer_stamp, handout_mark, identity_of
from negotiation.handouts.common.picture import picture
from negotiation.handouts.file_formats import OURS, THEIRS, file_of
from negotiation.handouts.handout_context import handout_context
from negotiation.handouts.offer_letter.due_dates import due_dates
from negotiation.handouts.offer_letter.letter_language import TONGUES
from negotiation.handouts.pdf.memo import cash_released, compared, content, decision_asked, memo
from negotiation.handouts.pdf.typst_pdf import typeset
from negotiation.handouts.pptx.customer_deck import fitting
from negotiation.i18n.catalogue import LANGUAGES, say
from negotiation.i18n.formats import format_cents
from negotiation.model.valuation.offer import NO_DEAL
from negotiation.presentation.common.figure_text import figure_name
from negotiation.presentation.common.labels import option_label
from negotiation.presentation.options.loss_vs_lifetime_chart import loss_and_lifetime_value
from negotiation.presentation.options.table import figures_by_option
from negotiation.presentation.options.text import verdict_headline
from tests.conftest import CLAIMS, missing
from tests.support.commands import run
from tests.support.handouts import SAMPLES, TODAY, above, hostile, material, pdf_text, twelve_options, unpacked

NASTY = [
    "=1+1",
    "@SUM(A1)",
    "+cmd|' /C calc'!A0",
    "-2+3",
    "\t=1",
    "＝1+1",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    '#import "look.typ"',
    "$x^2$ *bold* _it_ [link](javascript:alert(1))",
    "../../etc/passwd",
    "a\x00b\x0bc\ufffed",
    "x\r\nBcc: all@example.com",
    "😀 " * 40,
    "𠮷野家 ﷽",
]


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", SAMPLES)
def test_the_memo_is_one_page_with_the_figures_of_the_summary(name: str, lang: str) -> None:
    made = material(name)
    for paper in ("a4", "letter"):
        data = memo(made.summary, TODAY, lang, paper)
        assert len(PdfReader(io.BytesIO(data)).pages) == 1
    text, figures = squeezed(pdf_text(data)), figures_by_option(made.summary)
    for code in compared(made.summary):
        for key in ("claim_cost", "net_to_us", "largest_exposure"):
            assert squeezed(format_cents(float(figures[code][key]), made.summary.dossier.case.currency, lang)) in text  # type: ignore[arg-type]
    said = [
        verdict_headline(made.summary, lang),
        footer_stamp(made.summary, TODAY, lang),
        *decision_asked(made.summary, lang),
        say(lang, "memo.approval"),
        say(lang, "export.internal"),
    ]
    said += [assumption.field for assumption in assumptions(made.summary, lang)]
    assert [
        each for each in said if squeezed(each).replace("·", "") not in text.replace("·", "").replace("・", "")
    ] == []
    assert MODEL_VERSION in footer_stamp(made.summary, TODAY, lang)
    fonts = {
        font["/BaseFont"]
        for page in PdfReader(io.BytesIO(data)).pages
        for font in (each.get_object() for each in page["/Resources"]["/Font"].values())
    }
    assert fonts
    assert all("NotoSansSC" in str(font) and "+" in str(font) for font in fonts)  # a subset, embedded


def test_the_memo_draws_the_series_of_the_screen() -> None:
    summary = material("gift_boxes").summary
    shown = content(summary, TODAY, "en")["chart"]["rows"]
    drawn = loss_and_lifetime_value(summary, "en")
    kept = next(trace for trace in drawn.data if trace.name == say("en", "chart.margin_kept"))
    longest = max(kept.x)
    assert [row["kept"] for row in shown] == pytest.approx([value / longest for value in kept.x])
    assert shown[0]["label"] == option_label(summary.dossier, summary.verdict.code, "en")
    reach = [row["solid"] + row["hoped"] + row["follows"] + row["comes_back"] for row in shown]
    assert max(reach) == pytest.approx(1.0)


@pytest.mark.parametrize("currency", ["JPY", "KWD", "USD"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_twelve_long_options_and_huge_amounts_stay_on_one_page(
    gift_boxes: negotiation.Dossier, lang: str, currency: str
) -> None:
    long = "A very long name of an option that goes on and on and never stops 非常长的方案名称 " * 2
    many = twelve_options(gift_boxes, long[:190], 8e9)
    case = replace(many.case, currency=currency, title=long * 3, receivable=1e11)
    made = handout_context(replace(many, case=case), TODAY)
    for data in (memo(made.summary, TODAY, lang), file_of(made, "pdf", lang, customer=True)):
        assert len(PdfReader(io.BytesIO(data)).pages) == 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_deal_and_no_offers_have_a_memo_and_a_letter_too(gift_boxes: negotiation.Dossier, lang: str) -> None:
    made = handout_context(replace(gift_boxes, offers=()), TODAY)
    assert made.summary.verdict.code == NO_DEAL
    for ending in OURS:
        if ending not in ("png", "svg"):
            assert file_of(made, ending, lang)
    for ending in THEIRS:
        assert file_of(made, ending, lang, customer=True)
    assert squeezed(say(lang, "memo.ask_nothing")) in squeezed(pdf_text(file_of(made, "pdf", lang)))


@pytest.mark.parametrize("text", NASTY)
def test_what_was_typed_stays_text_in_every_file(gift_boxes: negotiation.Dossier, text: str) -> None:
    made = handout_context(hostile(gift_boxes, text), TODAY)
    for customer, makers in ((False, OURS), (True, THEIRS)):
        for ending in makers:
            if ending in ("png", "svg"):
                continue
            found = unpacked(file_of(made, ending, "en", customer=customer), ending)
            if ending in ("xlsx", "pptx"):
                assert "<f>=1+1" not in found
                assert not re.search(r"<hyperlink |hlinkClick|relationships/hyperlink", found)
                assert "<f>1+1" not in found
            if ending == "html" and customer:
                assert "<img" not in found
                assert "<script" not in found
            if ending == "csv":
                cells = [cell for row in csv.reader(io.StringIO(found)) for cell in row]
                assert [cell for cell in cells if cell.lstrip()[:1] in "=@＝＋＠" and cell.strip()] == []


def test_a_mail_can_be_opened_again_with_its_attachment_and_no_header_of_the_users(
    gift_boxes: negotiation.Dossier,
) -> None:
    made = handout_context(hostile(gift_boxes, "x\r\nBcc: all@example.com"), TODAY)
    for customer in (True, False):
        found = message_from_bytes(file_of(made, "eml", "en", customer=customer), policy=policy.default)
        assert found["Bcc"] is None
        assert found["X-Unsent"] == "1"
        attachments = list(found.iter_attachments())
        assert [each.get_content_type() for each in attachments] == ["application/pdf"]
        assert attachments[0].get_content()[:5] == b"%PDF-"


@pytest.mark.parametrize("tongue", TONGUES)
def test_text_attachment_and_page_of_a_proposal_say_the_same(tongue: str) -> None:
    made = material("gift_boxes")
    mail = unpacked(file_of(made, "eml", tongue, customer=True), "eml")
    body = mail.split("%PDF")[0]
    sheet, page = (
        squeezed(pdf_text(file_of(made, "pdf", tongue, customer=True))),
        squeezed(file_of(made, "html", tongue, customer=True).decode()),
    )
    from negotiation.handouts.offer_letter.customer_message import message

    for part in message(made.proposal, tongue).parts:
        for _, item in part.items:
            assert item in body
            assert squeezed(item) in sheet.replace("・", "·")
            assert squeezed(item).replace('"', "&quot;") in page.replace("&#x27;", "'")


def test_the_calendar_file_has_every_due_date_and_knows_its_entries_again(gift_boxes: negotiation.Dossier) -> None:
    made = material("gift_boxes")
    dues = due_dates(made.summary, made.summary.verdict.code, made.outlooks, TODAY, "en")
    events = list(Calendar.from_ical(file_of(made, "ics", "en")).walk("VEVENT"))
    assert [(event.decoded("dtstart"), str(event["summary"])) for event in events] == [
        (due.on, due.what) for due in dues
    ]
    assert all(event.decoded("dtend") - event.decoded("dtstart") == timedelta(days=1) for event in events)
    assert len({str(event["uid"]) for event in events}) == len(events)
    dearer = replace(gift_boxes, case=replace(gift_boxes.case, receivable=20_000.0))
    again = Calendar.from_ical(file_of(handout_context(dearer, TODAY + timedelta(days=1)), "ics", "zh")).walk("VEVENT")
    assert {str(event["uid"]) for event in again} == {str(event["uid"]) for event in events}
    paid = [due for due in dues if due.key.startswith("cost_")]
    assert paid
    assert all("USD" in due.what for due in paid)


def test_the_table_has_the_figures_as_plain_numbers() -> None:
    made = material("gift_boxes")
    rows = above(file_of(made, "csv", "en"))
    figures = figures_by_option(made.summary)
    column = rows[0].index(figure_name("claim_cost", "en"))
    assert sorted(float(row[column]) for row in rows[1:]) == sorted(
        float(each["claim_cost"]) for each in figures.values()
    )  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["=1+1", "@x", "+x", "-x", "＝x", "\t=x", " =x", "|x", "%x"])
def test_a_cell_that_could_be_a_formula_gets_an_apostrophe(text: str) -> None:
    cell = next(
        iter(csv.reader(io.StringIO(table_file({"a": "A"}, [{"a": text}]).decode("utf-8-sig").split("\n", 1)[1])))
    )[0]
    assert cell.startswith("'")


def test_all_files_of_a_day_carry_one_mark_and_another_claim_has_another(gift_boxes: negotiation.Dossier) -> None:
    made = material("gift_boxes")
    for customer, endings in (
        (False, ("pdf", "pptx", "xlsx", "html", "eml")),
        (True, ("pdf", "pptx", "xlsx", "html", "eml")),
    ):
        for ending in endings:
            assert made.mark in unpacked(file_of(made, ending, "en", customer=customer), ending), (ending, customer)
    assert made.mark != handout_mark(made.summary, TODAY + timedelta(days=1))
    assert made.mark != handout_context(replace(gift_boxes, seed=2.0), TODAY).mark
    assert identity_of("a", "b") != identity_of("b", "a")


@pytest.mark.parametrize("ending", [each for each in [*OURS, *THEIRS] if each not in ("png", "svg")])
def test_the_same_claim_on_the_same_day_gives_the_same_bytes(ending: str) -> None:
    made = material("mail_order_boxes")
    for customer in (True, False):
        if ending in (THEIRS if customer else OURS):
            once, twice = (unpacked(file_of(made, ending, "en", customer=customer), ending) for _ in range(2))
            assert once == twice


def test_a_picture_is_drawn_or_its_lack_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    import shutil

    made = material("gift_boxes")
    with pytest.raises(BadInput) as wrong:
        picture(loss_and_lifetime_value(made.summary, "en"), "bmp")
    assert wrong.value.problems[0].code == "not_a_choice"
    if shutil.which("chromium") is None:
        missing("chromium")
    assert file_of(made, "png", "en")[:8] == b"\x89PNG\r\n\x1a\n"
    drawn = file_of(made, "svg", "zh").decode()
    assert drawn.startswith("<svg")
    assert made.mark in drawn
    first = assumptions(made.summary, "zh")[0]
    assert first.field in drawn
    assert first.between in drawn
    import kaleido

    def fails(*args: object, **more: object) -> None:
        raise RuntimeError("no browser")

    monkeypatch.setattr(kaleido, "calc_fig_sync", fails)
    with pytest.raises(BadInput) as without:
        file_of(made, "png", "en")
    assert without.value.problems[0].code == "no_browser"


def test_an_unknown_ending_or_paper_is_refused() -> None:
    made = material("gift_boxes")
    with pytest.raises(BadInput) as wrong:
        file_of(made, "doc", "en")
    assert wrong.value.problems[0].allowed["choices"][0] == ".pdf"
    with pytest.raises(KeyError):
        typeset("memo", {}, "en", TODAY, "a5")


def test_the_command_writes_files_and_says_what_is_wrong(tmp_path: Path) -> None:
    claim = str(CLAIMS / "gift_boxes.json")
    for name, more in (
        ("memo.pdf", []),
        ("mail.eml", ["--customer", "--lang", "zh_hant"]),
        ("page.html", ["--customer"]),
        ("dates.ics", ["--lang", "zh"]),
    ):
        done = run("export", claim, "--to", f"{tmp_path}/{name}", *more)
        assert done.returncode == 0, done.stderr
        assert (tmp_path / name).stat().st_size > 500
    assert run("export", claim, "--to", f"{tmp_path}/x.doc").returncode == 2
    nowhere = run("export", claim, "--to", f"{tmp_path}/none/x.pdf", "--lang", "zh")
    assert nowhere.returncode == 2
    assert "未写入任何文件" in nowhere.stderr
    ours_in_hong_kong = run("export", claim, "--to", f"{tmp_path}/x.pdf", "--lang", "zh_hant")
    assert ours_in_hong_kong.returncode == 2
    assert "zh_hant" in ours_in_hong_kong.stderr
    assert not list(tmp_path.glob(".*.part"))


def test_text_is_made_small_enough_for_its_box() -> None:
    assert fitting(["short"], 5.0, 1.0, 20.0) == 20.0
    assert 7.0 < fitting(["字" * 150], 5.0, 1.0, 20.0) < 20.0
    assert fitting(["x" * 900], 3.0, 2.0, 20.0) < fitting(["x" * 300], 3.0, 2.0, 20.0)


def test_dates_of_a_calendar_are_days_even_far_away(gift_boxes: negotiation.Dossier) -> None:
    far = replace(
        gift_boxes,
        case=replace(
            gift_boxes.case, settlement_date=date(2190, 1, 1), order=replace(gift_boxes.case.order, needed_on=None)
        ),
    )
    assert Calendar.from_ical(file_of(handout_context(far, TODAY), "ics", "en")).walk("VEVENT")


def test_a_workbook_can_be_given_to_every_command_instead_of_the_claim(tmp_path: Path) -> None:
    book = f"{tmp_path}/book.xlsx"
    assert run("export", str(CLAIMS / "mail_order_boxes.json"), "--to", book).returncode == 0
    for name in (book, str(CLAIMS / "mail_order_boxes.json")):
        done = run("evaluate", name, "--json")
        assert done.returncode == 0, done.stderr
        assert json.loads(done.stdout) == negotiation.figures(material("mail_order_boxes").summary)


def test_a_chart_or_table_that_there_is_not_is_refused(gift_boxes: negotiation.Dossier) -> None:
    without = handout_context(replace(gift_boxes, offers=()), TODAY)
    for ending, piece in (("png", "map"), ("svg", "nothing"), ("csv", "nothing")):
        with pytest.raises(BadInput) as wrong:
            file_of(without, ending, "en", piece=piece)
        assert "choices" in wrong.value.problems[0].allowed


def test_the_customers_slides_share_payments_evenly_and_write_all_choices_in_one_size(
    gift_boxes: negotiation.Dossier,
) -> None:
    from pptx import Presentation

    for name in ("gift_boxes", "network_delivery", "failing_service"):
        made = material(name)
        deck = Presentation(io.BytesIO(file_of(made, "pptx", "zh_hant", customer=True)))
        tables = [shape.table for slide in deck.slides for shape in slide.shapes if shape.has_table]
        counts = [len(table.rows) - 1 for table in tables]
        assert sum(counts) == sum(len(choice.payments) for choice in made.proposal.choices)
        assert not counts or max(counts) - min(counts) <= 1
        cards = [shape for shape in deck.slides[1].shapes if shape.has_text_frame and shape.fill.type is not None]
        assert (
            len(
                {
                    shape.text_frame.paragraphs[-1].runs[0].font.size
                    for shape in cards
                    if len(shape.text_frame.paragraphs) > 2
                }
            )
            == 1
        )
        hanging = [
            paragraph._p.pPr.get("indent")
            for shape in cards
            for paragraph in shape.text_frame.paragraphs
            if "\t" in paragraph.runs[0].text
        ]
        assert hanging
        assert all(int(indent) < 0 for indent in hanging)


def test_the_customers_workbook_has_room_for_chinese_words_and_names_its_sums() -> None:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(file_of(material("gift_boxes"), "xlsx", "zh_hant", customer=True)))
    page = book.worksheets[1]
    for column in page.iter_cols(1, page.max_column):
        longest = max(len(str(cell.value or "")) for cell in column if not str(cell.value or "").startswith("="))
        assert page.column_dimensions[column[0].column_letter].width > 1.5 * longest or longest > 12
    assert "合計" in [cell.value for row in page.iter_rows() for cell in row]
    first = [cell.value for row in book.worksheets[0].iter_rows() for cell in row]
    assert first.index("我司提出以下方案，供貴司任選其一：") < first.index("A")


def test_what_is_asked_to_be_released_is_named_by_what_it_is_for_and_adds_up_to_the_cash_out() -> None:
    made = negotiation.summarise(negotiation.load(CLAIMS / "gift_boxes.json"))
    for code in ("remake_extra_orders", "price_cut", "credit_over_orders", "half_now"):
        option = made.outcome(code)
        assert sum(amount for _, amount, _ in cash_released(made, option)) == pytest.approx(float(option.cash_out))
    assert [
        (name, amount, last) for name, amount, last in cash_released(made, made.outcome("remake_extra_orders"))
    ] == [("remedy", 4_678.0, 10.0)]
    assert [name for name, *_ in cash_released(made, made.outcome("price_cut"))] == ["customer"]
    english, chinese = (decision_asked(made, lang, "remake_extra_orders") for lang in LANGUAGES)
    assert english[:2] == [
        'Approve the offer "Remake, 3 extra orders within 6 months", at a cost of USD 4,668.15 in present value.',
        "Release USD 4,678.00 for the remedy, paid by Dec 3, 2026.",
    ]
    assert "现值 USD 4,668.15" in chinese[0]
    assert "现金" not in chinese[1]
