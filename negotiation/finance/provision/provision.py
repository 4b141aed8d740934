"""The provision for a claim: IAS 37, IFRS for SMEs section 21, ASC 450 and CAS 13 in one set of formulas, each figure
with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from negotiation.core.cashflow import discount
from negotiation.core.distributions import Pert, require_order
from negotiation.core.fields import COUNT, RATE, SHARE, Num, choice_field, flag_field, number_field
from negotiation.core.problems import BadInput, Problem
from negotiation.finance.register.entry import CERTAINTIES

Codes: TypeAlias = NDArray[np.str_]

STANDARDS = ("ias_37", "ifrs_smes_21", "asc_450", "cas_13")
LIKELIHOODS = ("probable", "possible", "remote")
REASONS = (
    "expected_value",
    "most_likely",
    "mostly_higher",
    "mostly_lower",
    "midpoint",
    "best_estimate",
    "minimum",
    "not_probable",
    "remote",
    "nothing",
)
"""Reasons for the amount, before discounting."""

DISCOUNTINGS = ("discounted", "not_material", "at_once", "not_discounted", "none")
DISCLOSURES = ("contingent", "more_possible", "none")
RECOVERED = ("asset", "capped", "disclosed", "not_shown", "no_provision", "none")


@dataclass(frozen=True, eq=False)
class ProvisionPolicy:
    """How the company applies its standard. The thresholds are assumptions to agree with the auditor.

    An outflow is probable above `probable` (ASC 450: from it on) and remote below `remote`. At least `population`
    similar claims are measured together. With `lower_too` a single amount is also reduced if other outcomes are mostly
    lower. Amounts are discounted at the yearly `rate` before tax if that takes off at least the share `material`.
    `asset_when` is how certain a recovery must be to be an asset.
    """

    standard: str = choice_field(STANDARDS, "ias_37")
    probable: Num = number_field(SHARE, 0.5)
    remote: Num = number_field(SHARE, 0.1)
    population: Num = number_field(COUNT.within(low=2.0), 30.0)
    lower_too: bool = flag_field(False)
    discounts: bool = flag_field(True)
    rate: Num = number_field(RATE, 0.05)
    material: Num = number_field(SHARE, 0.02)
    asset_when: str = choice_field(CERTAINTIES, "virtually_certain")


IAS_37 = ProvisionPolicy()
IFRS_SMES = ProvisionPolicy("ifrs_smes_21")
ASC_450 = ProvisionPolicy("asc_450", probable=0.75, discounts=False, asset_when="probable")
"""ASC 450: probable means likely to occur, read as at least 75 %; no discounting unless amounts and dates are fixed; a
recovery counts if probable."""

CAS_13 = ProvisionPolicy("cas_13", remote=0.05)
"""China's standard no. 13. Its guidance reads probable as more than 50 %, remote as at most 5 %, virtually certain as
more than 95 %."""

POLICIES = {policy.standard: policy for policy in (IAS_37, IFRS_SMES, ASC_450, CAS_13)}


@dataclass(frozen=True, eq=False)
class Provision:
    """What is recognised and what is only disclosed, money of the claim, and why. All of one shape; each `…why` is a
    code.

    `likelihood` is one of LIKELIHOODS. `undiscounted` is the estimate if an outflow is probable, else 0; `provision` is
    its present value. `disclosed_low` to `disclosed_high` is what may come beyond it and is not recognised. `recovery`
    is the separate asset.
    """

    likelihood: Codes
    undiscounted: Num
    why: Codes
    provision: Num
    discount_why: Codes
    disclosed_low: Num
    disclosed_high: Num
    disclosed_why: Codes
    recovery: Num
    recovery_why: Codes


def expected_value(outcomes: ArrayLike, chances: ArrayLike) -> Num:
    """Σ chance · outcome over the last axis. The rest of the probability, up to 1, costs nothing. Money.

    Chances that are negative or add up to more than 1 raise BadInput. Source: IAS 37.39.

    >>> float(expected_value([0.0, 1_000_000.0, 4_000_000.0], [0.75, 0.20, 0.05]))
    400000.0
    """
    weights = np.asarray(chances, dtype=float)
    total = weights.sum(axis=-1)
    if np.any(weights < 0.0) or np.any(total > 1.0 + 1e-9):
        raise BadInput(Problem("out_of_range", "chances", float(np.max(total)), {"low": 0.0, "high": 1.0}))
    found: Num = (np.asarray(outcomes, dtype=float) * weights).sum(axis=-1)
    return found


def provision_for(
    chance: Num,
    low: Num,
    likely: Num,
    high: Num,
    *,
    days: Num = 0.0,
    alike: Num = 1.0,
    recovery: Num = 0.0,
    certainty: str | Codes = "possible",
    policy: ProvisionPolicy = IAS_37,
) -> Provision:
    """The provision for a claim that costs `low` to `high`, most likely `likely`, with `chance`, and otherwise nothing.

        probable         chance > policy.probable (ASC 450: ≥); in a population: 1 − (1 − chance)^alike,
            since the class counts as a whole
        population       chance · mean, mean = (low + 4 likely + high) / 6
        single, IAS 37   likely; mean where high − likely > likely − low,
            that is where other outcomes are mostly higher (so it never jumps);
                         (low + high) / 2 where no amount is likelier than another (`likely` NaN)
        single, ASC 450  likely; low where no amount is a better estimate (`likely` NaN)
        single, CAS 13   likely; (low + high) / 2 where no amount is likelier than another (`likely` NaN)
        remote           chance < policy.remote (CAS 13: ≤)
        provision        estimate · (1 + rate)^(−days / 365) where that matters
        recovery         min(recovery, provision) where it is sure enough, else no asset

    Money not negative. Points that do not rise raise BadInput. Sources: IAS 37.14, .24, .36–.47, .53, .86; IFRS for
    SMEs 21.4–21.9; ASC 450-20-25-2, 450-20-30-1; CAS 13 articles 4 to 7 and its guidance.

    Args:
        chance: chance that the claim costs anything, 0 to 1; broadcasts.
        low: low end of its cost, money; broadcasts.
        likely: most likely cost, money; NaN if no amount is likelier than another; broadcasts.
        high: high end of its cost, money; broadcasts.
        days: days from the balance sheet date to the payment; broadcasts.
        alike: number of claims of this class in the register (1: it is the only one); broadcasts.
        recovery: what others give back, money; broadcasts.
        certainty: how certain the recovery is, one of CERTAINTIES; broadcasts.
        policy: the accounting policy.

    >>> lost = provision_for(0.7, 500_000.0, 500_000.0, 500_000.0)
    >>> float(lost.provision), str(lost.likelihood), str(lost.why)
    (500000.0, 'probable', 'most_likely')
    """
    american = policy.standard == "asc_450"
    unknown = np.isnan(likely)
    middle = np.where(unknown, low, likely)
    require_order(low, middle, high, "provision")
    mean = np.where(unknown, low if american else (np.asarray(low) + high) / 2.0, Pert(low, middle, high).mean)
    together = np.asarray(alike) >= policy.population
    of_class = np.where(together, 1.0 - (1.0 - np.asarray(chance)) ** np.maximum(alike, 1.0), chance)
    probable = of_class >= policy.probable if american else of_class > policy.probable
    remote = of_class <= policy.remote if policy.standard == "cas_13" else of_class < policy.remote
    likelihood = np.where(probable, "probable", np.where(remote, "remote", "possible"))

    single, why = _single(low, middle, high, mean, unknown, policy)
    estimate = np.where(together, chance * mean, single)
    why = np.where(together, "expected_value", why)
    why = np.where(
        np.asarray(high) <= 0.0,
        "nothing",
        np.where(probable, why, np.where(likelihood == "remote", "remote", "not_probable")),
    )
    undiscounted = np.where(probable, estimate, 0.0)
    provision, discount_why = _discounted(undiscounted, days, policy)

    further = np.maximum(high - undiscounted, 0.0)
    more = probable & american & (further > 0.0)
    contingent = (likelihood == "possible") & (np.asarray(high) > 0.0)
    asset, recovery_why = _recovered(recovery, provision, certainty, policy)
    below, above = np.where(contingent, low, 0.0), np.where(contingent, high, np.where(more, further, 0.0))
    disclosed_why = np.where(contingent, "contingent", np.where(more, "more_possible", "none"))
    found = np.broadcast_arrays(
        likelihood, undiscounted, why, provision, discount_why, below, above, disclosed_why, asset, recovery_why
    )
    return Provision(*(each[()] for each in found))


def _single(
    low: Num, middle: Num, high: Num, mean: Num, unknown: Num, policy: ProvisionPolicy
) -> tuple[NDArray[np.float64], Codes]:
    """The estimate of a claim that is measured alone, given that it costs something, and its reason."""
    if policy.standard == "asc_450":
        return np.where(unknown, low, middle), np.where(unknown, "minimum", "best_estimate")
    above, below = np.asarray(high) - middle, np.asarray(middle) - low
    up = (above > below) & (policy.standard != "cas_13")
    down = (above < below) & policy.lower_too
    why = np.where(unknown, "midpoint", np.where(up, "mostly_higher", np.where(down, "mostly_lower", "most_likely")))
    return np.where(np.asarray(unknown) | up | down, mean, middle), why


def _discounted(estimate: NDArray[np.float64], days: Num, policy: ProvisionPolicy) -> tuple[NDArray[np.float64], Codes]:
    left = np.maximum(days, 0.0)
    factor = np.asarray(discount(left, policy.rate))
    matters = policy.discounts & (np.abs(1.0 - factor) >= policy.material) & (left > 0.0)
    why = np.where(
        left > 0.0, np.where(matters, "discounted", "not_material" if policy.discounts else "not_discounted"), "at_once"
    )
    return np.where(matters, estimate * factor, estimate), np.where(estimate > 0.0, why, "none")


def _recovered(
    recovery: Num, provision: NDArray[np.float64], certainty: str | Codes, policy: ProvisionPolicy
) -> tuple[NDArray[np.float64], Codes]:
    sure = np.isin(certainty, CERTAINTIES[: CERTAINTIES.index(policy.asset_when) + 1])
    asset = np.where(sure, np.minimum(recovery, provision), 0.0)
    unsure = np.where(np.isin(certainty, CERTAINTIES[:2]), "disclosed", "not_shown")
    shown = np.where(provision <= 0.0, "no_provision", np.where(np.asarray(recovery) > provision, "capped", "asset"))
    return asset, np.where(np.asarray(recovery) <= 0.0, "none", np.where(sure, shown, unsure))
