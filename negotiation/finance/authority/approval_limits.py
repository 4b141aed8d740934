"""Who may promise what: limits for each claim and each customer's year, by role and form, checked against all promises
so far."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from negotiation.core.fields import (
    MONEY,
    Num,
    choice_field,
    currency_field,
    names_field,
    number_field,
    records_field,
    text_field,
)
from negotiation.core.money import minor_digits, round_money
from negotiation.core.problems import BadInput, Problem

FORMS = ("remedy", "cash", "credit", "goods", "service")
"""What can be promised: the remedy, and the forms of compensation."""

ANY = "any"
RULED = (ANY, *FORMS)


@dataclass(frozen=True, eq=False)
class Rule:
    """How much a role may promise in a form (or in `any`: all forms together), in one claim and to one customer in 365
    days.

    None: no limit.
    """

    role: str = text_field(longest=40)
    form: str = choice_field(RULED, ANY)
    per_claim: Num | None = number_field(MONEY, None, optional=True)
    per_year: Num | None = number_field(MONEY, None, optional=True)


ROLES = ("finance", "sales", "sales_manager", "sales_director", "managing_director")
FIRST_ROLE = "sales_manager"
"""The default role: who uses the app most."""

KEEPERS = ("finance", "managing_director")


@dataclass(frozen=True, eq=False)
class AuthorityPolicy:
    """The rules of a team in one currency, with `roles` from the lowest to the highest. The default figures are an
    assumption.

    All rules of a role that concern a form must hold. A role may not promise a form that none of its rules concerns.
    `keepers` are the roles that may change these rules and the team's other settings, and record period ends; if there
    are none, every role may.
    """

    currency: str = currency_field("USD")
    roles: tuple[str, ...] = names_field(20)
    rules: tuple[Rule, ...] = records_field(200)
    keepers: tuple[str, ...] = names_field(20)

    def keeps(self, role: str) -> bool:
        """True if a role may change the team's settings."""
        return not self.keepers or role in self.keepers


HOUSE_POLICY = AuthorityPolicy(
    roles=ROLES,
    rules=(
        Rule("sales", ANY, 500.0, 2_000.0),
        Rule("sales_manager", ANY, 5_000.0, 20_000.0),
        Rule("sales_manager", "cash", 2_000.0, 5_000.0),
        Rule("sales_director", ANY, 25_000.0, 75_000.0),
        Rule("managing_director", ANY),
    ),
    keepers=KEEPERS,
)
"""Default limits, an assumption. Cash is limited more tightly than forms that cost us less than they are worth to the
customer."""


@dataclass(frozen=True, eq=False)
class Promised:
    """What is promised by form, in the currency of the policy: face value, neither discounted nor weighted by a chance.
    Not negative."""

    remedy: Num = number_field(MONEY, 0.0)
    cash: Num = number_field(MONEY, 0.0)
    credit: Num = number_field(MONEY, 0.0)
    goods: Num = number_field(MONEY, 0.0)
    service: Num = number_field(MONEY, 0.0)

    def of(self, form: str) -> float:
        """The amount in one form, or in all together for `any`. Money.

        >>> Promised(cash=100.0, credit=900.0).of("any")
        1000.0
        """
        return float(sum(float(getattr(self, each)) for each in FORMS)) if form == ANY else float(getattr(self, form))

    def plus(self, other: Promised) -> Promised:
        """The sum of both, form by form."""
        return Promised(*(float(getattr(self, form)) + float(getattr(other, form)) for form in FORMS))


NOTHING = Promised()

WINDOW = 365
"""Days over which promises to one customer add up."""


@dataclass(frozen=True)
class Excess:
    """One limit of a role that the promise exceeds. Money.

    `form` is the form, `limit` is `per_claim`, `per_year` or `no_rule` (no rule says who may promise this form).
    `allowed` is the limit, `asked` the total asked for, and `over` the difference.
    """

    role: str
    form: str
    limit: str
    allowed: float
    asked: float
    over: float


@dataclass(frozen=True)
class LimitCheck:
    """Whether `role` may promise it. If not, `signs` is the lowest role that may (empty: none), with every limit that
    the role exceeds."""

    code: str
    role: str
    signs: str
    excesses: tuple[Excess, ...]

    @property
    def allowed(self) -> bool:
        """True if the role may promise it without approval."""
        return self.code == "allowed"


