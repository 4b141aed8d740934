"""What keeps a dossier from being computed, beyond the range of each field; a dossier that was found right is not
asked again."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import timedelta
from functools import lru_cache
from weakref import WeakValueDictionary

import numpy as np

from negotiation.claim.document.dossier import Dossier
from negotiation.claim.document.uncertain_ranges import range_problems
from negotiation.core.distributions import order_problems
from negotiation.core.field_checks import cannot_change, check_record
from negotiation.core.problems import BadInput, Problem
from negotiation.model.facts.case import Case
from negotiation.model.playbook.playbook import Playbook, playbook_problems
from negotiation.model.rework.critical_path import step_problems
from negotiation.model.rework.remedy import Remedy
from negotiation.model.terms import CustomerShare, RepaymentOverOrders
from negotiation.model.valuation.conditions import THE_REMEDY
from negotiation.model.valuation.offer import NO_DEAL

LONGEST_SHUTDOWN = 366
"""Days that one shutdown of the factory may last."""


def dossier_problems(dossier: Dossier) -> Iterator[Problem]:
    """Everything that keeps a dossier from being computed: fields out of range, codes used twice, unknown remedies,
    shares over 100 %, steps that are no network, currencies without a rate, ranges that do not rise, causes in a
    circle, a ladder that gets milder."""
    wrong = list(check_record(dossier))
    yield from wrong
    if wrong:
        return
    order = dossier.case.order
    if np.any(np.asarray(order.affected) > order.quantity):
        yield Problem(
            "out_of_range",
            "case.order.affected",
            float(np.max(order.affected)),
            {"low": 0.0, "high": float(np.min(order.quantity))},
        )
    yield from _case_problems(dossier.case)
    for index, remedy in enumerate(dossier.remedies):
        for problem in _inside(remedy):
            yield dataclasses.replace(problem, path=f"remedies[{index}].{problem.path}")
        for place, line in enumerate(remedy.lines):
            if dossier.case.worth_of_one(line.currency) is None:
                yield Problem(
                    "no_exchange_rate",
                    f"remedies[{index}].lines[{place}].currency",
                    line.currency,
                    {"currency": dossier.case.currency},
                )
    yield from range_problems(dossier, dossier.ranges)
    curve = dossier.staying
    if np.any(np.asarray(curve.floor) > curve.ceiling):
        yield Problem(
            "floor_over_ceiling", "staying.floor", float(np.max(curve.floor)), {"high": float(np.min(curve.ceiling))}
        )
    remedies = tuple(remedy.code for remedy in dossier.remedies)
    taken = {"remedies": [""], "offers": ["", NO_DEAL]}
    for name, records in (("remedies", dossier.remedies), ("offers", dossier.offers)):
        for index, code in enumerate(record.code for record in records):
            if code in taken[name] or not has_path(code):
                yield Problem("code_not_unique", f"{name}[{index}].code", code)
            taken[name].append(code)
    for index, offer in enumerate(dossier.offers):
        if offer.remedy not in remedies:
            yield Problem("not_a_choice", f"offers[{index}].remedy", offer.remedy, {"choices": remedies})
        held = (THE_REMEDY, *(term.key for term in offer.terms))
        for place, wait in enumerate(offer.waits):
            if wait.what not in held or wait.what in [each.what for each in offer.waits[:place]]:
                yield Problem("not_a_choice", f"offers[{index}].waits[{place}].what", wait.what, {"choices": held})
        shared = sum(term.share for term in offer.terms if isinstance(term, CustomerShare | RepaymentOverOrders))
        if np.any(np.asarray(shared) > 1.0 + 1e-9):
            yield Problem("shares_over_one", f"offers[{index}].terms", float(np.max(shared)), {"high": 1.0})
    for problem in _playbook_problems(dossier.playbook):
        yield dataclasses.replace(problem, path=f"playbook.{problem.path}")


@lru_cache(maxsize=256)
def _playbook_problems(playbook: Playbook) -> tuple[Problem, ...]:
    """What is wrong within the playbook, paths relative to it; kept, since records are frozen."""
    return tuple(playbook_problems(playbook))


@lru_cache(maxsize=256)
def _case_problems(case: Case) -> tuple[Problem, ...]:
    """What is wrong between the facts: points that do not rise, a shutdown that ends before it begins, more bad than
    inspected."""
    logistics, incident, found = case.logistics, case.incident, []
    for name, days in (("sea", logistics.sea), ("air", logistics.air)):
        found += order_problems(days.optimistic, days.likely, days.pessimistic, f"case.logistics.{name}")
    for place, each in enumerate(logistics.shutdowns):
        if (each.last - each.first).days > LONGEST_SHUTDOWN:
            latest = (each.first + timedelta(days=LONGEST_SHUTDOWN)).isoformat()
            found.append(
                Problem(
                    "day_out_of_range",
                    f"case.logistics.shutdowns[{place}].last",
                    each.last.isoformat(),
                    {"low": each.first.isoformat(), "high": latest},
                )
            )
        if each.last < each.first:
            found.append(
                Problem(
                    "ends_before_it_begins",
                    f"case.logistics.shutdowns[{place}].last",
                    each.last.isoformat(),
                    {"low": each.first.isoformat()},
                )
            )
    if (
        incident.found_bad is not None
        and incident.inspected is not None
        and np.any(np.asarray(incident.found_bad) > incident.inspected)
    ):
        most = float(np.min(incident.inspected))
        found.append(
            Problem(
                "out_of_range", "case.incident.found_bad", float(np.max(incident.found_bad)), {"low": 0.0, "high": most}
            )
        )
    codes = [each.currency for each in case.exchange_rates]
    for place, code in enumerate(codes):
        if code == case.currency or code in codes[:place]:
            found.append(Problem("code_not_unique", f"case.exchange_rates[{place}].currency", code))
    return tuple(found)


@lru_cache(maxsize=1024)
def _inside(remedy: Remedy) -> tuple[Problem, ...]:
    """What is wrong within one remedy, paths relative to it; kept, since records are frozen."""
    found = list(step_problems(tuple(remedy.steps), "steps"))
    codes = [line.code for line in remedy.lines]
    for place, code in enumerate(codes):
        if code and (code in codes[:place] or not has_path(code)):
            found.append(Problem("code_not_unique", f"lines[{place}].code", code))
    return tuple(found)


def has_path(code: str) -> bool:
    """Whether a code can stand in a path: brackets end one."""
    return not set("[]") & set(code)


def checked_dossier(dossier: Dossier) -> Dossier:
    """The dossier itself, or BadInput with all its problems."""
    if _RIGHT.get(id(dossier)) is dossier:
        return dossier
    found = tuple(dossier_problems(dossier))
    if found:
        raise BadInput(*found)
    if all(cannot_change(getattr(dossier, field.name)) for field in dataclasses.fields(dossier)):
        _RIGHT[id(dossier)] = dossier
    return dossier


_RIGHT: WeakValueDictionary[int, Dossier] = WeakValueDictionary()
"""Dossiers without arrays that were checked and are right: they are frozen, so they stay right."""
