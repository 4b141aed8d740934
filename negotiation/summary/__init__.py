"""The one sheet of a claim: `summarise(dossier)` and its parts."""

from negotiation.summary.bargain import Bargain, bargain
from negotiation.summary.moves import REQUESTS, Moves, Next, Step
from negotiation.summary.remedies import outlooks
from negotiation.summary.room import Room
from negotiation.summary.sheet import MODEL_VERSION, PARTS, Life, Summary, Verdict, evaluate, summarise

__all__ = [
    "MODEL_VERSION", "PARTS", "REQUESTS", "Bargain", "Life", "Moves", "Next", "Room", "Step", "Summary", "Verdict", "bargain", "evaluate", "outlooks",
    "summarise",
]  # fmt: skip
