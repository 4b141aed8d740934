"""One cost line of a remedy: its driver, quantity, rate and currency, and who pays whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from negotiation.core.cashflow import CUSTOMER, OUTSIDE, US, Flow, Party
from negotiation.core.fields import MONEY, PIECES, Num, Text, choice_field, currency_field, number_field, text_field
from negotiation.core.problems import BadInput, Problem
from negotiation.model.facts.case import Case
from negotiation.model.rework.quantities import DRIVERS

CREDITS = ("salvage", "recovery")
"""Categories of line that bring money to us: from the outside world, or from the party that is named as payer."""

TO_CUSTOMER = ("chargeback", "customer_handling", "refund", "credit_note")
"""Categories of line that are paid to the customer. Nobody shares them with us."""

COST_CATEGORIES = (
    "production",
    "material",
    "labour",
    "scrap",
    "disposal",
    "tooling",
    "packaging",
    "inspection",
    "sorting",
    "freight",
    "sea_freight",
    "air_freight",
    "rebooking",
    "duty",
    "handling",
    "storage",
    "administration",
    "other",
    *TO_CUSTOMER,
    *CREDITS,
)
PAYERS = ("us", "customer", "factory", "insurer", "forwarder")


@dataclass(frozen=True, eq=False)
class CostLine:
    """cost = driver · quantity · rate, converted to the claim's currency, paid by `payer`.

    `name` adds detail to the category. The quantity is per unit of its driver: with the driver `good`, 2 labels a
    piece; with `fixed`, man-days or shipments. An empty `currency` is the claim's own. `code` identifies the line in
    field paths, so that its range survives a change of order.
    """

    category: str = choice_field(COST_CATEGORIES)
    quantity: Num = number_field(PIECES, 1.0)
    rate: Num = number_field(MONEY, 0.0)
    payer: str = choice_field(PAYERS, "us")
    name: Text = text_field(longest=200)
    driver: str = choice_field(DRIVERS, "fixed")
    currency: str = currency_field("", optional=True)
    code: str = text_field(longest=60)

    @property
    def comes_back(self) -> bool:
        """True if the line brings money to us instead of costing any."""
        return self.category in CREDITS

    @property
    def flow_key(self) -> str:
        """The key of its flow, which names it in the word files."""
        return f"cost_{self.category}"

    def amount(self, case: Case, counts: Mapping[str, Num]) -> Num:
        """driver · quantity · rate in the claim's currency. Money, never negative, whoever pays.

        A currency without a typed exchange rate raises BadInput.
        """
        worth = case.worth_of_one(self.currency)
        if worth is None:
            raise BadInput(
                Problem("no_exchange_rate", "case.exchange_rates", self.currency, {"currency": case.currency})
            )
        return counts[self.driver] * self.quantity * self.rate * worth

    def flow(self, case: Case, counts: Mapping[str, Num], paid_day: Num) -> Flow:
        """The line as a flow of money on the day the remedy is paid."""
        payer, payee = Party(self.payer), OUTSIDE
        if self.comes_back:
            payer, payee = (OUTSIDE if payer == US else payer), US
        elif self.category in TO_CUSTOMER and payer != CUSTOMER:
            payee = CUSTOMER
        return Flow(self.flow_key, payer, payee, self.amount(case, counts), first_day=paid_day)


def with_line_codes(lines: Iterable[CostLine]) -> tuple[CostLine, ...]:
    """The same lines, each with a code: its category, followed by a number if the category is taken.

    >>> [line.code for line in with_line_codes([CostLine("freight"), CostLine("freight"),
    ...     CostLine("duty", code="tax")])]
    ['freight', 'freight_2', 'tax']
    """
    found: list[CostLine] = []
    lines = tuple(lines)
    taken = {line.code for line in lines}
    for line in lines:
        if line.code:
            found.append(line)
            continue
        code = next(
            each
            for each in (line.category, *(f"{line.category}_{number}" for number in range(2, 200)))
            if each not in taken
        )
        taken.add(code)
        found.append(replace(line, code=code))
    return tuple(found)
