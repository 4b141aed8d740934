"""Words complete in both languages: for every term, field, choice, flow, column and error; and every key in the code
exists."""

import ast
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
from negotiation.figure_register import FIGURES, SIGNS, UNITS
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
    yield from ("action.archived", "action.restored")  # version 0.1.0 wrote them; they stand in its trails for good
    yield from (f"figure.{each.key}.{part}" for each in FIGURES for part in ("name", "meaning"))
    yield from (f"figure_unit.{unit}" for unit in UNITS)
    yield from (f"figure_sign.{sign}" for sign in SIGNS[1:])
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
    assert unused_keys(set(messages("en")) - set(needed()), SOURCES) == []


def unused_keys(keys: set[str], sources: list[str]) -> list[str]:
    """Keys that no text of the code can make.

    A key is used if it stands in the code as a whole, or if an f-string (or the end of a fixed prefix such as
    "field_help.") makes it and each part that is put in is a text or a field of the code, or two of them joined.
    """
    texts, names, made = set[str](), set[str](), set[str]()
    for tree in map(ast.parse, sources):
        documents = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documents:
                texts.add(node.value)
            elif isinstance(node, ast.JoinedStr):
                parts = [
                    re.escape(str(each.value)) if isinstance(each, ast.Constant) else "(.+?)" for each in node.values
                ]
                made.add("".join(parts).replace("(.+?)(.+?)", "(.+?)"))
            elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
                names.add(node.target.id)
            elif isinstance(node, ast.keyword) and node.arg:
                names.add(node.arg)
    known = names | texts | {part for text in texts for part in re.split(r"[.\s:/]", text)}
    patterns = [
        re.compile(each) for each in made if "(" in each and "." in each.replace("\\.", ".").replace("(.+?)", "")
    ]
    prefixes = tuple(text for text in texts if text.endswith((".", "_")) and len(text) > 2)

    def is_known(part: str) -> bool:
        cuts = [at for at, sign in enumerate(part) if sign == "_"]
        joined = ({part[:at], part[: at + 1]} & known and {part[at:], part[at + 1 :]} & known for at in cuts)
        return part in known or all(each in known for each in part.split(".")) or any(joined)

    def is_used(key: str) -> bool:
        found = (pattern.fullmatch(key) for pattern in patterns)
        return (
            key in texts
            or any(all(map(is_known, match.groups())) for match in found if match)
            or any(is_known(key.removeprefix(prefix)) for prefix in prefixes if key.startswith(prefix))
        )

    return sorted(key for key in keys if not is_used(key))


def test_a_dead_key_is_found_and_a_used_one_is_not() -> None:
    code = [
        'say(lang, "verdict.cash")',
        'say(lang, f"flow.{flow.key}")',
        'KINDS = ("deposit",)',
        'heads("head.", KINDS)',
    ]
    keys = {"verdict.cash", "verdict.gone", "flow.deposit", "flow.gone", "head.deposit", "head.gone"}
    assert unused_keys(keys, code) == ["flow.gone", "head.gone", "verdict.gone"]


def test_a_placeholder_that_is_not_filled_fails_loudly() -> None:
    with pytest.raises(KeyError):
        say("en", "error.out_of_range", field="x")
    with pytest.raises(KeyError):
        say("en", "no.such.key")
