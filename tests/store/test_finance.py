"""Approvals, settings, promises and bookings: the same on SQLite and on PostgreSQL."""

import dataclasses
import threading
from datetime import date
from typing import Any

import pytest

from negotiation import BadInput, Dossier, store
from negotiation.core.problems import Problem
from negotiation.store import Committed, Conflict, PeriodEnd, PeriodEndLine, Person, PromisedAmount, PromisedSum, Store
from tests.support.store_servers import ANN, BOB, NOW, entry, later, promised_with


def codes(error: pytest.ExceptionInfo[BadInput]) -> list[str]:
    return [problem.code for problem in error.value.problems]


@pytest.fixture
def kept(store_: Store) -> Store:
    store.save(store_, None, entry("A-1"), ANN, 0, now=NOW)
    store.save(store_, None, entry("A-2", customer="MÜLLER &  SÖHNE"), ANN, 0, now=NOW)
    store.save(store_, None, entry("A-3", customer="Other", currency="JPY"), ANN, 0, now=NOW)
    return store_


def test_an_approval_is_asked_and_given_and_each_step_is_in_the_trail(kept: Store) -> None:
    asked = store.ask(
        kept,
        "A-1",
        1,
        "half_now",
        {"cash": 1_200.5, "credit": 300.0},
        "They order for 80,000 a year",
        ANN,
        now=later(1),
    )
    assert (asked.number, asked.state, asked.amounts, asked.currency) == (
        1,
        "asked",
        {"cash": 1_200.5, "credit": 300.0},
        "USD",
    )
    assert store.approvals(kept, state="asked") == (asked,)
    decided = store.decide(kept, asked.number, "approved", "Credit only once", BOB, now=later(2))
    assert (decided.state, decided.decided_by, decided.decided_at, decided.comment) == (
        "approved",
        BOB,
        later(2),
        "Credit only once",
    )
    assert store.approvals(kept, "A-1") == (decided,)
    assert store.approvals(kept, "A-2") == () == store.approvals(kept, state="asked")
    assert [row["action"] for row in store.trail(kept, "approval:1")] == ["approval_approved", "approval_asked"]
    assert store.verify(kept).holds


def test_what_is_decided_stays_decided_and_nobody_decides_for_themselves(kept: Store) -> None:
    asked = store.ask(kept, "A-1", 1, "half_now", {"cash": 10.0}, "", ANN, now=later(1))
    with pytest.raises(BadInput) as error:
        store.decide(kept, asked.number, "approved", "", Person("Ann Lee", "boss"), now=later(2))
    assert codes(error) == ["own_approval"]
    with pytest.raises(BadInput) as error:
        store.decide(kept, asked.number, "withdrawn", "", BOB, now=later(2))
    assert codes(error) == ["own_approval"]
    store.decide(kept, asked.number, "refused", "Too much", BOB, now=later(3))
    with pytest.raises(Conflict) as told:
        store.decide(kept, asked.number, "approved", "", Person("Cy", "boss"), now=later(4))
    assert (told.value.who, told.value.when) == (BOB, later(3))
    again = store.ask(kept, "A-1", 1, "half_now", {"cash": 10.0}, "", ANN, now=later(5))
    assert store.decide(kept, again.number, "withdrawn", "", ANN, now=later(6)).state == "withdrawn"


@pytest.mark.parametrize("name", ["ann lee", " ANN  LEE ", "Ａnn Lee"])
def test_another_spelling_of_a_name_is_the_same_person(kept: Store, name: str) -> None:
    asked = store.ask(kept, "A-1", 1, "half_now", {"cash": 10.0}, "", ANN, now=later(1))
    with pytest.raises(BadInput) as error:
        store.decide(kept, asked.number, "approved", "", Person(name, "director"), now=later(2))
    assert codes(error) == ["own_approval"]


