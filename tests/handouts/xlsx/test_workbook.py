"""The workbook: every figure stored right, right again once a spreadsheet works it out, and loaded back as the claim
that it is."""

import io
import json
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Any
from xml.etree.ElementTree import fromstring

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from xlsxwriter.worksheet import Worksheet

from negotiation import (
    TERMS,
    BadInput,
    CostLine,
    Dossier,
    ExtraOrders,
    Judgement,
    Offer,
    PriceCut,
    Remedy,
    Summary,
    Translated,
    figures,
    load,
    summarise,
)
from negotiation.claim.defaults.default_rules import with_typed_value
from negotiation.claim.defaults.new_claim import new_claim
from negotiation.handouts.xlsx.option_rows import FIRST, ROWS
from negotiation.handouts.xlsx.payments_sheet import COLUMNS, TOP
from negotiation.handouts.xlsx.workbook import workbook
from negotiation.handouts.xlsx.workbook_reader import claim_in_workbook
from negotiation.i18n.catalogue import LANGUAGES, say
from negotiation.model.facts.customer import OpenOrder
from negotiation.model.playbook.playbook import Playbook
from negotiation.model.terms import starting_of
from negotiation.model.valuation.litigation import Law
from negotiation.presentation.common.figure_text import figure_name
from negotiation.presentation.options.chart_data import cash_by_month
from negotiation.presentation.options.table import figures_by_option
from tests.conftest import CLAIMS
from tests.support.workbooks import recalculated

DAY = date(2026, 11, 23)
NAMES = sorted(path.stem for path in CLAIMS.glob("*.json"))
HOSTILE = (
    "=1+1",
    "@SUM(A1)",
    "+cmd",
    "-2+3",
    "'quoted",
    "http://example.com",
    "two\nlines",
    "\r\n",
    " spaces ",
    "x" * 1_900,
    "\U0001f4e6",
    "\x01\x0b",
    "_x0041_",
    "x005F_",
    "<r><t>rich</t></r>",
    "{=1}",
    "#REF!",
    "TRUE",
    "1e5",
    "&amp;",
    "\ufffe",
    "*",
    "?",
    "~",
    "\u202eltr",
    "–",
    '=HYPERLINK("http://x")',
)

MOVING = (
    "s",
    "claim_cost",
    "of_it_immediate",
    "promised_margin",
    "value_to_customer",
    "better_for_them_than_no_deal",
    "net_to_us",
    "lifetime_value_kept",
    "cash_out_30_days",
)


def sample(name: str) -> Dossier:
    return load(CLAIMS / f"{name}.json")


def twelve(gift_boxes: Dossier) -> Dossier:
    """Twelve options of six terms each with long names, some of which are judged."""
    remedy, kinds = gift_boxes.remedies[0], [kind for kind in TERMS if kind is not PriceCut]
    offers = tuple(
        Offer(
            f"option_{place}",
            "remake",
            tuple(starting_of(kinds[(place + 2 * step) % len(kinds)], gift_boxes.case, remedy) for step in range(6)),
            name="" if place % 2 else "包装 and long names " * 10,
            staying=Judgement(0.9, "我们", "因为") if place % 3 else None,
        )
        for place in range(12)
    )
    return replace(gift_boxes, offers=offers, ranges=(), notes=())


def odd_claims() -> dict[str, Dossier]:
    """What a claim may also be: empty, without harm or offers, huge, negative, in other currencies, uncertain, at
    law."""
    boxes = sample("gift_boxes")
    case, customer = boxes.case, boxes.case.customer
    huge = (replace(case.claims[0], claimed=1e11),)
    recovered = Remedy(
        "back", lines=(CostLine("salvage", 1.0, 5e4, code="salvage"), CostLine("production", 1.0, 1e3, code="made"))
    )
    uncertain = replace(
        customer, retention_strength=12.0, growth=0.03, replaced=0.4, expected_claims=0.02, pays_late_days=45.0
    )
    open_orders = (OpenOrder(date(2027, 3, 1), "tender", 9_000.0, 500.0, 100.0, 0.7, 0.1),)
    return {
        "empty": new_claim(DAY),
        "no_offers": replace(boxes, offers=(), notes=(), ranges=()),
        "no_harm": replace(boxes, case=replace(case, harm=0.0)),
        "twelve": twelve(boxes),
        "huge": replace(boxes, case=replace(case, claims=huge, receivable=1e11)),
        "back": replace(
            boxes,
            remedies=(recovered,),
            offers=(Offer("back", "back"), Offer("extra", "back", (ExtraOrders(100.0),))),
            notes=(),
            ranges=(),
        ),
        "yen": replace(boxes, case=replace(case, currency="JPY")),
        "dinar": replace(boxes, case=replace(case, currency="KWD", receivable=1234.567)),
        "uncertain": replace(boxes, case=replace(case, customer=replace(uncertain, open_orders=open_orders))),
        "daily": replace(boxes, case=replace(case, customer=replace(customer, orders_per_year=365.0))),
        "no_end": replace(
            boxes, case=replace(case, customer=replace(customer, retention=1.0), rates=replace(case.rates, us=0.0))
        ),
        "at_law": replace(boxes, no_deal=replace(boxes.no_deal, withheld_chance_as_they_see_it=0.6, law=Law())),
    }


