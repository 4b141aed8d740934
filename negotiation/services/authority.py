"""Whether what a claim promises lies within a person's own limits, with all that this customer was promised within a
year; and the guard that asks so when the claim is saved."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from negotiation.claim.commitments.committed_amounts import (
    committed_amounts,
    committed_by_hand,
    committed_earlier,
    is_agreement_held,
    sum_by_form,
)
from negotiation.claim.commitments.promised_amounts import promised_by_offer, promised_by_option
from negotiation.claim.document.dossier import Dossier
from negotiation.claim.summary.bargaining_summary import bargain
from negotiation.claim.summary.claim_summary import summarise
from negotiation.core.money import minor_digits, round_money
from negotiation.core.problems import BadInput, Problem
from negotiation.finance.authority.approval_limits import (
    ANY,
    FORMS,
    WINDOW,
    AuthorityPolicy,
    LimitCheck,
    Promised,
    approval_covers,
    check_limits,
)
from negotiation.finance.register.exchange_rates import rates_on_day
from negotiation.finance.reporting_settings import Team
from negotiation.handouts.offer_letter.offer_letter import offers_put
from negotiation.i18n.catalogue import LANGUAGES
from negotiation.i18n.formats import localized
from negotiation.model.valuation.offer import Offer
from negotiation.services.context import Context
from negotiation.services.draft import Draft
from negotiation.services.team_settings import saved_setting
from negotiation.store import (
    Approval,
    Committed,
    Guard,
    PromisedAmount,
    PromisedSum,
    approvals,
    customer_key,
    promised_to_customer,
    revision,
)

YEAR = timedelta(days=WINDOW - 1)
"""From the first to the last of the days over which promises to one customer add up."""

OVER = ("over_limit", "over_every_limit")
"""Problems of a promise that is too much for whoever saves it."""

SEVERAL = "equal_offers"
"""Stands for the equal offers of which the customer takes one."""


@dataclass(frozen=True)
class OfferStanding:
    """What a claim promises with an offer and was promised before it, in the claim's currency, and whether this
    person may promise it, in the currency of the limits."""

    code: str
    amounts: dict[str, float]
    check: LimitCheck
    currency: str
    in_year: float


@dataclass(frozen=True)
class OffersAsked:
    """Equal offers for which one approval was asked, as the version that was asked about puts them: the customer's
    names in it, the currency, and what each offer promises by form of compensation. All empty for an approval of one
    offer, and where the offers are worked out otherwise by now."""

    names: tuple[str, ...] = ()
    currency: str = ""
    offers: tuple[dict[str, float], ...] = ()

    def to_customer_of(self, dossier: Dossier) -> tuple[dict[str, float], ...]:
        """The offers, if the claim is still one of the customer who was asked about; else none."""
        theirs = set(map(customer_key, self.names)) & set(map(customer_key, customer_names(dossier)))
        return self.offers if theirs else ()


OffersOf = Callable[[Approval], OffersAsked]
"""Gives the equal offers of an approval: `offers_asked`, or one that remembers what it gave."""


def rate_to_limits(context: Context, currency: str, dossier: Dossier | None = None) -> float:
    """What one unit of a currency is worth in that of the limits: by the team's latest rates, whatever it reports
    in, else by the claim's own.

    The team's comes first, so that nobody widens their limits by typing a rate. Without a rate BadInput says so.
    """
    limits = saved_setting(context, AuthorityPolicy)[0].currency
    if currency == limits:
        return 1.0
    rates = saved_setting(context, Team)[0].exchange_rates()
    its, of_limits = rates_on_day(rates, [currency, limits], context.calendar()).worth
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


def total_in_limit_currency(context: Context, sums: Sequence[PromisedSum], dossier: Dossier | None = None) -> Promised:
    """What was promised in several currencies, in that of the limits."""
    found = Promised()
    for each in sums:
        found = found.plus(promised_of({each.form: each.amount}, rate_to_limits(context, each.currency, dossier)))
    return found


def promised_before(
    context: Context, customers: Sequence[str], leaving_out: str, day: date, dossier: Dossier | None = None
) -> Promised:
    """What a customer was promised within a year before a day with other claims than the one left out, by agreement
    or by an approval that is not agreed yet; in the currency of the limits.

    `customers`: the names under which the customer may stand. `dossier`: its rate counts where the team has none.
    """
    sums = promised_to_customer(context.store, customers, day - YEAR, leaving_out)
    return total_in_limit_currency(context, sums, dossier)


def customer_names(dossier: Dossier) -> tuple[str, ...]:
    """The customer's names in every language, each once."""
    return tuple(dict.fromkeys(str(localized(dossier.case.customer.name, lang)) for lang in LANGUAGES))


def standing_of(context: Context, draft: Draft, code: str, put: Sequence[Offer] = ()) -> OfferStanding:
    """Where a person stands with an offer of a claim; with several that are put at once (`code` is `SEVERAL`), with
    the one that asks for the highest role, then the dearest.

    A rate that is missing, or a store out of reach, raises BadInput.
    """
    dossier, found = draft.claim, []
    before = promised_before(context, customer_names(dossier), draft.code, context.calendar(), dossier)
    for whole in (
        [whole_of(dossier, promised_by_offer(dossier, offer)) for offer in put]
        if code == SEVERAL
        else [_with(dossier, code)]
    ):
        each = _stands(context, dossier, code, whole, before)
        roles = saved_setting(context, AuthorityPolicy)[0].roles
        height = len(roles) if each.check.code == "nobody" else roles.index(each.check.signs)
        found.append((not each.check.allowed, height, sum(whole.values()), each))
    return max(found, key=lambda each: each[:3])[3]


