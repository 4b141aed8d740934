"""Series: what a chart shows as keys and numbers, in the order in which it is drawn. Screens and exports draw the
same series."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from negotiation.claim.summary.claim_summary import Summary
from negotiation.core.cashflow import CUSTOMER, PROMISED_MARGIN, US, YEAR, sign_for
from negotiation.core.dated_cashflow import balance_by_month, cash_calendar
from negotiation.model.valuation.offer import NO_DEAL

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Bar:
    """One option in the signature chart. cost = solid + hoped + follows; the amount that comes back later lies
    beyond the cost.

    `solid` is paid before the next order and neither comes back nor is hoped to be earned back; `hoped` is the part
    of the cost that promised orders may earn back; `follows` comes after the next order; `comes_back` is paid early
    and returns later.
    """

    code: str
    cost: float
    solid: float
    hoped: float
    follows: float
    comes_back: float
    promised: float
    kept: float
    net: float
    accepted: bool
    best: bool

    @property
    def reach(self) -> float:
        """How far the bar goes: everything paid, before anything comes back."""
        return self.solid + self.hoped + self.follows + self.comes_back

    @property
    def grey(self) -> bool:
        """No deal, and what the customer would refuse."""
        return self.code == NO_DEAL or not self.accepted


def loss_and_lifetime_bars(summary: Summary) -> tuple[Bar, ...]:
    """Cost of this claim against future margin kept: acceptable options by net, best first; then the refused; no
    deal last."""
    bars = []
    for outcome in summary.outcomes:
        cost, immediate, promised = float(outcome.claim_cost), float(outcome.immediate), float(outcome.promised_margin)
        early = max(min(immediate, cost), 0.0)
        hoped = max(min(promised, early), 0.0)
        bars.append(
            Bar(
                code=outcome.code,
                cost=cost,
                solid=early - hoped,
                hoped=hoped,
                follows=max(cost - early, 0.0),
                comes_back=max(immediate - max(cost, 0.0), 0.0),
                promised=promised,
                kept=float(outcome.lifetime_kept),
                net=float(outcome.net),
                accepted=bool(outcome.accepted),
                best=outcome.code == summary.verdict.code,
            )
        )
    return tuple(sorted(bars, key=lambda bar: (bar.code == NO_DEAL, not bar.accepted, -bar.net)))


@dataclass(frozen=True)
class Threshold:
    """From which chance of staying an offer pays against `reference`, and the chance that is expected of it.

    The reference is the next cheaper offer that the customer would take, no deal where there is none. `pays_from` is
    −∞ where it always pays, ∞ where it never does.
    """

    code: str
    reference: str
    pays_from: float
    expected: float
    accepted: bool
    best: bool

    @property
    def pays(self) -> bool:
        """Whether the expected chance is enough."""
        return self.expected >= self.pays_from


def thresholds(summary: Summary) -> tuple[Threshold, ...]:
    """One threshold an offer, in the order of the signature chart; no deal has none."""
    found = []
    for bar in loss_and_lifetime_bars(summary):
        outcome = summary.outcome(bar.code)
        if bar.code == NO_DEAL:
            continue
        cheaper = int(outcome.next_cheaper)
        reference = summary.outcomes[cheaper].code if cheaper >= 0 else NO_DEAL
        chance = outcome.break_even_next if cheaper >= 0 else outcome.break_even_no_deal
        found.append(Threshold(bar.code, reference, float(chance), float(outcome.staying), bar.accepted, bar.best))
    return tuple(found)


def cash_by_month(summary: Summary, code: str) -> list[float]:
    """Our cumulative expected discounted cash of an option at the end of each month, lifetime margin included: what
    payback looks at.

    As far as the second horizon, and past the payback where that is later (ten years at most).
    """
    outcome, case = summary.outcome(code), summary.dossier.case
    payback = float(outcome.worth.payback)
    horizon = max(12.0 * float(case.customer.horizon), payback + 6.0 if math.isfinite(payback) else 0.0)
    flows = [*outcome.worth.flows, *summary.life.stream.margin_flows()]
    return list(balance_by_month(flows, US, case.rates.us, outcome.staying, round(min(horizon, 120.0))).tolist())


@dataclass(frozen=True)
class Step:
    """One step of the waterfall: the key of its flows and what they cost us today; negative comes back."""

    key: str
    amount: float


def cost_steps(summary: Summary, code: str) -> tuple[Step, ...]:
    """What the claim cost of an option is made of: present value to us by kind of payment, promised margin left out.

    In the order of the flows; they add up to the claim cost. Payments in which we have no part are left out.
    """
    outcome = summary.outcome(code)
    found: dict[str, float] = {}
    for flow, value in zip(outcome.worth.flows, outcome.worth.values, strict=True):
        amount = -sign_for(flow, US) * float(value) * (float(outcome.staying) if flow.if_stays else 1.0)
        if flow.key != PROMISED_MARGIN and amount:
            found[flow.key] = found.get(flow.key, 0.0) + amount
    return tuple(Step(key, amount) for key, amount in found.items())


def dated_payments(summary: Summary, code: str) -> pd.DataFrame:
    """The cash calendar of an option for both parties: every expected payment within the horizon, by date.

    Columns of `flows.calendar` and `to_us`, `to_customer`: the expected amount with the party's sign.
    """
    outcome, case = summary.outcome(code), summary.dossier.case
    flows = [flow for flow in outcome.worth.flows if float(flow.amount) and float(flow.chance)]
    frame = cash_calendar(flows, case.settlement_date, float(outcome.staying), float(case.customer.horizon) * YEAR)
    alike = ["date", "day", "key", "payer", "payee", "step", "amount"]
    if len(frame) and frame.duplicated(alike).any():  # one payment under several retentions is one row again
        frame = frame.groupby(alike, sort=False, as_index=False, observed=True)[["chance", "expected"]].sum()
    for name, party in (("to_us", US), ("to_customer", CUSTOMER)):
        frame[name] = frame["expected"] * (
            (frame["payee"] == party).astype(float) - (frame["payer"] == party).astype(float)
        )
    return frame


def calendar_by_month(summary: Summary, code: str) -> tuple[list[int], list[float], list[float]]:
    """Months counted from the settlement date, and the expected money of each for us and for the customer."""
    frame = dated_payments(summary, code)
    if frame.empty:
        return [0], [0.0], [0.0]
    month = (frame["day"] * 12.0 / YEAR + 1e-9).astype(int)
    last = int(month.max())
    sums = frame.groupby(month)[["to_us", "to_customer"]].sum().reindex(range(last + 1), fill_value=0.0)
    return list(range(last + 1)), sums["to_us"].tolist(), sums["to_customer"].tolist()
