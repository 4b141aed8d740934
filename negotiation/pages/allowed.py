"""Whether what an offer promises lies within my own limits, with all that this customer was promised within a year; and the gate at keeping."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import streamlit as st

from negotiation.dossier import Dossier
from negotiation.exposure import ANY, FORMS, AuthorityPolicy, Promised, Team, Verdict, covers, rates_on, verdict
from negotiation.exposure.authority import WINDOW
from negotiation.letters import offers_put
from negotiation.pages.desk import desk
from negotiation.pages.policies import kept_policy
from negotiation.pages.working import person_now, store_now
from negotiation.review import given, given_by_hand, given_earlier, given_in_all, given_of, in_all, is_held
from negotiation.settlement import Offer
from negotiation.store import Approval, Committed, Guard, PromisedAmount, PromisedSum, approvals, committed_to, customer_key, revision
from negotiation.summary import bargain, summarise
from negotiation.units import BadInput, Problem, minor_digits, to_the_cent
from negotiation.words import LANGUAGES, pick

YEAR = timedelta(days=WINDOW - 1)
"""From the first to the last of the days over which promises to one customer add up."""

OVER = ("over_limit", "over_every_limit")
"""Problems of a promise that is too much for whoever notes it."""

SEVERAL = "equal_offers"
"""Stands for the equal offers of which the customer takes one."""


@dataclass(frozen=True)
class Standing:
    """What a claim promises with an offer and was promised before it, in the claim's currency, and whether this person may promise it, in the
    currency of the limits."""

    code: str
    amounts: dict[str, float]
    found: Verdict
    currency: str
    in_year: float


def worth(currency: str, dossier: Dossier | None = None) -> float:
    """What one unit of a currency is worth in that of the limits: by the team's latest rates, whatever it reports in, else the claim's own.

    The team's comes first, so that nobody widens their limits by typing a rate. Without a rate BadInput says so.
    """
    limits = kept_policy(AuthorityPolicy)[0].currency
    if currency == limits:
        return 1.0
    its, of_limits = rates_on(kept_policy(Team)[0].exchange_rates(), [currency, limits], date.today()).worth
    rate = float(its / of_limits)
    if rate == rate:
        return rate
    typed = dossier.case.worth_of_one(limits) if dossier is not None and dossier.case.currency == currency else None
    if typed:
        return 1.0 / float(typed)
    raise BadInput(Problem("no_limit_rate", "", currency, {"currency": limits}))


def promised_of(amounts: Mapping[str, float], rate: float) -> Promised:
    """Amounts by form at a rate."""
    return Promised(**{form: rate * amounts.get(form, 0.0) for form in FORMS})


def together(sums: Sequence[PromisedSum], dossier: Dossier | None = None) -> Promised:
    """What was promised in several currencies, in that of the limits."""
    found = Promised()
    for each in sums:
        found = found.plus(promised_of({each.form: each.amount}, worth(each.currency, dossier)))
    return found


def promised_before(customers: Sequence[str], leaving_out: str, day: date, dossier: Dossier | None = None) -> Promised:
    """What a customer was promised within a year before a day with other claims, by agreement or by an approval that is not agreed yet."""
    return together(committed_to(store_now(), customers, day - YEAR, leaving_out), dossier)


def names_of(dossier: Dossier) -> tuple[str, ...]:
    """The customer's names in both languages."""
    return tuple(dict.fromkeys(str(pick(dossier.case.customer.name, lang)) for lang in LANGUAGES))


def standing(dossier: Dossier, code: str, put: Sequence[Offer] = ()) -> Standing:
    """Where this person stands with an offer; with several that are put at once, with the one that asks for the highest role, then the dearest.

    A rate that is missing, or a store out of reach, raises BadInput.
    """
    before = promised_before(names_of(dossier), desk().code, date.today(), dossier)
    found = []
    for whole in [whole_of(dossier, given_of(dossier, offer)) for offer in put] if code == SEVERAL else [_with(dossier, code)]:
        each = _stands(dossier, code, whole, before)
        roles = kept_policy(AuthorityPolicy)[0].roles
        height = len(roles) if each.found.code == "nobody" else roles.index(each.found.signs)
        found.append((not each.found.allowed, height, sum(whole.values()), each))
    return max(found, key=lambda each: each[:3])[3]


def whole_of(dossier: Dossier, offered: Mapping[str, float]) -> dict[str, float]:
    """What an offer promises together with what its claim was promised before and what was added by hand."""
    return in_all(offered, given_earlier(dossier), given_by_hand(dossier))


def _with(dossier: Dossier, code: str) -> dict[str, float]:
    """What a claim promises with an offer; with that of its agreement, or with none, what it promises as it stands."""
    return given_in_all(dossier) if code == dossier.follow_up.offer else whole_of(dossier, given(dossier, code))


