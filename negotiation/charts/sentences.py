"""A summary in sentences: the label of an option, the verdict with its reasons, notices, and what is wrong with an input."""

from __future__ import annotations

import dataclasses
import itertools
import math
import re
from collections.abc import Sequence
from typing import Any

from negotiation.dossier import Dossier, leads_somewhere, value_at
from negotiation.settlement import NO_DEAL
from negotiation.summary import Summary
from negotiation.terms import ExtraOrders, Term
from negotiation.units import Problem
from negotiation.words import pick, say, words
from negotiation.words.formats import on, share

MOST_TERMS = 3
"""How many terms a label names; of more, the rest is counted."""


def option_label(dossier: Dossier, code: str, lang: str) -> str:
    """What an option is called: its own name if the user gave one, else its remedy and its terms as they stand now."""
    if code == NO_DEAL:
        return say(lang, "option.no_deal")
    offer = next(offer for offer in dossier.offers if offer.code == code)
    if offer.name:
        return str(pick(offer.name, lang))
    head = remedy_label(dossier, offer.remedy, lang)
    parts = [term_label(term, lang) for term in offer.terms]
    if len(parts) > MOST_TERMS:
        parts = [*parts[: MOST_TERMS - 1], say(lang, "option.more", count=len(parts) - MOST_TERMS + 1)]
    return say(lang, "option.join").join([head, *(parts or [say(lang, "option.nothing_in_return")])])


def term_label(term: Term, lang: str) -> str:
    """A term as it stands now, in a few words."""
    return say(lang, f"terms.{term.key}.line", **_numbers(term))


def remedy_label(dossier: Dossier, code: str, lang: str) -> str:
    """What a remedy is called: its own name if the user gave one, else its kind."""
    remedy = next((remedy for remedy in dossier.remedies if remedy.code == code), None)
    if remedy is None:  # cash at the table for the goods as they are
        return say(lang, "remedy.accept_as_is")
    return str(pick(remedy.name, lang)) or say(lang, f"remedy.{remedy.kind}")


def _numbers(record: Any) -> dict[str, Any]:
    return {field.name: getattr(record, field.name) for field in dataclasses.fields(record)}


def verdict_headline(summary: Summary, lang: str) -> str:
    """One sentence with the money in it; it can say "don't pay"."""
    verdict, dossier = summary.verdict, summary.dossier
    if verdict.code == NO_DEAL:
        nothing = "no_room" if verdict.better_but_refused else "pay_nothing" if dossier.offers else "nothing_offered"
        return say(lang, f"verdict.{nothing}")
    label = option_label(dossier, verdict.code, lang)
    offer = next(offer for offer in dossier.offers if offer.code == verdict.code)
    for term in offer.terms:
        if isinstance(term, ExtraOrders) and term.orders:
            label += say(lang, "verdict.counted", **_numbers(term))
    return say(lang, "verdict.offer", label=label, cost=verdict.claim_cost, better=verdict.better_than_no_deal, currency=dossier.case.currency)


def verdict_reasons(summary: Summary, lang: str) -> list[str]:
    """Why, in the order in which a reader would ask: cash, break-even, next best, ties, risk, and the challenge to the verdict."""
    verdict, dossier = summary.verdict, summary.dossier
    money = {"currency": dossier.case.currency}
    runner_up = option_label(dossier, verdict.runner_up, lang) if verdict.runner_up else ""
    if verdict.code == NO_DEAL:
        return _no_deal_reasons(summary, runner_up, lang)
    cash = "cash" if verdict.cash_out > 0 else "no_cash"
    if verdict.claim_cost < 0.005:
        cash = "costs_nothing" if verdict.cash_out > 0 else "no_cash_no_cost"
    elif math.isinf(verdict.orders_to_earn_back):
        cash = "no_margin"
    orders = round(verdict.orders_to_earn_back, 1) if math.isfinite(verdict.orders_to_earn_back) else 0.0
    reasons = [say(lang, f"verdict.{cash}", cash_out=verdict.cash_out, day=verdict.cash_out_day, orders=max(orders, 0.0), **money)]
    reasons.append(_break_even_reason(summary, lang))
    if runner_up:
        reasons.append(say(lang, "verdict.runner_up", label=runner_up, behind=verdict.lead, **money))
        if verdict.promised_margin > verdict.lead:
            reasons.append(say(lang, "verdict.promise_decides", label=runner_up))
    if verdict.ties:
        reasons.append(say(lang, "verdict.ties", labels=" / ".join(option_label(dossier, code, lang) for code in verdict.ties)))
    if verdict.most_at_risk > 0:
        owed = "at_risk" if float(dossier.case.receivable) > 0 else "at_risk_cash"
        moment = on(dossier.case.settlement_date, verdict.most_at_risk_day, lang)
        reasons.append(say(lang, f"verdict.{owed}", amount=verdict.most_at_risk, on=moment, **money))
    if verdict.cheapest_if_they_stay not in (verdict.code, NO_DEAL) and verdict.cost_if_they_stay < verdict.own_cost_if_they_stay:
        label = option_label(dossier, verdict.cheapest_if_they_stay, lang)
        reasons.append(say(lang, "verdict.if_they_stay", label=label, cost=verdict.cost_if_they_stay, own=verdict.own_cost_if_they_stay, **money))
    return reasons


