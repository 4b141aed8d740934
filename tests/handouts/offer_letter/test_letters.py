"""What goes to the customer: the five steps, amounts to the cent, the Hong Kong words, and nothing that is only
ours."""

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

import negotiation
from negotiation.claim.document.dossier_checks import dossier_problems
from negotiation.claim.document.field_paths import field_at, with_value
from negotiation.claim.summary.bargaining_summary import bargain
from negotiation.claim.summary.claim_summary import summarise
from negotiation.core.cashflow import CUSTOMER, US
from negotiation.handouts.file_formats import THEIRS, file_of
from negotiation.handouts.offer_letter.agreed_payments import AGREED
from negotiation.handouts.offer_letter.boss_note import note_to_boss
from negotiation.handouts.offer_letter.customer_message import for_their_boss, for_their_customer, message
from negotiation.handouts.offer_letter.letter_content import payment_rows
from negotiation.handouts.offer_letter.letter_language import TONGUES
from negotiation.handouts.offer_letter.offer_letter import proposal
from negotiation.handouts.offer_letter.settlement_forms import open_points, settlement_forms
from negotiation.i18n.catalogue import LANGUAGES, messages, say
from negotiation.i18n.formats import format_cents, format_money
from negotiation.model.lifetime.lifetime_value import order_stream
from negotiation.model.rework.cost_lines import CostLine
from negotiation.model.rework.remedy import Remedy
from negotiation.model.terms import (
    TERMS,
    CashCompensation,
    CreditOverOrders,
    CustomerShare,
    Expedite,
    FreeGoods,
    Guarantee,
    InspectionRule,
    MilestonePayment,
    ReceivableNow,
    ReceivableWithOrder,
    RepaymentOverOrders,
    starting_of,
)
from negotiation.model.valuation.conditions import EVENTS, Wait
from negotiation.model.valuation.offer import NO_DEAL
from tests.support.handouts import (
    SAMPLES,
    TODAY,
    fresh_proposal,
    hostile,
    material,
    numbers_of,
    texts_of,
    unpacked,
    with_letter,
)


def one(dossier: Any, offer: str) -> Any:
    """The proposal that puts one option."""
    return proposal(summarise(replace(dossier, letter=replace(dossier.letter, puts="one", offer=offer))), None, TODAY)


@pytest.mark.parametrize("tongue", TONGUES)
@pytest.mark.parametrize("name", SAMPLES)
def test_a_message_goes_through_the_five_steps_in_order_and_leaves_nothing_unsaid(name: str, tongue: str) -> None:
    found = material(name).proposal
    written = message(found, tongue)
    assert [part.step for part in written.parts] == ["listen", "share", "clarify", "present", "ask", "close"]
    text = f"{written.subject}\n{written.text}"
    assert not re.search(r"[{}\ue000\ue001]|None|nan|letter\.", text)
    assert len(found.choices) == 3
    assert {mark[0] for mark, _ in written.parts[3].items} == {"A", "B", "C"}
    assert [mark for mark, _ in written.parts[4].items][:3] == ["1.", "2.", "3."]


@pytest.mark.parametrize("name", SAMPLES)
def test_the_payments_of_each_choice_are_those_of_its_terms_to_the_cent(name: str) -> None:
    made = material(name)
    dossier = made.summary.dossier
    life = order_stream(dossier.case)
    assert made.bargaining is not None
    for choice, item in zip(made.proposal.choices, made.bargaining.menu, strict=True):
        remedy = next((each for each in dossier.remedies if each.code == item.offer.remedy), None)
        flows = [
            flow for term in item.offer.terms for flow in (term.flows(dossier.case, remedy, life) if remedy else [])
        ]
        for from_us in (True, False):
            payer = US if from_us else CUSTOMER
            agreed = [
                flow
                for flow in flows
                if flow.key in AGREED and flow.payer == payer and {flow.payer, flow.payee} == {US, CUSTOMER}
            ]
            total = sum(float(flow.amount) * float(flow.times) for flow in agreed)
            paid = sum(
                payment.amount
                for payment in choice.payments
                if payment.from_us == from_us and payment.key in {flow.key for flow in flows}
            )
            if remedy is not None:
                assert paid == pytest.approx(total, abs=0.011)


