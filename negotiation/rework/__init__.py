"""How the goods are put right: cost lines and remedies."""

from negotiation.rework.costs import COST_CATEGORIES, CostLine
from negotiation.rework.lateness import cured_when_late
from negotiation.rework.remedies import REMEDIES, Remedy

__all__ = ["COST_CATEGORIES", "REMEDIES", "CostLine", "Remedy", "cured_when_late"]
