"""What goes to people: only what the customer may see, as a proposal, and the messages made of it; and the note to our own boss."""

from negotiation.letters.agreement import agree
from negotiation.letters.due import Due, due_dates, due_for_customer
from negotiation.letters.forms import open_points, settlement_forms
from negotiation.letters.lines import Line
from negotiation.letters.message import Message, Part, Voice, for_their_boss, for_their_customer, message
from negotiation.letters.note import note_to_boss
from negotiation.letters.payments import AGREED, Payment
from negotiation.letters.proposal import Choice, Proposal, answer_by, offers_put, proposal
from negotiation.letters.speech import TONGUES, words_of, written

__all__ = [
    "AGREED", "TONGUES", "Choice", "Due", "Line", "Message", "Part", "Payment", "Proposal", "Voice", "agree", "answer_by", "due_dates", "due_for_customer",
    "for_their_boss", "for_their_customer", "message", "note_to_boss", "offers_put", "open_points", "proposal", "settlement_forms", "words_of", "written",
]  # fmt: skip