def test_parts_over_orders_add_up_to_the_cent_and_come_with_their_orders(gift_boxes: negotiation.Dossier) -> None:
    paid = one(gift_boxes, "half_over_orders").choices[0].payments
    assert [payment.with_order for payment in paid] == [1, 2, 3, 4]
    assert all(payment.on is None and not payment.from_us for payment in paid)
    assert sum(round(100 * payment.amount) for payment in paid) == 233_900  # half of 4,678


def test_an_invoice_paid_with_an_order_is_one_sum_whatever_we_think_of_the_chance(
    gift_boxes: negotiation.Dossier,
) -> None:
    offers = (
        *gift_boxes.offers,
        replace(gift_boxes.offers[0], code="later", terms=(ReceivableWithOrder(1.0, 2.0, 0.7),), staying=None),
    )
    paid = one(replace(gift_boxes, offers=offers), "later").choices[0].payments
    assert [(payment.amount, payment.with_order, payment.on) for payment in paid] == [(14_400.0, 2, None)]


def test_uncertain_retention_does_not_double_a_payment(gift_boxes: negotiation.Dossier) -> None:
    case = replace(gift_boxes.case, customer=replace(gift_boxes.case.customer, retention_strength=20.0))
    offers = (
        *gift_boxes.offers,
        replace(gift_boxes.offers[0], code="credit", terms=(CreditOverOrders(1_000.0, 3.0),), staying=None),
    )
    paid = one(replace(gift_boxes, case=case, offers=offers), "credit").choices[0].payments
    assert [payment.amount for payment in paid] == [333.34, 333.33, 333.33]


INTERNAL = re.compile(
    r"case\.customer\.|case\.rates|case\.harm|case\.claimed_to_harm|no_deal\.|staying|limits\.|talks\.|\.lines\[|\.cures$|receivable_after|unit_cost|late_delivery"
    r"|\.(fulfilment|additional|early_cost|fee_collected|used|cost|worth|monthly_cost|monthly_worth|failures_per_year|leave_then|worth_to_them|relief|resale"
    r"|without_it|chance|found_\w+|reopening_\w+|claimed|fee)$|seed|second_opinion|division|upstream"
)
"""Figures of a claim that are only ours: what the customer is written may not hang on them."""

SHARES = ("customer_share", "repayment_over_orders", "expedite")
"""Terms whose sum the customer must know, and which is a part of what the remedy costs."""


@pytest.mark.parametrize("name", SAMPLES)
def test_no_letter_hangs_on_a_figure_that_is_only_ours(name: str) -> None:
    """Noninterference: each internal figure moved alone leaves the proposal as it is, for every option of every
    sample."""
    dossier = material(name).summary.dossier
    moved = 0
    for offer in dossier.offers:
        if {term.key for term in offer.terms} & set(SHARES):
            continue
        before = repr(one(dossier, offer.code))
        for path, value in numbers_of(dossier).items():
            if (
                not INTERNAL.search(path)
                or path.startswith("case.claims[")
                or (path.startswith("offers[") and f"[{offer.code}]" not in path)
            ):
                continue
            unit = field_at(dossier, path).metadata["unit"]
            other = (
                value + 1.0
                if unit.whole
                else min(value * 1.07 + 0.003, unit.high)
                if value < unit.high
                else value * 0.93
            )
            changed = with_value(dossier, path, float(other))
            if list(dossier_problems(changed)):
                continue
            moved += 1
            assert repr(one(changed, offer.code)) == before, path
        if moved > 120:
            break
    assert moved > 20


def test_that_check_can_fail(gift_boxes: negotiation.Dossier) -> None:
    with_share = repr(one(gift_boxes, "half_now"))
    line = next(
        path
        for path in numbers_of(gift_boxes)
        if ".lines[" in path and path.startswith("remedies[remake]") and path.endswith("rate")
    )
    dearer = with_value(gift_boxes, line, numbers_of(gift_boxes)[line] * 1.1)
    assert repr(one(dearer, "half_now")) != with_share


