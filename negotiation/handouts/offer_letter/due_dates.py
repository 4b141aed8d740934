"""What falls due and when: payments of the recommended option, dates of the claim, and the answer that is waited
for; for the calendar and the follow-up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from negotiation.claim.summary.claim_summary import Summary
from negotiation.handouts.offer_letter.customer_message import Voice
from negotiation.handouts.offer_letter.letter_language import finished_text
from negotiation.handouts.offer_letter.offer_letter import Proposal, answer_by
from negotiation.i18n.catalogue import say
from negotiation.i18n.formats import localized
from negotiation.model.rework.remedy import WITHOUT_GOODS
from negotiation.model.rework.remedy_forecast import RemedyForecast
from negotiation.model.valuation.offer import NO_DEAL
from negotiation.presentation.common.labels import option_label, remedy_label
from negotiation.presentation.options.chart_data import dated_payments
from negotiation.presentation.rework.table import date_on, remedy_row

MOST_DUE = 300
"""Entries that a calendar gets at most."""


@dataclass(frozen=True)
class Due:
    """Something on a day: a stable key, what it is in a few words, and more about it."""

    key: str
    on: date
    what: str
    more: str = ""


def due_dates(summary: Summary, code: str, outlooks: Sequence[RemedyForecast], made_on: date, lang: str) -> list[Due]:
    """Our own due dates of one option: every payment between us and anyone, the goods, and the dates of the claim.
    By date."""
    dossier, case = summary.dossier, summary.dossier.case
    about = str(localized(case.order.reference, lang)) or str(localized(case.title, lang))
    label, found = option_label(dossier, code, lang), []
    frame = dated_payments(summary, code)
    moved = frame[(frame["to_us"] != 0.0) & (frame["chance"] > 0.0)]
    for row in moved.head(MOST_DUE).to_dict("records"):
        amount: dict[str, Any] = {"amount": row["amount"], "currency": case.currency, "chance": row["chance"]}
        what = say(
            lang,
            "due.receive" if row["to_us"] > 0.0 else "due.pay",
            flow=say(lang, f"flow.{row['key']}"),
            about=about,
            **amount,
        )
        found.append(
            Due(f"{row['key']}.{row['step']}", row["date"], what, say(lang, "due.expected", label=label, **amount))
        )
    offer = next((each for each in dossier.offers if each.code == code), None)
    outlook = next((each for each in outlooks if offer is not None and each.remedy.code == offer.remedy), None)
    if outlook is not None and outlook.remedy.kind not in WITHOUT_GOODS:
        arrival = remedy_row(outlook, dossier)
        if arrival.days[1] > 0.0:
            found.append(
                Due(
                    "goods",
                    date_on(arrival.days[1], dossier),
                    say(lang, "due.goods", remedy=remedy_label(dossier, outlook.remedy.code, lang), about=about),
                )
            )
    dates = [
        ("needed_on", case.order.needed_on),
        ("receivable_due", case.receivable_due if float(case.receivable) else None),
        ("answer_us", case.answer_by),
    ]
    dates += [("answer_them", answer_by(dossier, made_on))] if code != NO_DEAL else []
    found += [Due(key, on, say(lang, f"due.{key}", about=about)) for key, on in dates if on is not None]
    return sorted(found, key=lambda each: (each.on, each.key))


def due_for_customer(found: Proposal, tongue: str) -> list[Due]:
    """What the customer may put into their own calendar: the day to answer by, and the dated payments of every
    choice."""
    voice = Voice(found, tongue)

    def said(key: str, **values: Any) -> str:
        return finished_text(voice(key, **values), tongue)

    dues = [Due("answer", found.answer_by, said("letter.due_answer"))]
    for choice in found.choices:
        for place, each in enumerate(choice.payments):
            if each.on is not None:
                who, what = said("letter.pay_us" if each.from_us else "letter.pay_you"), said(f"letter.paid_{each.key}")
                key = "letter.due_payment" if len(found.choices) > 1 else "letter.due_payment_one"
                text = said(key, letter=choice.letter, who=who, paid=what, amount=each.amount)
                text = (
                    said("letter.due_parts", due=text, parts=each.parts, until=each.until) if each.parts > 1 else text
                )
                dues.append(Due(f"{choice.letter}.{place}", each.on, text))
    return sorted(dues, key=lambda each: (each.on, each.key))
