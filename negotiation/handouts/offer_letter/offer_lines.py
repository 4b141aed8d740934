"""One offer in lines: what is done, by when, and what is paid, each with the values that its sentence names and no
others."""

from __future__ import annotations

import dataclasses
import math
import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Any

from negotiation.claim.commitments.promised_amounts import as_if_all_orders_come, as_promised
from negotiation.claim.document.dossier import Dossier
from negotiation.handouts.offer_letter.agreed_payments import Payment, payments_of
from negotiation.i18n.catalogue import LANGUAGES, messages
from negotiation.model.facts.case import Case
from negotiation.model.lifetime.order_stream import OrderStream
from negotiation.model.rework.remedy import WITHOUT_GOODS, Remedy
from negotiation.model.rework.remedy_forecast import RemedyForecast
from negotiation.model.terms import CreditOverOrders, ExtraOrders, FreeGoods, Guarantee, InspectionRule, Term, is_absent
from negotiation.model.valuation.conditions import THE_REMEDY
from negotiation.model.valuation.offer import Offer
from negotiation.presentation.rework.table import date_on, remedy_row

ASKED = (
    "customer_share",
    "repayment_over_orders",
    "extra_orders",
    "receivable_now",
    "receivable_with_order",
    "deposit",
    "milestone_payment",
)
"""Terms that are asked of the customer: what we do is said first."""

SERVICES = ("equipment", "services", "own_software")
"""Kinds of business in which no pieces are shipped again."""

EMPTY_WITHOUT_A_SUM = (
    "customer_share",
    "repayment_over_orders",
    "credit_over_orders",
    "price_cut",
    "cash_compensation",
    "return_and_refund",
    "receivable_now",
    "receivable_with_order",
    "milestone_payment",
)
"""Terms that promise nothing where nothing is paid because of them."""

WHEN = ("day", "starts", "deadline")
"""Fields of a term that say on which day it begins."""


@dataclass(frozen=True)
class Code:
    """A choice of ours that is said in words: the key of its words."""

    key: str


@dataclass(frozen=True)
class Line:
    """One thing that is done or paid: the key of its sentence, and the values in it."""

    key: str
    values: Mapping[str, Any]


def offer_lines(
    offer: Offer, dossier: Dossier, outlooks: Sequence[RemedyForecast], life: OrderStream
) -> tuple[tuple[Line, ...], tuple[Payment, ...]]:
    """The lines of an offer, what we do first, and its payments in the order in which they fall due. Days count from
    the settlement date."""
    case = dossier.case
    remedy = next(
        (each for each in dossier.remedies if each.code == offer.remedy), Remedy(offer.remedy, "accept_as_is")
    )
    terms = [term for term in offer.terms if not is_absent(term) and not getattr(term, "among_us", False)]
    waits = {wait.what: wait for wait in offer.waits}
    begun = float(waits[THE_REMEDY].days) if THE_REMEDY in waits else 0.0
    lines = [_remedy_line(remedy, dossier, outlooks, begun)]
    lines += [Line(f"letter.wait_{waits[THE_REMEDY].event}", {})] if THE_REMEDY in waits else []
    payments = list(payments_of(case, remedy.flows(case), float(life.gap), begun))
    for term in sorted(terms, key=lambda each: each.key in ASKED):
        days = (begun if getattr(term, "hangs_on_remedy", False) else 0.0) + (
            float(waits[term.key].days) if term.key in waits else 0.0
        )
        paid = payments_of(
            case, as_promised(term).flows(case, remedy, as_if_all_orders_come(life)), float(life.gap), days
        )
        values = _values(term, paid, case, days)
        if term.key in EMPTY_WITHOUT_A_SUM and not values.get("amount", 1.0):
            continue
        lines += [Line(f"terms.{term.key}.offer", values), *_clauses(term, case)]
        lines += (
            [Line(f"letter.wait_{'you_' if term.key in ASKED else ''}{waits[term.key].event}", {})]
            if term.key in waits
            else []
        )
        payments += paid
    return tuple(lines), tuple(sorted(payments, key=lambda each: (each.with_order, each.on or case.settlement_date)))


