"""The slides: figures equal to the sheet's, native charts, sentences as titles, formulas in the notes, words that
stay words."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import openpyxl
import pytest
from pptx import Presentation

import negotiation
from negotiation.claim.summary.bargaining_summary import bargain
from negotiation.claim.summary.claim_summary import Summary, summarise
from negotiation.core.fields import Translated
from negotiation.core.money import round_money
from negotiation.handouts.common.footer import assumptions, footer_stamp
from negotiation.handouts.pptx.deck import deck
from negotiation.handouts.pptx.text_fitting import fitted, height, one_line, width
from negotiation.i18n.catalogue import LANGUAGES, say
from negotiation.model.rework.cost_lines import CostLine
from negotiation.model.terms import CashCompensation
from negotiation.model.valuation.offer import NO_DEAL
from negotiation.presentation.common.escaping import as_plain, escaped_summary, for_markdown, printable
from negotiation.presentation.common.figure_text import figure_name
from negotiation.presentation.common.labels import option_label
from negotiation.presentation.options.chart_data import cash_by_month, loss_and_lifetime_bars
from negotiation.presentation.options.chart_titles import cash_message
from negotiation.presentation.options.explain import explain
from negotiation.presentation.options.table import rows_as_text
from negotiation.presentation.options.text import chart_message, verdict_headline
from tests.conftest import CLAIMS
from tests.support.hostile import hostile, marks

DAY = date(2026, 12, 1)
SAMPLES = sorted(path.stem for path in CLAIMS.glob("*.json"))


@cache
def claim(name: str) -> Summary:
    return summarise(negotiation.load(CLAIMS / f"{name}.json"))


@cache
def slides_of(name: str, lang: str, table: bool = True) -> tuple[Any, bytes]:
    summary = claim(name)
    data = deck(summary, bargain(summary) if table else None, DAY, lang)
    return Presentation(io.BytesIO(data)), data


def charts(file: Any) -> list[Any]:
    return [shape.chart for slide in file.slides for shape in slide.shapes if shape.has_chart]


def texts(slide: Any) -> Iterator[str]:
    for shape in slide.shapes:
        if shape.has_text_frame:
            yield shape.text_frame.text
        if shape.has_table:
            yield from (cell.text for row in shape.table.rows for cell in row.cells)


def all_texts(file: Any) -> str:
    return "\n".join(text for slide in file.slides for text in [*texts(slide), slide.notes_slide.notes_text_frame.text])


def embedded(chart: Any) -> Any:
    return openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))["Sheet1"]


everywhere = pytest.mark.parametrize(("name", "lang"), [(name, lang) for name in SAMPLES for lang in LANGUAGES])


@everywhere
def test_the_bars_and_their_workbooks_equal_the_series_to_the_cent(name: str, lang: str) -> None:
    summary = claim(name)
    cost, kept, _ = charts(slides_of(name, lang)[0])
    bars = loss_and_lifetime_bars(summary)
    labels = [option_label(summary.dossier, bar.code, lang) for bar in bars]
    for chart, field in ((cost, "cost"), (kept, "kept")):
        expected = [round_money(getattr(bar, field), summary.digits) for bar in bars]
        sheet = embedded(chart)
        assert list(chart.plots[0].categories) == labels
        assert list(chart.plots[0].series[0].values) == expected
        assert [sheet.cell(row, 1).value for row in range(2, len(bars) + 2)] == labels
        assert [sheet.cell(row, 2).value for row in range(2, len(bars) + 2)] == expected
        drawn = chart.plots[0].series[0]
        own = {
            int(point.find("{*}idx").get("val")): point.find(".//{*}srgbClr").get("val")
            for point in drawn._element.findall("{*}dPt")
        }
        assert [own.get(place, str(drawn.format.fill.fore_color.rgb)) == "9AA3AD" for place in range(len(bars))] == [
            bar.grey for bar in bars
        ]


@everywhere
def test_the_line_and_its_workbook_equal_the_cash_by_month(name: str, lang: str) -> None:
    summary = claim(name)
    line = charts(slides_of(name, lang)[0])[2]
    ours = [round_money(value, summary.digits) for value in cash_by_month(summary, summary.verdict.code)]
    none = [round_money(value, summary.digits) for value in cash_by_month(summary, NO_DEAL)][: len(ours)]
    assert [list(series.values) for series in line.plots[0].series] == [none, ours]
    sheet = embedded(line)
    column = [cell.value for cell in sheet["B"]]
    assert column[1 : len(none) + 1] == none
    assert column[len(none) + 2] == say(lang, "deck.recommended")
    assert column[-len(ours) :] == ours
    assert [cell.value for cell in sheet["A"]][-len(ours) :] == list(range(len(ours)))


@everywhere
def test_the_references_of_every_chart_lead_to_its_own_numbers(name: str, lang: str) -> None:
    for chart in charts(slides_of(name, lang)[0]):
        sheet = embedded(chart)
        for series in chart._chartSpace.iter("{*}ser"):
            for reference in series.iter("{*}numRef"):
                area = reference.find("{*}f").text.removeprefix("Sheet1!").replace("$", "")
                cells = sheet[area]
                there = [cell[0].value for cell in (cells if isinstance(cells, tuple) else ((cells,),))]
                assert there == [float(point.find("{*}v").text) for point in reference.iter("{*}pt")]


@everywhere
def test_the_comparison_says_what_the_table_of_all_options_says(name: str, lang: str) -> None:
    summary = claim(name)
    table = next(shape.table for shape in slides_of(name, lang)[0].slides[2].shapes if shape.has_table)
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    shown = [bar.code for bar in loss_and_lifetime_bars(summary) if bar.code != NO_DEAL][:2] + [NO_DEAL]
    expected = rows_as_text(summary, lang, shown)
    for key in ("claim_cost", "promised_margin", "s", "s_against_no_deal", "better_for_them_than_no_deal", "net_to_us"):
        head = figure_name(key, lang)
        row = next(row for row in rows if row[0].lower() == head.lower())
        assert row[1:] == [cells[key] for cells in expected]


@everywhere
@pytest.mark.parametrize("table", [True, False])
def test_every_title_is_a_message_every_chart_native_every_footer_carries_the_stamp(
    name: str, lang: str, table: bool
) -> None:
    file, data = slides_of(name, lang, table)
    summary = claim(name)
    assert 3 <= len(file.slides) <= 5
    titles = [slide.shapes.title.text for slide in file.slides]
    for title, message in zip(
        (titles[0], titles[1], titles[3]),
        (
            verdict_headline(summary, lang),
            chart_message(summary, lang),
            cash_message(summary, summary.verdict.code, lang),
        ),
        strict=True,
    ):
        assert title == message or "…" in title
    assert all(len(title) > 15 for title in titles)
    assert not [
        name for name in zipfile.ZipFile(io.BytesIO(data)).namelist() if re.search(r"\.(png|jpe?g|gif|emf|svg)$", name)
    ]
    assert len(charts(file)) == 3
    made = footer_stamp(summary, DAY, lang)
    for number, slide in enumerate(file.slides, 1):
        assert any(text == made for text in texts(slide)), number
        assert any(field.get("type") == "slidenum" for field in slide._element.iter("{*}fld"))
        identities = [shape.shape_id for shape in slide.shapes]
        assert len(set(identities)) == len(identities)
        for shape in slide.shapes:
            if shape.has_chart or shape.has_table:
                assert shape._element.nvGraphicFramePr.cNvPr.get("descr")
            assert shape.shape_type is None or "PICTURE" not in str(shape.shape_type)


@everywhere
def test_notes_hold_the_formulas_with_this_claims_figures(name: str, lang: str) -> None:
    summary = claim(name)
    notes = [slide.notes_slide.notes_text_frame.text for slide in slides_of(name, lang)[0].slides]
    for step in explain(escaped_summary(summary, for_markdown), summary.verdict.code, lang).steps:
        assert as_plain(step) in notes[0]
    for bar in loss_and_lifetime_bars(summary):
        assert option_label(summary.dossier, bar.code, lang) in notes[1]
    assert all("**" not in note and "\\" not in note for note in notes)


@everywhere
@pytest.mark.parametrize("table", [True, False])
def test_assumptions_stand_on_a_slide_with_who_assumed_them(name: str, lang: str, table: bool) -> None:
    file = slides_of(name, lang, table)[0]
    shown = "\n".join(text for slide in file.slides for text in texts(slide))
    for each in assumptions(claim(name), lang, 4):
        assert each.field in shown
        assert each.value in shown
        assert each.why in shown


def test_the_same_claim_gives_the_same_bytes_without_an_author() -> None:
    summary = claim("gift_boxes")
    one, two = deck(summary, None, DAY, "en"), deck(summarise(summary.dossier), None, DAY, "en")
    assert one == two
    core = Presentation(io.BytesIO(one)).core_properties
    assert (core.author, core.last_modified_by, core.title) == ("", "", "Gift boxes in the wrong style")
    assert core.created is not None
    assert core.created.date() == DAY


@pytest.mark.parametrize("lang", LANGUAGES)
def test_words_that_somebody_typed_stay_words(gift_boxes: negotiation.Dossier, lang: str) -> None:
    dossier = hostile(gift_boxes, marks())
    summary = summarise(dossier)
    data = deck(summary, bargain(summary), DAY, lang)
    file = Presentation(io.BytesIO(data))
    shown = all_texts(file)
    assert "<script>" in shown
    assert "\x07" not in shown
    assert "\u202e" not in shown
    with zipfile.ZipFile(io.BytesIO(data)) as whole:
        parts = {name: whole.read(name) for name in whole.namelist()}
    assert not [
        name
        for name, part in parts.items()
        if b"hlinkClick" in part or (name.endswith(".rels") and b'TargetMode="External"' in part)
    ]
    for chart in charts(file):
        sheet = embedded(chart)
        assert not [cell for row in sheet for cell in row if cell.data_type == "f" or cell.hyperlink]
    labels = [printable(option_label(dossier, bar.code, lang)) for bar in loss_and_lifetime_bars(summary)]
    assert list(charts(file)[0].plots[0].categories) == labels
    assert any(label.startswith("=") for label in labels)


def inside(slide: Any, file: Any) -> None:
    """Every shape lies on the slide, and words fit the box that holds them, by their measured width."""
    for shape in slide.shapes:
        assert shape.left >= 0
        assert shape.top >= 0
        assert shape.left + shape.width <= file.slide_width + 1000
        assert shape.top + shape.height <= file.slide_height + 1000
        if shape.has_text_frame and shape.text_frame.text:
            sizes = [
                run.font.size.pt for paragraph in shape.text_frame.paragraphs for run in paragraph.runs if run.font.size
            ]
            if sizes:
                paragraphs = [paragraph.text for paragraph in shape.text_frame.paragraphs]
                bullets = 0.2 if len(paragraphs) > 1 else 0.0
                assert height(paragraphs, shape.width.inches - bullets, sizes[0]) <= shape.height.inches + 0.05, (
                    shape.text_frame.text
                )
        if shape.has_table:
            for row in shape.table.rows:
                for place, cell in enumerate(row.cells):
                    for run in cell.text_frame.paragraphs[0].runs:
                        wide = shape.table.columns[place].width.inches - 0.16
                        assert height([cell.text], wide, run.font.size.pt) <= row.height.inches + 0.02, cell.text


def large(gift_boxes: negotiation.Dossier, amount: float, currency: str) -> negotiation.Dossier:
    remedy = gift_boxes.remedies[0]
    lines = (CostLine("material", 1.0, amount), *remedy.lines)
    case = replace(gift_boxes.case, currency=currency, harm=2.0 * amount, exchange_rates=())
    return replace(
        gift_boxes, case=case, remedies=(replace(remedy, lines=lines), *gift_boxes.remedies[1:]), notes=(), ranges=()
    )


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", ["twelve", "huge", "yen", "no_offers", "no_deal", "no_end", "losing"])
def test_extremes_stay_on_their_slides(gift_boxes: negotiation.Dossier, lang: str, kind: str) -> None:
    name = Translated(
        "A very long name that somebody typed without a thought of slides " * 4,
        "一个没有考虑幻灯片篇幅的很长的方案名称" * 12,
    )
    name = Translated(name.en[:200], name.zh[:200])
    offers = gift_boxes.offers
    customer, rates = gift_boxes.case.customer, gift_boxes.case.rates
    dossier = {
        "twelve": lambda: replace(
            gift_boxes,
            offers=tuple(replace(offers[0], code=f"option_{place}", name=name) for place in range(12)),
            notes=(),
            ranges=(),
        ),
        "huge": lambda: large(gift_boxes, 1e11, "USD"),
        "yen": lambda: large(gift_boxes, 123_456_789.0, "JPY"),
        "no_offers": lambda: replace(gift_boxes, offers=(), notes=(), ranges=()),
        "no_deal": lambda: replace(
            gift_boxes, offers=(replace(offers[0], terms=(CashCompensation(400_000.0),)),), notes=(), ranges=()
        ),
        "no_end": lambda: replace(
            gift_boxes,
            case=replace(gift_boxes.case, customer=replace(customer, retention=1.0), rates=replace(rates, us=0.0)),
        ),
        "losing": lambda: replace(
            gift_boxes, case=replace(gift_boxes.case, customer=replace(customer, margin_rate=-0.4))
        ),
    }[kind]()
    summary = summarise(dossier)
    table = bargain(summary) if dossier.offers else None
    file = Presentation(io.BytesIO(deck(summary, table, DAY, lang)))
    assert 3 <= len(file.slides) <= 5
    assert len(charts(file)) == 3
    for slide in file.slides:
        inside(slide, file)
    assert option_label(dossier, summary.outcomes[-1].code, lang) in all_texts(file)
    if kind == "no_deal":
        assert file.slides[0].shapes.title.text == verdict_headline(summary, lang)
        assert summary.verdict.code == NO_DEAL
    if kind == "yen":
        assert ".00" not in "\n".join(text for text in texts(file.slides[2]))


def test_words_are_measured_by_their_letters_and_cut_only_where_they_must() -> None:
    assert width("mmm", 12.0) > width("iii", 12.0)
    assert width("重做", 12.0) == pytest.approx(2 * 12 / 72)
    assert fitted("short", 3.0, 1.0, 20, 10).size == 20
    cut = fitted("“" + "long " * 60 + "” costs 4,668", 3.0, 0.7, 20, 10, labels=["long " * 60])
    assert cut.size == 10
    assert cut.text.endswith("costs 4,668")
    assert "…" in cut.text
    assert height([cut.text], 3.0, 10.0) <= 0.7


def test_a_figure_is_never_broken_into_two_lines() -> None:
    found = one_line("100,000,004,678", 3.0, 36, 12, bold=True)
    assert 12 < found.size < 36
    assert width(found.text, found.size, bold=True) <= 3.0