def check_limits(
    policy: AuthorityPolicy, role: str, offer: Promised, in_claim: Promised = NOTHING, in_year: Promised = NOTHING
) -> LimitCheck:
    """Whether a role may promise an offer, given what was promised before in this claim and to this customer in 365
    days.

        per claim:  in_claim + offer ≤ limit;  per year:  in_year + offer ≤ limit;
        for each rule's form, and for all forms together

    The year counts at least what `in_claim` holds, so splitting a promise does not get more through. Amounts are
    compared at the minor unit. An unknown role or form and negative promises raise BadInput.

    Args:
        policy: the team's rules.
        role: role of the person who promises.
        offer: what the offer promises by form, money of the policy.
        in_claim: what was promised before in this claim, money of the policy.
        in_year: everything promised to the customer in the 365 days before, this claim included but not the offer,
            money of the policy.

    >>> asked = check_limits(HOUSE_POLICY, "sales", Promised(credit=400.0), in_claim=Promised(credit=400.0))
    >>> asked.code, asked.signs, [(each.limit, each.over) for each in asked.excesses]
    ('ask', 'sales_manager', [('per_claim', 300.0)])
    """
    found = [
        *check_policy(policy),
        *_negative(offer, "offer"),
        *_negative(in_claim, "in_claim"),
        *_negative(in_year, "in_year"),
    ]
    if role not in policy.roles:
        found.append(Problem("unknown_role", "role", role, {"choices": policy.roles}))
    if found:
        raise BadInput(*found)
    year = Promised(*(max(in_claim.of(form), in_year.of(form)) for form in FORMS))
    broken = {each: tuple(_excesses(policy, each, offer, in_claim, year)) for each in policy.roles}
    signs = next((each for each in policy.roles if not broken[each]), "")
    return LimitCheck("allowed" if not broken[role] else "ask" if signs else "nobody", role, signs, broken[role])


def check_policy(policy: AuthorityPolicy) -> Iterator[Problem]:
    """Problems of a policy: a role that is empty or named twice, a rule for an unknown role or form."""
    for index, role in enumerate(policy.roles):
        if not role or role in policy.roles[:index]:
            yield Problem("code_not_unique", f"roles[{index}]", role)
    for index, role in enumerate(policy.keepers):
        if role not in policy.roles:
            yield Problem("unknown_role", f"keepers[{index}]", role, {"choices": policy.roles})
    for index, rule in enumerate(policy.rules):
        if rule.role not in policy.roles:
            yield Problem("unknown_role", f"rules[{index}].role", rule.role, {"choices": policy.roles})
        if rule.form not in RULED:
            yield Problem("not_a_choice", f"rules[{index}].form", rule.form, {"choices": RULED})


def approval_covers(approved: Mapping[str, float], asked: Mapping[str, float], digits: int) -> bool:
    """True if what was approved, by form, covers what is asked: no form exceeds it by a minor unit or more. Money of
    one currency.

    >>> (approval_covers({"cash": 10.0, "credit": 5.0}, {"cash": 10.0}, 2),
    ...     approval_covers({"cash": 10.0}, {"cash": 10.0, "goods": 1.0}, 2))
    (True, False)
    """
    return all(
        round_money(amount, digits) <= round_money(approved.get(form, 0.0), digits) for form, amount in asked.items()
    )


def _negative(promised: Promised, path: str) -> Iterator[Problem]:
    for form in FORMS:
        value = float(getattr(promised, form))
        if not value >= 0.0:
            yield Problem("out_of_range", f"{path}.{form}", value, {"low": MONEY.low, "high": MONEY.high})


def _excesses(
    policy: AuthorityPolicy, role: str, offer: Promised, in_claim: Promised, in_year: Promised
) -> Iterator[Excess]:
    """Every limit of one role that the offer exceeds. A form at 0 in the offer exceeds nothing."""
    digits = minor_digits(policy.currency)
    rules = [rule for rule in policy.rules if rule.role == role]
    for form in FORMS:
        if offer.of(form) > 0.0 and not any(rule.form in (ANY, form) for rule in rules):
            yield Excess(role, form, "no_rule", 0.0, offer.of(form), offer.of(form))
    for rule in rules:
        if offer.of(rule.form) <= 0.0:
            continue
        before = {"per_claim": in_claim.of(rule.form), "per_year": in_year.of(rule.form)}
        for limit, earlier in before.items():
            most = getattr(rule, limit)
            asked = round_money(earlier + offer.of(rule.form), digits)
            if most is not None and asked > round_money(most, digits):
                yield Excess(role, rule.form, limit, float(most), asked, round_money(asked - float(most), digits))
