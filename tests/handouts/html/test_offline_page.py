"""The offline page as a file: the table's figures, nothing loaded from anywhere, and nothing that somebody typed is
markup."""

import json
import re
from collections.abc import Callable
from datetime import date
from functools import cache
from html.parser import HTMLParser

import pytest

import negotiation
from negotiation.claim.summary.bargaining_summary import bargain
from negotiation.claim.summary.claim_summary import Summary, summarise
from negotiation.core.fields import Translated
from negotiation.handouts.common.footer import assumptions, footer_stamp
from negotiation.handouts.html.offline_page import offline_page
from negotiation.i18n.catalogue import LANGUAGES, say
from negotiation.presentation.common.escaping import printable
from negotiation.presentation.common.labels import option_label
from negotiation.presentation.options.chart_data import loss_and_lifetime_bars
from negotiation.presentation.options.explain import explain
from negotiation.presentation.options.sources import input_sources
from negotiation.presentation.options.table import calendar_rows, rows_as_text
from negotiation.presentation.options.text import verdict_headline, verdict_reasons
from tests.conftest import CLAIMS
from tests.support.hostile import HOSTILE, hostile, marks

DAY = date(2026, 12, 1)
SAMPLES = sorted(path.stem for path in CLAIMS.glob("*.json"))
VOID = {"meta", "br", "link", "img", "input", "hr"}


