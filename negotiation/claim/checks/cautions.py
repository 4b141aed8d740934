"""What to beware of before answering: habit, threats, a customer not worth keeping, too much in one hand, late
payment, precedent, excess, an insurer who has not agreed, giving beyond the contract.

Each caution is a code with its figures; what it means and what to do instead stand in the word files. A fact that
nobody typed raises none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from negotiation.claim.document.dossier import Dossier
from negotiation.claim.summary.claim_summary import Summary
from negotiation.model.facts.case import Case
from negotiation.model.playbook.extra_requests import giving_habit, goodwill_budget
from negotiation.model.valuation.offer import NO_DEAL


@dataclass(frozen=True)
class Caution:
    """One warning: `code` names its words, `numbers` go into them, `options` are the codes of the offers that it is
    about.

    `asks`: a question to ask oneself rather than something that is wrong.
    """

    code: str
    numbers: Mapping[str, float] = field(default_factory=dict)
    options: tuple[str, ...] = ()
    asks: bool = False


def cautions(summary: Summary) -> tuple[Caution, ...]:
    """Every caution that the facts of this claim raise, the gravest first. Thresholds: `dossier.limits`."""
    return (
        *_not_worth_keeping(summary),
        *_ultimatum(summary.dossier.case),
        *_late_payer(summary),
        *_habit(summary),
        *_concentration(summary),
        *_excess(summary),
        *_precedent(summary),
        *_insurer(summary.dossier),
        *_giving(summary.dossier),
    )


def _not_worth_keeping(summary: Summary) -> Iterator[Caution]:
    margin = float(summary.life.stream.margin)
    if margin <= 0.0:
        yield Caution("not_worth_keeping", {"margin": margin})


def _ultimatum(case: Case) -> Iterator[Caution]:
    """A threat while part of what is claimed is not proven: claimed − proven, line by line."""
    unproven = sum(max(float(line.claimed) - float(line.proven or 0.0), 0.0) for line in case.claims)
    if case.incident.ultimatum and unproven > 0.0:
        yield Caution("ultimatum", {"unproven": unproven, "claimed": float(case.claimed)})


def _late_payer(summary: Summary) -> Iterator[Caution]:
    case = summary.dossier.case
    if case.receivable_due is None or float(case.receivable) <= 0.0:
        return
    days = (case.settlement_date - case.receivable_due).days
    if days > float(summary.dossier.limits.late_days):
        yield Caution("late_payer", {"days": float(days), "receivable": float(case.receivable)})


def _habit(summary: Summary) -> Iterator[Caution]:
    """The n-th claim in six months, this one counted; or other claims of a year above a part of turnover or of
    margin."""
    case, limits = summary.dossier.case, summary.dossier.limits
    count = float(case.incident.claims_in_six_months) + 1.0
    if count >= float(limits.claims_in_six_months) and count > 1.0:
        yield Caution("habit_count", {"count": count})
    if case.customer.claims_last_year is None:
        return
    paid, turnover, margin = (
        float(case.customer.claims_last_year),
        float(case.yearly_turnover),
        float(case.yearly_margin),
    )
    if paid > float(limits.margin_share) * margin and margin > 0.0:
        yield Caution("habit_margin", {"paid": paid, "share": paid / margin, "limit": float(limits.margin_share)})
    elif paid > float(limits.turnover_share) * turnover and turnover > 0.0:
        yield Caution("habit_turnover", {"paid": paid, "share": paid / turnover, "limit": float(limits.turnover_share)})


def _concentration(summary: Summary) -> Iterator[Caution]:
    share, limit = summary.dossier.case.customer.share_of_our_margin, float(summary.dossier.limits.our_margin_share)
    if share is not None and float(share) > limit:
        yield Caution("concentration", {"share": float(share), "limit": limit})


def _excess(summary: Summary) -> Iterator[Caution]:
    """Offers that cost more than a year's margin, and offers that make good far more than the harm."""
    case, limits = summary.dossier.case, summary.dossier.limits
    offers = [outcome for outcome in summary.outcomes if outcome.code != NO_DEAL]
    year = float(case.yearly_margin) * float(limits.yearly_margins)
    dear = tuple(outcome.code for outcome in offers if float(outcome.claim_cost) > year > 0.0)
    if dear:
        yield Caution(
            "over_a_years_margin",
            {"year": year, "cost": max(float(summary.outcome(code).claim_cost) for code in dear)},
            dear,
        )
    if float(case.harm_suffered) > 0.0:
        generous = tuple(outcome.code for outcome in offers if float(outcome.worth.ratio) > float(limits.harm_share))
        if generous:
            ratio = max(float(summary.outcome(code).worth.ratio) for code in generous)
            yield Caution("over_the_harm", {"ratio": ratio, "limit": float(limits.harm_share)}, generous)


def _precedent(summary: Summary) -> Iterator[Caution]:
    """Would you grant it to your nearest customers too? Cost × n."""
    count, best = float(summary.dossier.limits.nearest_customers), summary.best
    if best.code != NO_DEAL and float(best.claim_cost) > 0.0 and count > 0.0:
        cost = float(best.claim_cost)
        yield Caution("precedent", {"count": count, "cost": cost, "total": cost * count}, (best.code,), asks=True)


def _insurer(dossier: Dossier) -> Iterator[Caution]:
    """An insurer may pay, and has not agreed yet that we admit anything."""
    if dossier.playbook.time_bars.consent_missing:
        yield Caution("insurer_first")


def _giving(dossier: Dossier) -> Iterator[Caution]:
    """Requests beyond the contract: the goodwill budget is overdrawn; giving has become a habit, with what it costs
    if it goes on."""
    requests, goodwill, case = dossier.playbook.requests, dossier.playbook.goodwill, dossier.case
    found = goodwill_budget(requests, goodwill)
    if found.overdrawn > 0.0:
        yield Caution("goodwill_overdrawn", {"overdrawn": found.overdrawn, "budget": found.budget})
    grown = giving_habit(requests, goodwill, case, case.settlement_date)
    if grown is not None:
        yield Caution(
            "giving_habit", {"count": float(grown.count), "each": grown.each_order, "total": grown.over_horizon}
        )
