"""May I promise this? The offer against my own limits, all that this customer was promised within a year counted; else ask who may sign."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import streamlit as st

from negotiation.charts import error_text, for_markdown, option_label
from negotiation.dossier import Dossier
from negotiation.export import asked
from negotiation.exposure import FORMS, AuthorityPolicy, FollowUp, Ledger, Promised, Team, Verdict, rates_on, verdict
from negotiation.pages.desk import desk, is_complete, summary_now
from negotiation.pages.form import refusal
from negotiation.pages.keeping import person_fields, role_name
from negotiation.pages.policies import policy
from negotiation.pages.shelf import is_kept, keep, now_utc, person_now, store_now, try_to
from negotiation.review import given, given_earlier, given_of
from negotiation.settlement import NO_DEAL, Offer
from negotiation.store import Approval, approvals, ask, line, promised_to, promised_with, revision, same_person
from negotiation.units import BadInput, Problem
from negotiation.words import LANGUAGES, pick, say

YEAR = timedelta(days=365)
SEVERAL = "equal_offers"
"""Stands for the equal offers of which the customer takes one."""


@dataclass(frozen=True)
class Standing:
    """What an offer promises, in the currency of the limits, and whether this person may promise it."""

    code: str
    amounts: dict[str, float]
    found: Verdict
    currency: str
    in_year: float


def worth(currency: str, dossier: Dossier | None = None) -> float:
    """What one unit of a currency is worth in that of the limits: the team's latest rate, else the claim's own.

    The team's comes first, so that nobody widens their limits by typing a rate. Without a rate BadInput says so.
    """
    limits = policy(AuthorityPolicy)[0].currency
    if currency == limits:
        return 1.0
    team = policy(Team)[0]
    if team.currency == limits:
        rate = float(rates_on(team.exchange_rates(), [currency], date.today()).worth[0])
        if rate == rate:
            return rate
    typed = dossier.case.worth_of_one(limits) if dossier is not None and dossier.case.currency == currency else None
    if typed:
        return 1.0 / float(typed)
    raise BadInput(Problem("no_exchange_rate", "", currency, {"currency": limits}))


def promised_of(amounts: dict[str, float], rate: float) -> Promised:
    """Amounts by form at a rate."""
    return Promised(**{form: rate * amounts.get(form, 0.0) for form in FORMS})


def promised_before(customers: Sequence[str], leaving_out: str, day: date, dossier: Dossier | None = None) -> Promised:
    """What a customer was promised within a year before a day with other claims, by agreement or by an approval that is not agreed yet."""
    before = Promised()
    for customer in filter(None, customers):
        for each in promised_to(store_now(), customer, day - YEAR, leaving_out=leaving_out):
            before = before.plus(promised_of({each.form: each.amount}, worth(each.currency, dossier)))
    seen = {leaving_out}
    for approved in approvals(store_now(), state="approved"):
        fresh = approved.decided_at is not None and approved.decided_at.date() >= day - YEAR
        if approved.code in seen or not fresh:
            continue
        customer = line(store_now(), approved.code).entry.customer
        if not customer or not any(same_person(customer, each) for each in customers):
            continue
        seen.add(approved.code)
        if not promised_with(store_now(), approved.code):
            before = before.plus(promised_of(dict(approved.amounts), worth(approved.currency, dossier)))
    return before


def standing(dossier: Dossier, code: str, put: Sequence[Offer] = ()) -> Standing:
    """Where this person stands with an offer; with several that are put at once, with the one that asks for the highest role, then the dearest.

    A rate that is missing, or a store out of reach, raises BadInput.
    """
    rules, who = policy(AuthorityPolicy)[0], person_now()
    customers = dict.fromkeys(str(pick(dossier.case.customer.name, lang)) for lang in LANGUAGES)
    rate = worth(dossier.case.currency, dossier)
    earlier = promised_of(given_earlier(dossier), rate)
    before = earlier.plus(promised_before(tuple(customers), desk().code, date.today(), dossier))
    role = who.role if who.role in rules.roles else rules.roles[0]
    found = []
    for amounts in [given_of(dossier, offer) for offer in put] if code == SEVERAL else [given(dossier, code)]:
        promised = promised_of(amounts, rate)
        answer = verdict(rules, role, promised, in_claim=earlier, in_year=before)
        height = len(rules.roles) if answer.code == "nobody" else rules.roles.index(answer.signs)
        found.append((not answer.allowed, height, promised.of("any"), Standing(code, amounts, answer, rules.currency, before.of("any"))))
    return max(found, key=lambda each: each[:3])[3]


def standing_line(lang: str, code: str = "", put: Sequence[Offer] = ()) -> None:
    """One line on an offer, or on those that are put at once: may I promise it, else who signs and a button to ask, and what was answered."""
    now = desk()
    if not is_complete() or not now.claim.offers:
        return
    code = code or (SEVERAL if len(put) > 1 else put[0].code if put else NO_DEAL)
    if code == NO_DEAL:
        return
    try:
        found = standing(now.claim, code, put)
        known = [each for each in approvals(store_now(), code=now.code) if each.offer == found.code] if now.code else []
    except BadInput as error:
        missing = [each for each in error.problems if each.code == "no_exchange_rate"]
        if missing:
            limits = policy(AuthorityPolicy)[0].currency
            st.caption(say(lang, "standing.no_rate", code=str(missing[0].value), currency=limits))
        else:
            st.warning(for_markdown(error_text(error.problems[0], lang)))
        return
    label = say(lang, "standing.several") if code == SEVERAL else for_markdown(str(pick(option_label(now.claim, code, lang), lang)))
    if found.found.allowed:
        st.markdown(f":material/verified_user: {say(lang, 'standing.allowed', label=label, role=role_name(found.found.role, lang))}")
        return
    first = found.found.excesses[0]
    reason = say(lang, f"standing.{first.limit}", form=say(lang, f"compensation.{first.form}"), allowed=first.allowed, asked=first.asked, over=first.over,
                 currency=found.currency)  # fmt: skip
    with st.container(border=True):
        signs = say(lang, "standing.signs", role=role_name(found.found.signs, lang)) if found.found.signs else say(lang, "standing.nobody")
        st.markdown(f":material/gpp_maybe: **{say(lang, 'standing.over', label=label)}** {reason} {signs}")
        _asking(found, known[0] if known else None, lang)


def _asking(found: Standing, latest: Approval | None, lang: str) -> None:
    """What was asked and answered about this offer; else the question to put."""
    now = desk()
    if latest is not None and latest.state == "asked" and latest.version != now.version:
        st.caption(say(lang, "standing.moved_on", number=latest.number))
    elif latest is not None and (latest.state == "asked" or (latest.version == now.version and is_kept()) or _still_that(latest)):
        who = latest.decided_by.name if latest.decided_by is not None else latest.asked_by.name
        st.markdown(say(lang, f"standing.{latest.state}", who=for_markdown(who), number=latest.number, comment=for_markdown(latest.comment)))
        if latest.state != "refused":
            return
    if not person_now().name:
        person_fields(lang, "_asking")
    reason = st.text_area(say(lang, "standing.reason"), _first_reason(lang), key=f"asking_reason_{found.code}_{lang}", max_chars=4_000, height=160)
    st.button(say(lang, "standing.ask"), key="asking", icon=":material/send:", type="primary", on_click=_ask, args=(found, reason))
    refusal("keep", lang)
    refusal("asking", lang)


def _still_that(asked: Approval) -> bool:
    """Whether the open claim is what was asked about, but for what came after it: that it was agreed, what is done, and finance's figures."""
    found = try_to("standing", lambda: revision(store_now(), asked.code, asked.version)[1].dossier)
    return found is not None and _before_agreement(found) == _before_agreement(desk().claim)


def _before_agreement(dossier: Dossier) -> Dossier:
    return replace(dossier, case=replace(dossier.case, stage="open"), follow_up=FollowUp(), ledger=Ledger())


def _first_reason(lang: str) -> str:
    """The one-page reason to begin with: what the memo asks of its reader."""
    return "\n".join(asked(summary_now(), lang))


def _ask(found: Standing, reason: str) -> None:
    """Keep the claim first: what is approved is what was shown."""
    if is_kept() or keep():
        now = desk()
        try_to("asking", lambda: ask(store_now(), now.code, now.version, found.code, found.amounts, reason, person_now(), now=now_utc()))