def whole_of(dossier: Dossier, offered: Mapping[str, float]) -> dict[str, float]:
    """What an offer promises together with what its claim was promised before and what was added by hand."""
    return sum_by_form(offered, committed_earlier(dossier), committed_by_hand(dossier))


def _with(dossier: Dossier, code: str) -> dict[str, float]:
    """What a claim promises with an offer; with that of its agreement, or with none, what it promises as it stands."""
    return (
        committed_amounts(dossier)
        if code == dossier.follow_up.offer
        else whole_of(dossier, promised_by_option(dossier, code))
    )


def _stands(context: Context, dossier: Dossier, code: str, whole: dict[str, float], before: Promised) -> OfferStanding:
    earlier = committed_earlier(dossier)
    fresh = {form: max(amount - earlier.get(form, 0.0), 0.0) for form, amount in whole.items()}
    rules, rate = (
        saved_setting(context, AuthorityPolicy)[0],
        rate_to_limits(context, dossier.case.currency, dossier),
    )
    role = context.person.role if context.person.role in rules.roles else rules.roles[0]
    done = promised_of(earlier, rate)
    in_year = done.plus(before)
    answer = check_limits(rules, role, promised_of(fresh, rate), in_claim=done, in_year=in_year)
    return OfferStanding(code, whole, answer, rules.currency, in_year.of("any"))


def _without_limits(rules: AuthorityPolicy, role: str) -> bool:
    """Whether a role may promise anything: then nobody needs to know what its currency is worth."""
    its = [rule for rule in rules.rules if rule.role == role]
    return any(rule.form == ANY for rule in its) and all(
        rule.per_claim is None and rule.per_year is None for rule in its
    )


def promises_to_record(dossier: Dossier, noted: Sequence[PromisedAmount], today: date) -> list[PromisedAmount]:
    """What the claim promises as it stands (`committed_amounts`), on the days from which it counts.

    It counts from the day on which so much was first noted here, whatever day is typed for the agreement: so nothing
    is dated out of a year, neither the agreement nor what is promised on top of it later. Where the option that was
    agreed is gone, and the agreement does not say what it promised, what was noted stays.
    """
    follow = dossier.follow_up
    if follow.offer and follow.offer not in [each.code for each in dossier.offers] and not is_agreement_held(follow):
        return list(noted)
    digits, whole = minor_digits(dossier.case.currency), committed_amounts(dossier)
    return [
        each
        for form, amount in whole.items()
        for each in _dated(form, round_money(amount, digits), [one for one in noted if one.form == form], digits, today)
    ]


def _dated(
    form: str, amount: float, noted: Sequence[PromisedAmount], digits: int, today: date
) -> Iterator[PromisedAmount]:
    """An amount on the days on which it was noted, the earliest first; what is more than was noted, today."""
    for each in sorted(noted, key=lambda one: one.on):
        part = min(each.amount, amount)
        if part > 0.0:
            yield PromisedAmount(form, part, each.on)
        amount = round_money(amount - part, digits)
    if amount > 0.0:
        yield PromisedAmount(form, amount, today)


def offers_asked(context: Context, asked: Approval) -> OffersAsked:
    """What each of the equal offers promises for which one approval was asked: whichever the customer takes was
    approved. It is worked out from the version that was asked about, which never changes, so that it may be kept."""
    if asked.offer != SEVERAL:
        return OffersAsked()
    dossier = revision(context.store, asked.code, asked.version)[1].dossier
    if dossier is None:
        return OffersAsked()
    summary, digits = summarise(dossier), minor_digits(asked.currency)
    found = tuple(
        whole_of(dossier, promised_by_offer(dossier, offer)) for offer in offers_put(summary, bargain(summary))
    )
    same = any(
        approval_covers(each, asked.amounts, digits) and approval_covers(asked.amounts, each, digits) for each in found
    )
    return OffersAsked(customer_names(dossier), asked.currency, found if same else ())


def limit_guard(context: Context, draft: Draft, offers_of: OffersOf | None = None) -> Guard:
    """Keeps what a claim promises from being noted by somebody who may not promise so much, unless that much was
    approved for this claim: BadInput `over_limit`, or `over_every_limit` where no role may; `missing` where nobody
    could say whose year it counts for.

    `offers_of` gives the equal offers of an approval; worked out here where it is left out.
    """
    dossier = draft.claim
    whole, currency = committed_amounts(dossier), dossier.case.currency
    digits = minor_digits(currency)
    known = approvals(context.store, draft.code, "approved") if draft.code and dossier.follow_up.offer else ()
    asked = [offers_of(each) if offers_of is not None else offers_asked(context, each) for each in known]
    several = [(each.currency, offer) for each in asked for offer in each.to_customer_of(dossier)]

    def check(beside: Committed) -> None:
        if _without_limits(saved_setting(context, AuthorityPolicy)[0], context.person.role):
            return
        if any(
            code == currency and approval_covers(approved, whole, digits)
            for code, approved in (*beside.approved, *several)
        ):
            return
        if not any(map(customer_key, customer_names(dossier))):
            raise BadInput(Problem("missing", "case.customer.name"))
        before = total_in_limit_currency(context, beside.sums, dossier)
        found = _stands(context, dossier, dossier.follow_up.offer, whole, before).check
        if not found.allowed:
            first = found.excesses[0]
            told = {
                "high": first.allowed,
                "currency": saved_setting(context, AuthorityPolicy)[0].currency,
                "role": found.role,
                "signs": found.signs,
            }
            raise BadInput(Problem("over_limit" if found.signs else "over_every_limit", "", first.asked, told))

    return check
