"""Words complete in both languages: for every term, field, choice, flow, column and error; and every key in the code
exists."""

import dataclasses
import re
import string
from collections.abc import Iterator
from typing import Any

import pytest

from negotiation.claim.defaults.option_presets import PACKAGES
from negotiation.claim.document.dossier import ORIGINS, Dossier, Note
from negotiation.claim.document.letter_settings import FORMS, PUTS, Letter
from negotiation.claim.document.uncertain_ranges import SHAPES, Range
from negotiation.claim.document.upstream import AGAINST, Upstream
from negotiation.claim.progress.checklist_progress import STATES
from negotiation.core.cashflow import Party
from negotiation.core.distributions import ThreePoint
from negotiation.core.fields import Translated
from negotiation.finance.authority.approval_limits import ROLES, RULED, AuthorityPolicy, Promised, Rule
from negotiation.finance.loss.loss_distribution import UNSURE
from negotiation.finance.promises.follow_up import OUTCOMES, PROMISES, FollowUp, Ledger, Promise
from negotiation.finance.promises.promise_scores import LEANINGS, PROMISE_STATES
from negotiation.finance.provision.provision import (
    DISCLOSURES,
    DISCOUNTINGS,
    LIKELIHOODS,
    REASONS,
    RECOVERED,
    STANDARDS,
    ProvisionPolicy,
)
from negotiation.finance.provision.revenue_credits import CREDIT_FLAGS
from negotiation.finance.register.entry import CERTAINTIES, Entry
from negotiation.i18n.catalogue import LANGUAGES, messages, say
from negotiation.importers import pasted_message
from negotiation.model.bargaining.negotiation_log import Said, Talks
from negotiation.model.division.loss_parties import WAYS, Division, Stake
from negotiation.model.facts.case import CLAIM_LINES, INCIDENTS, STAGES, Case, ClaimLine, Incident, Order, Rates
from negotiation.model.facts.contract import (
    MILESTONES,
    WEEKS,
    ExchangeRate,
    LateDelivery,
    Logistics,
    Milestone,
    Shutdown,
)
from negotiation.model.facts.customer import Customer, OpenOrder, OrderPrior, PastOrder
from negotiation.model.lifetime.chance_of_staying import Judgement, StayingCurve
from negotiation.model.lifetime.lifetime_value import order_stream
from negotiation.model.playbook.call_steps import DEMANDS, LSCPA, Demand, Heard
from negotiation.model.playbook.checklist import PHASES, STEPS, Tick
from negotiation.model.playbook.escalation import ANSWERS, TRAVELS, Rung
from negotiation.model.playbook.evidence import BARS, COUNTED_FROM, FOR_SIDES, PAPERS, Evidence, TimeBars
from negotiation.model.playbook.extra_requests import ADVICE, DECISIONS, SCOPES, Goodwill, Request
from negotiation.model.playbook.playbook import Playbook
from negotiation.model.playbook.repeat_incidents import PastIncident, Repeats
from negotiation.model.playbook.root_cause import MEASURES, QUESTIONS, Cause, Measure, Trouble
from negotiation.model.playbook.stakeholders import FUNCTIONS, PERSON_SIDES, Person
from negotiation.model.rework.cost_lines import COST_CATEGORIES, CostLine
from negotiation.model.rework.critical_path import Step
from negotiation.model.rework.quantities import DRIVERS, Work, Yield
from negotiation.model.rework.remedy import FREIGHT, REMEDIES, Grade, Remedy
from negotiation.model.terms import GROUPS, TERMS
from negotiation.model.valuation.conditions import EVENTS, Closure, Wait
from negotiation.model.valuation.litigation import Law
from negotiation.model.valuation.offer import NoDeal, Offer
from negotiation.presentation.options.table import COLUMNS
from tests.conftest import ROOT

RECORDS = [
    Case,
    Order,
    Incident,
    Customer,
    ClaimLine,
    Rates,
    CostLine,
    Remedy,
    Judgement,
    StayingCurve,
    Offer,
    NoDeal,
    Dossier,
    Note,
    Range,
    Translated,
    ExchangeRate,
    LateDelivery,
    Shutdown,
    Logistics,
    Work,
    Yield,
    Grade,
    Step,
    ThreePoint,
    OpenOrder,
    OrderPrior,
    PastOrder,
    Milestone,
    Wait,
    Closure,
    Division,
    Stake,
    Upstream,
    Law,
    Talks,
    Said,
    Letter,
    Playbook,
    Trouble,
    Cause,
    Measure,
    Heard,
    Demand,
    Tick,
    Evidence,
    TimeBars,
    PastIncident,
    Repeats,
    Rung,
    Request,
    Goodwill,
    Person,
    Entry,
    Ledger,
    Promise,
    FollowUp,
    ProvisionPolicy,
    AuthorityPolicy,
    Rule,
    Promised,
]
SOURCES = [path.read_text("utf-8") for path in [ROOT / "app.py", *(ROOT / "negotiation").rglob("*.py")]]


