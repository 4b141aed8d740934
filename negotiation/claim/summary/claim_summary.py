"""The one sheet: `summarise(dossier)` is the one pure call behind every page, command, slide and message.

It returns keys and numbers, never sentences; words and charts are made from it elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from negotiation.claim.document.dossier import Dossier
from negotiation.claim.document.dossier_checks import checked_dossier
from negotiation.claim.summary.remedy_forecasts import forecast_remedies
from negotiation.core.cashflow import Flow, part_until, stack_flows
from negotiation.core.fields import Num
from negotiation.core.money import minor_digits
from negotiation.core.problems import BadInput, Problem
from negotiation.model.lifetime.chance_of_staying import Judgement
from negotiation.model.lifetime.lifetime_value import lifetime_by_month, lifetime_value, order_stream
from negotiation.model.lifetime.order_stream import OrderStream
from negotiation.model.rework.remedy_forecast import RemedyForecast
from negotiation.model.valuation.break_even import break_even_chance
from negotiation.model.valuation.offer import NO_DEAL, options_of
from negotiation.model.valuation.option_value import CASH_OUT_DAYS, is_cash_out, value_options
from negotiation.model.valuation.outcomes import Comparison, Outcome, compare_options

MODEL_VERSION = "1"
"""What reports carry. It rises when a figure of a sample moves; CHANGELOG.md says which, and a test holds the
samples to it."""

PARTS = ("value", "rework")
"""What `summarise` can compute: the value of the options, always; and on request what each remedy costs and when it
arrives."""


@dataclass(frozen=True, eq=False)
class Life:
    """What the customer is worth if they stay: `value` without end, `over_horizon` within `horizon` years,
    cumulative `by_month`.

    `no_end`: the sum without end does not exist (nobody leaves and nothing is discounted); `value` is then that of
    the horizon.
    """

    stream: OrderStream
    value: Num
    horizon: Num
    over_horizon: Num
    by_month: Num
    no_end: bool


@dataclass(frozen=True)
class Verdict:
    """What to say first about the recommended option, in numbers; shares are 0 to 1, an infinite one means never.

    `cash_out` leaves us by `cash_out_day`; `orders_to_earn_back` = claim cost / margin of one normal order. The
    option pays if it makes staying `points_needed` likelier than `reference` would, promised orders not counted
    (`points_needed_with_promise`: counted); `points_judged` is what is expected. `most_at_risk` is the largest
    unsecured exposure, first on `most_at_risk_day`. `runner_up` is the best other offer that they would take and
    that is no worse for us than no deal (empty: none), `lead` money behind; `better_but_refused` would be best for
    us if they took it (empty: none). `cheapest_if_they_stay` is the cheapest offer that they would take if staying
    were certain, at `cost_if_they_stay` against `own_cost_if_they_stay`. `ties` are as good within 1 %.
    """

    code: str
    claim_cost: float
    cash_out: float
    cash_out_day: float
    orders_to_earn_back: float
    promised_margin: float
    reference: str
    points_needed: float
    points_needed_with_promise: float
    points_judged: float
    most_at_risk: float
    most_at_risk_day: float
    better_than_no_deal: float
    better_but_refused: str
    runner_up: str
    lead: float
    cheapest_if_they_stay: str
    cost_if_they_stay: float
    own_cost_if_they_stay: float
    ties: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Summary:
    """Everything computed about one claim; `digits` are those of the currency's minor unit, `remedies` the rework
    part if asked for."""

    dossier: Dossier
    digits: int
    life: Life
    settlement: Comparison
    verdict: Verdict
    remedies: tuple[RemedyForecast, ...] = ()

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """No deal first, then the offers in the order of the dossier."""
        return self.settlement.outcomes

    def outcome(self, code: str) -> Outcome:
        """The outcome of one option by its code."""
        return next(outcome for outcome in self.outcomes if outcome.code == code)

    def judgement(self, code: str) -> Judgement | None:
        """The typed chance of staying of an option, None where the default curve is used."""
        return next(
            (offer.staying for offer in self.dossier.offers if offer.code == code), self.dossier.no_deal.staying
        )

    @property
    def best(self) -> Outcome:
        """The recommended option."""
        return self.outcome(self.verdict.code)


def evaluate(dossier: Dossier, payback: bool = True) -> tuple[OrderStream, Comparison]:
    """The order stream and all options compared. Every number may be an array of rows or draws (the axis rule).

    Bad fields raise BadInput with every problem.
    """
    case = checked_dossier(dossier).case
    stream = order_stream(case)
    options = options_of(case, stream, dossier.remedies, dossier.offers, dossier.no_deal)
    worths = value_options(case, stream, dossier.staying, options, payback)
    return stream, compare_options(worths, lifetime_value(stream, case.rates.us), 10.0 ** -minor_digits(case.currency))


def summarise(dossier: Dossier, parts: Sequence[str] = PARTS[:1]) -> Summary:
    """Compute one claim of plain numbers. Bad fields raise BadInput with every problem; so does an unknown part."""
    unknown = [part for part in parts if part not in PARTS]
    if unknown:
        raise BadInput(Problem("not_a_choice", "parts", unknown[0], {"choices": PARTS}))
    stream, settlement = evaluate(dossier)
    if settlement.best.ndim:
        raise BadInput(Problem("one_offer_only", "case", settlement.best.shape))
    customer, rate = dossier.case.customer, dossier.case.rates.us
    life = Life(
        stream=stream,
        value=settlement.lifetime_value,
        horizon=customer.horizon,
        over_horizon=lifetime_value(stream, rate, customer.horizon),
        by_month=lifetime_by_month(stream, rate, round(12 * float(customer.horizon))),
        no_end=bool(stream.no_end),
    )
    verdict = _verdict(dossier, life, settlement)
    return Summary(
        dossier,
        minor_digits(dossier.case.currency),
        life,
        settlement,
        verdict,
        forecast_remedies(dossier) if "rework" in parts else (),
    )


def _verdict(dossier: Dossier, life: Life, settlement: Comparison) -> Verdict:
    outcomes = settlement.outcomes
    best = outcomes[int(settlement.best)]
    no_deal = next(outcome for outcome in outcomes if outcome.code == NO_DEAL)
    reference = outcomes[int(best.next_cheaper)] if int(best.next_cheaper) >= 0 else no_deal
    ours, promised = best.worth.to_us, best.worth.promised

    def needed(fixed: Num, if_stays: Num) -> float:
        return float(break_even_chance(fixed, life.value + if_stays, reference.net, best.staying)) - float(
            reference.staying
        )

    cheapest = _cheapest_if_they_stay(outcomes, no_deal)
    others = [outcome for outcome in outcomes if outcome is not best and outcome is not no_deal and outcome.accepted]
    if best is not no_deal:
        others = [outcome for outcome in others if outcome.net >= no_deal.net]
    refused = [outcome for outcome in outcomes if not outcome.accepted and outcome.net > best.net]
    runner_up = max(others, key=lambda outcome: float(outcome.net), default=None)
    return Verdict(
        code=best.code,
        claim_cost=float(best.claim_cost),
        cash_out=float(best.cash_out),
        cash_out_day=last_day_of_cash_out(best),
        orders_to_earn_back=float(best.claim_cost) / float(life.stream.margin) if life.stream.margin > 0 else np.inf,
        promised_margin=float(best.promised_margin),
        reference=reference.code,
        points_needed=needed(ours.fixed, ours.if_stays),
        points_needed_with_promise=needed(ours.fixed + promised.fixed, ours.if_stays + promised.if_stays),
        points_judged=float(best.staying) - float(reference.staying),
        most_at_risk=float(best.worth.exposure),
        most_at_risk_day=float(best.worth.exposure_day),
        better_than_no_deal=float(best.net) - float(no_deal.net),
        better_but_refused=max(refused, key=lambda outcome: float(outcome.net)).code if refused else "",
        runner_up=runner_up.code if runner_up else "",
        lead=float(best.net) - float(runner_up.net) if runner_up else np.nan,
        cheapest_if_they_stay=cheapest.code,
        cost_if_they_stay=-float(cheapest.worth.to_us.at(1.0)),
        own_cost_if_they_stay=-float(ours.at(1.0)),
        ties=tuple(outcome.code for outcome, tied in zip(outcomes, settlement.tied, strict=True) if tied),
    )


def last_day_of_cash_out(outcome: Outcome, among: Sequence[Flow] | None = None) -> float:
    """The last day within the first 30 on which we pay something (of some of its flows), rounded up to a whole day;
    0 where we pay nothing."""
    paid = [
        flow
        for flow in (outcome.worth.flows if among is None else among)
        if is_cash_out(flow) and float(flow.amount) * float(flow.chance) > 0
    ]
    if not paid:
        return 0.0
    counted = part_until(stack_flows(paid), CASH_OUT_DAYS)
    days = np.where(np.asarray(counted.times) > 0, counted.first_day + (counted.times - 1.0) * counted.every_days, 0.0)
    return float(np.ceil(np.max(days) - 1e-9))


def _cheapest_if_they_stay(outcomes: Sequence[Outcome], no_deal: Outcome) -> Outcome:
    """The cheapest offer that the customer would take if their staying were certain; no deal where there is none."""
    walk_away = no_deal.worth.to_customer.at(1.0)
    taken = [o for o in outcomes if o is not no_deal and o.worth.to_customer.at(1.0) >= walk_away]
    return min(taken, key=lambda o: -float(o.worth.to_us.at(1.0)), default=no_deal)