SUMMARIES: dict[str, Summary] = {name: summarise(sample(name)) for name in NAMES} | {
    name: summarise(each) for name, each in odd_claims().items()
}


BOTH = [
    (name, lang)
    for name in SUMMARIES
    for lang in (LANGUAGES if name in ("gift_boxes", "eight_requests") else LANGUAGES[:1])
]
"""Two samples in both languages, all other claims in one: the words differ, the figures do not."""


@cache
def book(name: str, lang: str = LANGUAGES[0]) -> bytes:
    """The workbook of a claim, made once for all tests that only read it."""
    return workbook(SUMMARIES[name], DAY, lang)


@lru_cache(maxsize=8)
def values(data: bytes, formulas: bool = False) -> Any:
    """A workbook to look at: read once as long as it is asked for again, so nobody writes into it."""
    return load_workbook(io.BytesIO(data), data_only=not formulas)


def formula_cells(data: bytes) -> Iterator[tuple[str, str, str]]:
    """Sheet, place and number format of every formula."""
    for sheet in values(data, formulas=True):
        for row in sheet.iter_rows():
            yield from ((sheet.title, cell.coordinate, cell.number_format) for cell in row if cell.data_type == "f")


def differences(data: bytes, other: bytes, digits: int) -> list[tuple[object, ...]]:
    """Formulas whose values in two workbooks are not the same: money to half a cent or 1e-12 of itself, all else to
    1e-9 of itself."""
    one, two, found = values(data), values(other), []
    for sheet, place, shown in formula_cells(data):
        left, right = one[sheet][place].value, two[sheet][place].value
        if isinstance(left, int | float) and isinstance(right, int | float):
            money = "#,##0" in shown and "General" not in shown
            same = abs(left - right) <= max(
                1e-9 * abs(left), 0.5 * 10.0**-digits if money and abs(left) < 1e7 else 1e-9
            )
        else:
            same = (left or "") == (right or "")
        if not same:
            found.append((sheet, place, left, right))
    return found


def option_figures(data: bytes, summary: Summary, lang: str) -> dict[str, dict[str, Any]]:
    """What stands on the sheet of options, by code and line."""
    sheet = values(data)[say(lang, "book.sheet_options")]
    return {
        outcome.code: {
            key: sheet.cell(row, FIRST + 1 + place).value for key, row in ROWS.items() if not key.startswith("g_")
        }
        for place, outcome in enumerate(summary.outcomes)
    }


def assert_figures(data: bytes, summary: Summary, lang: str) -> None:
    """Every figure of every option as `figures_by_option` has it."""
    found, digits = option_figures(data, summary, lang), summary.digits
    words = {
        "always_pays": say(lang, "table.always"),
        "never_pays": say(lang, "table.never"),
        "no_reference": say(lang, "book.none"),
    }
    for code, expected in figures_by_option(summary).items():
        for key, value in expected.items():
            shown = found[code].get(key)
            if key == "customer_would_accept":
                assert found[code]["accepted"] == say(lang, "book.yes" if value else "book.no"), (code, key)
            elif key == "recommended":
                assert (shown or "") == (say(lang, "book.best") if value else ""), (code, key)
            elif key.endswith("_verdict") or key == "tied_with_recommended":
                continue
            elif key == "largest_exposure_day":
                assert isinstance(shown, datetime)
                assert (shown.date() - summary.dossier.case.settlement_date).days == value, (code, key)
            elif key == "payback_month" and value is None:
                assert shown == say(lang, "table.beyond")
            elif value is None:
                assert shown == words[str(expected[f"{key}_verdict"])], (code, key)
            elif key.startswith("s_against"):
                assert shown == pytest.approx(value, abs=1e-6), (code, key)
            elif key == "s":
                assert shown == pytest.approx(value, rel=1e-9), (code, key)
            else:
                assert shown == pytest.approx(value, abs=0.500001 * 10.0**-digits, rel=1e-14), (code, key)