def snake(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


def needed() -> Iterator[str]:
    for record in RECORDS:
        yield from (f"field.{snake(record.__name__)}.{field.name}" for field in dataclasses.fields(record))
    for term in TERMS:
        fields: Any = term
        yield from (f"field.{term.key}.{field.name}" for field in dataclasses.fields(fields))
        yield from (
            f"terms.{term.key}.{name}"
            for name in ("name", "help", "line", *([] if getattr(term, "among_us", False) else ["offer"]))
        )
    choices = {
        "incident": INCIDENTS,
        "stage": STAGES,
        "claim_line": CLAIM_LINES,
        "remedy": REMEDIES,
        "origin": ORIGINS,
        "driver": DRIVERS,
        "freight": FREIGHT,
        "weeks": WEEKS,
        "shape": SHAPES,
        "milestone": MILESTONES,
        "wait_event": EVENTS,
        "way": WAYS,
        "way_help": WAYS,
        "term_group": GROUPS,
        "against": AGAINST,
        "package": tuple(PACKAGES),
        "puts": PUTS,
        "form": FORMS,
        "measure_kind": MEASURES,
        "w1h": QUESTIONS,
        "lscpa": LSCPA,
        "lscpa_what": LSCPA,
        "demand": DEMANDS,
        "playbook_step": STEPS,
        "playbook_step_what": STEPS,
        "playbook_do": STEPS,
        "playbook_phase": tuple(PHASES),
        "step_state": STATES,
        "paper": PAPERS,
        "speaks_for": FOR_SIDES,
        "counted_from": COUNTED_FROM,
        "answers": ANSWERS,
        "travels": TRAVELS,
        "scope": SCOPES,
        "decision": DECISIONS,
        "person_side": PERSON_SIDES,
        "function": FUNCTIONS,
        "time_bar": BARS,
        "certainty": CERTAINTIES,
        "promise": PROMISES,
        "outcome": OUTCOMES,
        "standard": STANDARDS,
        "likelihood": LIKELIHOODS,
        "provision_why": REASONS,
        "discount_why": DISCOUNTINGS,
        "disclosure": DISCLOSURES,
        "recovery_why": RECOVERED,
        "credit_flag": CREDIT_FLAGS,
        "portfolio": UNSURE[1:],
        "role": ROLES,
        "compensation": RULED,
        "promise_state": PROMISE_STATES,
        "guess_leaning": LEANINGS[1:],
        "scope_advice": ADVICE,
        "pasted_kind": pasted_message.KINDS,
        "pasted_how": pasted_message.READ_AS,
        "pasted_doubt": pasted_message.DOUBTS[1:],
    }
    for group, codes in choices.items():
        yield from (f"{group}.{code}" for code in codes)
    yield from (f"flow.cost_{category}" for category in COST_CATEGORIES)
    yield from (f"party.{party}" for party in Party)
    yield from (f"{group}.{column.key}" for column in COLUMNS for group in ("head", "head_help"))
    for source in SOURCES:
        yield from (f"error.{code}" for code in re.findall(r'Problem\(\s*"(\w+)"', source))
        yield from re.findall(r'say\(\s*\w+, "([\w.]+)"', source)


def flow_keys(gift_boxes: Dossier) -> set[str]:
    from negotiation import summarise

    found = {flow.key for outcome in summarise(gift_boxes).outcomes for flow in outcome.worth.flows}
    life = order_stream(gift_boxes.case)
    for term in TERMS:
        found |= {flow.key for flow in term().flows(gift_boxes.case, gift_boxes.remedies[0], life)}
    return found | {flow.key for flow in life.margin_flows()} | {"open_order_margin", "replaced_margin"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_is_missing(lang: str) -> None:
    from negotiation.claim.document.json_reading import CODES

    keys = {*needed(), *(f"error.{code}" for code in [*CODES.values(), "wrong_kind"])}
    assert len(keys) > 150
    assert sorted(keys - set(messages(lang))) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_flow_has_a_name(gift_boxes: Dossier, lang: str) -> None:
    assert sorted(f"flow.{key}" for key in flow_keys(gift_boxes) if f"flow.{key}" not in messages(lang)) == []


def test_both_languages_hold_the_same_keys() -> None:
    assert set(messages("en")) == set(messages("zh"))


def templates(entry: Any) -> list[str]:
    return [entry] if isinstance(entry, str) else [value for name, value in entry.items() if name != "by"]


def placeholders(entry: Any) -> set[str]:
    return {name for template in templates(entry) for _, name, _, _ in string.Formatter().parse(template) if name}


def test_both_languages_put_the_same_values_in_the_same_way() -> None:
    for key, entry in messages("en").items():
        other = messages("zh")[key]
        assert placeholders(entry) == placeholders(other), key
        if isinstance(entry, dict):
            assert entry["by"] == other["by"], key
            assert "other" in other, key


def test_no_entry_is_empty_and_chinese_is_chinese() -> None:
    same = {"negotiate.exactly", "cli.claim", "table.none", "table.best", "table.now", "field.translated.en"}
    for key, entry in messages("zh").items():
        if key != "list.sentence":
            assert all(template for template in templates(entry)), key
        if key in same or not re.search(
            "[A-Za-z]{3}", re.sub(r"\{[^}]*\}", "", " ".join(templates(messages("en")[key])))
        ):
            continue
        assert re.search(r"[\u4e00-\u9fff]", "".join(templates(entry))), key


def test_no_words_stand_unused() -> None:
    code = "\n".join(SOURCES)
    built = set(needed()) | {f"flow.{key}" for key in messages("en")}
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
    left = [key for key in messages("en") if key not in built and not key.startswith(tails)]
    assert [key for key in left if key.rsplit(".", 1)[-1].removesuffix("_help").removeprefix("note_") not in code] == []


def test_a_placeholder_that_is_not_filled_fails_loudly() -> None:
    with pytest.raises(KeyError):
        say("en", "error.out_of_range", field="x")
    with pytest.raises(KeyError):
        say("en", "no.such.key")
