"""What people do with a claim, walked without a page: save, be refused over a limit, ask, decide, merge, set, import
and record."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from negotiation import BadInput, Dossier, summarise
from negotiation.finance.authority.approval_limits import HOUSE_POLICY, AuthorityPolicy
from negotiation.finance.provision.provision import IAS_37
from negotiation.finance.register.entry import Entry
from negotiation.finance.reporting_settings import DatedRate, Team
from negotiation.services.agree import agree
from negotiation.services.approvals import (
    approval_queue,
    ask_for_approval,
    decide_request,
    is_enough,
    is_what_was_asked,
    pending_request,
    save_for_request,
)
from negotiation.services.authority import SEVERAL, standing_of
from negotiation.services.close_period import last_before, movement_since, period_ends, record_figures
from negotiation.services.context import Context
from negotiation.services.draft import Draft
from negotiation.services.follow_promises import agreed_claims
from negotiation.services.import_register import import_register
from negotiation.services.save_claim import (
    document_of_version,
    is_in_store,
    merge_with_saved,
    save_claim,
    saved_claim,
    versions_of,
)
from negotiation.services.team_settings import save_setting, saved_setting
from negotiation.services.view_register import (
    RegisterView,
    UploadedRegister,
    day_of_register,
    read_register_file,
    source_of_register,
    view_register,
)
from negotiation.store import Conflict, Person, approvals, load, verify
from tests.conftest import ROOT
from tests.support.agreements import load as sample
from tests.support.store_servers import promised_with

TODAY = date(2026, 11, 22)
Work = Callable[..., Context]


def agreed(code: str = "credit_over_orders") -> Dossier:
    return agree(summarise(sample("gift_boxes")), code, TODAY)


def titled(dossier: Dossier, title: str) -> Dossier:
    return replace(dossier, case=replace(dossier.case, title=title))


def refused(do: Callable[[], object]) -> str:
    with pytest.raises(BadInput) as error:
        do()
    return error.value.problems[0].code


def test_a_claim_over_the_limit_is_refused_asked_for_approved_and_saved(work: Work) -> None:
    ada, ben = work("Ada", "sales"), work("Ben", "managing_director")
    draft = save_claim(ada, Draft(sample("gift_boxes")))
    assert (draft.version, draft.is_saved, draft.code[:7]) == (1, True, "202611-")
    draft = replace(draft, claim=agreed())
    assert refused(lambda: save_claim(ada, draft)) == "over_limit"
    assert load(ada.store, draft.code).line.version == 1
    assert promised_with(ada.store, draft.code) == ()

    asking = save_for_request(ada, draft)
    assert (asking.version, asking.is_saved) == (2, True)
    assert promised_with(ada.store, draft.code) == ()
    asked = ask_for_approval(ada, asking, standing_of(ada, asking, "credit_over_orders"), "They stay.")
    assert pending_request(ada, asking) == asked
    assert is_what_was_asked(ada, asked, sample("gift_boxes"))  # but for the agreement
    assert not is_what_was_asked(ada, asked, titled(draft.claim, "Something else"))
    case = replace(draft.claim.case, currency="EUR")
    assert not is_enough(ada, asked, replace(draft.claim, case=case), {"credit": 1.0})
    assert is_enough(ada, asked, draft.claim, {"credit": 1.0})
    assert refused(lambda: save_claim(ada, replace(draft, version=1))) == "store_conflict"

    view = view_register(ben, "store", IAS_37, Team())
    assert view is not None
    (waiting,) = approval_queue(ben, view, HOUSE_POLICY)
    assert (waiting.may_sign, waiting.question.approval.number) == (True, asked.number)
    decide_request(ben, view, waiting, asked.number, "approved", "Good.")
    assert approval_queue(ben, view, HOUSE_POLICY) == ()
    assert pending_request(ada, asking) is None

    saved = save_claim(ada, replace(asking, claim=titled(asking.claim, "Settled")))
    assert saved.version == 3
    assert {each.form: each.amount for each in promised_with(ada.store, saved.code)} == dict(asked.amounts)
    assert verify(ada.store).holds


def test_nobody_decides_what_lies_over_their_own_limits_nor_refuses_without_a_word(work: Work) -> None:
    ada, ben, cleo = work("Ada"), work("Ben", "sales"), work("Cleo", "managing_director")
    draft = save_for_request(ada, Draft(agreed()))
    asked = ask_for_approval(ada, draft, standing_of(ada, draft, "credit_over_orders"), "They stay.")
    view = view_register(ben, "store", IAS_37, Team())
    assert view is not None
    (for_ben,), (for_cleo,) = (approval_queue(who, view, HOUSE_POLICY) for who in (ben, cleo))
    assert refused(lambda: decide_request(ben, view, for_ben, asked.number, "approved", "")) == "over_authority"
    assert refused(lambda: decide_request(ben, view, for_cleo, asked.number, "approved", "")) == "over_authority"
    assert refused(lambda: decide_request(cleo, view, for_cleo, asked.number, "refused", " ")) == (
        "refused_without_comment"
    )
    decide_request(cleo, view, for_cleo, asked.number, "refused", "Too much.")
    assert refused(lambda: save_claim(ada, replace(draft, claim=agreed("remake")))) == "over_limit"
    (decided,) = approvals(ada.store, draft.code)
    assert (decided.state, decided.comment) == ("refused", "Too much.")


def test_other_edits_are_saved_while_a_promise_waits_for_its_approval(work: Work) -> None:
    ada = work("Ada")
    waits = save_for_request(ada, Draft(agreed()))
    saved = save_claim(ada, replace(waits, claim=titled(waits.claim, "Another title")))
    assert (saved.version, promised_with(ada.store, saved.code)) == (2, ())
    assert refused(lambda: save_claim(ada, Draft(agreed()))) == "over_limit"


def test_equal_offers_that_were_approved_together_are_each_approved(work: Work) -> None:
    from negotiation.claim.summary.bargaining_summary import bargain
    from negotiation.handouts.offer_letter.offer_letter import offers_put
    from negotiation.services.authority import offers_asked

    ada = work("Ada")
    claim = sample("gift_boxes_negotiation")
    draft = save_claim(ada, Draft(claim))
    summary = summarise(claim)
    put = offers_put(summary, bargain(summary))
    assert len(put) > 1
    standing = standing_of(ada, draft, SEVERAL, put)
    asked = ask_for_approval(ada, draft, standing, "Whichever they take.")
    found = offers_asked(ada, asked)
    assert len(found.to_customer_of(claim)) == len(put)
    other = replace(claim, case=replace(claim.case, customer=replace(claim.case.customer, name="Somebody else")))
    assert found.to_customer_of(other) == ()


def test_two_who_edit_the_same_claim_bring_both_changes_together(work: Work) -> None:
    ada, ben = work("Ada"), work("Ben")
    first = save_claim(ada, Draft(sample("gift_boxes")))
    his = saved_claim(ben, first.code)
    assert his == first
    save_claim(ben, replace(his, claim=titled(his.claim, "Title of Ben")))
    mine = replace(first, claim=replace(first.claim, case=replace(first.claim.case, stage="offered")))
    with pytest.raises(Conflict) as conflict:
        save_claim(ada, mine)
    assert conflict.value.who.name == "Ben"
    merged, theirs = merge_with_saved(ada, mine)
    assert (merged.clashes, theirs.version, theirs.claim.case.title) == ((), 2, "Title of Ben")
    both = save_claim(ada, replace(theirs, claim=merged.dossier()))
    assert (both.version, both.claim.case.title, both.claim.case.stage) == (3, "Title of Ben", "offered")
    clash = replace(first, claim=titled(first.claim, "Title of Ada"))
    assert merge_with_saved(ada, clash)[0].dossier().case.title == "Title of Ada"
    assert merge_with_saved(ada, clash, theirs_count=True)[0].dossier().case.title == "Title of Ben"
    assert [each.line.version for each in versions_of(ada, first.code)] == [3, 2, 1]
    assert document_of_version(ada, first.code, 1) == first.claim


def test_nobody_without_a_name_saves_and_only_keepers_set_what_counts_for_all(work: Work) -> None:
    nobody, ada, ben = work(""), work("Ada", "sales"), work("Ben", "finance")
    assert refused(lambda: save_claim(nobody, Draft(sample("gift_boxes")))) == "no_person"
    assert saved_setting(ada, AuthorityPolicy) == (HOUSE_POLICY, 0)
    assert refused(lambda: save_setting(ada, Team("EUR"), 0)) == "not_a_keeper"
    assert save_setting(ben, Team("EUR"), 0) == 1
    team, version = saved_setting(ada, Team)
    assert (team.currency, version) == ("EUR", 1)
    assert refused(lambda: save_setting(ben, Team("EUR", correlation=7.0), 1)) != "store_conflict"
    with pytest.raises(Conflict):
        save_setting(ben, Team("CNY"), 0)


def register_file(context: Context, text: str = "claims") -> UploadedRegister:
    head = "Number,Customer,Currency,Claimed,Opened,Stage,Chance,Low,Likely,High\n"
    row = f"X-1,{text},USD,1000,2026-11-01,open,0.6,100,500,900\n"
    return UploadedRegister("ours.csv", (head + row).encode())


def test_a_file_is_known_by_its_checksum_and_its_answers(work: Work) -> None:
    ada = work("Ada")
    one, again, other = register_file(ada), register_file(ada), register_file(ada, "other")
    assert (one.key, one.mark) == (again.key, again.mark)
    assert one.mark != other.mark
    read = read_register_file(ada, one)
    assert source_of_register(ada, "file", read) == source_of_register(ada, "file", read_register_file(ada, again))
    for changed in (other, replace(one, order="day_first"), replace(one, currency="EUR"), replace(one, name="b.csv")):
        assert changed.key != one.key
    assert replace(one, chosen={"code": None, "owner": 1}).key == replace(one, chosen={"owner": 1, "code": None}).key


def test_a_file_is_looked_at_and_brought_into_the_teams_register(work: Work) -> None:
    ada = work("Ada", "finance")
    assert view_register(ada, "store", IAS_37, Team()) is None
    before = source_of_register(ada, "store")
    file = read_register_file(ada, register_file(ada))
    view = view_register(ada, "file", IAS_37, Team(), file)
    assert view is not None
    assert (view.name, view.today, view.currency, len(view.position.converted)) == ("ours.csv", TODAY, "USD", 1)
    done = import_register(ada, view, replace=False)
    assert [len(each) for each in (done.added, done.changed, done.left)] == [1, 0, 0]
    other = view_register(ada, "file", IAS_37, Team(), read_register_file(ada, register_file(ada, "another")))
    assert other is not None
    assert len(import_register(ada, other, replace=False).left) == 1
    assert saved_entry(ada, "X-1").customer == "claims"
    assert len(import_register(ada, other, replace=True).changed) == 1
    assert saved_entry(ada, "X-1").customer == "another"
    import_register(ada, view, replace=True)
    ours = view_register(ada, "store", IAS_37, Team())
    assert ours is not None
    assert ours.position.provided.tolist() == view.position.provided.tolist()
    assert source_of_register(ada, "store") != before
    assert is_in_store(ada, saved_entry(ada, "X-1"))
    opened = saved_claim(ada, "X-1")
    assert (opened.kept, opened.version, opened.is_saved) == (None, 3, False)


def saved_entry(context: Context, code: str) -> Entry:
    return load(context.store, code).line.entry


def test_claims_without_a_rate_are_left_out_and_named_until_one_is_set(work: Work) -> None:
    ada = work("Ada", "finance")
    upload = replace(register_file(ada), data=register_file(ada).data.replace(b"USD", b"GBP"))
    file = read_register_file(ada, upload)
    view = view_register(ada, "file", IAS_37, Team("USD"), file)
    assert view is not None
    assert (view.uncounted, view.waits, view.without_rate, len(view.position.converted)) == ({"GBP": 1}, 1, ("GBP",), 0)
    rated = view_register(ada, "file", IAS_37, Team("USD", rates=(DatedRate(TODAY, "GBP", 1.25),)), file)
    assert rated is not None
    assert (rated.uncounted, len(rated.position.converted)) == ({}, 1)


def at_period_end(context: Context) -> RegisterView:
    import_register(context, some_view(context), replace=False)
    found = view_register(context, "store", IAS_37, Team())
    assert found is not None
    return found


def some_view(context: Context) -> RegisterView:
    found = view_register(context, "file", IAS_37, Team(), read_register_file(context, register_file(context)))
    assert found is not None
    return found


def test_figures_are_recorded_once_by_a_keeper_and_what_moved_since_adds_up(work: Work) -> None:
    ada, ben = work("Ada", "sales"), work("Ben", "finance")
    view = at_period_end(ben)
    assert refused(lambda: record_figures(ada, view, TODAY)) == "not_a_keeper"
    assert record_figures(ben, view, TODAY, "first") == 1
    assert refused(lambda: record_figures(ben, view, TODAY)) == "booked_already"
    (recorded,) = period_ends(ada, view)
    assert (recorded.number, recorded.note, last_before(view, (recorded,))) == (1, "first", recorded)
    assert period_ends(ada, some_view(ada)) == ()


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_sample_team_is_decided_without_a_store(work: Work, lang: str) -> None:
    def no_store() -> object:
        raise AssertionError("the sample needs no store")

    ben = replace(work("Ben", "managing_director", lang), open_store=no_store)
    view = view_register(ben, "sample", IAS_37, Team())
    assert view is not None
    assert view.today == day_of_register(ben, "sample") == date(2026, 11, 20)
    queue = approval_queue(ben, view, HOUSE_POLICY)
    request = next(each for each in queue if each.may_sign)
    number = request.question.approval.number
    sales = replace(ben, person=Person("Ann", "sales"))
    not_hers = next(each for each in approval_queue(sales, view, HOUSE_POLICY) if not each.may_sign and not each.own)
    hers = not_hers.question.approval.number
    assert refused(lambda: decide_request(sales, view, not_hers, hers, "approved", "")) == "over_authority"
    decided = decide_request(ben, view, request, number, "approved", "")
    assert decided == {number: ("approved", ben.person)}
    after = [each.question.approval.number for each in approval_queue(ben, view, HOUSE_POLICY, decided)]
    assert sorted([number, *after]) == sorted(each.question.approval.number for each in queue)
    (start,) = period_ends(ben, view)
    roll = movement_since(start, view, Team()).roll
    assert roll.total("closed") == int(view.position.provided.sum())


def test_only_claims_with_a_document_and_an_agreement_are_followed_up(work: Work) -> None:
    ada, ben = work("Ada", "managing_director"), work("Ben", "finance")
    save_claim(ada, Draft(sample("gift_boxes")))
    saved = save_claim(ada, Draft(agreed()))
    by_hand = sample("gift_boxes")
    save_claim(ada, Draft(replace(by_hand, case=replace(by_hand.case, stage="agreed"))))
    import_register(ben, some_view(ben), replace=False)
    ((line, dossier),) = agreed_claims(ben)
    assert (line.entry.code, dossier) == (saved.code, saved.claim)


def test_no_use_case_needs_streamlit() -> None:
    names = sorted(path.stem for path in (ROOT / "negotiation" / "services").glob("*.py") if path.stem != "__init__")
    assert len(names) > 10
    imports = "\n".join(f"import negotiation.services.{name}" for name in names)
    found = subprocess.run(
        [sys.executable, "-c", f"import sys\n{imports}\nassert 'streamlit' not in sys.modules"],
        check=False,
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert found.returncode == 0, found.stderr


def test_no_use_case_looks_at_the_machines_clock() -> None:
    clocks = ("date.today(", "datetime.now(", "datetime.utcnow(", "time.time(")
    found = [
        (path.name, clock)
        for path in sorted((ROOT / "negotiation" / "services").glob("*.py"))
        for clock in clocks
        if clock in path.read_text("utf-8")
    ]
    assert found == []
