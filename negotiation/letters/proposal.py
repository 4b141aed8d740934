"""What the customer may see of a claim, and nothing else: everything that goes to them is made from this record, never from the summary.

So a figure that is not here cannot leave: no walk-away, cost, margin, chance, rate, lifetime value, and no word of the option's or the remedy's own name.
"""

from __future__ import annotations

import dataclasses
import math
import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import Any

import numpy as np

from negotiation.case import Case
from negotiation.charts import date_on, remedy_row
from negotiation.dossier import Dossier, Letter
from negotiation.flows import CUSTOMER, RECEIVABLE_PAID
from negotiation.letters.payments import Payment, certain, payments_of
from negotiation.lifetime import OrderStream
from negotiation.rework import WITHOUT_GOODS, Outlook, Remedy
from negotiation.settlement import NO_DEAL, THE_REMEDY, Closure, Offer
from negotiation.summary import Bargain, Summary, outlooks
from negotiation.terms import CreditOverOrders, ExtraOrders, FreeGoods, Guarantee, InspectionRule, Term, is_absent
from negotiation.units import Text, minor_digits
from negotiation.words import LANGUAGES, words

ANSWER_DAYS = 3
"""Working days after the settlement date by which they are asked to answer where nobody typed a date: an assumption."""

ASKED = ("customer_share", "repayment_over_orders", "extra_orders", "receivable_now", "receivable_with_order", "deposit", "milestone_payment")
"""Terms that are asked of the customer: what we do is said first."""

SERVICES = ("equipment", "services", "own_software")
"""Kinds of business in which no pieces are shipped again."""

EMPTY_WITHOUT_A_SUM = (
    "customer_share", "repayment_over_orders", "credit_over_orders", "price_cut", "cash_compensation", "return_and_refund", "receivable_now",
    "receivable_with_order", "milestone_payment",
)  # fmt: skip
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


@dataclass(frozen=True)
class Choice:
    """One offer as the customer sees it: its letter, what is done in lines, the payments between us, and what it closes."""

    letter: str
    lines: tuple[Line, ...]
    payments: tuple[Payment, ...]
    orders: Text
    full_and_final: bool
    claim_period: float | None


@dataclass(frozen=True)
class Proposal:
    """The facts as both sides know them, and the choices put to the customer; none where no offer is made yet. Amounts in `currency`."""

    customer: Text
    reference: Text
    goods: Text
    quantity: float
    affected: float
    kind: str
    service: bool
    found_on: date | None
    needed_on: date | None
    claimed: float
    currency: str
    written_on: date
    answer_by: date
    letter: Letter
    form: str
    receivable: float
    unsaid: tuple[str, ...]
    mirrored: bool
    choices: tuple[Choice, ...]

    @property
    def digits(self) -> int:
        """Digits of the currency's minor unit."""
        return minor_digits(self.currency)


def proposal(summary: Summary, table: Bargain | None, written_on: date) -> Proposal:
    """What the dossier's letter puts before the customer. Dates count from the day by which they are to answer: so they hold if the answer comes then."""
    dossier, letter = summary.dossier, summary.dossier.letter
    until = answer_by(dossier, written_on)
    case = replace(dossier.case, settlement_date=max(dossier.case.settlement_date, until, written_on))
    order, offers = case.order, offers_put(summary, table)
    counted = replace(dossier, case=case)
    dates = outlooks(counted) if offers else ()
    choices = tuple(_choice("ABC"[place], offer, counted, dates, summary.life.stream) for place, offer in enumerate(offers))
    return Proposal(
        customer=case.customer.name, reference=order.reference, goods=order.goods, quantity=float(order.quantity), affected=float(order.affected),
        kind=case.incident.kind, service=case.business in SERVICES, found_on=case.incident.found_on, needed_on=order.needed_on,
        claimed=float(case.claimed), currency=case.currency, written_on=written_on, answer_by=until, letter=letter,
        form=_form(letter.form, float(case.receivable), choices), receivable=float(case.receivable),
        unsaid=tuple(code for code, occurs in _unsaid(dossier, offers, letter).items() if occurs),
        mirrored=dossier.upstream.against != "none", choices=choices,
    )  # fmt: skip


def _form(form: str, receivable: float, choices: Sequence[Choice]) -> str:
    """What we pay can be taken off the open invoice only where enough of it is open, and not asked for at the same time."""
    ours = [sum(each.amount for each in choice.payments if each.from_us and not each.with_order) for choice in choices]
    asked = any(each.key == RECEIVABLE_PAID for choice in choices for each in choice.payments)
    return "remittance" if form == "netting" and (asked or max(ours, default=0.0) > receivable or not receivable) else form


def _unsaid(dossier: Dossier, offers: Sequence[Offer], letter: Letter) -> dict[str, bool]:
    """What a letter cannot say of the offers, by the code of the point that is made of it."""
    used = {offer.remedy for offer in offers}
    lines = [line for remedy in dossier.remedies if remedy.code in used for line in remedy.lines]
    return {
        "option_gone": bool(letter.offer) and letter.puts == "one" and letter.offer not in {offer.code for offer in dossier.offers},
        "unsaid_line": any(line.payer == CUSTOMER and not line.comes_back for line in lines),
    }


