"""What a file costs beside its bare library on the same content, in one run; and how large it is. Wanted: at most 2
times."""

import csv
import io
import statistics
import time
from collections.abc import Callable
from email.message import EmailMessage
from email.policy import SMTP
from typing import Any

import pandas as pd
import pytest

from negotiation.handouts.common.csv_table import table_file
from negotiation.handouts.common.ics_calendar import calendar_file
from negotiation.handouts.file_formats import file_of
from negotiation.handouts.html.customer_page import customer_page
from negotiation.handouts.offer_letter.customer_message import message
from negotiation.handouts.offer_letter.due_dates import due_dates
from negotiation.handouts.offer_letter.letter_content import letter_content
from negotiation.handouts.pdf.memo import content as memo_content
from negotiation.handouts.pdf.memo import memo as make_memo
from negotiation.handouts.pdf.proposal_sheet import proposal_sheet
from negotiation.handouts.pdf.typst_pdf import typeset
from negotiation.handouts.pptx.customer_deck import EDGE, HIGH, WIDE, customer_deck, slides_of
from negotiation.handouts.xlsx.customer_workbook import book_of, customer_book
from negotiation.presentation.options.chart_data import loss_and_lifetime_bars
from negotiation.presentation.options.loss_vs_lifetime_chart import loss_and_lifetime_value
from negotiation.presentation.options.table import COLUMNS, rows_as_text
from tests.support.handouts import TODAY, material


def median(action: Callable[[], object], rounds: int = 9) -> float:
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def told(
    name: str,
    ours: Callable[[], bytes],
    bare: Callable[[], object],
    whole: Callable[[], object] | None = None,
    rounds: int = 15,
) -> None:
    """Our writing of a ready content and the bare library's, by turns so that both meet the same machine; and the
    whole way from the summary."""
    data, mine, theirs = ours(), [], []
    bare()
    for _ in range(rounds):
        mine.append(median(ours, 1))
        theirs.append(median(bare, 1))
    us, them = statistics.median(mine), statistics.median(theirs)
    all_of_it = f", from the summary on {1e3 * median(whole, rounds):.1f} ms" if whole else ""
    print(
        f"\n{name}: {1e3 * us:.1f} ms, bare {1e3 * them:.1f} ms, ratio {us / them:.2f} "
        f"(wanted <= 2), {len(data):,} bytes{all_of_it}"
    )


MADE = material("gift_boxes")
SUMMARY, FOUND, MARK = MADE.summary, MADE.proposal, MADE.mark


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_memo_against_bare_typst(lang: str) -> None:
    ready = memo_content(SUMMARY, TODAY, lang)
    plain = {**ready, "as_it_is": True}
    told(
        f"memo, {lang}",
        lambda: typeset("memo", ready, lang, TODAY),
        lambda: typeset("memo", plain, lang, TODAY),
        lambda: make_memo(SUMMARY, TODAY, lang),
    )


@pytest.mark.parametrize("tongue", ["en", "zh_hant"])
def test_proposal_against_bare_typst(tongue: str) -> None:
    ready = {**letter_content(FOUND, tongue, MARK), "as_it_is": True}
    told(
        f"proposal, {tongue}",
        lambda: proposal_sheet(FOUND, tongue, MARK),
        lambda: typeset("proposal", ready, tongue, TODAY),
    )


def test_mail_against_bare_email() -> None:
    text, attachment = message(FOUND, "en"), proposal_sheet(FOUND, "en", MARK)

    def bare() -> bytes:
        draft = EmailMessage(policy=SMTP)
        draft["Subject"] = text.subject
        draft.set_content(text.text, charset="utf-8", cte="base64")
        draft.add_attachment(attachment, maintype="application", subtype="pdf", filename="proposal.pdf")
        return draft.as_bytes()

    ready = {**letter_content(FOUND, "en", MARK), "as_it_is": True}
    told(
        "mail with its proposal",
        lambda: file_of(MADE, "eml", "en", customer=True),
        lambda: (typeset("proposal", ready, "en", TODAY), bare()),
    )


def test_calendar_against_bare_icalendar() -> None:
    from datetime import timedelta

    from icalendar import Alarm, Calendar, Event

    dues = due_dates(SUMMARY, SUMMARY.verdict.code, MADE.outlooks, TODAY, "en")

    def bare() -> bytes:
        calendar = Calendar()
        for due in dues:
            event, alarm = Event(), Alarm()
            for name, value in (
                ("uid", due.key),
                ("dtstart", due.on),
                ("dtend", due.on + timedelta(days=1)),
                ("summary", due.what),
                ("description", due.more),
            ):
                event.add(name, value)
            for name, value in (("action", "DISPLAY"), ("description", due.what), ("trigger", timedelta(days=-1))):
                alarm.add(name, value)
            event.add_component(alarm)
            calendar.add_component(event)
        return bytes(calendar.to_ical())

    told("calendar", lambda: calendar_file(dues, "claim", TODAY), bare, lambda: file_of(MADE, "ics", "en"))


