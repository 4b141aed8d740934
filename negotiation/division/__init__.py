"""How a loss is divided among parties: the published rules, agreed shares, shares by responsibility; and each to the cent."""

from negotiation.division.rules import RULES, awards, divide
from negotiation.division.stakes import PARTIES, WAYS, Division, Stake, by_every_rule, favours

__all__ = ["PARTIES", "RULES", "WAYS", "Division", "Stake", "awards", "by_every_rule", "divide", "favours"]
