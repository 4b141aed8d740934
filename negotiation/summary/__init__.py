"""The one sheet of a claim: `summarise(dossier)` and its parts."""

from negotiation.summary.remedies import outlooks
from negotiation.summary.sheet import PARTS, Life, Summary, Verdict, evaluate, summarise

__all__ = ["PARTS", "Life", "Summary", "Verdict", "evaluate", "outlooks", "summarise"]