def test_a_question_is_about_the_version_that_was_shown_and_is_put_once(kept: Store) -> None:
    store.ask(kept, "A-1", 1, "half_now", {"cash": 10.0}, "", ANN, now=later(1))
    with pytest.raises(BadInput) as error:
        store.ask(kept, "A-1", 1, "half_now", {"cash": 10.0}, "", ANN, now=later(1))
    assert codes(error) == ["approval_asked_already"]
    store.save(kept, None, entry("A-1", paid=5.0), BOB, 1, now=later(2))
    with pytest.raises(Conflict):
        store.ask(kept, "A-1", 1, "half_now", {"cash": 20.0}, "", ANN, now=later(3))
    for wrong in ({}, {"cash": -1.0}, {"": 1.0}, {"cash": float("nan")}):
        with pytest.raises(BadInput):
            store.ask(kept, "A-1", 2, "half_now", wrong, "", ANN, now=later(3))
    for number, state in ((99, "approved"), (1, "asked")):
        with pytest.raises(BadInput):
            store.decide(kept, number, state, "", BOB, now=later(3))


def test_a_setting_keeps_all_its_versions_and_tells_the_second_writer(store_: Store) -> None:
    assert store.setting(store_, "authority") is None
    assert (
        store.put_setting(store_, "authority", {"rules": [{"role": "sales", "per_claim": 500}]}, BOB, 0, now=NOW) == 1
    )
    assert (
        store.put_setting(store_, "authority", {"rules": [{"role": "sales", "per_claim": 800}]}, BOB, 1, now=later(1))
        == 2
    )
    assert (
        store.put_setting(store_, "authority", {"rules": [{"role": "sales", "per_claim": 800}]}, ANN, 2, now=later(2))
        == 2
    )
    with pytest.raises(Conflict) as told:
        store.put_setting(store_, "authority", {}, ANN, 1, now=later(3))
    assert (told.value.version, told.value.who) == (2, BOB)
    now = store.setting(store_, "authority")
    assert now is not None
    assert (now.value, now.version, now.who, now.at) == (
        {"rules": [{"role": "sales", "per_claim": 800}]},
        2,
        BOB,
        later(1),
    )
    assert [each.version for each in store.setting_history(store_, "authority")] == [2, 1]
    assert "rules[0].per_claim" in store.trail(store_, "setting:authority")[0]["changes"]
    assert store.verify(store_).holds
    for name, value in (("", 1), ("x" * 61, 1), ("x", float("nan")), ("x", object())):
        with pytest.raises(BadInput):
            store.put_setting(store_, name, value, ANN, 0, now=NOW)


def test_promises_add_up_for_a_customer_however_the_name_is_written(kept: Store) -> None:
    store.promise(
        kept,
        "A-1",
        [PromisedAmount("cash", 100.1, date(2026, 2, 1)), PromisedAmount("credit", 50.0, date(2026, 2, 1))],
        ANN,
        now=later(1),
    )
    store.promise(kept, "A-2", [PromisedAmount("cash", 200.2, date(2026, 3, 1))], ANN, now=later(2))
    store.promise(kept, "A-3", [PromisedAmount("cash", 900.0, date(2026, 3, 1))], ANN, now=later(3))
    customer = "müller & söhne"
    assert store.promised_to_customer(kept, (customer,)) == (
        PromisedSum(customer, "cash", "USD", pytest.approx(300.3)),
        PromisedSum(customer, "credit", "USD", 50.0),
    )
    later_ones = (PromisedSum(customer, "cash", "USD", 200.2),)
    assert store.promised_to_customer(kept, (customer,), date(2026, 2, 2)) == later_ones
    assert store.promised_to_customer(kept, (customer,), leaving_out="A-2")[0].amount == 100.1
    assert store.promised_to_customer(kept, (customer,), leaving_out="A-1") == later_ones
    assert store.promised_to_customer(kept, ("Other",)) == (PromisedSum("Other", "cash", "JPY", 900.0),)


def test_what_was_promised_with_a_claim_is_replaced_not_added_to(kept: Store) -> None:
    first = (PromisedAmount("cash", 100.0, date(2026, 2, 1)),)
    second = (PromisedAmount("credit", 70.0, date(2026, 2, 1)), PromisedAmount("cash", 5.0, date(2026, 2, 2)))
    store.promise(kept, "A-1", first, ANN, now=later(1))
    store.promise(kept, "A-1", first, ANN, now=later(2))
    store.promise(kept, "A-1", second, BOB, now=later(3))
    assert promised_with(kept, "A-1") == second
    assert len(store.trail(kept, "promised:A-1")) == 2
    store.promise(kept, "A-1", (), BOB, now=later(4))
    assert promised_with(kept, "A-1") == ()
    assert store.verify(kept).holds
    for wrong in (PromisedAmount("cash", -1.0, date(2026, 1, 1)), PromisedAmount("", 1.0, date(2026, 1, 1))):
        with pytest.raises(BadInput):
            store.promise(kept, "A-1", (wrong,), ANN, now=NOW)