def _stands(dossier: Dossier, code: str, whole: dict[str, float], before: Promised) -> Standing:
    earlier = given_earlier(dossier)
    fresh = {form: max(amount - earlier.get(form, 0.0), 0.0) for form, amount in whole.items()}
    rules, who, rate = kept_policy(AuthorityPolicy)[0], person_now(), worth(dossier.case.currency, dossier)
    role = who.role if who.role in rules.roles else rules.roles[0]
    done = promised_of(earlier, rate)
    in_year = done.plus(before)
    answer = verdict(rules, role, promised_of(fresh, rate), in_claim=done, in_year=in_year)
    return Standing(code, whole, answer, rules.currency, in_year.of("any"))


def _without_limits(rules: AuthorityPolicy, role: str) -> bool:
    """Whether a role may promise anything: then nobody needs to know what its currency is worth."""
    its = [rule for rule in rules.rules if rule.role == role]
    return any(rule.form == ANY for rule in its) and all(rule.per_claim is None and rule.per_year is None for rule in its)


def to_note(dossier: Dossier, noted: Sequence[PromisedAmount]) -> list[PromisedAmount]:
    """What the claim promises as it stands (`given_in_all`), on the days from which it counts.

    It counts from the day on which so much was first noted here, whatever day is typed for the agreement: so nothing is dated out of a year,
    neither the agreement nor what is promised on top of it later. Where the option that was agreed is gone, and the agreement does not say
    what it promised, what was noted stays.
    """
    follow = dossier.follow_up
    if follow.offer and follow.offer not in [each.code for each in dossier.offers] and not is_held(follow):
        return list(noted)
    digits, whole = minor_digits(dossier.case.currency), given_in_all(dossier)
    return [each for form, amount in whole.items() for each in _dated(form, to_the_cent(amount, digits), [one for one in noted if one.form == form], digits)]


def _dated(form: str, amount: float, noted: Sequence[PromisedAmount], digits: int) -> Iterator[PromisedAmount]:
    """An amount on the days on which it was noted, the earliest first; what is more than was noted, today."""
    for each in sorted(noted, key=lambda one: one.on):
        part = min(each.amount, amount)
        if part > 0.0:
            yield PromisedAmount(form, part, each.on)
        amount = to_the_cent(amount - part, digits)
    if amount > 0.0:
        yield PromisedAmount(form, amount, date.today())


def _approved_now() -> tuple[Approval, ...]:
    code = desk().code
    return approvals(store_now(), code, "approved") if code else ()


def each_of_several(asked: Approval) -> tuple[tuple[str, dict[str, float]], ...]:
    """What each of the equal offers promises that were approved together, as the version that was asked about puts them, with their currency:
    whichever the customer takes was approved. Nothing where they are worked out otherwise by now, or for another customer."""
    if asked.offer != SEVERAL:
        return ()
    known: dict[tuple[str, int], tuple[tuple[str, ...], tuple[tuple[str, dict[str, float]], ...]]] = st.session_state.setdefault("approved_together", {})
    place = (asked.code, asked.number)
    if place not in known:
        known[place] = _together_in(asked, revision(store_now(), asked.code, asked.version)[1].dossier)
    names, found = known[place]
    theirs = {customer_key(name) for name in names} & {customer_key(name) for name in names_of(desk().claim)}
    return found if theirs else ()


def _together_in(asked: Approval, dossier: Dossier | None) -> tuple[tuple[str, ...], tuple[tuple[str, dict[str, float]], ...]]:
    """The customer's names in the version that was asked about, and what each of its equal offers promises."""
    if dossier is None:
        return (), ()
    summary, digits = summarise(dossier), minor_digits(asked.currency)
    found = [whole_of(dossier, given_of(dossier, offer)) for offer in offers_put(summary, bargain(summary))]
    same = any(covers(each, asked.amounts, digits) and covers(asked.amounts, each, digits) for each in found)
    return names_of(dossier), tuple((asked.currency, each) for each in found) if same else ()


def gate(dossier: Dossier) -> Guard:
    """Keeps the agreement of a claim from being noted by somebody who may not promise so much, unless that much was approved for this claim:
    BadInput `over_limit`, or `over_every_limit` where no role may; `missing` where nobody could say whose year it counts for."""
    whole, currency = given_in_all(dossier), dossier.case.currency
    digits = minor_digits(currency)
    several = [each for asked in _approved_now() for each in each_of_several(asked)] if dossier.follow_up.offer else []

    def check(beside: Committed) -> None:
        if _without_limits(kept_policy(AuthorityPolicy)[0], person_now().role):
            return
        if any(code == currency and covers(approved, whole, digits) for code, approved in (*beside.approved, *several)):
            return
        if not any(map(customer_key, names_of(dossier))):
            raise BadInput(Problem("missing", "case.customer.name"))
        found = _stands(dossier, dossier.follow_up.offer, whole, together(beside.sums, dossier)).found
        if not found.allowed:
            first = found.excesses[0]
            told = {"high": first.allowed, "currency": kept_policy(AuthorityPolicy)[0].currency, "role": found.role, "signs": found.signs}
            raise BadInput(Problem("over_limit" if found.signs else "over_every_limit", "", first.asked, told))

    return check