@pytest.mark.parametrize(("name", "lang"), BOTH)
def test_every_stored_figure_of_every_option_is_that_of_the_summary(name: str, lang: str) -> None:
    data = book(name, lang)
    assert_figures(data, SUMMARIES[name], lang)
    sheet = values(data)[say(lang, "book.sheet_options")]
    assert sheet.cell(ROWS["g_lifetime_value"], FIRST + 1).value == pytest.approx(
        float(SUMMARIES[name].life.value), rel=1e-12, abs=1e-6
    )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_first_sheet_shows_the_options_in_the_order_of_the_chart(gift_boxes: Dossier, lang: str) -> None:
    summary = SUMMARIES["gift_boxes"]
    book = values(workbook(summary, DAY, lang))
    assert book.sheetnames == [
        say(lang, f"book.sheet_{key}") for key in ("summary", "options", "payments", "calendar", "inputs")
    ]
    rows = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]
    head = next(place for place, row in enumerate(rows) if row[1] == say(lang, "head.option"))
    marks = [row[0] or "" for row in rows[head + 1 : head + 9]]
    assert marks == ["★", "", "", "", "", "✕", "✕", ""]
    table = {key: rows[head].index(figure_name(key, lang)) for key in ("claim_cost", "net_to_us")}
    assert rows[head + 1][table["claim_cost"]] == pytest.approx(4668.15, abs=0.005)
    assert rows[head + 1][table["net_to_us"]] == pytest.approx(float(summary.best.net))