def internal_figures(name: str, lang: str) -> set[str]:
    """Costs, walk-aways, margins, net values of every option and of the table, as our own files print them."""
    made = material(name)
    currency = made.summary.dossier.case.currency
    figures = [
        float(made.summary.life.value),
        float(made.summary.life.over_horizon),
        float(made.summary.life.stream.margin),
    ]
    for outcome in made.summary.outcomes:
        figures += [
            float(getattr(outcome, key))
            for key in ("claim_cost", "net", "lifetime_kept", "to_customer", "better_for_them", "promised_margin")
        ]
    figures += [float(remedy.cost) for remedy in made.outlooks]
    if made.bargaining is not None:
        figures += [
            *map(float, made.bargaining.walk_away),
            *(float(-item.ours) for item in made.bargaining.menu),
            float(made.bargaining.room.most),
            float(made.bargaining.target),
        ]
    shown = {format_cents(abs(figure), currency, lang) for figure in figures if abs(figure) >= 100.0}
    return shown | {
        format_money(abs(figure), currency, lang).split(" ")[-1] for figure in figures if abs(figure) >= 1_000.0
    }


def allowed_figures(found: Any, lang: str) -> set[str]:
    """What the letter itself names."""
    figures = [
        found.claimed,
        found.quantity,
        found.affected,
        *(payment.amount for choice in found.choices for payment in choice.payments),
    ]
    for choice in found.choices:
        figures += [
            float(value) for line in choice.lines for value in line.values.values() if isinstance(value, float | int)
        ]
        figures += [
            sum(payment.amount for payment in choice.payments if payment.from_us == side) for side in (True, False)
        ]
    return {format_cents(figure, found.currency, lang) for figure in figures} | {
        format_money(figure, found.currency, lang).split(" ")[-1] for figure in figures
    }


@pytest.mark.parametrize("ending", sorted(THEIRS))
@pytest.mark.parametrize("name", SAMPLES)
def test_no_file_for_the_customer_holds_an_internal_figure_or_word(name: str, ending: str) -> None:
    made = material(name)
    dossier, found = made.summary.dossier, made.proposal
    known = set(texts_of(dossier.letter)) | {
        str(getattr(each, lang, each)) for each in (found.customer, found.reference, found.goods) for lang in LANGUAGES
    }
    known |= {
        text
        for choice in found.choices
        for text in ([choice.orders] if isinstance(choice.orders, str) else [choice.orders.en, choice.orders.zh])
    }
    for tongue in TONGUES:
        lang = "en" if tongue == "en" else "zh"
        text = " ".join(unpacked(file_of(made, ending, tongue, customer=True), ending).split())
        leaked = {
            figure
            for figure in internal_figures(name, lang) - allowed_figures(found, lang)
            if re.search(rf"(?<![\d,.]){re.escape(figure)}(?![\d,]*\.?\d)", text)
        }
        assert leaked == set()
        ours = [
            typed
            for typed in texts_of(dossier)
            if len(typed) > 12 and typed not in known and not any(typed in each for each in known)
        ]
        assert [typed for typed in ours if typed in text] == []
        said = [
            say(lang, key)
            for key in (
                "chart.refused",
                "option.no_deal",
                "export.internal",
                "figure.net_to_us.name",
                "figure.lifetime_value_kept.name",
                "explain.typed",
            )
        ]
        assert [each for each in said if re.search(rf"(?<!\w){re.escape(each)}(?!\w)", text)] == []
        assert not re.search(
            r"walk-away|margin|BATNA|lifetime|底线|毛利|底綫|利润",
            text.replace("margin-", "").replace("margin:", "").replace("pageMargins", "").replace("lIns", ""),
        )


