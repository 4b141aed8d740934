"""One line of what a remedy costs: a category, a quantity, a rate, and who pays."""

from __future__ import annotations

from dataclasses import dataclass

from negotiation.flows import OUTSIDE, Flow, Party
from negotiation.units import MONEY, PIECES, Num, Text, amount, choice, text

COST_CATEGORIES = (
    "production", "material", "labour", "tooling", "packaging", "inspection", "freight", "duty", "handling", "storage", "administration", "other",
)  # fmt: skip
PAYERS = ("us", "customer", "factory", "insurer", "forwarder")


@dataclass(frozen=True, eq=False)
class CostLine:
    """cost = quantity · rate, in the claim's currency, paid to the outside world by `payer`. `name` says more than the category."""

    category: str = choice(COST_CATEGORIES)
    quantity: Num = amount(PIECES, 1.0)
    rate: Num = amount(MONEY, 0.0)
    payer: str = choice(PAYERS, "us")
    name: Text = text(longest=200)

    @property
    def cost(self) -> Num:
        """quantity · rate, money."""
        return self.quantity * self.rate

    def flow(self, paid_day: Num) -> Flow:
        """The line as money that leaves its payer on the day the remedy is paid."""
        return Flow(f"cost_{self.category}", Party(self.payer), OUTSIDE, self.cost, first_day=paid_day)