def _no_deal_reasons(summary: Summary, runner_up: str, lang: str) -> list[str]:
    """Why no deal: what would be better but for their refusal, what the best acceptable offer would cost us, and ties."""
    verdict, money = summary.verdict, {"currency": summary.dossier.case.currency}
    reasons = []
    if verdict.better_but_refused:
        wanted = summary.outcome(verdict.better_but_refused)
        label = option_label(summary.dossier, wanted.code, lang)
        gain = float(wanted.net) - float(summary.best.net)
        reasons.append(say(lang, "verdict.better_but_refused", label=label, better=gain, gap=-float(wanted.better_for_them), **money))
    if verdict.ties:
        reasons.append(say(lang, "verdict.ties", labels=" / ".join(option_label(summary.dossier, code, lang) for code in verdict.ties)))
    elif runner_up:
        reasons.append(say(lang, "verdict.runner_up_no_deal", label=runner_up, behind=verdict.lead, **money))
    return reasons


def _break_even_reason(summary: Summary, lang: str) -> str:
    """From which gain in staying it pays; for an offer with promised orders, without them."""
    verdict = summary.verdict
    reference = option_label(summary.dossier, verdict.reference, lang)
    if verdict.points_needed <= 0.0:
        return say(lang, "verdict.pays_anyway", reference=reference)
    typed = summary.judgement(verdict.code) is not None
    whose = say(lang, "verdict.judged" if typed else "verdict.by_curve")
    values = {"needed": verdict.points_needed, "judged": verdict.points_judged, "reference": reference, "whose": whose}
    promised = verdict.promised_margin > 0
    if math.isinf(verdict.points_needed):
        return say(lang, "verdict.never_pays_without_promise" if promised else "verdict.never_pays", **values)
    if not promised:
        return say(lang, "verdict.points", **values)
    if verdict.points_judged < verdict.points_needed:
        return say(lang, "verdict.falls_short", **values)
    return say(lang, f"verdict.{'pays_anyway_with_promise' if verdict.points_needed_with_promise <= 0.0 else 'points_without_promise'}", **values)


def notices(summary: Summary, lang: str) -> list[str]:
    """What a reader must know beside the verdict: a lifetime value without end, a list that the customer would refuse whole."""
    case, life = summary.dossier.case, summary.life
    found = []
    if life.no_end:
        numbers = {"retention": case.customer.retention, "rate": case.rates.us, "horizon": life.horizon, "value": life.value}
        found.append(say(lang, "notice.no_end", currency=case.currency, **numbers))
    if summary.verdict.code == NO_DEAL and not summary.verdict.runner_up:
        found.append(say(lang, "notice.refused_all" if summary.dossier.offers else "notice.no_offers"))
    return found


def chart_message(summary: Summary, lang: str) -> str:
    """The chart's title: its message, not its axes."""
    best = summary.best
    no_deal = summary.outcome(NO_DEAL)
    if best.code == NO_DEAL:
        message = "message_refused" if summary.verdict.better_but_refused else "message_no_deal"
        return say(lang, f"chart.{message}", kept=best.lifetime_kept)
    kept = float(best.lifetime_kept) - float(no_deal.lifetime_kept)
    return say(lang, "chart.message", label=option_label(summary.dossier, best.code, lang), cost=best.claim_cost, kept=kept)


RECORDS = {
    "order": "order", "incident": "incident", "customer": "customer", "rates": "rates", "case": "case", "lines": "cost_line", "claims": "claim_line",
    "remedies": "remedy", "steps": "step", "grades": "grade", "yields": "yield", "days": "three_point", "sea": "three_point", "air": "three_point",
    "exchange_rates": "exchange_rate", "shutdowns": "shutdown", "ranges": "range", "open_orders": "open_order", "history": "past_order", "prior": "order_prior",
    "offers": "offer", "no_deal": "no_deal", "notes": "note", "waits": "wait", "closure": "closure", "milestones": "milestone", "division": "division",
    "stakes": "stake", "upstream": "upstream", "talks": "talks", "log": "said", "law": "law", "letter": "letter", "playbook": "playbook", "problems": "trouble",
    "causes": "cause",
    "measures": "measure", "heard": "heard", "demands": "demand", "ticks": "tick", "evidence": "evidence", "time_bars": "time_bars",
    "incidents": "past_incident", "repeats": "repeats", "ladder": "rung", "requests": "request", "goodwill": "goodwill", "people": "person",
    "promises": "promise", "follow_up": "follow_up", "ledger": "ledger", "rules": "rule", "entries": "entry",
}  # fmt: skip
"""Which record the items or fields under a name belong to; what is not here is found by its field alone."""


