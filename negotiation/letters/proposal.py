"""What the customer may see of a claim, and nothing else: everything that goes to them is made from this record, never from the summary.

So a figure that is not here cannot leave: no walk-away, cost, margin, chance, rate, lifetime value, and no word of the option's or the remedy's own name.
"""

from __future__ import annotations

import dataclasses
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
from negotiation.letters.payments import Payment, payments_of
from negotiation.lifetime import OrderStream
from negotiation.rework import WITHOUT_GOODS, Outlook, Remedy
from negotiation.settlement import NO_DEAL, Closure, Offer
from negotiation.summary import Bargain, Summary, outlooks
from negotiation.terms import Term, is_absent
from negotiation.units import Text, minor_digits
from negotiation.words import LANGUAGES, words

ANSWER_DAYS = 3
"""Working days after the settlement date by which they are asked to answer where nobody typed a date: an assumption."""

ASKED = ("customer_share", "repayment_over_orders", "extra_orders", "receivable_now", "receivable_with_order", "deposit", "milestone_payment")
"""Terms that are asked of the customer: what we do is said first."""

SERVICES = ("equipment", "services", "own_software")
"""Kinds of business in which no pieces are shipped again."""

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
    case = replace(dossier.case, settlement_date=max(dossier.case.settlement_date, until))
    order, offers = case.order, offers_put(summary, table)
    counted = replace(dossier, case=case)
    dates = outlooks(counted) if offers else ()
    choices = tuple(_choice("ABC"[place], offer, counted, dates, summary.life.stream) for place, offer in enumerate(offers))
    return Proposal(
        customer=case.customer.name, reference=order.reference, goods=order.goods, quantity=float(order.quantity), affected=float(order.affected),
        kind=case.incident.kind, service=case.business in SERVICES, found_on=case.incident.found_on, needed_on=order.needed_on,
        claimed=float(case.claimed), currency=case.currency, written_on=written_on, answer_by=until, letter=letter,
        form="remittance" if letter.form == "netting" and not float(case.receivable) else letter.form,
        mirrored=dossier.upstream.against != "none", choices=choices,
    )  # fmt: skip


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
    terms.sort(key=lambda term: term.key in ASKED)
    waits = {wait.what: Line(f"letter.wait_{wait.event}", {}) for wait in offer.waits}
    lines = [_remedy_line(remedy, dossier, outlooks)]
    lines += [waits.pop("remedy")] if "remedy" in waits else []
    payments = list(payments_of(case, remedy.flows(case), float(life.gap), remedy.kind))
    for term in terms:
        paid = payments_of(case, offer.held(term.key, term.flows(case, remedy, life)), float(life.gap), term.key)
        lines.append(Line(f"terms.{term.key}.offer", _values(term, paid, case)))
        lines += [waits.pop(term.key)] if term.key in waits else []
        payments += paid
    payments.sort(key=lambda each: (each.with_order, each.on or case.settlement_date))
    return Choice(name, tuple(lines), tuple(payments), closure.orders, closure.full_and_final, _days(closure))


def _days(closure: Closure) -> float | None:
    return None if closure.claim_period is None else float(closure.claim_period)


def _values(term: Term, paid: Sequence[Payment], case: Case) -> dict[str, Any]:
    """What a term's sentence may be made of: its fields, the sum that is paid because of it, and its day."""
    fields: dict[str, Any] = {field.name: getattr(term, field.name) for field in dataclasses.fields(term)}
    values = {name: Code(f"{name}.{value}") if isinstance(value, str) else value for name, value in fields.items()}
    dated = [payment.on for payment in paid if payment.on is not None]
    day = next((float(fields[name]) for name in WHEN if name in fields), 0.0)
    values |= {"amount": sum(payment.amount for payment in paid), "on": min(dated, default=case.settlement_date + timedelta(days=round(day)))}
    return {name: value for name, value in values.items() if name in _named(f"terms.{term.key}.offer")}


@cache
def _named(key: str) -> frozenset[str]:
    """What a sentence names: nothing else of a term goes into a proposal."""
    return frozenset(name for _, name, _, _ in string.Formatter().parse(words(LANGUAGES[0])[key]) if name)


def _remedy_line(remedy: Remedy, dossier: Dossier, outlooks: Sequence[Outlook]) -> Line:
    """What is done with the goods, and by when: the date that is kept with 80 % certainty."""
    found = next((each for each in outlooks if each.remedy.code == remedy.code), None)
    service = "service" if dossier.case.business in SERVICES else "goods"
    values: dict[str, Any] = {"pieces": float(remedy.work.good(dossier.case))}
    when = ""
    if found is not None and remedy.kind not in WITHOUT_GOODS:
        row = remedy_row(found, dossier)
        if not row.at_once and row.days[1] > 0.0:
            when = "_split" if row.splits else "_by"
            values |= {"by": date_on(row.days[1], dossier), "first": date_on(row.first_by, dossier), "flown": row.flown, "rest": row.pieces - row.flown}
    return Line(f"letter.{service}_{remedy.kind}", values | {"when": Code(f"letter.{service}{when}") if when else ""})
