"""From ten answers to a whole claim: starting values by kind of business fill in the rest, and follow the facts until someone types them."""

from negotiation.starting.business import STARTING_VALUES, StartingValues
from negotiation.starting.defaults import DEFAULTS, account_in, follow_the_facts, has_default, is_default, is_missing, rate_in, to_default, typed, with_range
from negotiation.starting.new import ESSENTIAL, REMEDY_LINE, new_claim, with_remedy
from negotiation.starting.questions import QUESTIONS, Question, affected_of, answered, known, order_value_of, unanswered, value_of
from negotiation.starting.remedies import FOLLOWS, starting_remedy

__all__ = [
    "DEFAULTS",
    "ESSENTIAL",
    "FOLLOWS",
    "QUESTIONS",
    "REMEDY_LINE",
    "STARTING_VALUES",
    "Question",
    "StartingValues",
    "account_in",
    "affected_of",
    "answered",
    "follow_the_facts",
    "has_default",
    "is_default",
    "is_missing",
    "known",
    "new_claim",
    "order_value_of",
    "rate_in",
    "starting_remedy",
    "to_default",
    "typed",
    "unanswered",
    "value_of",
    "with_range",
    "with_remedy",
]  # fmt: skip
