"""How each number was computed: its formula with this claim's figures put in, its inputs, and where they come from."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from negotiation.claim.summary.claim_summary import Summary
from negotiation.core.cashflow import US, Flow, discount, sign_for
from negotiation.core.fields import Num
from negotiation.i18n.catalogue import say
from negotiation.i18n.formats import format_cents, format_count, format_day_after, format_share
from negotiation.model.valuation.offer import NO_DEAL
from negotiation.model.valuation.option_value import CASH_OUT_DAYS
from negotiation.model.valuation.outcomes import Outcome
from negotiation.presentation.common.labels import option_label


@dataclass(frozen=True)
class Explanation:
    """Steps as sentences (formula, figures, result), and every payment of the option as a row of text."""

    steps: tuple[str, ...]
    flows: tuple[dict[str, str], ...]


def explain(summary: Summary, code: str, lang: str) -> Explanation:
    """One option step by step: lifetime value, chance of staying, cost, kept, net, value to the customer,
    break-even."""
    outcome, case = summary.outcome(code), summary.dossier.case
    no_deal = summary.outcome(NO_DEAL)
    money = {"currency": case.currency}
    steps = [
        *_lifetime(summary, lang),
        _staying(summary, outcome, lang),
        say(
            lang,
            "explain.cost",
            cost=outcome.claim_cost,
            immediate=outcome.immediate,
            gap=summary.life.stream.gap,
            **money,
        ),
        say(
            lang, "explain.kept", staying=outcome.staying, value=summary.life.value, kept=outcome.lifetime_kept, **money
        ),
        say(
            lang,
            "explain.net",
            kept=outcome.lifetime_kept,
            promised=outcome.promised_margin,
            cost=outcome.claim_cost,
            net=outcome.net,
            **money,
        ),
        say(
            lang,
            "explain.customer",
            rate=case.rates.customer,
            value=outcome.to_customer,
            walk_away=no_deal.to_customer,
            better=outcome.better_for_them,
            **money,
        ),
    ]
    if outcome is not no_deal:
        steps.append(_break_even(summary, outcome, no_deal, outcome.break_even_no_deal, lang))
        if int(outcome.next_cheaper) >= 0:
            steps.append(
                _break_even(
                    summary, outcome, summary.outcomes[int(outcome.next_cheaper)], outcome.break_even_next, lang
                )
            )
        steps.append(_better(summary, outcome, no_deal, lang))
    if outcome is summary.best and math.isfinite(summary.verdict.points_needed):
        verdict, reference = summary.verdict, summary.outcome(summary.verdict.reference)
        label = option_label(summary.dossier, reference.code, lang)
        numbers = {"needed": verdict.points_needed, "judged": verdict.points_judged, "staying": reference.staying}
        steps.append(say(lang, "explain.points", reference=label, **numbers))
    steps += [*_cash(summary, outcome, lang), *_challenge(summary, outcome, lang)]
    steps.append(say(lang, "explain.convention", start=case.settlement_date))
    rows = tuple(_flow(summary, flow, value, lang) for flow, value in _merged(outcome) if float(flow.amount))
    return Explanation(tuple(steps), rows)


def _lifetime(summary: Summary, lang: str) -> list[str]:
    case, life = summary.dossier.case, summary.life
    customer, rate = case.customer, case.rates.us
    order_value = case.usual_order
    if life.no_end:
        return [say(lang, "explain.lifetime_end", horizon=life.horizon, value=life.value, currency=case.currency)]
    plain = case.usual_order * customer.margin_rate
    if (
        life.stream.nodes
        or life.stream.others
        or float(customer.growth)
        or abs(float(life.stream.margin) - float(plain)) > 1e-9
    ):
        return [
            say(lang, "explain.lifetime_depth", margin=life.stream.margin, value=life.value, currency=case.currency)
        ]
    x = life.stream.keep * discount(life.stream.gap, rate)
    return [
        say(lang, "explain.lifetime", margin=life.stream.margin, x=x, value=life.value, currency=case.currency),
        say(
            lang,
            "explain.lifetime_x",
            retention=customer.retention,
            orders=customer.orders_per_year,
            rate=rate,
            gap=life.stream.gap,
            order_value=order_value,
            margin_rate=customer.margin_rate,
            currency=case.currency,
        ),
    ]


def _staying(summary: Summary, outcome: Outcome, lang: str) -> str:
    dossier, worth = summary.dossier, outcome.worth
    judgement = summary.judgement(outcome.code)
    if judgement is not None:
        who = judgement.who or say(lang, "explain.unnamed")
        return say(
            lang,
            "explain.staying_typed",
            staying=worth.staying,
            who=who,
            why=judgement.why,
            default=worth.staying_default,
        )
    curve = dossier.staying
    return say(
        lang,
        "explain.staying_default",
        floor=curve.floor,
        ceiling=curve.ceiling,
        midpoint=curve.midpoint,
        width=curve.width,
        penalty=curve.penalty,
        ratio=worth.ratio,
        earlier=dossier.case.incident.earlier_similar,
        staying=worth.staying,
    )


def _better(summary: Summary, outcome: Outcome, no_deal: Outcome, lang: str) -> str:
    return say(
        lang,
        "explain.better",
        net=outcome.net,
        walk_away=no_deal.net,
        better=outcome.net - no_deal.net,
        kept=outcome.lifetime_kept,
        kept_anyway=no_deal.lifetime_kept,
        more=outcome.lifetime_kept - no_deal.lifetime_kept,
        currency=summary.dossier.case.currency,
    )


def _cash(summary: Summary, outcome: Outcome, lang: str) -> list[str]:
    """Cash out, what it means in orders, the payback, and the most that is at risk."""
    case, margin, month = summary.dossier.case, summary.life.stream.margin, float(outcome.worth.payback)
    money = {"currency": case.currency}
    steps = [say(lang, "explain.cash_out", days=CASH_OUT_DAYS, cash_out=outcome.cash_out, **money)]
    if float(margin) > 0:
        steps.append(
            say(
                lang,
                "explain.earned_back",
                cost=outcome.claim_cost,
                margin=margin,
                orders=round(float(outcome.claim_cost / margin), 2),
                **money,
            )
        )
    steps.append(
        say(lang, "explain.payback", month=month) if math.isfinite(month) else say(lang, "explain.payback_beyond")
    )
    owed = float(case.receivable) + float(case.unpaid_milestones)
    moment = format_day_after(case.settlement_date, float(outcome.worth.exposure_day), lang)
    steps.append(
        say(
            lang,
            "explain.at_risk",
            receivable=owed,
            moved=float(outcome.worth.exposure) - owed,
            total=outcome.worth.exposure,
            on=moment,
            **money,
        )
    )
    return steps


def _challenge(summary: Summary, outcome: Outcome, lang: str) -> list[str]:
    """What the option costs if they would stay anyway: the same sum with the chance of staying at one."""
    line = outcome.worth.to_us
    return [
        say(
            lang,
            "explain.if_they_stay",
            fixed=line.fixed,
            if_stays=line.if_stays,
            cost=-line.at(1.0),
            currency=summary.dossier.case.currency,
        )
    ]


def _break_even(summary: Summary, outcome: Outcome, reference: Outcome, chance: Num, lang: str) -> str:
    worth, found = outcome.worth, float(chance)
    return say(
        lang,
        "explain.break_even",
        reference=option_label(summary.dossier, reference.code, lang),
        reference_net=reference.net,
        fixed=worth.to_us.fixed + worth.promised.fixed,
        slope=summary.life.value + worth.to_us.if_stays + worth.promised.if_stays,
        chance=format_share(found, lang, 2)
        if math.isfinite(found)
        else say(lang, "table.always" if found < 0 else "table.never"),
        currency=summary.dossier.case.currency,
    )


def _merged(outcome: Outcome) -> list[tuple[Flow, float]]:
    """Payments with their values; those that stand for one payment under several retentions are one row again."""
    found: dict[tuple[object, ...], tuple[Flow, float]] = {}
    for flow, value in zip(outcome.worth.flows, outcome.worth.values, strict=True):
        key = (
            flow.key,
            flow.payer,
            flow.payee,
            float(flow.amount),
            float(flow.first_day),
            float(flow.every_days),
            float(flow.times),
            flow.if_stays,
        )
        known = found.get(key)
        chance = float(flow.chance) + (float(known[0].chance) if known else 0.0)
        found[key] = (replace(flow, chance=chance) if known else flow, float(value) + (known[1] if known else 0.0))
    return list(found.values())


def _flow(summary: Summary, flow: Flow, value: Num, lang: str) -> dict[str, str]:
    case, outcome_value = summary.dossier.case, float(value) * sign_for(flow, US)
    return {
        "flow": say(lang, f"flow.{flow.key}"),
        "who": f"{say(lang, f'party.{flow.payer}')} → {say(lang, f'party.{flow.payee}')}",
        "amount": format_cents(float(flow.amount), case.currency, lang),
        "first": format_day_after(case.settlement_date, float(flow.first_day), lang),
        "times": format_count(float(flow.times), lang, []),
        "chance": format_share(float(flow.chance), lang) + (" × s" if flow.if_stays else ""),
        "value": format_cents(outcome_value, case.currency, lang) + (" × s" if flow.if_stays and outcome_value else ""),
    }
