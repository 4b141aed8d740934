"""What the message to the customer says beside the figures: to whom, from whom, what is put, and two sentences in our own words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from negotiation.units import Text, choice, day, text

PUTS = ("automatic", "three", "one", "none")
"""What is put before them: the three equal offers, one of the options, or no offer yet; automatic takes the most of these that there is."""

FORMS = ("netting", "remittance", "credit_note")
"""In which form money goes to them: off the open invoice, as a payment, or as a credit note."""


@dataclass(frozen=True, eq=False)
class Letter:
    """Who reads and who signs; `puts` says what is offered, `offer` which option where it is one ("": the recommended one).

    `heard` is what matters to them, `cause` what we found, both in words that the customer may read. They are asked to answer by `answer_by` (None: five
    days after the settlement date, an assumption). `form` is how money goes to them.
    """

    addressee: Text = text(longest=200)
    sender: Text = text(longest=300)
    puts: str = choice(PUTS, "automatic")
    offer: str = text(longest=60)
    heard: Text = text(longest=1_000)
    cause: Text = text(longest=1_000)
    answer_by: date | None = day(None)
    form: str = choice(FORMS, "netting")
