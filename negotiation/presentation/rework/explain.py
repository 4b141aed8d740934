"""How a remedy was computed: each cost line with its formula, the path of the goods, the chance of the date, and how
many are bad."""

from __future__ import annotations

import math

import numpy as np

from negotiation.claim.document.dossier import Dossier
from negotiation.i18n.catalogue import messages, say
from negotiation.i18n.formats import (
    format_any,
    format_cents,
    format_day_after,
    format_number,
    format_share,
    localized,
    territory,
)
from negotiation.model.rework.cost_lines import CostLine
from negotiation.model.rework.critical_path import Step
from negotiation.model.rework.inspection import bad_share
from negotiation.model.rework.remedy_forecast import RemedyForecast
from negotiation.presentation.common.escaping import for_markdown


def step_label(step: Step, lang: str) -> str:
    """What a step is called: its own name, else that of a usual step, else its code."""
    name = str(localized(step.name, lang))
    return name or (say(lang, f"step.{step.code}") if f"step.{step.code}" in messages(lang) else step.code)


def line_label(line: CostLine, lang: str) -> str:
    """What a cost line is called: its own name, else its kind."""
    return str(localized(line.name, lang)) or say(lang, f"flow.{line.flow_key}")


def explain_remedy(found: RemedyForecast, dossier: Dossier, lang: str) -> list[str]:
    """Markdown, one step of the calculation each."""
    case, remedy = dossier.case, found.remedy
    currency = {"currency": case.currency}
    counts = remedy.work.counts(case, remedy.flies)
    steps = []
    if remedy.work.yields or float(remedy.work.make_ready):
        chain = " × ".join(format_any(float(each.share), lang) for each in remedy.work.yields) or "1"
        steps.append(
            say(
                lang,
                "rework_how.started",
                good=counts["good"],
                chain=chain,
                make_ready=remedy.work.make_ready,
                started=counts["started"],
            )
        )
    for line in remedy.lines:
        driver = say(lang, f"driver.{line.driver}")
        factors = (
            []
            if line.driver == "fixed"
            else [f"{format_number(float(counts[line.driver]), lang, 3, least=0)} ({driver})"]
        )
        factors += [format_any(float(line.quantity), lang)] if float(line.quantity) != 1.0 or not factors else []
        worth = case.worth_of_one(line.currency)
        rate = f"{for_markdown(line.currency)} " if line.currency else ""
        factors.append(rate + format_number(float(line.rate), lang, 4, least=2))
        if line.currency and worth is not None and line.currency != case.currency:
            factors.append(format_any(float(worth), lang))
        payer = say(lang, f"party.{line.payer}")
        amount = float(line.amount(case, counts))
        kind = "line_back" if line.comes_back else "line" if line.payer == "us" else "line_other"
        steps.append(
            say(
                lang,
                f"rework_how.{kind}",
                name=for_markdown(line_label(line, lang)),
                factors=" × ".join(factors),
                amount=amount,
                payer=payer,
                **currency,
            )
        )
    if remedy.grades:
        parts = [
            f"{format_any(float(each.pieces), lang)} × {format_share(float(each.off), lang)}" for each in remedy.grades
        ]
        price = format_cents(float(case.order.unit_price), case.currency, lang)
        total = next(float(part.amount) for part in found.parts if part.key == "grade_allowance")
        steps.append(say(lang, "rework_how.grades", parts=" + ".join(parts), price=price, amount=total, **currency))
    damages = [float(part.amount) for part in found.parts if part.key == "late_damages"]
    if damages:
        terms = case.late_delivery
        steps.append(
            say(
                lang,
                "rework_how.damages",
                rate=terms.rate,
                cap=terms.cap,
                weeks=say(lang, f"weeks.{terms.weeks}"),
                value=case.late_value,
                amount=sum(damages),
                **currency,
            )
        )
    steps.append(say(lang, "rework_how.total", amount=found.cost, **currency))
    steps += _time(found, dossier, lang)
    steps += explain_bad(dossier, lang)
    return steps


def _time(found: RemedyForecast, dossier: Dossier, lang: str) -> list[str]:
    case, remedy, plan = dossier.case, found.remedy, found.plan
    start, steps = case.settlement_date, []
    if found.classical is not None:
        by_code = {step.code: step for step in remedy.steps}
        parts = [
            f"{for_markdown(step_label(by_code[code], lang))} "
            f"{format_number(float(by_code[code].days.mean), lang, 2, least=0)}"
            for code in found.classical.codes
        ]
        steps.append(
            say(
                lang,
                "rework_how.path",
                parts=" + ".join(parts),
                days=found.classical.length,
                ready=format_day_after(start, math.ceil(float(plan.ready) - 1e-9), lang),
                country=territory(case.logistics.country, lang),
            )
        )
    if remedy.freight == "shipped":
        numbers = {
            "cut_off": case.logistics.cut_off_days,
            "sailing": format_day_after(start, float(plan.sailing), lang),
            "transit": math.ceil(float(case.logistics.sea.mean) - 1e-9),
        }
        steps.append(say(lang, "rework_how.sea", sea=format_day_after(start, float(plan.sea), lang), **numbers))
        if float(remedy.flies) > 0.0:
            steps.append(
                say(
                    lang,
                    "rework_how.air",
                    days=math.ceil(float(case.logistics.air.mean) - 1e-9),
                    air=format_day_after(start, float(plan.air), lang),
                )
            )
    if found.classical is not None and not math.isnan(found.chance):
        deviation = math.sqrt(found.classical.variance)
        steps.append(
            say(
                lang,
                "rework_how.chance",
                classical=found.classical_chance,
                deviation=deviation,
                drawn=found.chance,
                draws=int(np.size(found.last)),
                seed=dossier.seed,
            )
        )
    steps.append(say(lang, "rework_how.cures", cures=found.cures))
    return steps


def explain_bad(dossier: Dossier, lang: str) -> list[str]:
    """The share found bad with its exact upper bound, where someone counted."""
    incident = dossier.case.incident
    if incident.inspected is None or incident.found_bad is None or float(incident.inspected) <= 0.0:
        return []
    found = bad_share(incident.found_bad, incident.inspected)
    quantity = dossier.case.order.quantity
    return [
        say(
            lang,
            "rework_how.bad",
            bad=incident.found_bad,
            inspected=incident.inspected,
            share=found.found,
            upper=found.upper,
            likely=round(float(found.found) * float(quantity)),
            most=math.ceil(float(found.upper) * float(quantity)),
            quantity=quantity,
        )
    ]
