"""The customer in sentences: what staying is worth, on which rung of evidence that stands, and how each number was
computed."""

from __future__ import annotations

from datetime import timedelta

from negotiation.claim.defaults.default_rules import order_account, order_rate_in
from negotiation.claim.document.dossier import Dossier
from negotiation.claim.summary.claim_summary import Summary
from negotiation.core.cashflow import MONTH, present_value, sign_for
from negotiation.core.cashflow import US as OURS
from negotiation.i18n.catalogue import say
from negotiation.model.lifetime.lifetime_value import net_margin, order_stream, usual_formulas
from negotiation.model.lifetime.order_history import Account, OrderRate
from negotiation.model.lifetime.order_stream import ORDER_MARGIN
from negotiation.model.lifetime.value_interval import ValueInterval, value_interval
from negotiation.model.valuation.offer import NO_DEAL
from negotiation.presentation.common.values import origin_of

RUNGS = ("typed", "uncertain", "history", "many")
"""On what the lifetime value stands: numbers typed as certain; retention with a strength; the account's own order
dates; the same, starting from what a fit over many accounts says."""

FROM_DATES = ("history", "many")
"""Rungs on which orders a year and their value come from order dates."""


def evidence_level(dossier: Dossier) -> str:
    """The highest rung that the claim's figures stand on."""
    customer = dossier.case.customer
    if customer.history and origin_of(dossier, "case.customer.orders_per_year") == "default":
        return "many" if any(note.path == "case.customer.prior" for note in dossier.notes) else "history"
    return "uncertain" if customer.retention_strength is not None else "typed"


def interval_of(dossier: Dossier) -> ValueInterval | None:
    """How far the lifetime value could be from what is shown, by the rung that it stands on; None where nothing is
    uncertain."""
    account = order_account(dossier)
    dated = account is not None and evidence_level(dossier) in FROM_DATES
    rate = order_rate_in(dossier, account) if account is not None and dated else None
    return value_interval(dossier.case, rate, round(12 * float(dossier.case.customer.horizon)), int(dossier.seed))


def customer_headline(summary: Summary, band: ValueInterval | None, lang: str) -> str:
    """What they are worth if they stay, and what losing them today puts at risk."""
    money = {"currency": summary.dossier.case.currency}
    if summary.life.no_end:
        return say(
            lang, "customer.headline_no_end", over=summary.life.over_horizon, horizon=summary.life.horizon, **money
        )
    if band is not None:
        return say(lang, "customer.headline_band", value=summary.life.value, low=band.low, high=band.high, **money)
    return say(lang, "customer.headline", value=summary.life.value, **money)


def customer_reason(summary: Summary, account: Account | None, lang: str) -> str:
    """On which rung it stands, within how many years most of it comes, and what no deal is judged to cost."""
    dossier, life = summary.dossier, summary.life
    money = {"currency": dossier.case.currency}
    parts = [say(lang, f"customer.rung_{evidence_level(dossier)}", orders=account.repeats + 1 if account else 0)]
    parts.append(say(lang, "customer.horizon", over=life.over_horizon, horizon=life.horizon, **money))
    no_deal = summary.outcome(NO_DEAL)
    lost = float(life.value) * (1.0 - float(no_deal.staying))
    parts.append(say(lang, "customer.no_deal", chance=no_deal.staying, lost=lost, **money))
    return say(lang, "list.sentence").join(parts)


def worth_by_part(summary: Summary) -> dict[str, float]:
    """The lifetime value by what it comes from: repeat orders, open orders, less what others would replace."""
    rate = summary.dossier.case.rates.us
    found: dict[str, float] = {}
    for flow in summary.life.stream.margin_flows():
        found[flow.key] = found.get(flow.key, 0.0) + sign_for(flow, OURS) * float(present_value(flow, rate))
    return found


def history_lines(account: Account, rate: OrderRate, dossier: Dossier, lang: str) -> list[str]:
    """What the order dates say: rate with its band, orders of the next year, chance that they still order, the next
    order."""
    last = dossier.case.settlement_date - timedelta(days=round((account.age - account.recency) * MONTH))
    low, high = rate.band()
    few, many = rate.next_orders_band(12.0)
    lines = [
        say(
            lang,
            "customer.rate",
            orders=account.repeats + 1,
            months=account.age,
            mean=12.0 * rate.mean,
            low=12.0 * low,
            high=12.0 * high,
        ),
        say(lang, "customer.next_year", mean=rate.next_orders(12.0), few=few, many=many),
        say(lang, "customer.last", last=last, gap=1.0 / rate.mean),
        say(lang, "customer.alive_regular" if account.regular else "customer.alive", chance=_alive(account, dossier)),
    ]
    if account.repeats < 4:
        lines.append(say(lang, "customer.few"))
    return lines


def _alive(account: Account, dossier: Dossier) -> float:
    prior = dossier.case.customer.prior
    return float(account.chance_alive(prior.shape, prior.months, prior.a, prior.b))


def explain_customer(summary: Summary, account: Account | None, lang: str) -> list[str]:
    """Markdown, one step of the calculation each."""
    dossier = summary.dossier
    case, customer = dossier.case, dossier.case.customer
    money = {"currency": case.currency}
    stream = order_stream(case)
    steps = [
        say(
            lang,
            "customer_how.margin",
            order=case.usual_order,
            rate=customer.margin_rate,
            claims=customer.expected_claims,
            service=customer.service_cost,
            late=customer.pays_late_days,
            margin=net_margin(case),
            **money,
        ),
    ]
    if customer.retention_strength is None:
        steps.append(
            say(
                lang,
                "customer_how.keep",
                retention=customer.retention,
                orders=customer.orders_per_year,
                keep=stream.keep,
            )
        )
    else:
        strength = float(customer.retention_strength)
        mean = float(customer.retention)
        steps.append(
            say(
                lang,
                "customer_how.beta",
                retention=mean,
                strength=strength,
                stays=mean * strength,
                leaves=(1.0 - mean) * strength,
            )
        )
    steps.append(say(lang, "customer_how.value", gap=stream.gap, rate=case.rates.us, value=summary.life.value, **money))
    for key, amount in worth_by_part(summary).items():
        if key != ORDER_MARGIN and amount:
            steps.append(say(lang, f"customer_how.{key}", amount=abs(amount), **money))
    yearly = float(net_margin(case)) * float(customer.orders_per_year)
    if 1.0 + float(case.rates.us) - float(customer.retention) > 1e-6:
        three = usual_formulas(yearly, customer.retention, case.rates.us)
        steps.append(
            say(
                lang,
                "customer_how.three",
                yearly=yearly,
                after=three.after_a_year,
                now=three.now,
                undecided=three.undecided,
                **money,
            )
        )
    if account is not None:
        prior = customer.prior
        steps.append(
            say(
                lang,
                "customer_how.rate",
                repeats=float(account.repeats),
                months=account.age,
                shape=prior.shape,
                prior=prior.months,
            )
        )
        steps.append(say(lang, "customer_how.order_value", mean=account.mean_value, **money))
    return steps
