"""Words complete in both languages: for every term, field, choice, flow, column and error; and every key in the code exists."""

import dataclasses
import re
import string
from collections.abc import Iterator
from typing import Any

import pytest

from negotiation import bargaining, case, division, dossier, draws, exposure, lifetime, playbook, rework, settlement
from negotiation.charts import COLUMNS
from negotiation.flows import Party
from negotiation.intake import pasted
from negotiation.review.progress import STATES
from negotiation.starting import PACKAGES
from negotiation.terms import GROUPS, TERMS
from negotiation.units import Translated
from negotiation.words import LANGUAGES, say, words
from tests.conftest import ROOT

RECORDS = [
    case.Case, case.Order, case.Incident, case.Customer, case.ClaimLine, case.Rates, rework.CostLine, rework.Remedy, lifetime.Judgement,
    lifetime.StayingCurve, settlement.Offer, settlement.NoDeal, dossier.Dossier, dossier.Note, dossier.Range, Translated, case.ExchangeRate,
    case.LateDelivery, case.Shutdown, case.Logistics, rework.Work, rework.Yield, rework.Grade, rework.Step, draws.ThreePoint,
    case.OpenOrder, case.OrderPrior, case.PastOrder, case.Milestone, settlement.Wait, settlement.Closure, division.Division, division.Stake,
    dossier.Upstream, settlement.Law, bargaining.Talks, bargaining.Said, dossier.Letter, playbook.Playbook, playbook.Trouble, playbook.Cause,
    playbook.Measure, playbook.Heard, playbook.Demand, playbook.Tick, playbook.Evidence, playbook.TimeBars, playbook.PastIncident, playbook.Repeats,
    playbook.Rung, playbook.Request, playbook.Goodwill, playbook.Person, exposure.Entry, exposure.Ledger, exposure.Promise, exposure.FollowUp,
    exposure.ProvisionPolicy, exposure.AuthorityPolicy, exposure.Rule, exposure.Promised,
]  # fmt: skip
SOURCES = [path.read_text("utf-8") for path in [ROOT / "app.py", *(ROOT / "negotiation").rglob("*.py")]]