def field_label(path: str, lang: str) -> str:
    """The words for a field path such as `case.order.quantity` or `offers[2].terms[0].share`; the path itself where it has none."""
    names = re.sub(r"\[[^\]]*\]", "", re.sub(r"terms\[(\D[^\]]*)\]", r"\1", path)).split(".")  # a term's fields stand under its own key
    entries = words(lang)
    owners = [RECORDS.get(name, name) for name in reversed(names[:-1])] or ["dossier"]
    last = names[-1]
    direct = (f"field.{owner}.{last}" for owner in owners)
    anywhere = (key for key in entries if key.startswith("field.") and key.endswith(f".{last}"))
    return next((say(lang, key) for key in itertools.chain(direct, anywhere) if key in entries), path)


def owner_label(dossier: Dossier, path: str, lang: str) -> str:
    """Whose number it is, where several records have the same field: an option, a remedy, a cost or claim line."""
    record = path[: path.index("]") + 1] if "]" in path else path
    if not leads_somewhere(dossier, record):
        return ""
    if path.startswith("offers["):
        return option_label(dossier, value_at(dossier, path[: path.index("]") + 1]).code, lang) + " · "
    if path.startswith("no_deal"):
        return say(lang, "option.no_deal") + " · "
    if path.startswith("remedies["):
        head = remedy_label(dossier, value_at(dossier, path[: path.index("]") + 1]).code, lang)
        line = value_at(dossier, path[: path.index("]", path.index(".lines[")) + 1]) if ".lines[" in path else None
        named = "" if line is None else (str(pick(line.name, lang)) or say(lang, f"flow.cost_{line.category}")) + " · "
        return f"{head} · {named}"
    if path.startswith("case.claims["):
        return say(lang, f"claim_line.{value_at(dossier, path[: path.index(']') + 1]).kind}") + " · "
    return ""


def error_text(problem: Problem, lang: str, percent: bool = False) -> str:
    """One problem in words: the field, the value, and what is allowed; shares as percentages where they were typed so."""
    shown = dict(problem.allowed)
    for name, allowed in shown.items():
        if isinstance(allowed, tuple):
            shown[name] = say(lang, "list.join").join(map(str, allowed))
    value = problem.value
    if problem.code in ROLES_BY_CODE:
        known = words(lang)
        value = known.get(f"role.{value}", value)
        for name in ROLE_NAMES & shown.keys():
            shown[name] = say(lang, "list.join").join(str(known.get(f"role.{code}", code)) for code in _several(problem.allowed[name]))
    if percent and problem.allowed.get("unit") in ("share", "rate") and isinstance(value, float | int):
        value, shown["low"], shown["high"] = (share(float(str(figure)), lang, 6) for figure in (value, problem.allowed["low"], problem.allowed["high"]))
    if problem.code in STEPS_BY_CODE:
        known = words(lang)
        value = " → ".join(str(known.get(f"step.{code}", code)) for code in str(value).split(" → "))
        choices = problem.allowed.get("choices")
        if isinstance(choices, tuple):
            shown["choices"] = say(lang, "list.join").join(str(known.get(f"step.{code}", code)) for code in choices)
    if problem.code == "column_missing":
        shown["choices"] = say(lang, "list.join").join(in_language(_several(problem.allowed["choices"]), lang)[:HEADS_NAMED])
        value = say(lang, f"field.entry.{value}")
    label = field_label(problem.path, lang) if problem.path else ""
    if label and label != problem.path and ("." in problem.path or "[" in problem.path):
        label = say(lang, "error.where", field=label, path=problem.path)
    return say(lang, f"error.{problem.code}", field=label, value=value, **shown)


def in_language(words: Sequence[str], lang: str) -> tuple[str, ...]:
    """Those of some words that a reader of the language writes: Chinese ones have signs beyond ASCII."""
    return tuple(word for word in words if word.isascii() == (lang != "zh"))


def _several(codes: object) -> tuple[str, ...]:
    return codes if isinstance(codes, tuple) else (str(codes),)


ROLES_BY_CODE = ("over_limit", "over_every_limit", "not_a_keeper")
"""Problems that name roles, by their codes."""

HEADS_NAMED = 6
"""Heads of a register that are named where its column is missing."""

ROLE_NAMES = {"role", "signs", "keepers"}

STEPS_BY_CODE = ("unknown_step", "steps_in_a_circle")
"""Problems whose value names steps by their codes."""
