"""How the figures of the claim page come about: harm, cost of putting it right, a year's margin, and the defaults
that follow the facts."""

from __future__ import annotations

from negotiation.claim.checks.switch_points import Turning
from negotiation.claim.defaults.default_rules import is_default
from negotiation.claim.document.dossier import Dossier
from negotiation.claim.document.field_paths import with_names
from negotiation.claim.summary.claim_summary import Summary
from negotiation.core.money import round_money
from negotiation.i18n.catalogue import say
from negotiation.i18n.formats import format_cents, format_share
from negotiation.presentation.common.labels import option_label


def explain_facts(dossier: Dossier, lang: str) -> list[str]:
    """Each figure with its formula and this claim's numbers, as markdown; what is only assumed says so."""
    case = dossier.case
    money = {"currency": case.currency}
    harm = "harm" if case.harm is not None else "harm_default"
    steps = [
        say(
            lang,
            f"facts_how.{harm}",
            harm=case.harm_suffered,
            claimed=case.claimed,
            ratio=case.claimed_to_harm,
            **money,
        ),
        say(
            lang,
            "facts_how.affected",
            affected=case.order.affected,
            price=round_money(float(case.order.unit_price), 6),
            value=case.order.affected_value,
            **money,
        ),
        say(
            lang,
            "facts_how.year",
            order=case.usual_order,
            rate=case.customer.margin_rate,
            count=case.customer.orders_per_year,
            margin=case.yearly_margin,
            **money,
        ),
    ]
    if dossier.remedies:
        remedy = dossier.remedies[0]
        counts = remedy.work.counts(case, remedy.flies)
        signed = [(-1.0 if line.comes_back else 1.0) * float(line.amount(case, counts)) for line in remedy.lines]
        parts = [
            f"{'− ' if amount < 0 else '+ ' if place else ''}{format_cents(abs(amount), case.currency, lang)}"
            for place, amount in enumerate(signed)
            if amount
        ]
        steps.append(
            say(
                lang,
                "facts_how.remedy",
                parts=" ".join(parts) or "0",
                cost=remedy.lines_cost(case),
                ours=remedy.our_cost(case),
                **money,
            )
        )
        if is_default(dossier, with_names(dossier, "remedies[0].cures")) and case.order.needed_on is not None:
            late = max(0.0, float(remedy.arrival_day) - (case.order.needed_on - case.settlement_date).days)
            steps.append(say(lang, "facts_how.cures", arrival=remedy.arrival_day, late=late, cures=remedy.cures))
    if is_default(dossier, "no_deal.withheld_chance") and case.receivable_due is not None:
        age = max(0, (case.settlement_date - case.receivable_due).days)
        chance = float(dossier.no_deal.withheld_chance)
        steps.append(say(lang, "facts_how.withheld", days=age, recovered=1.0 - chance, chance=chance))
    return steps


def explain_turning(summary: Summary, found: Turning, lang: str) -> str:
    """The formula of the turning point with this claim's figures."""
    best, worth = summary.best, summary.best.worth
    rival = option_label(summary.dossier, found.instead, lang) if found.instead else say(lang, "table.none")
    ends = [
        format_share(each, lang, 2) if each is not None else say(lang, "table.none")
        for each in (found.below, found.above)
    ]
    return say(
        lang,
        "facts_how.turning",
        instead=rival,
        below=ends[0],
        above=ends[1],
        currency=summary.dossier.case.currency,
        net=summary.outcome(found.instead).net if found.instead else best.net,
        fixed=worth.to_us.fixed + worth.promised.fixed,
        slope=summary.life.value + worth.to_us.if_stays + worth.promised.if_stays,
    )
