"""What the message to the customer says beside the figures: to whom, from whom, what is put, and two sentences in
our own words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from negotiation.core.fields import Text, choice_field, date_field, text_field

PUTS = ("automatic", "three", "one", "none")
"""What is put before them: the three equal offers, one of the options, or no offer yet; automatic takes the most of
these that there is."""

FORMS = ("netting", "remittance", "credit_note")
"""In which form money goes to them: off the open invoice, as a payment, or as a credit note."""


@dataclass(frozen=True, eq=False)
class Letter:
    """Who reads and who signs; `puts` says what is offered, `offer` which option where it is one ("": the
    recommended one).

    `heard` is what matters to them, `cause` what we found, both in words that the customer may read. They are asked
    to answer by `answer_by` (None: five days after the settlement date, an assumption). `form` is how money goes to
    them.
    """

    addressee: Text = text_field(longest=200)
    sender: Text = text_field(longest=300)
    puts: str = choice_field(PUTS, "automatic")
    offer: str = text_field(longest=60)
    heard: Text = text_field(longest=1_000)
    cause: Text = text_field(longest=1_000)
    answer_by: date | None = date_field(None)
    form: str = choice_field(FORMS, "netting")