@pytest.mark.parametrize("name", ["MÜLLER & SÖHNE GmbH", "Muller und Sohne", "müller&söhne,  g.m.b.h."])
def test_promises_add_up_whatever_the_legal_form_and_the_accents(kept: Store, name: str) -> None:
    store.promise(kept, "A-1", [PromisedAmount("cash", 100.0, date(2026, 2, 1))], ANN, now=later(1))
    assert [each.amount for each in store.promised_to_customer(kept, (name,))] == [100.0]
    assert store.names_like(kept, name) == ()
    assert store.names_like(kept, "Müler & Söhne") == ("Müller & Söhne",)


def test_names_in_other_scripts_are_told_apart_but_for_their_legal_form() -> None:
    key = store.customer_key
    assert key("株式会社かぜ") == key("かぜ株式会社") == key("かぜ")
    assert key("かぜ") != key("がぜ")
    assert key("Йорк") != key("Иорк")
    assert key("深圳盒子股份有限公司") == key("深圳盒子")
    assert key("Société Été S.A.R.L.") == key("SOCIETE ETE")


def test_claims_without_a_customer_do_not_add_up(kept: Store) -> None:
    for code in ("N-1", "N-2"):
        store.save(kept, None, entry(code, customer=""), ANN, 0, now=NOW)
    store.promise(kept, "N-1", [PromisedAmount("cash", 100.0, date(2026, 2, 1))], ANN, now=later(1))
    assert store.promised_to_customer(kept, ("",)) == store.promised_to_customer(kept, ("",), leaving_out="N-2") == ()


def test_a_claim_and_its_promises_are_kept_together_or_not_at_all(kept: Store, gift_boxes: Dossier) -> None:
    def never(beside: Committed) -> None:
        raise BadInput(Problem("over_limit", ""))

    cash = (PromisedAmount("cash", 100.0, date(2026, 2, 1)),)
    for code, expected in (("A-1", 1), ("B-9", 0)):
        before = store.trail_end(kept)
        with pytest.raises(BadInput):
            store.save(
                kept,
                gift_boxes,
                entry(code, paid=7.0),
                ANN,
                expected,
                now=later(1),
                also=store.promising(code, lambda _: cash, guard=never),
            )
        assert store.trail_end(kept) == before
        assert (
            store.save(
                kept,
                gift_boxes,
                entry(code, paid=7.0),
                ANN,
                expected,
                now=later(2),
                also=store.promising(code, lambda _: cash),
            )
            == expected + 1
        )
        assert promised_with(kept, code) == cash
    assert store.verify(kept).holds


def test_who_promises_less_or_the_same_is_not_asked_for_their_limit(kept: Store) -> None:
    asked: list[Committed] = []

    def promises(*amounts: tuple[str, float]) -> int:
        wanted = [PromisedAmount(form, amount, date(2026, 2, 1)) for form, amount in amounts]
        store.promise(kept, "A-1", wanted, ANN, now=later(1), guard=asked.append)
        return len(asked)

    assert promises(("cash", 100.0), ("credit", 50.0)) == 1
    assert promises(("cash", 100.0), ("credit", 40.0)) == 1
    assert promises(("cash", 100.0)) == 1
    assert promises(("cash", 100.01)) == 2
    assert promises(("credit", 1.0)) == 3
    moved = store.load(kept, "A-1").line
    store.save(kept, None, dataclasses.replace(moved.entry, customer="Other"), ANN, moved.version, now=later(2))
    assert promises(("credit", 1.0)) == 4
    assert promises() == 4


