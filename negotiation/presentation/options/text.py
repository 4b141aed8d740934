"""The verdict in sentences: headline, reasons, notices, and the message of the chart."""

from __future__ import annotations

import math

from negotiation.claim.summary.claim_summary import Summary
from negotiation.i18n.catalogue import say
from negotiation.i18n.formats import format_day_after
from negotiation.model.terms import ExtraOrders
from negotiation.model.valuation.offer import NO_DEAL
from negotiation.presentation.common.labels import field_values, option_label


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
            label += say(lang, "verdict.counted", **field_values(term))
    return say(
        lang,
        "verdict.offer",
        label=label,
        cost=verdict.claim_cost,
        better=verdict.better_than_no_deal,
        currency=dossier.case.currency,
    )


def verdict_reasons(summary: Summary, lang: str) -> list[str]:
    """Why, in the order in which a reader would ask: cash, break-even, next best, ties, risk, and the challenge to
    the verdict."""
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
    reasons = [
        say(
            lang,
            f"verdict.{cash}",
            cash_out=verdict.cash_out,
            day=verdict.cash_out_day,
            orders=max(orders, 0.0),
            **money,
        )
    ]
    reasons.append(_break_even_reason(summary, lang))
    if runner_up:
        reasons.append(say(lang, "verdict.runner_up", label=runner_up, behind=verdict.lead, **money))
        if verdict.promised_margin > verdict.lead:
            reasons.append(say(lang, "verdict.promise_decides", label=runner_up))
    if verdict.ties:
        reasons.append(
            say(lang, "verdict.ties", labels=" / ".join(option_label(dossier, code, lang) for code in verdict.ties))
        )
    if verdict.most_at_risk > 0:
        owed = "at_risk" if float(dossier.case.receivable) > 0 else "at_risk_cash"
        moment = format_day_after(dossier.case.settlement_date, verdict.most_at_risk_day, lang)
        reasons.append(say(lang, f"verdict.{owed}", amount=verdict.most_at_risk, on=moment, **money))
    if (
        verdict.cheapest_if_they_stay not in (verdict.code, NO_DEAL)
        and verdict.cost_if_they_stay < verdict.own_cost_if_they_stay
    ):
        label = option_label(dossier, verdict.cheapest_if_they_stay, lang)
        reasons.append(
            say(
                lang,
                "verdict.if_they_stay",
                label=label,
                cost=verdict.cost_if_they_stay,
                own=verdict.own_cost_if_they_stay,
                **money,
            )
        )
    return reasons


def _no_deal_reasons(summary: Summary, runner_up: str, lang: str) -> list[str]:
    """Why no deal: what would be better but for their refusal, what the best acceptable offer would cost us, and
    ties."""
    verdict, money = summary.verdict, {"currency": summary.dossier.case.currency}
    reasons = []
    if verdict.better_but_refused:
        wanted = summary.outcome(verdict.better_but_refused)
        label = option_label(summary.dossier, wanted.code, lang)
        gain = float(wanted.net) - float(summary.best.net)
        reasons.append(
            say(
                lang,
                "verdict.better_but_refused",
                label=label,
                better=gain,
                gap=-float(wanted.better_for_them),
                **money,
            )
        )
    if verdict.ties:
        reasons.append(
            say(
                lang,
                "verdict.ties",
                labels=" / ".join(option_label(summary.dossier, code, lang) for code in verdict.ties),
            )
        )
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
    key = "pays_anyway_with_promise" if verdict.points_needed_with_promise <= 0.0 else "points_without_promise"
    return say(lang, f"verdict.{key}", **values)


def notices(summary: Summary, lang: str) -> list[str]:
    """What a reader must know beside the verdict: a lifetime value without end, a list that the customer would
    refuse whole."""
    case, life = summary.dossier.case, summary.life
    found = []
    if life.no_end:
        numbers = {
            "retention": case.customer.retention,
            "rate": case.rates.us,
            "horizon": life.horizon,
            "value": life.value,
        }
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
    return say(
        lang, "chart.message", label=option_label(summary.dossier, best.code, lang), cost=best.claim_cost, kept=kept
    )
