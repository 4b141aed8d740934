"""An offer is a remedy and a tuple of terms. No deal is valued like an offer, except that each side has its own
beliefs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from negotiation.core.cashflow import CUSTOMER, OUTSIDE, US, WITHHELD, Flow, Party
from negotiation.core.fields import MONEY, SHARE, Num, Text, number_field, records_field, text_field
from negotiation.core.problems import BadInput, Problem
from negotiation.model.facts.case import Case
from negotiation.model.lifetime.chance_of_staying import Judgement
from negotiation.model.lifetime.order_stream import OrderStream
from negotiation.model.rework.remedy import Remedy
from negotiation.model.rework.schedule import delay_remedy
from negotiation.model.terms import Term
from negotiation.model.valuation.conditions import THE_REMEDY, Closure, Wait
from negotiation.model.valuation.invoice_recovery import late_invoice_flows
from negotiation.model.valuation.litigation import Law

NO_DEAL = "no_deal"
"""Code of the option in which nothing is agreed."""


def harm_flow(case: Case) -> Flow:
    """The customer's harm, on day 0. It is part of every option, no deal included."""
    return Flow("harm", CUSTOMER, OUTSIDE, case.harm_suffered)


@dataclass(frozen=True, eq=False)
class Offer:
    """A remedy by its code, the terms beside it, and a chance of staying if someone typed one (else the default curve).

    `second_opinion` is another person's judgement; it is shown beside the verdict and never enters it. `waits` delay
    the remedy or a term until something happens; `closure` is what the agreement closes.
    """

    code: str = text_field(longest=60)
    remedy: str = text_field(longest=60)
    terms: tuple[Term, ...] = records_field(20)
    name: Text = text_field(longest=200)
    staying: Judgement | None = None
    second_opinion: Judgement | None = None
    waits: tuple[Wait, ...] = records_field(20)
    closure: Closure = Closure()

    def held(self, what: str, flows: list[Flow]) -> list[Flow]:
        """The flows of a term after any wait."""
        for wait in self.waits:
            if wait.what == what:
                flows = wait.held(flows)
        return flows

    def remedy_flows(self, case: Case, remedy: Remedy) -> list[Flow] | None:
        """The flows of the remedy if it waits: it begins later, so damages and the harm it cures change too. None if it
        does not wait."""
        wait = next((each for each in self.waits if each.what == THE_REMEDY), None)
        if wait is None:
            return None
        begun = [wait.uncertain(flow) for flow in delay_remedy(remedy, case, wait.days).flows(case)]
        return [
            replace(flow, first_day=flow.first_day + wait.days) if flow.key == "grade_allowance" else flow
            for flow in begun
        ]

    def term_flows(self, case: Case, remedy: Remedy, life: OrderStream) -> list[Flow]:
        """The flows of every term. Terms that depend on the remedy wait with it."""
        found = []
        for term in self.terms:
            flows = term.flows(case, remedy, life)
            if self.waits:
                flows = self.held(term.key, flows)
                flows = self.held(THE_REMEDY, flows) if getattr(term, "hangs_on_remedy", False) else flows
            found += flows
        return found


@dataclass(frozen=True, eq=False)
class NoDeal:
    """What happens if nothing is agreed: the receivable is withheld with some chance, and the customer pays to switch.

    `withheld_chance` is our belief; `withheld_chance_as_they_see_it` theirs (default: the same). Each party is valued
    on its own belief. `their_customer` is what their own customer then charges them; `reputation` is the cost of the
    dispute to our name; both are typed. `law` is the litigation.
    """

    withheld_chance: Num = number_field(SHARE, 0.25)
    withheld_chance_as_they_see_it: Num | None = number_field(SHARE, None, optional=True)
    switching_cost: Num = number_field(MONEY, 0.0)
    staying: Judgement | None = None
    second_opinion: Judgement | None = None
    their_customer: Num = number_field(MONEY, 0.0)
    reputation: Num = number_field(MONEY, 0.0)
    law: Law = Law()

    def flows(self, case: Case, seen_by: Party) -> list[Flow]:
        """Flows that no deal adds to the harm, as one party sees it."""
        theirs = self.withheld_chance_as_they_see_it
        chance = self.withheld_chance if seen_by == US or theirs is None else theirs
        return [
            Flow(WITHHELD, US, CUSTOMER, case.receivable, chance=chance),
            Flow("switching_cost", CUSTOMER, OUTSIDE, self.switching_cost),
            Flow("their_customer", CUSTOMER, OUTSIDE, self.their_customer),
            Flow("reputation", US, OUTSIDE, self.reputation),
            *late_invoice_flows(case, 1.0 - chance),
            *self.law.flows(case, seen_by),
        ]


@dataclass(frozen=True, eq=False)
class Option:
    """A code, and its flows as we see them and as the customer sees them: the same list twice, except for no deal."""

    code: str
    as_we_see: Sequence[Flow]
    as_they_see: Sequence[Flow]
    judgement: Judgement | None = None


def options_of(
    case: Case, life: OrderStream, remedies: Sequence[Remedy], offers: Sequence[Offer], no_deal: NoDeal
) -> list[Option]:
    """No deal first, then every offer: the harm, the payment of the invoice, its remedy, its terms, its closure.

    A remedy that several offers use is computed once. An offer whose remedy is not among `remedies` raises BadInput.

    Args:
        case: facts of the claim.
        life: stream of next orders of the customer.
        remedies: all remedies of the claim.
        offers: the offers of the claim.
        no_deal: what happens if nothing is agreed.
    """
    harm = harm_flow(case)
    by_code = {remedy.code: remedy for remedy in remedies}
    used = {offer.remedy for offer in offers}
    always = [harm, *late_invoice_flows(case)]
    put_right = {code: remedy.flows(case) for code, remedy in by_code.items() if code in used}
    options = [
        Option(NO_DEAL, [harm, *no_deal.flows(case, US)], [harm, *no_deal.flows(case, CUSTOMER)], no_deal.staying)
    ]
    for index, offer in enumerate(offers):
        if offer.remedy not in by_code:
            raise BadInput(
                Problem("not_a_choice", f"offers[{index}].remedy", offer.remedy, {"choices": tuple(by_code)})
            )
        waiting = offer.remedy_flows(case, by_code[offer.remedy])
        remedy = put_right[offer.remedy] if waiting is None else waiting
        flows = [*always, *remedy, *offer.term_flows(case, by_code[offer.remedy], life), *offer.closure.flows(case)]
        options.append(Option(offer.code, flows, flows, offer.staying))
    return options