def test_a_guard_sees_what_counts_for_the_customer_and_what_was_approved_for_the_claim(kept: Store) -> None:
    store.promise(kept, "A-2", [PromisedAmount("cash", 100.0, date(2026, 2, 1))], ANN, now=later(1))
    store.save(kept, None, entry("B-1", stage="agreed"), ANN, 0, now=NOW)
    store.save(kept, None, entry("B-2", stage="open"), ANN, 0, now=NOW)
    for code, amount in (("B-1", 20.0), ("B-2", 3.0), ("A-1", 500.0)):
        store.ask(kept, code, 1, "offer", {"credit": amount}, "", ANN, now=later(2))
    store.decide(kept, 3, "approved", "", BOB, now=later(3))
    seen: list[Committed] = []
    store.promise(
        kept, "A-1", [PromisedAmount("credit", 500.0, date(2026, 2, 1))], ANN, now=later(4), guard=seen.append
    )
    assert [(each.form, each.amount) for each in seen[0].sums] == [("cash", 100.0), ("credit", 20.0)]
    assert seen[0].approved == (("USD", {"credit": 500.0}),)
    store.decide(kept, 2, "approved", "", BOB, now=later(5))
    assert [
        (each.form, each.amount) for each in store.promised_to_customer(kept, ("Müller & Söhne",), leaving_out="A-1")
    ] == [
        ("cash", 100.0),
        ("credit", 23.0),
    ]
    assert [
        each.amount for each in store.promised_to_customer(kept, ("Müller & Söhne",), date(2027, 1, 1), "A-1")
    ] == []


def test_an_answer_does_not_take_back_what_a_claim_still_says_is_agreed(kept: Store) -> None:
    store.save(kept, None, entry("B-1", stage="agreed"), ANN, 0, now=NOW)
    for number, (state, who) in enumerate((("refused", BOB), ("withdrawn", ANN)), start=1):
        store.ask(kept, "B-1", 1, "offer", {"credit": 20.0}, "", ANN, now=later(1))
        store.decide(kept, number, state, "", who, now=later(2))
        assert [each.amount for each in store.promised_to_customer(kept, ("Müller & Söhne",))] == [20.0]
    store.save(kept, None, entry("B-1", stage="open"), ANN, 1, now=later(3))
    assert store.promised_to_customer(kept, ("Müller & Söhne",)) == ()


def test_what_was_approved_for_one_customer_is_not_approved_for_another(kept: Store) -> None:
    store.ask(kept, "A-1", 1, "offer", {"credit": 500.0}, "", ANN, now=later(1))
    store.decide(kept, 1, "approved", "", BOB, now=later(2))
    seen: list[Committed] = []
    line = store.load(kept, "A-1").line
    for version, customer in ((1, f"{line.entry.customer} Ltd"), (2, "Other")):
        store.save(kept, None, dataclasses.replace(line.entry, customer=customer), ANN, version, now=later(3))
        store.promise(
            kept, "A-1", [PromisedAmount("credit", 500.0, date(2026, 2, 1))], ANN, now=later(4), guard=seen.append
        )
    assert [each.approved for each in seen] == [(("USD", {"credit": 500.0}),), ()]


def test_another_name_of_the_same_customer_is_no_new_promise(kept: Store) -> None:
    asked: list[Committed] = []
    cash = (PromisedAmount("cash", 100.0, date(2026, 2, 1)),)
    line = store.load(kept, "A-1").line
    names = ("米勒", line.entry.customer)
    store.save(
        kept, None, line.entry, ANN, 1, now=later(1), also=store.promising("A-1", lambda _: cash, customers=names)
    )
    in_chinese = dataclasses.replace(line.entry, customer="米勒")
    store.save(
        kept,
        None,
        in_chinese,
        ANN,
        1,
        now=later(2),
        also=store.promising("A-1", lambda _: cash, customers=names, guard=asked.append),
    )
    assert asked == []
    assert [each.amount for each in store.promised_to_customer(kept, ("米勒",))] == [100.0]
    store.save(
        kept, None, line.entry, ANN, 2, now=later(3), also=store.promising("A-1", lambda _: cash, guard=asked.append)
    )
    assert asked == []
    assert [each.amount for each in store.promised_to_customer(kept, ("米勒", "Müller & Söhne"))] == [100.0]


def test_a_claim_that_is_given_another_customer_still_counts_for_the_one_before(kept: Store) -> None:
    asked: list[Committed] = []
    cash = (PromisedAmount("cash", 100.0, date(2026, 2, 1)),)
    store.promise(kept, "A-2", [PromisedAmount("cash", 7.0, date(2026, 2, 1))], ANN, now=later(1))
    store.promise(kept, "A-1", cash, ANN, now=later(1))
    line = store.load(kept, "A-1").line
    for version, customer in ((1, "Other"), (2, line.entry.customer), (3, "Other")):
        entry_ = dataclasses.replace(line.entry, customer=customer)
        store.save(
            kept,
            None,
            entry_,
            ANN,
            version,
            now=later(2),
            also=store.promising("A-1", lambda _: cash, guard=asked.append),
        )
    assert [each.sums for each in asked] == [()]
    found = {
        name: sum(each.amount for each in store.promised_to_customer(kept, (name,)))
        for name in (line.entry.customer, "Other")
    }
    assert found == {line.entry.customer: 107.0, "Other": 100.0}
    assert [each.amount for each in store.promised_to_customer(kept, (line.entry.customer,))] == [107.0]
    assert store.verify(kept).holds


