"""When a claim is agreed: what was promised becomes a list of things to do, by us and by them, each with its day and
its money."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from negotiation.claim.commitments.committed_amounts import with_agreement_held
from negotiation.claim.commitments.promised_amounts import in_kind
from negotiation.claim.document.dossier import Dossier
from negotiation.claim.summary.claim_summary import Summary
from negotiation.claim.summary.remedy_forecasts import forecast_remedies
from negotiation.core.cashflow import MONTH
from negotiation.core.fields import Translated
from negotiation.core.money import round_money
from negotiation.core.problems import BadInput, Problem
from negotiation.finance.promises.follow_up import EARLIER, OWN, FollowUp, Promise
from negotiation.handouts.offer_letter.agreed_payments import Payment
from negotiation.handouts.offer_letter.customer_message import Voice
from negotiation.handouts.offer_letter.offer_letter import proposal
from negotiation.handouts.offer_letter.offer_lines import Line, offer_lines
from negotiation.i18n.catalogue import LANGUAGES, say
from negotiation.model.lifetime.order_stream import OrderStream
from negotiation.model.rework.remedy import WITHOUT_GOODS
from negotiation.model.rework.remedy_forecast import RemedyForecast
from negotiation.model.terms import ExtraOrders, Guarantee

CALLS = ((2, "after_agreement"), (90, "after_three_months"))
"""Days after the agreement on which we ask again, and why: a customer who is asked tells what is wrong before
leaving."""

KIND_OF_GROUP: Mapping[str, str] = {"goods": "goods", "later_orders": "order", "safeguards": "guarantee"}
"""What kind of promise a term of a group is where nothing is paid because of it."""

MOST = 300
"""Promises that a claim keeps at most."""

IN_KIND = ("goods", "service")
"""Groups of terms whose promises cost us what we do, with no payment to show it."""


def agree(summary: Summary, code: str, on: date) -> Dossier:
    """The dossier once the offer of a code is agreed on a day: stage agreed, what was promised listed, how likely
    staying was thought to be kept.

    Promises that were ticked off before stay so where they have the same code; others that are done stand behind the
    new ones as `earlier` ones, for what is paid is paid whatever is agreed after it. Promises that somebody added by
    hand stay. An unknown offer raises BadInput.
    """
    dossier = summary.dossier
    offer = next((each for each in dossier.offers if each.code == code), None)
    if offer is None:
        raise BadInput(
            Problem("not_a_choice", "follow_up.offer", code, {"choices": tuple(each.code for each in dossier.offers)})
        )
    case = replace(dossier.case, settlement_date=max(on, dossier.case.settlement_date), stage="agreed")
    counted = replace(dossier, case=case)
    known = {each.code.removeprefix(EARLIER): each for each in dossier.follow_up.promises}
    listed = tuple(_promises(summary, counted, code, on))
    stay = tuple(
        _stays(each)
        for name, each in known.items()
        if name not in {each.code for each in listed} and (each.done_on or each.code.startswith(OWN))
    )
    new = tuple(
        replace(each, done_on=before.done_on, actual=before.actual, lapsed=before.lapsed, owner=before.owner)
        if (before := known.get(each.code)) is not None
        else each
        for each in listed[: MOST - len(stay)]
    )
    kept = (*new, *stay)
    follow = FollowUp(code, on, float(summary.outcome(code).staying), kept, dossier.follow_up.outcome)
    return with_agreement_held(replace(dossier, case=replace(dossier.case, stage="agreed"), follow_up=follow))


def _stays(promise: Promise) -> Promise:
    """A promise that the new agreement does not make: added by hand it stays as it is, else it is an earlier one."""
    return (
        promise if promise.code.startswith((OWN, EARLIER)) else replace(promise, code=f"{EARLIER}{promise.code}"[:80])
    )


def _promises(summary: Summary, counted: Dossier, code: str, on: date) -> Iterator[Promise]:
    """The remedy, every payment, every term that is not a payment, and the calls; in the order of their days."""
    offer = next(each for each in counted.offers if each.code == code)
    life = summary.life.stream
    dates: Sequence[RemedyForecast] = forecast_remedies(counted)
    lines, payments = offer_lines(offer, counted, dates, life)
    spoken = [Voice(proposal(summary, None, on), tongue) for tongue in LANGUAGES]
    start = counted.case.settlement_date
    remedy = next(each for each in counted.remedies if each.code == offer.remedy)
    found = []
    if "by" in lines[0].values or remedy.kind not in WITHOUT_GOODS:
        keys = {flow.key for flow in remedy.cost_flows(counted.case)}
        beside = sum(each.amount for each in payments if each.key in keys and each.from_us)
        cost = round_money(max(float(remedy.cost(counted.case)) - beside, 0.0), summary.digits)
        found.append(replace(_said("remedy", "remedy", lines[0], spoken, lines[0].values.get("by")), planned=cost))
    found += [_payment(place, each, payments, start, life) for place, each in enumerate(payments)]
    paid = {each.key for each in payments}
    for line in lines[1:]:
        term = next(
            (each for each in offer.terms if line.key == f"terms.{each.key}.offer" and each.key not in paid), None
        )
        if isinstance(term, ExtraOrders):
            found += _orders(term, counted)
        elif term is not None:
            kind = KIND_OF_GROUP.get(term.group, "other")
            ends = (
                start + timedelta(days=round(float(term.months) * MONTH))
                if isinstance(term, Guarantee)
                else line.values.get("on")
            )
            costs = in_kind(term, counted.case, remedy, life) if term.group in IN_KIND else 0.0
            found.append(replace(_said(term.key, kind, line, spoken, ends), planned=round_money(costs, summary.digits)))
    for days, name in CALLS:
        found.append(
            Promise(
                f"call.{name}",
                "call",
                Translated(*(say(lang, f"agreement.{name}") for lang in LANGUAGES)),
                True,
                on + timedelta(days=days),
            )
        )
    yield from sorted(found, key=lambda each: (each.due is None, each.due or start))


def _said(code: str, kind: str, line: Line, spoken: Sequence[Voice], due: date | None) -> Promise:
    english, chinese = (voice.line(line)[:300] for voice in spoken)
    return Promise(code, kind, Translated(english, chinese), True, due)


def _orders(term: ExtraOrders, dossier: Dossier) -> list[Promise]:
    """One promise of theirs for each extra order, evenly spread over the time agreed, at the value of a usual order."""
    count, start, value = int(term.orders), dossier.case.settlement_date, float(dossier.case.usual_order)
    dues = [start + timedelta(days=round(float(term.within_days) * number / count)) for number in range(1, count + 1)]
    return [
        Promise(
            f"{term.key}.{number}",
            "order",
            Translated(*(say(lang, "agreement.order", number=number, count=count) for lang in LANGUAGES)),
            False,
            due,
            value,
        )
        for number, due in enumerate(dues, start=1)
    ]


def _payment(place: int, payment: Payment, all_of_them: Sequence[Payment], start: date, life: OrderStream) -> Promise:
    """One payment; what comes with an order is due when that order is expected."""
    number = sum(each.key == payment.key for each in all_of_them[: place + 1])
    due = payment.on or start + timedelta(days=round(payment.with_order * float(life.gap)))
    kind = "credit" if payment.with_order and payment.from_us else "payment"
    return Promise(
        f"{payment.key}.{number}",
        kind,
        Translated(*(say(lang, f"flow.{payment.key}") for lang in LANGUAGES)),
        payment.from_us,
        due,
        payment.amount,
    )