def test_that_search_can_fail() -> None:
    made = material("gift_boxes")
    text = " ".join(unpacked(file_of(made, "pdf", "en"), "pdf").split())
    assert any(figure in text for figure in internal_figures("gift_boxes", "en"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_the_customer_reads_of_a_term_names_only_what_they_may_see(lang: str) -> None:
    hidden = {
        "fulfilment",
        "additional",
        "early_cost",
        "fee_collected",
        "cost",
        "worth",
        "used",
        "monthly_cost",
        "monthly_worth",
        "failures_per_year",
        "leave_then",
        "worth_to_them",
        "resale",
        "without_it",
        "chance",
        "found_low",
        "found_likely",
        "found_high",
        "relief",
        "serious",
        "stays_lower",
    }
    for term in TERMS:
        template = messages(lang).get(f"terms.{term.key}.offer", "")
        assert set(re.findall(r"\{(\w+)", str(template))) & hidden == set(), term.key


def test_hong_kong_writes_its_own_characters_and_trade_words_and_names_stay_as_typed(
    gift_boxes: negotiation.Dossier,
) -> None:
    made = with_letter(gift_boxes, addressee="范先生", sender="刘敏\n发达纸品厂", heard="尾款要等客户验货之后才付。")
    text = message(made.proposal, "zh_hant").text
    assert "范先生，您好" in text
    assert text.rstrip().endswith("刘敏\n发达纸品厂")
    assert "尾數要等客戶驗貨之後才付" in text
    assert "訂單" in text
    assert not re.search("[这请确认报价订单贵给们还复]", text.replace("发达纸品厂", "").replace("刘敏", ""))
    assert "訂金" in negotiation_words("请付定金")


def negotiation_words(text: str) -> str:
    from negotiation.handouts.offer_letter.letter_language import finished_text

    return finished_text(text, "zh_hant")


def test_dates_count_from_the_day_to_answer_by(gift_boxes: negotiation.Dossier) -> None:
    early = with_letter(gift_boxes, answer_by=date(2026, 11, 24)).proposal
    late = with_letter(gift_boxes, answer_by=date(2026, 12, 1)).proposal
    first = [choice.lines[0].values.get("by") for choice in early.choices]
    then = [choice.lines[0].values.get("by") for choice in late.choices]
    assert all(b - a >= timedelta(days=3) for a, b in zip(first, then, strict=True) if a is not None and b is not None)
    assert all(
        payment.on >= date(2026, 12, 1)
        for choice in late.choices
        for payment in choice.payments
        if payment.on is not None
    )


@pytest.mark.parametrize("tongue", TONGUES)
def test_without_an_offer_the_letter_promises_one_and_names_no_money_of_ours(
    gift_boxes: negotiation.Dossier, tongue: str
) -> None:
    found = with_letter(gift_boxes, puts="none").proposal
    written = message(found, tongue)
    assert found.choices == ()
    assert settlement_forms(found) == ()
    assert re.findall(r"USD [\d,.]+", written.text) in (["USD 7,800.00."], ["USD 7,800.00"])
    assert "A1" not in written.text


@pytest.mark.parametrize("tongue", TONGUES)
@pytest.mark.parametrize("name", SAMPLES)
def test_what_goes_on_to_their_customer_has_no_money_in_it(name: str, tongue: str) -> None:
    found = material(name).proposal
    text = for_their_customer(found, tongue).text
    assert found.currency not in text
    assert not re.search(r"\d[\d,]*\.\d\d", text)
    boss = for_their_boss(found, tongue)
    assert found.currency in boss.text
    assert boss.greeting == ""


def test_the_note_to_our_boss_has_the_verdict_its_figures_and_what_is_asked() -> None:
    from negotiation.handouts.common.footer import footer_stamp
    from negotiation.handouts.pdf.memo import decision_asked

    made = material("gift_boxes")
    note = note_to_boss(
        made.summary, decision_asked(made.summary, "en"), footer_stamp(made.summary, TODAY, "en"), TODAY, "en"
    )
    assert "USD 4,668" in note.text
    assert "1. Approve the offer" in note.text
    assert "model version 1" in note.text


def test_no_deal_recommended_puts_nothing_by_itself(gift_boxes: negotiation.Dossier) -> None:
    alone = replace(gift_boxes, offers=(), letter=replace(gift_boxes.letter, puts="automatic"))
    assert fresh_proposal(alone).choices == ()
    summary = summarise(gift_boxes)
    assert summary.verdict.code != NO_DEAL
    assert proposal(summary, None, TODAY).choices[0].letter == "A"
    assert len(proposal(summary, bargain(summary), TODAY).choices) == 3


def test_what_is_still_open_is_named_and_goes_away_when_it_is_seen_to(gift_boxes: negotiation.Dossier) -> None:
    blank = with_letter(gift_boxes, addressee="", sender="", heard="", cause="").proposal
    assert {"no_addressee", "no_sender", "nothing_heard", "no_cause"} <= set(open_points(blank))
    filled = with_letter(
        gift_boxes, addressee="Ms Chan", sender="Li", heard="The launch.", cause="Style A was made."
    ).proposal
    assert not {"no_addressee", "no_sender", "nothing_heard", "no_cause"} & set(open_points(filled))
    late = with_letter(gift_boxes, answer_by=date(2027, 3, 1), puts="one", offer="remake").proposal
    assert "too_late" in open_points(late)
    assert "answer_is_past" in open_points(with_letter(gift_boxes, answer_by=date(2026, 11, 1)).proposal)


def test_forms_of_settlement_follow_from_what_is_put(gift_boxes: negotiation.Dossier) -> None:
    assert set(settlement_forms(one(gift_boxes, "remake"))) == {"replacement"}
    assert set(settlement_forms(one(gift_boxes, "half_now"))) == {"replacement", "contribution"}
    cash = replace(gift_boxes, offers=(replace(gift_boxes.offers[5], code="cash", terms=(CashCompensation(500.0),)),))
    assert set(settlement_forms(one(cash, "cash"))) == {"netting"}
    paid_up = replace(cash, case=replace(cash.case, receivable=0.0))
    assert set(settlement_forms(one(paid_up, "cash"))) == {"remittance"}  # nothing is open that it could be taken off
    credit = replace(
        gift_boxes,
        offers=(
            replace(
                gift_boxes.offers[5], code="credit", terms=(CreditOverOrders(500.0, 2.0), RepaymentOverOrders(0.0))
            ),
        ),
    )
    assert set(settlement_forms(one(credit, "credit"))) == {"credit_note"}


@pytest.mark.parametrize(
    "text",
    ["1. Pay now\n2. Or else", "A confirmed", "=1+1", "<b>x</b>", "#let x = 1", "\ue000x\ue001", "x\r\nBcc: a@b.c"],
)
def test_what_was_typed_is_words_and_starts_no_list_or_line_of_ours(gift_boxes: negotiation.Dossier, text: str) -> None:
    found = fresh_proposal(hostile(gift_boxes, text))
    for tongue in TONGUES:
        written = message(found, tongue)
        assert "\n" not in written.subject
        assert not any("\n" in item for part in written.parts for _, item in part.items)
        assert not any("\n" in part.text for part in written.parts)


def with_terms(dossier: Any, *terms: Any, remedy: str = "remake", waits: tuple[Any, ...] = (), **letter: Any) -> Any:
    """The proposal of one made-up option."""
    offer = replace(dossier.offers[0], code="made_up", remedy=remedy, terms=terms, waits=waits, staying=None)
    return fresh_proposal(
        replace(dossier, offers=(offer,), letter=replace(dossier.letter, puts="one", offer="made_up", **letter))
    )


def lines_of(found: Any) -> list[str]:
    return [text for _, text in message(found, "en").parts[3].items]


def test_two_refunds_on_one_day_are_one_sum(gift_boxes: negotiation.Dossier) -> None:
    back = Remedy(
        "back",
        "return_and_refund",
        lines=(CostLine("refund", rate=600.0, code="a"), CostLine("refund", rate=400.0, code="b")),
    )
    found = with_terms(replace(gift_boxes, remedies=(*gift_boxes.remedies, back)), remedy="back")
    assert [payment.amount for payment in found.choices[0].payments] == [1_000.0]
    assert for_their_customer(found, "en").parts[0].text == say("en", "letter.theirs_none")  # no word about money


@pytest.mark.parametrize("event", EVENTS)
def test_what_waits_comes_later_in_the_sentence_and_in_the_list_alike(
    gift_boxes: negotiation.Dossier, event: str
) -> None:
    for term in (CashCompensation(1_000.0), CustomerShare(0.5), ReceivableNow(1.0)):
        soon = with_terms(gift_boxes, term).choices[0]
        late = with_terms(gift_boxes, term, waits=(Wait(term.key, event, 40.0, 0.5),)).choices[0]
        assert late.payments[0].on > soon.payments[0].on + timedelta(days=30)
        assert late.lines[1].values["on"] == late.payments[0].on
        assert late.lines[2].key == f"letter.wait_{'you_' if not isinstance(term, CashCompensation) else ''}{event}"
    begun = with_terms(gift_boxes, CustomerShare(0.5), waits=(Wait("remedy", event, 30.0, 0.5),)).choices[0]
    at_once = with_terms(gift_boxes, CustomerShare(0.5)).choices[0]
    assert begun.lines[0].values["by"] == at_once.lines[0].values["by"] + timedelta(days=30)
    assert begun.payments[0].on == at_once.payments[0].on + timedelta(days=30)


def test_a_credit_is_promised_whole_and_its_end_is_said(gift_boxes: negotiation.Dossier) -> None:
    for yearly in (2.0, 6.0, 24.0):  # how often we think they order must not show
        case = replace(gift_boxes.case, customer=replace(gift_boxes.case.customer, orders_per_year=yearly))
        found = with_terms(replace(gift_boxes, case=case), CreditOverOrders(1_000.0, 4.0, None, 200.0, 0.5))
        assert [payment.amount for payment in found.choices[0].payments] == [250.0] * 4
        assert any("1,000.00" in line for line in lines_of(found))
        assert any("can be used until" in line for line in lines_of(found))
        assert any("50%" in line for line in lines_of(found))


def test_our_share_of_belief_in_an_order_does_not_show(gift_boxes: negotiation.Dossier) -> None:
    for believed in (0.1, 0.9):
        found = with_terms(
            gift_boxes,
            ReceivableWithOrder(1.0, 1.0, believed),
            waits=(Wait("receivable_with_order", "document_signed", 200.0, 0.5),),
        )
        assert [(payment.amount, payment.with_order) for payment in found.choices[0].payments] == [(14_400.0, 1)]


def test_nothing_is_taken_off_an_invoice_that_is_asked_for_at_the_same_time(gift_boxes: negotiation.Dossier) -> None:
    assert with_terms(gift_boxes, CashCompensation(2_000.0)).form == "netting"
    assert with_terms(gift_boxes, CashCompensation(2_000.0), ReceivableNow(1.0)).form == "remittance"
    assert with_terms(gift_boxes, CashCompensation(20_000.0)).form == "remittance"  # more than is open
    twice = with_terms(gift_boxes, ReceivableNow(0.5), ReceivableWithOrder(1.0))
    assert "over_invoice" in open_points(twice)


def test_no_sum_of_nothing_is_promised(gift_boxes: negotiation.Dossier) -> None:
    paid_up = replace(gift_boxes, case=replace(gift_boxes.case, receivable=0.0))
    found = with_terms(
        paid_up,
        ReceivableNow(1.0),
        CashCompensation(0.004),
        MilestonePayment(1.0),
        Guarantee(3.0, 0.0),
        Expedite(500.0),
    )
    assert not any(re.search(r"USD 0(\.0+)?\b", line) for line in lines_of(found))


def test_what_the_letter_cannot_say_is_pointed_out(gift_boxes: negotiation.Dossier) -> None:
    theirs = Remedy("theirs", "remake", lines=(CostLine("sea_freight", rate=900.0, code="a", payer=CUSTOMER),))
    assert "unsaid_line" in open_points(
        with_terms(replace(gift_boxes, remedies=(*gift_boxes.remedies, theirs)), remedy="theirs")
    )
    assert "option_gone" in open_points(with_letter(gift_boxes, puts="one", offer="deleted").proposal)


@pytest.mark.parametrize("tongue", TONGUES)
@pytest.mark.parametrize("kind", TERMS, ids=lambda kind: kind.key)
def test_every_term_can_be_put_in_every_language(gift_boxes: negotiation.Dossier, kind: Any, tongue: str) -> None:
    found = with_terms(gift_boxes, starting_of(kind, gift_boxes.case, gift_boxes.remedies[0]))
    text = message(found, tongue).text
    assert not re.search(r"[{}]|None|nan|\.\.|。。", text)


@pytest.mark.parametrize("tongue", TONGUES)
def test_a_long_series_of_payments_says_how_many_equal_parts_its_last_row_holds(
    gift_boxes: negotiation.Dossier, tongue: str
) -> None:
    found = with_terms(gift_boxes, CreditOverOrders(3_600.0, 36.0))
    paid = found.choices[0].payments
    assert [each.with_order for each in paid] == list(range(1, 25))
    assert (paid[-1].parts, paid[-1].last_order, paid[-1].amount) == (13, 36, 1_300.0)
    assert sum(round(100 * each.amount) for each in paid) == 360_000
    assert found.choices[0].lines[-1].values["orders"] == 36.0
    last = payment_rows(found, tongue)["rows"][-1]
    said = {
        "en": "with future orders no. 24 to 36, in 13 equal parts",
        "zh": "随后续第 24 至第 36 张订单，分 13 期等额支付",
        "zh_hant": "隨後續第 24 至第 36 張訂單，分 13 期等額支付",
    }
    assert last[0] == said[tongue]
    assert "1,300" in last[-1]


def test_a_dated_series_is_said_until_its_last_day() -> None:
    from negotiation.core.cashflow import Flow
    from negotiation.handouts.offer_letter.agreed_payments import payments_of

    case = material("gift_boxes").summary.dossier.case
    paid = payments_of(
        case, [Flow("cash_compensation", US, CUSTOMER, 10.0, first_day=30.0, every_days=30.0, times=40.0)], 60.0
    )
    assert len(paid) == 24
    assert paid[-1].parts == 17
    assert paid[-1].amount == 170.0
    assert paid[-1].until == case.settlement_date + timedelta(days=1_200)
    assert all(each.parts == 1 for each in paid[:-1])


@pytest.mark.parametrize("tongue", TONGUES)
def test_an_inspection_rule_says_the_most_that_is_paid_and_who_bears_the_fee(
    gift_boxes: negotiation.Dossier, tongue: str
) -> None:
    capped = message(
        with_terms(gift_boxes, InspectionRule(cap=0.4, our_fee=0.75, fee=123.45), remedy="as_is"), tongue
    ).text
    plain = message(with_terms(gift_boxes, InspectionRule(our_fee=1.0), remedy="as_is"), tongue).text
    assert ("40%" in capped, "40%" in plain) == (True, False)
    assert all(part in capped for part in ("75%", "25%"))
    assert "123" not in capped
    theirs = {"en": "We pay the inspector's fee.", "zh": "验货费由我司承担。", "zh_hant": "驗貨費由我司承擔。"}
    assert theirs[tongue] in plain


@pytest.mark.parametrize("tongue", TONGUES)
def test_free_goods_name_their_order(gift_boxes: negotiation.Dossier, tongue: str) -> None:
    said = {place: message(with_terms(gift_boxes, FreeGoods(200.0, place)), tongue).text for place in (1.0, 3.0)}
    assert {"en": "with your next order", "zh": "下一张订单", "zh_hant": "下一張訂單"}[tongue] in said[1.0]
    assert {"en": "future order no. 3", "zh": "后续第 3 张订单", "zh_hant": "後續第 3 張訂單"}[tongue] in said[3.0]