def answer_by(dossier: Dossier, written_on: date) -> date:
    """The day by which they are asked to answer: typed, or so many working days after the later of today and the settlement date."""
    first = max(dossier.case.settlement_date, written_on)
    return dossier.letter.answer_by or date.fromisoformat(str(np.busday_offset(np.datetime64(first), ANSWER_DAYS, roll="forward")))


def offers_put(summary: Summary, table: Bargain | None) -> tuple[Offer, ...]:
    """The offers that the letter puts: the three equal ones, one option, or none. What is refused or costs more than no deal is put only if chosen."""
    letter, offers = summary.dossier.letter, {offer.code: offer for offer in summary.dossier.offers}
    menu = tuple(item.offer for item in table.menu) if table is not None else ()
    if letter.puts in ("automatic", "three") and menu:
        return menu
    one = offers.get(letter.offer) or (None if summary.verdict.code == NO_DEAL else offers[summary.verdict.code])
    return (one,) if one is not None and letter.puts != "none" else ()


def _choice(name: str, offer: Offer, dossier: Dossier, outlooks: Sequence[Outlook], life: OrderStream) -> Choice:
    case, closure = dossier.case, offer.closure
    remedy = next((each for each in dossier.remedies if each.code == offer.remedy), Remedy(offer.remedy, "accept_as_is"))
    terms = [term for term in offer.terms if not is_absent(term) and not getattr(term, "among_us", False)]
    waits = {wait.what: wait for wait in offer.waits}
    begun = float(waits[THE_REMEDY].days) if THE_REMEDY in waits else 0.0
    lines = [_remedy_line(remedy, dossier, outlooks, begun)]
    lines += [Line(f"letter.wait_{waits[THE_REMEDY].event}", {})] if THE_REMEDY in waits else []
    payments = list(payments_of(case, remedy.flows(case), float(life.gap), begun))
    for term in sorted(terms, key=lambda each: each.key in ASKED):
        said = replace(term, expires_after=None, fallback=0.0) if isinstance(term, CreditOverOrders) else term  # as promised, not as we guess its use
        days = (begun if getattr(term, "hangs_on_remedy", False) else 0.0) + (float(waits[term.key].days) if term.key in waits else 0.0)
        paid = payments_of(case, said.flows(case, remedy, certain(life)), float(life.gap), days)
        values = _values(term, paid, case, days)
        if term.key in EMPTY_WITHOUT_A_SUM and not values.get("amount", 1.0):
            continue
        lines += [Line(f"terms.{term.key}.offer", values), *_clauses(term, case)]
        lines += [Line(f"letter.wait_{'you_' if term.key in ASKED else ''}{waits[term.key].event}", {})] if term.key in waits else []
        payments += paid
    payments.sort(key=lambda each: (each.with_order, each.on or case.settlement_date))
    return Choice(name, tuple(lines), tuple(payments), closure.orders, closure.full_and_final, _days(closure))


def _clauses(term: Term, case: Case) -> list[Line]:
    """What a term says beside its main sentence: until when a credit can be used, a fee, the right to leave."""
    if isinstance(term, CreditOverOrders) and term.expires_after is not None:
        until = Line("letter.usable_until", {"on": case.settlement_date + timedelta(days=round(float(term.expires_after)))})
        return [until, *([Line("letter.fallback", {"fallback": term.fallback})] if term.fallback else [])]
    if isinstance(term, ExtraOrders) and term.shortfall_fee:
        return [Line("letter.shortfall", {"shortfall_fee": term.shortfall_fee})]
    return [Line("letter.may_leave", {})] if isinstance(term, Guarantee) and term.leave_then else []


def _days(closure: Closure) -> float | None:
    return None if closure.claim_period is None else float(closure.claim_period)


def _values(term: Term, paid: Sequence[Payment], case: Case, waits: float) -> dict[str, Any]:
    """What a term's sentence may be made of: its fields, the sum that is paid because of it, and its day."""
    fields: dict[str, Any] = {field.name: getattr(term, field.name) for field in dataclasses.fields(term)}
    values = {name: Code(f"{name}.{value}") if isinstance(value, str) else value for name, value in fields.items()}
    dated = [payment.on for payment in paid if payment.on is not None]
    day = next((float(fields[name]) for name in WHEN if name in fields), 0.0) + waits
    values |= {"amount": sum(payment.amount for payment in paid), "on": min(dated, default=case.settlement_date + timedelta(days=round(day)))}
    if isinstance(term, CreditOverOrders):
        values["orders"] = float(max((payment.with_order for payment in paid), default=1))
    if isinstance(term, InspectionRule):
        values["off_light"] = min(float(term.off), float(term.off_light))
    if isinstance(term, FreeGoods):
        values["quantity"] = math.ceil(float(term.quantity) - 1e-9)
    return {name: value for name, value in values.items() if name in _named(f"terms.{term.key}.offer")}


@cache
def _named(key: str) -> frozenset[str]:
    """What a sentence names: nothing else of a term goes into a proposal."""
    entry = words(LANGUAGES[0])[key]
    templates = [entry] if isinstance(entry, str) else [template for name, template in entry.items() if name != "by"]
    chosen = set() if isinstance(entry, str) else {str(entry["by"])}
    return frozenset(chosen | {name for template in templates for _, name, _, _ in string.Formatter().parse(template) if name})


def _remedy_line(remedy: Remedy, dossier: Dossier, outlooks: Sequence[Outlook], waits: float) -> Line:
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
