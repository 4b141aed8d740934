"""The people in this claim: who decides, who is blamed on their side, and what each needs to hear."""

from __future__ import annotations

from dataclasses import dataclass

from negotiation.core.fields import Text, choice_field, flag_field, text_field

PERSON_SIDES = ("customer", "their_customer", "us", "supplier")
FUNCTIONS = ("buyer", "operations", "technical", "finance", "head", "sales", "other")


@dataclass(frozen=True, eq=False)
class Person:
    """One person: side, function, whether they decide, whether they get the blame, and what they need to hear."""

    name: Text = text_field(longest=100)
    side: str = choice_field(PERSON_SIDES, "customer")
    function: str = choice_field(FUNCTIONS, "buyer")
    decides: bool = flag_field()
    blamed: bool = flag_field()
    needs: Text = text_field(longest=500)


def beside_the_message(people: tuple[Person, ...]) -> tuple[Person, ...]:
    """People on the customer's side whom a message must address: those who decide first, then those blamed, then those
    who need to hear something."""
    theirs = [each for each in people if each.side != "us" and (each.decides or each.blamed or each.needs)]
    return tuple(sorted(theirs, key=lambda each: (not each.decides, not each.blamed)))
