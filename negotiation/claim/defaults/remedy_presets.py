"""A remedy to start from: usual cost lines and steps for each way of putting things right. Everything in it is an
assumption to edit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from types import MappingProxyType

from negotiation.claim.document.dossier import Dossier
from negotiation.core.distributions import ThreePoint
from negotiation.model.facts.case import Case
from negotiation.model.rework.cost_lines import CostLine
from negotiation.model.rework.critical_path import Step
from negotiation.model.rework.inspection import bad_share
from negotiation.model.rework.quantities import Work
from negotiation.model.rework.remedy import Grade, Remedy

BOXES = ("box_factory", "box_trader")
SHIPPED = ("box_factory", "box_trader", "equipment")
"""Kinds of business whose goods travel."""

WITHOUT_TRANSPORT = ("accept_as_is", "credit_note", "replace_with_next_order", "other")

INSPECTION_DAY, SEA_CUBIC_METRE, AIR_KILOGRAM, DIE = 268.0, 48.0, 3.53, 150.0
"""USD. A man-day of inspection (V-Trust 268, QIMA 229 to 299); sea Asia to North Europe at 68 m³ and 3,273 a
container, air per kg (Freightos, 2025); a die 50 to 300 (daoyipack)."""

SORTED_A_DAY = 1_500.0
"""Pieces that one person sorts in a day."""


@cache
def steps_for(kind: str, business: str) -> tuple[Step, ...]:
    """Usual steps of a kind of remedy, working days optimistic, likely, pessimistic, each after those before it."""

    def step(code: str, days: tuple[float, float, float], *after: str) -> Step:
        return Step(code, days=ThreePoint(*days), after=after)

    approve, pack = step("approve", (1.0, 2.0, 4.0)), step("pack", (0.5, 1.0, 2.0), "inspect")
    anew: tuple[Step, ...]
    if business in BOXES:
        anew = (
            approve,
            step("material", (1.0, 2.0, 4.0), "approve"),
            step("plates", (1.0, 1.0, 3.0), "approve"),
            step("print", (1.0, 1.0, 2.0), "material", "plates"),
            step("make", (1.0, 2.0, 4.0), "print"),
            step("inspect", (1.0, 1.0, 2.0), "make"),
            pack,
        )
    elif business == "equipment":
        anew = (
            approve,
            step("procure", (5.0, 10.0, 25.0), "approve"),
            step("configure", (1.0, 2.0, 5.0), "procure"),
            step("inspect", (1.0, 1.0, 3.0), "configure"),
            pack,
        )
    else:
        anew = (
            step("diagnose", (0.5, 1.0, 3.0)),
            step("repair", (2.0, 5.0, 12.0), "diagnose"),
            step("test", (1.0, 2.0, 5.0), "repair"),
            step("deploy", (0.5, 1.0, 2.0), "test"),
            step("accept", (1.0, 2.0, 5.0), "deploy"),
        )
    chains: Mapping[str, tuple[Step, ...]] = {
        "rework": (
            step("inspect_first", (1.0, 1.0, 2.0)),
            step("repair", (2.0, 4.0, 8.0), "inspect_first"),
            step("inspect", (1.0, 1.0, 2.0), "repair"),
            pack,
        ),
        "sort_and_replace": (
            step("inspect_first", (0.5, 1.0, 2.0)),
            step("sort", (1.0, 3.0, 6.0), "inspect_first"),
            *(
                replace(each, after=(*each.after, "sort") if each.code == "pack" else each.after or ("inspect_first",))
                for each in anew
            ),
        ),
        "another_supplier": (
            step("find", (2.0, 4.0, 10.0)),
            step("procure", (5.0, 10.0, 20.0), "find"),
            step("inspect", (1.0, 1.0, 3.0), "procure"),
            pack,
        ),
        "replace_with_next_order": (step("next_order", (10.0, 30.0, 60.0)),),
        "expedite": (step("book", (0.5, 1.0, 3.0)),),
        "return_and_refund": (step("agree", (1.0, 2.0, 5.0)), step("collect", (2.0, 5.0, 10.0), "agree")),
        "accept_as_is": (),
        "credit_note": (),
        "other": (),
    }
    return chains.get(kind, anew)


def _dollars(case: Case, rate: float) -> tuple[float, str]:
    """A published rate in dollars as rate and currency of a line; 0 where nobody typed what a dollar is worth."""
    if case.currency == "USD":
        return rate, ""
    return (rate, "USD") if case.worth_of_one("USD") is not None else (0.0, "")


def lines_for(kind: str, case: Case) -> tuple[CostLine, ...]:
    """Usual cost lines of a kind of remedy. Own cost = price less margin; published rates in dollars for inspection,
    dies and freight."""
    unit = round(float(case.order.unit_price) * (1.0 - max(float(case.customer.margin_rate), 0.0)), 4)
    affected = float(case.order.affected)

    def line(
        code: str,
        driver: str = "fixed",
        quantity: float = 1.0,
        rate: float = 0.0,
        category: str = "",
        currency: str = "",
    ) -> CostLine:
        return CostLine(category or code, quantity, rate, driver=driver, currency=currency, code=code)

    def abroad(code: str, driver: str, quantity: float, dollars: float, category: str = "") -> CostLine:
        rate, currency = _dollars(case, dollars)
        return line(code, driver, quantity, rate, category, currency)

    inspection = abroad("inspection", "fixed", 1.0, INSPECTION_DAY)
    ways = (abroad("sea_freight", "sea_m3", 1.0, SEA_CUBIC_METRE), abroad("air_freight", "air_kg", 1.0, AIR_KILOGRAM))
    freight = (abroad("rebooking", "fixed", 1.0, 60.0), *ways)
    handling = line("handling", "good", 1.0, round(0.02 * float(case.order.unit_price), 4))
    if case.business not in SHIPPED:
        work = (line("labour", "hours", 1.0, 0.0), line("administration", rate=0.0))
        found = {"another_supplier": (line("production", "goods_value", 1.0, 1.0), line("administration"))}
        bespoke = {"credit_note", "return_and_refund", "accept_as_is", "other"}
        if kind not in bespoke:
            return found.get(kind, work)
    anew = (line("production", "good", 1.0, unit), abroad("tooling", "fixed", 1.0, DIE), inspection, *freight, handling)
    chains: Mapping[str, tuple[CostLine, ...]] = {
        "rework": (
            abroad("labour", "hours", 1.0, 8.0),
            line("material", "good", 1.0, round(unit * 0.1, 4)),
            line("packaging", "good"),
            inspection,
            *freight,
        ),
        "sort_and_replace": (
            abroad("sorting", "fixed", max(1.0, round(affected / SORTED_A_DAY)), INSPECTION_DAY),
            *anew,
            line("disposal", "scrapped"),
        ),
        "replace_with_next_order": (line("production", "good", 1.0, unit), handling),
        "another_supplier": (line("production", "good", 1.0, float(case.order.unit_price)), inspection, *freight),
        "credit_note": (line("credit_note", "goods_value", 1.0, 0.3),),
        "return_and_refund": (
            line("refund", "goods_value", 1.0, 1.0),
            *freight[:2],
            line("salvage", "scrapped", 1.0, round(unit * 0.25, 4)),
        ),
        "expedite": freight,
        "accept_as_is": (),
        "other": (line("other"),),
    }
    return chains.get(kind, anew)


def _work_for(kind: str, case: Case) -> Work:
    """Size and labour of a piece, to begin with; how many are to be made anew where only some are bad."""
    shipped = case.business in SHIPPED
    work = Work(
        minutes=4.0 if kind == "rework" else 0.0,
        setup_hours=0.0 if shipped else 40.0,
        burden=0.4 if kind == "rework" or not shipped else 0.0,
    )
    if shipped:
        work = replace(work, kilograms=0.4, cubic_centimetres=3_000.0)
    incident, affected = case.incident, float(case.order.affected)
    if kind == "sort_and_replace":
        counted = incident.found_bad is not None and incident.inspected is not None and float(incident.inspected) > 0.0
        share = float(bad_share(incident.found_bad or 0.0, incident.inspected or 1.0).found) if counted else 1.0
        bad = float(round(affected * share))
        return replace(work, pieces=bad, scrapped=bad)
    return replace(work, scrapped=affected) if kind == "return_and_refund" else work


def starting_remedy(kind: str, dossier: Dossier) -> Remedy:
    """A remedy of a kind with its usual lines, steps and work, under a code that is free."""
    case = dossier.case
    remedy = Remedy(
        free_code(dossier, kind),
        kind,
        lines=lines_for(kind, case),
        work=_work_for(kind, case),
        steps=steps_for(kind, case.business),
        freight="shipped" if travels(kind, case.business) else "none",
        by_air=BY_AIR.get(kind, 0.0),
    )
    return (
        replace(remedy, grades=(Grade(pieces=float(case.order.affected), off=0.15),))
        if kind == "accept_as_is"
        else remedy
    )


BY_AIR: Mapping[str, float] = MappingProxyType({"remake_part_by_air": 0.3, "expedite": 1.0})
"""Share of the goods that flies to begin with."""


def travels(kind: str, business: str) -> bool:
    """Whether goods are shipped under a kind of remedy."""
    return business in SHIPPED and kind not in WITHOUT_TRANSPORT


def free_code(dossier: Dossier, stem: str) -> str:
    """The stem, or with a number behind it where a remedy has it already."""
    taken = {remedy.code for remedy in dossier.remedies}
    return next(code for code in (stem, *(f"{stem}_{number}" for number in range(2, 200))) if code not in taken)


FOLLOWS = ("paid_day", "done_day", "transit_days", "air_days", "cures")
"""Fields of a remedy that follow its schedule until someone types them."""
