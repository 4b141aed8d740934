"""From ten answers to a whole claim: starting values by kind of business fill in the rest, and follow the facts until someone types them."""

from negotiation.starting.business import STARTING_VALUES, StartingValues
from negotiation.starting.confirmed import with_confirmed
from negotiation.starting.defaults import DEFAULTS, account_in, follow_the_facts, has_default, is_default, is_missing, rate_in, to_default, typed, with_range
from negotiation.starting.dividing import divided, loss_of, starting_stakes, with_division
from negotiation.starting.entered import (
    letter_from_playbook,
    with_demands_logged,
    with_proofs,
    with_repeats,
    with_requests_granted,
    with_response,
    with_steps_of_measures,
)
from negotiation.starting.from_entry import claim_from_entry, with_entry
from negotiation.starting.mirror import mirrored
from negotiation.starting.new import ESSENTIAL, REMEDY_LINE, new_claim, with_remedy
from negotiation.starting.packages import PACKAGES, with_package, with_term, without_term
from negotiation.starting.questions import QUESTIONS, Question, affected_of, answered, known, order_value_of, unanswered, value_of
from negotiation.starting.remedies import FOLLOWS, starting_remedy

__all__ = [
    "DEFAULTS", "ESSENTIAL", "FOLLOWS", "PACKAGES", "QUESTIONS", "REMEDY_LINE", "STARTING_VALUES", "Question", "StartingValues", "account_in",
    "affected_of", "answered", "claim_from_entry", "divided", "follow_the_facts", "has_default", "is_default", "is_missing", "known",
    "letter_from_playbook", "loss_of", "mirrored", "new_claim", "order_value_of", "rate_in", "starting_remedy", "starting_stakes", "to_default",
    "typed", "unanswered", "value_of", "with_confirmed", "with_demands_logged", "with_division", "with_entry", "with_package", "with_proofs",
    "with_range", "with_remedy", "with_repeats", "with_requests_granted", "with_response", "with_steps_of_measures", "with_term", "without_term",
]  # fmt: skip
