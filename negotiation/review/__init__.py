"""The verdict questioned: where it turns, what challenges it, what to beware of, what is not known, and what changed.

Beside it what the playbook makes of the claim: the plan for the call, and which of the twenty steps are done.
"""

from negotiation.review.cautions import Caution, cautions
from negotiation.review.challenges import CHALLENGES, challenged
from negotiation.review.changes import Change, changed_inputs
from negotiation.review.completeness import Completeness, Gap, completeness
from negotiation.review.finance import CHANCE, entry_of, outflow
from negotiation.review.given import FORM_OF_GROUP, as_promised, certain, given, given_of, in_kind
from negotiation.review.opinions import by_second_opinion, has_second_opinion
from negotiation.review.path import PATH, Led, led, where_led
from negotiation.review.plan import Point, call_plan, presented
from negotiation.review.progress import StepState, progress, reminders_due
from negotiation.review.promised import FORM_OF_PROMISE, as_agreed, given_by_hand, given_earlier, given_in_all, in_all, is_held
from negotiation.review.tornado import Lever, Tornado, tornado
from negotiation.review.turning import Turning, turning_points

__all__ = [
    "CHALLENGES", "CHANCE", "FORM_OF_GROUP", "FORM_OF_PROMISE", "PATH", "Caution", "Change", "Completeness", "Gap", "Led", "Lever", "Point", "StepState",
    "Tornado", "Turning", "as_agreed", "as_promised", "by_second_opinion", "call_plan", "cautions", "certain", "challenged", "changed_inputs",
    "completeness", "entry_of", "given", "given_by_hand", "given_earlier", "given_in_all", "given_of", "has_second_opinion", "in_all", "in_kind",
    "is_held", "led", "outflow", "presented", "progress", "reminders_due", "tornado", "turning_points", "where_led",
]  # fmt: skip
