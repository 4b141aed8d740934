"""What the customer may see of a claim, and nothing else: everything that goes to them is made from this record,
never from the summary.

So a figure that is not here cannot leave: no walk-away, cost, margin, chance, rate, lifetime value, and no word of
the option's or the remedy's own name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from negotiation.claim.document.dossier import Dossier
from negotiation.claim.document.letter_settings import Letter
from negotiation.claim.summary.bargaining_summary import Bargain
from negotiation.claim.summary.claim_summary import Summary
from negotiation.claim.summary.remedy_forecasts import forecast_remedies
from negotiation.core.cashflow import CUSTOMER, RECEIVABLE_PAID
from negotiation.core.fields import Text
from negotiation.core.money import minor_digits
from negotiation.handouts.offer_letter.agreed_payments import Payment
from negotiation.handouts.offer_letter.offer_lines import SERVICES, Line, offer_lines
from negotiation.model.lifetime.order_stream import OrderStream
from negotiation.model.rework.remedy_forecast import RemedyForecast
from negotiation.model.valuation.conditions import Closure
from negotiation.model.valuation.offer import NO_DEAL, Offer

ANSWER_DAYS = 3
"""Working days after the settlement date by which they are asked to answer where nobody typed a date: an assumption."""


@dataclass(frozen=True)
class Choice:
    """One offer as the customer sees it: its letter, what is done in lines, the payments between us, and what it
    closes."""

    letter: str
    lines: tuple[Line, ...]
    payments: tuple[Payment, ...]
    orders: Text
    full_and_final: bool
    claim_period: float | None


@dataclass(frozen=True)
class Proposal:
    """The facts as both sides know them, and the choices put to the customer; none where no offer is made yet.
    Amounts in `currency`."""

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
    """What the dossier's letter puts before the customer. Dates count from the day by which they are to answer: so
    they hold if the answer comes then."""
    dossier, letter = summary.dossier, summary.dossier.letter
    until = answer_by(dossier, written_on)
    case = replace(dossier.case, settlement_date=max(dossier.case.settlement_date, until, written_on))
    order, offers = case.order, offers_put(summary, table)
    counted = replace(dossier, case=case)
    dates = forecast_remedies(counted) if offers else ()
    choices = tuple(
        _choice("ABC"[place], offer, counted, dates, summary.life.stream) for place, offer in enumerate(offers)
    )
    return Proposal(
        customer=case.customer.name,
        reference=order.reference,
        goods=order.goods,
        quantity=float(order.quantity),
        affected=float(order.affected),
        kind=case.incident.kind,
        service=case.business in SERVICES,
        found_on=case.incident.found_on,
        needed_on=order.needed_on,
        claimed=float(case.claimed),
        currency=case.currency,
        written_on=written_on,
        answer_by=until,
        letter=letter,
        form=_form(letter.form, float(case.receivable), choices),
        receivable=float(case.receivable),
        unsaid=tuple(code for code, occurs in _unsaid(dossier, offers, letter).items() if occurs),
        mirrored=dossier.upstream.against != "none",
        choices=choices,
    )


def _form(form: str, receivable: float, choices: Sequence[Choice]) -> str:
    """What we pay can be taken off the open invoice only where enough of it is open, and not asked for at the same
    time."""
    ours = [sum(each.amount for each in choice.payments if each.from_us and not each.with_order) for choice in choices]
    asked = any(each.key == RECEIVABLE_PAID for choice in choices for each in choice.payments)
    return (
        "remittance" if form == "netting" and (asked or max(ours, default=0.0) > receivable or not receivable) else form
    )


def _unsaid(dossier: Dossier, offers: Sequence[Offer], letter: Letter) -> dict[str, bool]:
    """What a letter cannot say of the offers, by the code of the point that is made of it."""
    used = {offer.remedy for offer in offers}
    lines = [line for remedy in dossier.remedies if remedy.code in used for line in remedy.lines]
    return {
        "option_gone": bool(letter.offer)
        and letter.puts == "one"
        and letter.offer not in {offer.code for offer in dossier.offers},
        "unsaid_line": any(line.payer == CUSTOMER and not line.comes_back for line in lines),
    }


def answer_by(dossier: Dossier, written_on: date) -> date:
    """The day by which they are asked to answer: typed, or so many working days after the later of today and the
    settlement date."""
    first = max(dossier.case.settlement_date, written_on)
    return dossier.letter.answer_by or date.fromisoformat(
        str(np.busday_offset(np.datetime64(first), ANSWER_DAYS, roll="forward"))
    )


def offers_put(summary: Summary, table: Bargain | None) -> tuple[Offer, ...]:
    """The offers that the letter puts: the three equal ones, one option, or none. What is refused or costs more than
    no deal is put only if chosen."""
    letter, offers = summary.dossier.letter, {offer.code: offer for offer in summary.dossier.offers}
    menu = tuple(item.offer for item in table.menu) if table is not None else ()
    if letter.puts in ("automatic", "three") and menu:
        return menu
    one = offers.get(letter.offer) or (None if summary.verdict.code == NO_DEAL else offers[summary.verdict.code])
    return (one,) if one is not None and letter.puts != "none" else ()


def _choice(name: str, offer: Offer, dossier: Dossier, outlooks: Sequence[RemedyForecast], life: OrderStream) -> Choice:
    closure = offer.closure
    lines, payments = offer_lines(offer, dossier, outlooks, life)
    return Choice(name, lines, payments, closure.orders, closure.full_and_final, _days(closure))


def _days(closure: Closure) -> float | None:
    return None if closure.claim_period is None else float(closure.claim_period)
