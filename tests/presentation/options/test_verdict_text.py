"""What the verdict says in unusual cases is true, in both languages."""

import re
from dataclasses import replace

import pytest

import negotiation
from negotiation import CustomerShare, ExtraOrders, Judgement, Offer, PriceCut
from negotiation.i18n.catalogue import LANGUAGES, say
from negotiation.presentation.common.escaping import escaped_summary, for_markdown
from negotiation.presentation.common.labels import option_label
from negotiation.presentation.options.sources import input_sources
from negotiation.presentation.options.text import chart_message, notices, verdict_headline, verdict_reasons


def said(dossier: negotiation.Dossier, lang: str = "en") -> str:
    sheet = negotiation.summarise(dossier)
    return " ".join(
        [
            verdict_headline(sheet, lang),
            *verdict_reasons(sheet, lang),
            *notices(sheet, lang),
            chart_message(sheet, lang),
        ]
    )


def test_better_offers_that_they_would_refuse_are_not_called_worse(gift_boxes: negotiation.Dossier) -> None:
    words = said(replace(gift_boxes, case=replace(gift_boxes.case, receivable=100_000.0)))
    assert "what would be better for us, they would refuse" in words
    assert "sweetened" in words
    assert "none of the offers" not in words


def test_without_offers_it_says_so(gift_boxes: negotiation.Dossier) -> None:
    assert "no offers" in said(replace(gift_boxes, offers=()))
    assert "还没有" in said(replace(gift_boxes, offers=()), "zh")


def test_no_deal_as_the_best_names_the_best_offer_and_what_it_would_cost(gift_boxes: negotiation.Dossier) -> None:
    case = replace(gift_boxes.case, customer=replace(gift_boxes.case.customer, margin_rate=-0.05))
    words = said(replace(gift_boxes, case=case, no_deal=replace(gift_boxes.no_deal, withheld_chance=0.0)))
    assert words.startswith("Don't pay")
    assert "worse off" in words


def test_when_the_promise_decides_it_says_so(gift_boxes: negotiation.Dossier) -> None:
    assert (
        "If none of those orders come, “Remake, customer pays all, credit 2,339 over 4 orders” is better for us."
        in said(gift_boxes)
    )
    kept = tuple(
        replace(offer, staying=Judgement(0.99)) if offer.code == "remake_extra_orders" else offer
        for offer in gift_boxes.offers
    )
    assert "If none of those orders" not in said(replace(gift_boxes, offers=kept))


def test_when_it_would_not_pay_without_the_promise_it_says_so(gift_boxes: negotiation.Dossier) -> None:
    offers = (
        Offer("half", "remake", (CustomerShare(0.5),), staying=Judgement(0.90)),
        Offer("extra", "remake", (ExtraOrders(3.0, 182.5, 0.9, 0.9),), staying=Judgement(0.91)),
    )
    assert "Without those orders it would not pay: it would have to make staying at least 2.6 points likelier" in said(
        replace(gift_boxes, offers=offers)
    )


def test_a_default_is_not_called_a_judgement(
    mail_order_boxes: negotiation.Dossier, gift_boxes: negotiation.Dossier
) -> None:
    assert "default curve, an assumption: " in said(mail_order_boxes)
    assert "our judgement" not in said(mail_order_boxes)
    assert "our judgement: 4" in said(gift_boxes)


@pytest.mark.parametrize(
    ("share", "words"), [(1.0, "in the end this claim costs us nothing"), (0.0, "Cash out USD 4,678 by day 10")]
)
def test_a_claim_that_costs_nothing_needs_no_orders_to_earn_it_back(
    gift_boxes: negotiation.Dossier, share: float, words: str
) -> None:
    offer = Offer("one", "remake", (CustomerShare(share),), staying=Judgement(0.8))
    dossier = replace(gift_boxes, offers=(offer,), no_deal=replace(gift_boxes.no_deal, switching_cost=9000.0))
    assert words.lower() in said(dossier).lower()
    assert "0 normal orders" not in said(dossier)


def test_without_margin_no_order_earns_it_back(gift_boxes: negotiation.Dossier) -> None:
    case = replace(gift_boxes.case, customer=replace(gift_boxes.case.customer, margin_rate=0.0))
    offer = Offer("cut", "as_is", (PriceCut(0.6),))
    assert "no order earns it back" in said(replace(gift_boxes, case=case, offers=(offer,)))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_words_of_the_user_are_never_formatting(gift_boxes: negotiation.Dossier, lang: str) -> None:
    evil = "![i](http://evil.example/x.png) **b** $a$ :red[x] <b>"
    offers = tuple(replace(offer, name=evil) for offer in gift_boxes.offers)
    sheet = escaped_summary(negotiation.summarise(replace(gift_boxes, offers=offers)), for_markdown)
    words = " ".join([verdict_headline(sheet, lang), *verdict_reasons(sheet, lang), chart_message(sheet, lang)])
    ours = say(lang, "verdict.offer", label="", cost=0, better=0, currency="USD")
    for sign in ("!", "[", "*", "$", ":", "<", "`"):
        if sign not in ours + words.replace(for_markdown(evil), ""):
            assert not re.search(rf"(?<!\\){re.escape(sign)}", words), sign


def test_a_label_follows_the_terms_and_a_name_wins(gift_boxes: negotiation.Dossier) -> None:
    offer = replace(gift_boxes.offers[1], terms=(CustomerShare(0.3),))
    assert option_label(replace(gift_boxes, offers=(offer,)), "half_now", "en") == "Remake, customer pays 30% now"
    assert option_label(replace(gift_boxes, offers=(replace(offer, name="Our way"),)), "half_now", "zh") == "Our way"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_number_of_the_claim_is_listed_with_its_value_and_origin(
    gift_boxes: negotiation.Dossier, lang: str
) -> None:
    rows = input_sources(gift_boxes_sheet := negotiation.summarise(gift_boxes), lang)
    assert all(row["field"] and row["origin"] for row in rows)
    assert {"85%", "25%", "3,000", "14,400.00", "80%", "50%", "90%"} <= {row["value"] for row in rows}
    bare = replace(gift_boxes, notes=())
    origins = {row["value"]: row["origin"] for row in input_sources(negotiation.summarise(bare), lang)}
    assert origins["14,400.00"] == ("typed" if lang == "en" else "填写")
    assert gift_boxes_sheet.verdict.code == "remake_extra_orders"


def test_formats_speak_both_languages() -> None:
    from negotiation.i18n import formats

    assert [formats.format_brief(value, "en") for value in (4668.15, 14_992_423.0, -14_992_423.0)] == [
        "4,668",
        "14.99M",
        "−14.99M",
    ]
    assert formats.format_brief(14_992_423.0, "zh") == "1499.24万"
    assert formats.format_money(-4668.155, "USD", "en") == "−USD 4,668"
    assert formats.format_money(-0.001, "USD", "en", cents=True) == "USD 0.00"
    assert formats.format_money(1234.5678, "KWD", "zh", cents=True) == "KWD 1,234.568"
    assert [formats.format_period(days, "en") for days in (182.5, 90.0, 1.0, 30.4167)] == [
        "6 months",
        "90 days",
        "1 day",
        "1 month",
    ]
    assert formats.format_period(182.5, "zh") == "6 个月"
    assert [formats.format_count(value, "en", ["order", "orders"]) for value in (1, 4, 1.3)] == [
        "1 order",
        "4 orders",
        "1.3 orders",
    ]