def snake(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


def needed() -> Iterator[str]:
    for record in RECORDS:
        yield from (f"field.{snake(record.__name__)}.{field.name}" for field in dataclasses.fields(record))
    for term in TERMS:
        fields: Any = term
        yield from (f"field.{term.key}.{field.name}" for field in dataclasses.fields(fields))
        yield from (f"terms.{term.key}.{name}" for name in ("name", "help", "line", *([] if getattr(term, "among_us", False) else ["offer"])))
    choices = {"incident": case.INCIDENTS, "stage": case.STAGES, "claim_line": case.CLAIM_LINES, "remedy": rework.REMEDIES, "origin": dossier.ORIGINS,
               "driver": rework.DRIVERS, "freight": rework.FREIGHT, "weeks": case.WEEKS, "shape": dossier.SHAPES, "milestone": case.MILESTONES,
               "wait_event": settlement.EVENTS, "way": division.WAYS, "way_help": division.WAYS, "term_group": GROUPS, "against": dossier.AGAINST,
               "package": tuple(PACKAGES), "puts": dossier.PUTS, "form": dossier.FORMS,
               "measure_kind": playbook.MEASURES, "w1h": playbook.QUESTIONS, "lscpa": playbook.LSCPA, "lscpa_what": playbook.LSCPA,
               "demand": playbook.DEMANDS, "playbook_step": playbook.STEPS, "playbook_step_what": playbook.STEPS, "playbook_do": playbook.STEPS,
               "playbook_phase": tuple(playbook.PHASES),
               "step_state": STATES, "paper": playbook.PAPERS, "speaks_for": playbook.FOR_SIDES, "counted_from": playbook.COUNTED_FROM,
               "answers": playbook.ANSWERS, "travels": playbook.TRAVELS, "scope": playbook.SCOPES, "decision": playbook.DECISIONS,
               "person_side": playbook.PERSON_SIDES, "function": playbook.FUNCTIONS, "time_bar": playbook.BARS,
               "certainty": exposure.CERTAINTIES, "promise": exposure.PROMISES, "outcome": exposure.OUTCOMES,
               "standard": exposure.STANDARDS, "likelihood": exposure.LIKELIHOODS, "provision_why": exposure.REASONS, "discount_why": exposure.DISCOUNTINGS,
               "disclosure": exposure.DISCLOSURES, "recovery_why": exposure.RECOVERED, "credit_flag": exposure.CREDIT_FLAGS,
               "portfolio": exposure.UNSURE[1:],
               "role": exposure.ROLES, "compensation": exposure.RULED,
               "promise_state": exposure.PROMISE_STATES, "guess_leaning": exposure.LEANINGS[1:],
               "scope_advice": playbook.ADVICE, "pasted_kind": pasted.KINDS, "pasted_how": pasted.READ_AS, "pasted_doubt": pasted.DOUBTS[1:]}  # fmt: skip
    for group, codes in choices.items():
        yield from (f"{group}.{code}" for code in codes)
    yield from (f"flow.cost_{category}" for category in rework.COST_CATEGORIES)
    yield from (f"party.{party}" for party in Party)
    yield from (f"{group}.{column.key}" for column in COLUMNS for group in ("head", "head_help"))
    for source in SOURCES:
        yield from (f"error.{code}" for code in re.findall(r'Problem\(\s*"(\w+)"', source))
        yield from re.findall(r'say\(\s*\w+, "([\w.]+)"', source)


def flow_keys(gift_boxes: dossier.Dossier) -> set[str]:
    from negotiation import summarise

    found = {flow.key for outcome in summarise(gift_boxes).outcomes for flow in outcome.worth.flows}
    life = lifetime.order_stream(gift_boxes.case)
    for term in TERMS:
        found |= {flow.key for flow in term().flows(gift_boxes.case, gift_boxes.remedies[0], life)}
    return found | {flow.key for flow in life.margin_flows()} | {"open_order_margin", "replaced_margin"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_is_missing(lang: str) -> None:
    from negotiation.dossier.reading import CODES

    keys = {*needed(), *(f"error.{code}" for code in [*CODES.values(), "wrong_kind"])}
    assert len(keys) > 150
    assert sorted(keys - set(words(lang))) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_flow_has_a_name(gift_boxes: dossier.Dossier, lang: str) -> None:
    assert sorted(f"flow.{key}" for key in flow_keys(gift_boxes) if f"flow.{key}" not in words(lang)) == []


def test_both_languages_hold_the_same_keys() -> None:
    assert set(words("en")) == set(words("zh"))


def templates(entry: Any) -> list[str]:
    return [entry] if isinstance(entry, str) else [value for name, value in entry.items() if name != "by"]


def placeholders(entry: Any) -> set[str]:
    return {name for template in templates(entry) for _, name, _, _ in string.Formatter().parse(template) if name}


def test_both_languages_put_the_same_values_in_the_same_way() -> None:
    for key, entry in words("en").items():
        other = words("zh")[key]
        assert placeholders(entry) == placeholders(other), key
        if isinstance(entry, dict):
            assert entry["by"] == other["by"], key
            assert "other" in other, key


def test_no_entry_is_empty_and_chinese_is_chinese() -> None:
    same = {"negotiate.exactly", "cli.claim", "table.none", "table.best", "table.now", "field.translated.en"}
    for key, entry in words("zh").items():
        if key != "list.sentence":
            assert all(template for template in templates(entry)), key
        if key in same or not re.search("[A-Za-z]{3}", re.sub(r"\{[^}]*\}", "", " ".join(templates(words("en")[key])))):
            continue
        assert re.search(r"[\u4e00-\u9fff]", "".join(templates(entry))), key


def test_no_words_stand_unused() -> None:
    code = "\n".join(SOURCES)
    built = set(needed()) | {f"flow.{key}" for key in words("en")}
    tails = (
        "field.",
        "flow.",
        "error.",
        "origin.",
        "party.",
        "remedy.",
        "incident.",
        "claim_line.",
        "stage.",
        "terms.",
        "step.",
        "rework.",
        "rework_how.",
        "rework_view.",
        "exposure_chart.mark_",
        "exposure.why_",
        "exposure_due.who_",
        "exposure_due.shown_",
        "exposure_due.total_",
        "exposure_due.undated_",
        "exposure_due.head_",
        "exposure_chart.due_",
        "exposure_how.standard_",
        "exposure_how.provided_",
        "exposure.provided_",
        "exposure.from_",
        "exposure_page.revenue_",
        "exposure_page.claims_sum",
        "exposure_page.from_",
        "exposure_page.by_",
        "exposure_page.head_",
        "exposure_page.reason_",
        "exposure_page.booked_",
        "exposure_page.moved_",
        "exposure_page.promise_",
        "exposure_page.rows_",
        "exposure_page.trail_",
        "exposure_page.limits_title",
        "exposure_page.files_title",
        "action.",
        "movement.",
        "moved.",
        "page.rework.",
        "page.customer.",
        "customer.",
        "customer_how.",
        "customer_view.",
        "ladder.",
        "lifetime.",
        "refused_row.",
        "page.options.second_",
        "field_help.",
        "field_empty.",
        "head",
        "caution.",
        "challenge.",
        "message.",
        "view.",
        "business.",
        "proof.",
        "claimant.",
        "default.",
        "group.",
        "question.",
        "chart.threshold_",
        "facts_how.",
        "wait_event.",
        "objection.",
        "option_group.",
        "package.",
        "way.",
        "way_help.",
        "division.",
        "tornado.",
        "against.",
        "negotiate.",
        "letter.",
        "share.",
        "settlement_form.",
        "memo.",
        "due.",
        "puts.",
        "form.",
        "deck.alt_",
        "deck.compare",
        "deck.head_",
        "handout_page.",
        "book.",
        "plan.",
        "playbook.",
        "playbook_page.",
        "step_how.",
        "time_bar_how.",
        "causes.",
        "paste.",
        "register.",
        "register_fault.",
        "exposure_page.template_",
        "exposure_page.refused_",
        "approving.over_",
        "approving.below_",
        "approving.mine_",
        "approving.was_",
        "standing.per_",
        "trail_words.",
    )
    left = [key for key in words("en") if key not in built and not key.startswith(tails)]
    assert [key for key in left if key.rsplit(".", 1)[-1].removesuffix("_help").removeprefix("note_") not in code] == []


def test_a_placeholder_that_is_not_filled_fails_loudly() -> None:
    with pytest.raises(KeyError):
        say("en", "error.out_of_range", field="x")
    with pytest.raises(KeyError):
        say("en", "no.such.key")