def test_table_against_bare_pandas_and_the_csv_module() -> None:
    order = [bar.code for bar in loss_and_lifetime_bars(SUMMARY)]
    ready = rows_as_text(SUMMARY, "en", order)
    heads = {name: name for name in ["option", *(column.key for column in COLUMNS)]}
    rows = [list(row.values()) for row in ready]

    def module() -> str:
        out = io.StringIO()
        csv.writer(out).writerows([list(heads), *rows])
        return out.getvalue()

    told(
        "table of options",
        lambda: table_file(heads, ready),
        lambda: pd.DataFrame(ready).to_csv(index=False),
        lambda: file_of(MADE, "csv", "en"),
        45,
    )
    print(f"    the csv module alone, which looks at no cell: {1e3 * median(module, 45):.2f} ms")


def test_slides_for_the_customer_against_bare_pptx() -> None:
    from pptx import Presentation
    from pptx.dml.color import RGBColor
    from pptx.util import Inches, Pt

    sheet = letter_content(FOUND, "en", MARK)
    rows = [sheet["payments"]["heads"], *sheet["payments"]["rows"]]

    def bare() -> bytes:
        deck = Presentation()
        deck.slide_width, deck.slide_height = Inches(WIDE), Inches(HIGH)
        boxes = [
            [text for _, text in sheet["facts"]["items"]],
            *([text for _, text in each["items"]] for each in sheet["offers"]["choices"]),
            [sheet["closing"]],
        ]
        for lines in boxes:
            slide = deck.slides.add_slide(deck.slide_layouts[5])
            frame = slide.shapes.add_textbox(Inches(EDGE), Inches(1.6), Inches(8), Inches(5)).text_frame
            for line in lines:
                run = frame.add_paragraph().add_run()
                run.text, run.font.size, run.font.bold, run.font.name = line, Pt(14), False, "Arial"
                run.font.color.rgb = RGBColor(31, 42, 55)
        for start in range(1, len(rows), 11):
            slide = deck.slides.add_slide(deck.slide_layouts[5])
            part = [rows[0], *rows[start : start + 11]]
            table = slide.shapes.add_table(
                len(part), len(part[0]), Inches(EDGE), Inches(1.6), Inches(8), Inches(4)
            ).table
            for row, cells in enumerate(part):
                for column, cell in enumerate(cells):
                    run = table.cell(row, column).text_frame.paragraphs[0].add_run()
                    run.text, run.font.size, run.font.bold, run.font.name = cell, Pt(13), row == 0, "Arial"
                    run.font.color.rgb = RGBColor(31, 42, 55)
        out = io.BytesIO()
        deck.save(out)
        return out.getvalue()

    told("slides for the customer", lambda: slides_of(sheet, TODAY), bare, lambda: customer_deck(FOUND, "en", MARK))


def test_workbook_for_the_customer_against_bare_xlsxwriter() -> None:
    import xlsxwriter

    sheet = letter_content(FOUND, "en", MARK)
    texts = [
        text
        for block in (sheet["facts"], sheet["recap"], *sheet["offers"]["choices"])
        for pair in block["items"]
        for text in pair
    ]

    def bare() -> bytes:
        out = io.BytesIO()
        book = xlsxwriter.Workbook(out, {"in_memory": True})
        first, second, style = book.add_worksheet(), book.add_worksheet(), book.add_format({"text_wrap": True})
        for row, text in enumerate(texts):
            first.write_string(row, 0, text, style)
        for row, cells in enumerate(sheet["payments"]["rows"]):
            for column, cell in enumerate(cells):
                second.write_string(row, column, cell, style)
        second.autofit()
        book.close()
        return out.getvalue()

    told("workbook for the customer", lambda: book_of(sheet, FOUND), bare, lambda: customer_book(FOUND, "en", MARK))


def test_page_for_the_customer_has_no_library_beside_it() -> None:
    took = median(lambda: customer_page(FOUND, "en", MARK))
    print(f"\npage for the customer: {1e3 * took:.1f} ms, {len(customer_page(FOUND, 'en', MARK)):,} bytes")


@pytest.mark.parametrize("kind", ["png", "svg"])
def test_picture_against_bare_kaleido(kind: str) -> None:
    import kaleido

    figure = loss_and_lifetime_value(SUMMARY, "en")
    told(
        f"picture, {kind}",
        lambda: file_of(MADE, kind, "en"),
        lambda: kaleido.calc_fig_sync(figure, opts={"format": kind, "width": 1000, "scale": 2 if kind == "png" else 1}),
        None,
        3,
    )


def test_all_of_it_once(benchmark: Any) -> None:
    benchmark(lambda: file_of(MADE, "pdf", "en"))