def test_a_name_that_is_written_beside_the_first_is_held_to_what_it_was_promised(kept: Store) -> None:
    asked: list[Committed] = []
    cash = (PromisedAmount("cash", 100.0, date(2026, 2, 1)),)
    store.save(kept, None, entry("B-1", customer="Other"), ANN, 0, now=NOW)
    store.promise(kept, "B-1", [PromisedAmount("cash", 9.0, date(2026, 2, 1))], ANN, now=later(1))
    store.promise(kept, "A-1", cash, ANN, now=later(1))
    line = store.load(kept, "A-1").line
    both = store.promising("A-1", lambda _: cash, customers=("Other", line.entry.customer), guard=asked.append)
    store.save(kept, None, dataclasses.replace(line.entry, paid=1.0), ANN, 1, now=later(2), also=both)
    assert [[each.amount for each in one.sums] for one in asked] == [[9.0]]


def test_an_approval_counts_as_far_as_it_is_more_than_what_is_noted(kept: Store) -> None:
    def counts() -> dict[str, float]:
        return {each.form: each.amount for each in store.promised_to_customer(kept, ("Müller & Söhne",))}

    def noted(amount: float, after: int) -> None:
        store.promise(kept, "A-1", [PromisedAmount("credit", amount, date(2026, 2, 1))], ANN, now=later(after))

    noted(400.0, 1)
    store.ask(kept, "A-1", 1, "offer", {"credit": 1_000.0, "cash": 5.0}, "", ANN, now=later(2))
    assert counts() == {"credit": 400.0}
    store.decide(kept, 1, "approved", "", BOB, now=later(3))
    assert counts() == {"credit": 1_000.0, "cash": 5.0}
    noted(700.0, 4)
    assert counts() == {"credit": 700.0}


def test_an_approval_counts_for_the_customer_of_the_version_that_was_asked_about(kept: Store) -> None:
    store.ask(kept, "A-1", 1, "offer", {"credit": 500.0}, "", ANN, now=later(1))
    store.decide(kept, 1, "approved", "", BOB, now=later(2))
    line = store.load(kept, "A-1").line
    store.save(kept, None, dataclasses.replace(line.entry, customer="Other"), ANN, 1, now=later(3))
    assert [
        each.amount for name in (line.entry.customer, "Other") for each in store.promised_to_customer(kept, (name,))
    ] == [500.0, 500.0]
    assert [each.amount for each in store.promised_to_customer(kept, ("Other", line.entry.customer))] == [500.0]


