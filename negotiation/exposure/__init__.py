"""What all claims may cost: the register, what is provided and why, who may promise what, what is promised, and the loss of a bad year."""

from negotiation.exposure.entry import CERTAINTIES, OPEN_STAGES, Entry
from negotiation.exposure.ledger import OUTCOMES, PROMISES, FollowUp, Ledger, Promise

__all__ = ["CERTAINTIES", "OPEN_STAGES", "OUTCOMES", "PROMISES", "Entry", "FollowUp", "Ledger", "Promise"]