class Reader(HTMLParser):
    """What stands in a page: its tables, its attributes, its words, and what its scripts hold."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[list[str]]] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.scripts: list[tuple[dict[str, str | None], str]] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)
        if tag == "table":
            self.tables.append([])
        if tag == "tr":
            self.tables[-1].append([])
        if tag in ("td", "th"):
            self.tables[-1][-1].append("")
        if tag == "script":
            self.scripts.append((dict(attrs), ""))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open[-1:] == ["script"]:
            self.scripts[-1] = (self.scripts[-1][0], self.scripts[-1][1] + data)
        elif self.open[-1:] != ["style"]:
            self.words.append(data)
            if self.open and self.open[-1] in ("td", "th"):
                self.tables[-1][-1][-1] += data


@cache
def claim(name: str) -> Summary:
    return summarise(negotiation.load(CLAIMS / f"{name}.json"))


@cache
def page(name: str, lang: str) -> tuple[str, Reader]:
    summary = claim(name)
    text = offline_page(summary, bargain(summary), DAY, lang).decode("utf-8")
    return text, Reader(text)


everywhere = pytest.mark.parametrize(("name", "lang"), [(name, lang) for name in SAMPLES for lang in LANGUAGES])


@everywhere
def test_the_tables_say_what_the_screen_says(name: str, lang: str) -> None:
    summary, (_, read) = claim(name), page(name, lang)
    bodies = [table[1:] for table in read.tables]
    order = [bar.code for bar in loss_and_lifetime_bars(summary)]
    assert [list(row.values()) for row in rows_as_text(summary, lang, order)] in bodies
    calendar = [
        [row["flow"], row["date"], *(row[key] for key in ("who", "amount", "chance", "to_us", "to_customer"))]
        for row in calendar_rows(summary, summary.verdict.code, lang)
    ]
    assert calendar in bodies
    assert [list(row.values()) for row in explain(summary, summary.verdict.code, lang).flows] in bodies
    assert [[printable(cell) for cell in row.values()] for row in input_sources(summary, lang)] in bodies
    assumed = [row[:4] for row in next(body for body in bodies if body and len(body[0]) == 5)]
    assert assumed == [[each.field, each.value, each.between, each.why] for each in assumptions(summary, lang)]


@everywhere
def test_verdict_reasons_steps_and_stamp_are_there_as_they_are_said(name: str, lang: str) -> None:
    summary, (_, read) = claim(name), page(name, lang)
    words = " ".join("".join(read.words).split())
    for sentence in (
        verdict_headline(summary, lang),
        *verdict_reasons(summary, lang),
        footer_stamp(summary, DAY, lang),
    ):
        assert " ".join(sentence.split()) in words
    for step in explain(summary, summary.verdict.code, lang).steps:
        if not re.search(r"[*\\]", step.replace("**", "")):
            assert " ".join(step.replace("**", "").split()) in words
    assert "**" not in words


@everywhere
def test_nothing_is_loaded_from_anywhere(name: str, lang: str) -> None:
    _, read = page(name, lang)
    assert not [
        each
        for each in read.attributes
        if each[1] in ("src", "href", "action", "srcset", "data", "poster", "formaction", "background", "ping")
    ]
    assert not [each for each in read.attributes if each[1].startswith("on")]
    policy = next(
        value
        for tag, name_, value in read.attributes
        if tag == "meta" and name_ == "content" and "default-src" in value
    )
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe-inline" not in policy.split("script-src")[1].split(";")[0]
    assert "unsafe-eval" not in policy
    assert ("html", "lang", "zh-Hans" if lang == "zh" else "en") in read.attributes
    assert ("meta", "name", "viewport") in read.attributes


def test_plotly_is_in_the_page_once_and_the_claim_is_not(gift_boxes: negotiation.Dossier) -> None:
    text, read = page("gift_boxes", "en")
    assert sum(len(code) > 1_000_000 for _, code in read.scripts) == 1
    kinds = [attributes.get("type") for attributes, _ in read.scripts]
    assert kinds.count(None) == 2
    for attributes, code in read.scripts:
        if attributes.get("type"):
            assert set(json.loads(code)) == {"data", "layout"}
    assert '"seed"' not in text
    assert negotiation.dumps(gift_boxes)[:200] not in text
    assert len(text) < 6_000_000
    assert text == offline_page(claim("gift_boxes"), bargain(claim("gift_boxes")), DAY, "en").decode("utf-8")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_words_that_somebody_typed_are_never_markup(gift_boxes: negotiation.Dossier, lang: str) -> None:
    dossier = hostile(gift_boxes, marks())
    summary = summarise(dossier)
    clean, dirty = (
        page("gift_boxes", lang)[1],
        Reader(offline_page(summary, bargain(summary), DAY, lang).decode("utf-8")),
    )
    tags = lambda read: [(tag, name) for tag, name, _ in read.attributes]
    assert set(tags(dirty)) == set(tags(clean))
    assert [attributes for attributes, _ in dirty.scripts] == [attributes for attributes, _ in clean.scripts]
    assert "<script>alert(1)</script>" in "".join(dirty.words)
    label = printable(option_label(dossier, summary.verdict.code, lang))
    assert label in "".join(dirty.words)
    for attributes, code in dirty.scripts:
        if attributes.get("type"):
            assert not re.search(r"[<>]", code)
            drawn = json.dumps(json.loads(code), ensure_ascii=False)
            assert not re.search(r"<(?!/?(b|i|br|extra)>)", drawn)
    assert "\u202e" not in "".join(dirty.words)


def test_the_hostile_texts_would_be_markup_if_they_were_put_in_as_they_are() -> None:
    read = Reader(f"<div>{HOSTILE[0]}{HOSTILE[4].replace(chr(34) + '>', '')}</div>")
    assert read.scripts
    assert ("img", "onerror", "alert(1)") in read.attributes


def extremes(gift_boxes: negotiation.Dossier) -> dict[str, Callable[[], negotiation.Dossier]]:
    from dataclasses import replace

    case = gift_boxes.case
    bare = {"notes": (), "ranges": ()}
    return {
        "no_offers": lambda: replace(gift_boxes, offers=(), **bare),
        "yen": lambda: replace(gift_boxes, case=replace(case, currency="JPY", exchange_rates=()), **bare),
        "no_end": lambda: replace(
            gift_boxes,
            case=replace(case, customer=replace(case.customer, retention=1.0), rates=replace(case.rates, us=0.0)),
        ),
        "nameless": lambda: replace(gift_boxes, case=replace(case, title=Translated("", ""))),
    }


@pytest.mark.parametrize("kind", ["no_offers", "yen", "no_end", "nameless"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_extremes_make_a_page_too(gift_boxes: negotiation.Dossier, kind: str, lang: str) -> None:
    summary = summarise(extremes(gift_boxes)[kind]())
    read = Reader(offline_page(summary, None, DAY, lang).decode("utf-8"))
    assert verdict_headline(summary, lang) in "".join(read.words)
    assert say(lang, "handout_page.sources") in "".join(read.words)
    if kind == "yen":
        assert not [cell for cell in read.tables[1][1] if cell.endswith(".00")]