def test_of_two_who_approve_at_once_the_second_sees_what_the_first_approved(kept: Store) -> None:
    def at_most_500(beside: Committed) -> None:
        if sum(each.amount for each in beside.sums) + 300.0 > 500.0:
            raise BadInput()

    outcomes: list[str] = []
    start = threading.Barrier(2)
    for code in ("A-1", "A-2"):
        store.ask(kept, code, 1, "offer", {"credit": 300.0}, "", ANN, now=later(1))

    def approve(number: int) -> None:
        start.wait()
        try:
            store.decide(kept, number, "approved", "", BOB, now=later(2), guard=at_most_500)
            outcomes.append("approved")
        except BadInput:
            outcomes.append("refused")

    threads = [threading.Thread(target=approve, args=(number,)) for number in (1, 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["approved", "refused"]
    assert sorted(each.state for each in store.approvals(kept)) == ["approved", "asked"]


def test_what_was_noted_for_another_customer_or_in_another_currency_says_nothing_about_the_days_of_a_claim(
    kept: Store,
) -> None:
    cash = (PromisedAmount("cash", 100.0, date(2026, 2, 1)),)
    seen: list[tuple[PromisedAmount, ...]] = []

    def amounts(noted: tuple[PromisedAmount, ...]) -> tuple[PromisedAmount, ...]:
        seen.append(noted)
        return cash

    line = store.load(kept, "A-1").line
    for version, change in ((1, {}), (1, {}), (1, {"currency": "EUR"}), (2, {"currency": "EUR", "customer": "Other"})):
        changed = dataclasses.replace(line.entry, **change)
        store.save(kept, None, changed, ANN, version, now=later(2), also=store.promising("A-1", amounts))
    assert seen == [(), cash, (), ()]


def test_two_who_promise_at_once_cannot_both_pass_a_limit_that_holds_for_one(kept: Store) -> None:
    def at_most_500(beside: Committed) -> None:
        if sum(each.amount for each in beside.sums) + 300.0 > 500.0:
            raise BadInput()

    outcomes: list[str] = []
    start = threading.Barrier(2)

    def promises(code: str) -> None:
        start.wait()
        try:
            store.promise(
                kept,
                code,
                (PromisedAmount("cash", 300.0, date(2026, 3, 1)),),
                ANN,
                now=later(1),
                since=date(2025, 3, 2),
                guard=at_most_500,
            )
            outcomes.append("promised")
        except BadInput:
            outcomes.append("refused")

    people = [threading.Thread(target=promises, args=(code,)) for code in ("A-1", "A-2")]
    for each in people:
        each.start()
    for each in people:
        each.join()
    assert sorted(outcomes) == ["promised", "refused"]
    assert sum(each.amount for each in store.promised_to_customer(kept, ("Müller & Söhne",))) == 300.0


def snapshot(day: date, provision: int, **more: Any) -> PeriodEnd:
    lines = (
        PeriodEndLine("A-1", 1, "USD", provision, "probable", {"paid": 5}),
        PeriodEndLine("A-3", 1, "JPY", 0, "possible"),
    )
    return PeriodEnd(day, "1.0", "USD", {"provision": provision, "low": -(2**60)}, lines, **more)


def test_what_was_booked_can_be_had_again_by_its_day(kept: Store) -> None:
    march, april = date(2026, 3, 31), date(2026, 4, 30)
    assert store.period_end_before(kept, april) is None
    first = store.record_period_end(kept, snapshot(march, 250_000, note="closing"), BOB, now=later(1))
    store.record_period_end(kept, snapshot(april, 260_000), BOB, now=later(2))
    corrected = store.record_period_end(kept, snapshot(march, 240_000), BOB, now=later(3))
    found = store.period_end_before(kept, date(2026, 4, 29))
    assert found is not None
    assert (found.number, found.lines[0].provision, found.who, found.at) == (corrected, 240_000, BOB, later(3))
    assert found.lines == snapshot(march, 240_000).lines
    assert store.load_period_end(kept, first).totals == {"provision": 250_000, "low": -(2**60)}
    assert store.load_period_end(kept, first).note == "closing"
    assert [each.booked_on for each in store.list_period_ends(kept)] == [april, march, march]
    assert store.period_end_before(kept, date(2026, 3, 30)) is None
    assert store.verify(kept).holds


@pytest.mark.parametrize(
    ("booking", "code"),
    [
        (PeriodEnd(date(2026, 1, 1), "1", "XXQ", {}), "not_a_currency"),
        (
            PeriodEnd(
                date(2026, 1, 1), "1", "USD", {}, (PeriodEndLine("A", 1, "USD", 1), PeriodEndLine("A", 1, "USD", 2))
            ),
            "code_not_unique",
        ),
        (PeriodEnd(date(2026, 1, 1), "1", "USD", {}, (PeriodEndLine("A", 1, "USD", 2**63),)), "not_whole"),
        (PeriodEnd(date(2026, 1, 1), "1", "USD", {}, (PeriodEndLine("A", 1, "USD", 1.5),)), "not_whole"),  # type: ignore[arg-type]
        (PeriodEnd(date(2026, 1, 1), "1\0", "USD", {}), "not_storable"),
    ],
)
def test_a_booking_that_cannot_be_kept_is_refused(sqlite: Store, booking: PeriodEnd, code: str) -> None:
    with pytest.raises(BadInput) as error:
        store.record_period_end(sqlite, booking, BOB, now=NOW)
    assert codes(error) == [code]
    assert store.list_period_ends(sqlite) == ()
    with pytest.raises(BadInput):
        store.load_period_end(sqlite, 1)