def spoiled(data: bytes) -> bytes:
    """The same workbook with every stored value of a formula replaced by a wrong one."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            content = old.read(member)
            if member.filename.startswith("xl/worksheets/sheet"):
                head, *rest = content.decode().split("</f><v>")
                content = "</f><v>".join([head, *("777</v>" + part.split("</v>", 1)[1] for part in rest)]).encode()
            new.writestr(member, content)
    return buffer.getvalue()


@lru_cache(maxsize=2)
def editable(data: bytes) -> Any:
    """A workbook for `changed` alone, which leaves it as it was."""
    return load_workbook(io.BytesIO(data))


def changed(data: bytes, cells: Mapping[tuple[str, str], object]) -> bytes:
    """The same workbook with other values in some cells, as a spreadsheet would save it; nothing is worked out."""
    book, before = editable(data), {}
    for (sheet, place), value in cells.items():
        before[sheet, place] = book[sheet][place].value, book[sheet][place].number_format
        book[sheet][place].value = value
    buffer = io.BytesIO()
    book.save(buffer)
    for (sheet, place), (value, shown) in before.items():
        book[sheet][place].value = value
        book[sheet][place].number_format = shown
    return buffer.getvalue()


def input_cell(data: bytes, path: str) -> tuple[str, str]:
    """Where the value of a field stands."""
    for sheet in values(data):
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value == path and cell.column == 5:
                    return sheet.title, f"B{cell.row}"
    raise AssertionError(path)


def payment_cell(data: bytes, lang: str, key: str, column: str) -> list[tuple[str, str]]:
    """The cells of a column of all payments with a key."""
    sheet = values(data)[say(lang, "book.sheet_payments")]
    places = {name: place + 1 for place, (name, _, _) in enumerate(COLUMNS)}
    rows = [row for row in range(TOP, sheet.max_row + 1) if sheet.cell(row, places["key"]).value == key]
    return [(sheet.title, sheet.cell(row, places[column]).coordinate) for row in rows]


Play = tuple[str, bytes, dict[tuple[str, str], object], Dossier]


def plays(gift_boxes: Dossier) -> dict[str, Play]:
    """Changes of one cell: the claim, its workbook, the cells with their new values, and the claim with that change."""
    judged, curved = book("gift_boxes", "en"), book("twelve", "en")
    switching = payment_cell(judged, "en", "switching_cost", "amount")
    assert len(switching) == 1
    return {
        "rate": (
            "gift_boxes",
            judged,
            {input_cell(judged, "case.rates.us"): 0.2},
            with_typed_value(gift_boxes, "case.rates.us", 0.2),
        ),
        "their_rate": (
            "gift_boxes",
            judged,
            {input_cell(judged, "case.rates.customer"): 0.0},
            with_typed_value(gift_boxes, "case.rates.customer", 0.0),
        ),
        "judged": (
            "gift_boxes",
            judged,
            {input_cell(judged, "offers[1].staying.chance"): 0.97},
            with_typed_value(gift_boxes, "offers[1].staying.chance", 0.97),
        ),
        "payment": (
            "gift_boxes",
            judged,
            {switching[0]: 9_000.0},
            with_typed_value(gift_boxes, "no_deal.switching_cost", 9_000.0),
        ),
        "curve": (
            "twelve",
            curved,
            {input_cell(curved, "staying.midpoint"): 0.9},
            with_typed_value(SUMMARIES["twelve"].dossier, "staying.midpoint", 0.9),
        ),
    }


def told_with_patterns(gift_boxes: Dossier) -> Dossier:
    """Codes that a spreadsheet would take for a pattern."""
    codes = ("*", "A", "a", ">0", "?", "~*", "<>")
    return replace(
        gift_boxes,
        offers=tuple(replace(each, code=code) for each, code in zip(gift_boxes.offers, codes, strict=True)),
        notes=(),
        ranges=(),
    )


def all_books() -> dict[str, tuple[bytes, Summary]]:
    """Every claim in one language, by the name of its file: the workbook and what it was made from."""
    found = {}
    for name, summary in SUMMARIES.items():
        lang = "zh" if name in NAMES[:2] else "en"
        found[f"{name}_{lang}"] = book(name, lang), summary
    return found


@pytest.fixture(scope="module")
def played(gift_boxes: Dossier, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """All workbooks that these tests have worked out anew, by one start of LibreOffice."""
    files = {key: data for key, (data, _) in all_books().items()}
    files |= {f"play_{name}": changed(data, cells) for name, (_, data, cells, _) in plays(gift_boxes).items()}
    files["spoiled"] = spoiled(book("gift_boxes", "en"))
    files["patterns"] = workbook(summarise(told_with_patterns(gift_boxes)), DAY, "en")
    return recalculated(files, tmp_path_factory.mktemp("played"))


def test_all_workbooks_come_back_from_a_spreadsheet_as_they_went(played: dict[str, bytes]) -> None:
    for key, (data, summary) in all_books().items():
        assert differences(data, played[key], summary.digits) == [], key
        assert claim_in_workbook(played[key]) == summary.dossier, key


def test_a_changed_cell_moves_all_figures_as_the_model_moves_them(
    gift_boxes: Dossier, played: dict[str, bytes]
) -> None:
    for name, (base, _, _, dossier) in plays(gift_boxes).items():
        summary, before = summarise(dossier), SUMMARIES[base]
        assert figures_by_option(summary) != figures_by_option(before), name
        found = option_figures(played[f"play_{name}"], summary, "en")
        for outcome, earlier in zip(summary.outcomes, before.outcomes, strict=True):
            mine, expected = found[outcome.code], figures_by_option(summary)[outcome.code]
            for key in MOVING:
                assert mine[key] == pytest.approx(expected[key], abs=0.00501), (name, outcome.code, key)
            assert mine["accepted"] == ("yes" if outcome.accepted else "no"), (name, outcome.code)
            assert (mine["recommended"] == "★") == (outcome.code == summary.verdict.code), (name, outcome.code)
            assert mine["difference_us"] == mine["difference_customer"] == 0.0, (name, outcome.code)
            for key, chance, same in (
                ("s_against_no_deal", outcome.break_even_no_deal, True),
                (
                    "s_against_the_next_cheaper_they_would_take",
                    outcome.break_even_next,
                    outcome.next_cheaper == earlier.next_cheaper,
                ),
            ):
                if same and 0.0 < float(chance) <= 1.0:
                    assert mine[key] == pytest.approx(float(chance), rel=1e-9), (name, outcome.code, key)
    judged = book("gift_boxes", "en")
    assert differences(judged, played["spoiled"], 2) == []
    assert len(differences(judged, spoiled(judged), 2)) > 1_000


def test_codes_that_a_spreadsheet_would_take_for_a_pattern_keep_their_own_figures(
    gift_boxes: Dossier, played: dict[str, bytes]
) -> None:
    summary = summarise(told_with_patterns(gift_boxes))
    assert_figures(workbook(summary, DAY, "en"), summary, "en")
    assert_figures(played["patterns"], summary, "en")


def test_the_month_by_month_table_is_what_the_chart_of_the_app_draws() -> None:
    summary = SUMMARIES["gift_boxes"]
    sheet = values(workbook(summary, DAY, "en"))["Calendar"]
    (head,) = (cell for cell in sheet[7] if cell.value == say("en", "book.column_cumulative"))
    found = [sheet.cell(row, head.column).value for row in range(8, sheet.max_row + 1)]
    assert [each for each in found if each is not None] == pytest.approx(cash_by_month(summary, summary.verdict.code))


@pytest.mark.parametrize(("name", "lang"), BOTH)
def test_a_workbook_is_loaded_back_as_its_claim(name: str, lang: str) -> None:
    assert claim_in_workbook(book(name, lang)) == SUMMARIES[name].dossier


def parts(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode("utf-8") for name in archive.namelist()}


def with_text(dossier: Dossier, text: str) -> Dossier:
    case = dossier.case
    told = replace(
        case,
        title=text,
        order=replace(case.order, reference=text, goods=Translated(text, text)),
        customer=replace(case.customer, name=text),
    )
    code = text if 0 < len(text) <= 60 and not set(text) & set("[]") and text != "no_deal" else "other"
    first, *others = dossier.offers
    offers = (replace(first, code=code, name=text[:200], staying=Judgement(0.5, text[:200], text)), *others[:1])
    used = {offer.remedy for offer in offers}
    remedies = tuple(remedy for remedy in dossier.remedies if remedy.code in used)
    return replace(dossier, case=told, offers=offers, remedies=remedies, notes=(), ranges=(), playbook=Playbook())


@cache
def plain_formulas() -> list[str]:
    return formulas_in(workbook(summarise(with_text(sample("gift_boxes"), "plain")), DAY, "en"))


def formulas_in(data: bytes) -> list[str]:
    return [
        part.split("</f>")[0]
        for name, text in parts(data).items()
        if "worksheets/sheet" in name
        for part in text.split("<f>")[1:]
    ]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_a_user_typed_is_text_and_comes_back_as_typed(gift_boxes: Dossier, text: str) -> None:
    data = workbook(summarise(with_text(gift_boxes, text)), DAY, "en")
    assert formulas_in(data) == plain_formulas()
    assert not any("<hyperlink" in content or "relationships/hyperlink" in content for content in parts(data).values())
    assert claim_in_workbook(data) == with_text(gift_boxes, text)
    for name, content in parts(data).items():
        if name.endswith((".xml", ".rels")):
            fromstring(content.encode())


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=50),
    st.floats(0.01, 1e12),
    st.floats(0.0, 1.0),
)
def test_any_text_and_number_comes_back(gift_boxes: Dossier, text: str, harm: float, chance: float) -> None:
    told = with_text(gift_boxes, text)
    told = replace(
        told, case=replace(told.case, harm=harm), no_deal=replace(told.no_deal, staying=Judgement(chance, text, ""))
    )
    assert claim_in_workbook(workbook(summarise(told), DAY, "zh")) == told


def test_a_changed_input_comes_back_as_the_claim_with_that_figure(gift_boxes: Dossier) -> None:
    data = book("gift_boxes", "en")
    cells = {
        input_cell(data, "case.rates.us"): 0.11,
        input_cell(data, "case.harm"): 7_000,
        input_cell(data, "offers[1].terms[0].share"): 0.45,
        input_cell(data, "case.title.en"): 2417,
        input_cell(data, "case.answer_by"): datetime(2026, 12, 1),
        input_cell(data, "case.incident.ultimatum"): True,
    }
    found = claim_in_workbook(changed(data, cells))
    assert (found.case.rates.us, found.case.harm, found.offers[1].terms[0].share) == (0.11, 7_000, 0.45)  # type: ignore[attr-defined]
    assert isinstance(found.case.title, Translated)
    assert (found.case.title.en, found.case.answer_by, found.case.incident.ultimatum) == (
        "2417",
        date(2026, 12, 1),
        True,
    )


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        ("case.rates.us", "eight", "not_a_number"),
        ("case.rates.us", 7.5, "out_of_range"),
        ("case.rates.us", None, "not_a_number"),
        ("case.rates.us", "=8%+1%", "formula_without_value"),
        ("case.settlement_date", "soon", "not_a_date"),
        ("offers[0].remedy", "magic", "not_a_choice"),
        ("case.incident.kind", "boredom", "not_a_choice"),
        ("case.incident.ultimatum", "perhaps", "wrong_kind"),
    ],
)
def test_a_wrong_input_is_named_with_its_value(path: str, value: object, code: str) -> None:
    data = book("gift_boxes", "en")
    with pytest.raises(BadInput) as refused:
        claim_in_workbook(changed(data, {input_cell(data, path): value}))
    assert (refused.value.problems[0].code, refused.value.problems[0].path) == (code, path)


@pytest.mark.parametrize(
    ("path", "typed", "code"),
    [
        ("case.harm", "case.rates.us", "duplicate_key"),
        ("offers[6].code", "offers[9].code", "missing"),
        ("case.harm", "case.damage", "unknown_field"),
        ("case.harm", "case.rates.us.more", "unknown_field"),
        ("case.harm", "__class__..x", "unknown_field"),
        ("case.harm", "offers[99999999999].x", "unknown_field"),
    ],
)
def test_a_path_that_leads_nowhere_is_refused(path: str, typed: str, code: str) -> None:
    data = book("gift_boxes", "en")
    sheet, place = input_cell(data, path)
    with pytest.raises(BadInput) as refused:
        claim_in_workbook(changed(data, {(sheet, place.replace("B", "E")): typed}))
    assert refused.value.problems[0].code == code


def hostile(kind: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        if kind == "bomb":
            archive.writestr("xl/worksheets/sheet1.xml", b"0" * (60 * 2**20))
        elif kind == "members":
            for number in range(300):
                archive.writestr(f"xl/{number}.xml", "x")
        elif kind != "nothing":
            archive.writestr("xl/vbaProject.bin" if kind == "macro" else "xl/externalLinks/externalLink1.xml", "x")
    return buffer.getvalue()


def of_others() -> bytes:
    from openpyxl import Workbook

    book, buffer = Workbook(), io.BytesIO()
    book.active.append(["path", "kind"])
    book.save(buffer)
    return buffer.getvalue()


UPLOADS: dict[str, tuple[Callable[[], bytes], str]] = {
    "bomb": (lambda: hostile("bomb"), "hostile_file"),
    "macro": (lambda: hostile("macro"), "hostile_file"),
    "link": (lambda: hostile("link"), "hostile_file"),
    "members": (lambda: hostile("members"), "hostile_file"),
    "nothing": (lambda: hostile("nothing"), "not_our_workbook"),
    "empty": (lambda: b"", "not_our_workbook"),
    "json": (lambda: b"{}", "not_our_workbook"),
    "broken": (lambda: b"PK\x03\x04 broken", "not_our_workbook"),
    "of_others": (of_others, "not_our_workbook"),
    "old": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 100, "not_our_workbook"),
    "large": (lambda: b"PK\x03\x04" + bytes(20_000_001), "too_large"),
    "cut": (lambda: book("gift_boxes", "en")[:-500], "not_our_workbook"),
}


@pytest.mark.parametrize("kind", list(UPLOADS))
def test_a_file_that_is_unsafe_or_not_ours_is_refused(kind: str) -> None:
    made, code = UPLOADS[kind]
    with pytest.raises(BadInput) as refused:
        claim_in_workbook(made())
    assert refused.value.problems[0].code == code


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_same_claim_gives_the_same_bytes(lang: str) -> None:
    assert book("gift_boxes", lang) == workbook(summarise(sample("gift_boxes")), DAY, lang)


@pytest.mark.parametrize("name", list(SUMMARIES))
def test_our_own_workbooks_pass_the_checks_with_room_to_spare(name: str) -> None:
    data = book(name, "en")
    assert sum(len(content.encode()) for content in parts(data).values()) < 50 * len(data)


@pytest.mark.parametrize("name", ["gift_boxes", "twelve", "uncertain"])
def test_no_formula_needs_what_xlsxwriter_would_have_written_otherwise(name: str) -> None:
    written = formulas_in(book(name, "en"))
    assert len(written) > 1_000
    assert written == [Worksheet()._prepare_formula(formula) for formula in written]


def test_the_workbook_knows_what_json_says(gift_boxes: Dossier) -> None:
    assert json.dumps(figures(summarise(claim_in_workbook(book("gift_boxes", "zh"))))) == json.dumps(
        figures(SUMMARIES["gift_boxes"])
    )