def _clauses(term: Term, case: Case) -> list[Line]:
    """What a term says beside its main sentence: until when a credit can be used, a fee, the most that is paid, the
    right to leave."""
    if isinstance(term, CreditOverOrders) and term.expires_after is not None:
        until = Line(
            "letter.usable_until", {"on": case.settlement_date + timedelta(days=round(float(term.expires_after)))}
        )
        return [until, *([Line("letter.fallback", {"fallback": term.fallback})] if term.fallback else [])]
    if isinstance(term, ExtraOrders) and term.shortfall_fee:
        return [Line("letter.shortfall", {"shortfall_fee": term.shortfall_fee})]
    if isinstance(term, InspectionRule):
        cap = [Line("letter.rule_cap", {"cap": term.cap})] if float(term.cap) < 1.0 else []
        return [*cap, Line("letter.rule_fee", {"our_fee": term.our_fee, "their_fee": 1.0 - float(term.our_fee)})]
    return [Line("letter.may_leave", {})] if isinstance(term, Guarantee) and term.leave_then else []


def _values(term: Term, paid: Sequence[Payment], case: Case, waits: float) -> dict[str, Any]:
    """What a term's sentence may be made of: its fields, the sum that is paid because of it, and its day."""
    fields: dict[str, Any] = {field.name: getattr(term, field.name) for field in dataclasses.fields(term)}
    values = {name: Code(f"{name}.{value}") if isinstance(value, str) else value for name, value in fields.items()}
    dated = [payment.on for payment in paid if payment.on is not None]
    day = next((float(fields[name]) for name in WHEN if name in fields), 0.0) + waits
    values |= {
        "amount": sum(payment.amount for payment in paid),
        "on": min(dated, default=case.settlement_date + timedelta(days=round(day))),
    }
    if isinstance(term, CreditOverOrders):
        values["orders"] = float(max((payment.last_order for payment in paid), default=1))
    if isinstance(term, InspectionRule):
        values["off_light"] = min(float(term.off), float(term.off_light))
    if isinstance(term, FreeGoods):
        values["quantity"] = math.ceil(float(term.quantity) - 1e-9)
    return {name: value for name, value in values.items() if name in _named(f"terms.{term.key}.offer")}


@cache
def _named(key: str) -> frozenset[str]:
    """What a sentence names: nothing else of a term goes into a proposal."""
    entry = messages(LANGUAGES[0])[key]
    templates = [entry] if isinstance(entry, str) else [template for name, template in entry.items() if name != "by"]
    chosen = set() if isinstance(entry, str) else {str(entry["by"])}
    return frozenset(
        chosen | {name for template in templates for _, name, _, _ in string.Formatter().parse(template) if name}
    )


def _remedy_line(remedy: Remedy, dossier: Dossier, outlooks: Sequence[RemedyForecast], waits: float) -> Line:
    """What is done with the goods, and by when: the date that is kept with 80 % certainty."""
    found = next((each for each in outlooks if each.remedy.code == remedy.code), None)
    service = "service" if dossier.case.business in SERVICES else "goods"
    values: dict[str, Any] = {"pieces": float(remedy.work.good(dossier.case))}
    when = ""
    if found is not None and remedy.kind not in WITHOUT_GOODS:
        row = remedy_row(found, dossier)
        if not row.at_once and row.days[1] > 0.0:
            when = "_split" if row.splits else "_by"
            values |= {
                "by": date_on(row.days[1] + waits, dossier),
                "first": date_on(row.first_by + waits, dossier),
                "flown": row.flown,
                "rest": row.pieces - row.flown,
            }
    return Line(f"letter.{service}_{remedy.kind}", values | {"when": Code(f"letter.{service}{when}") if when else ""})
