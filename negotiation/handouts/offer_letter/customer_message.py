"""The message to the customer: listen, share, clarify, present, ask; with a list 1-2-3 to confirm, and versions that
can be passed on.

Everything is made from a `Proposal`, in the language of the letter. Words that the user typed are words: no line of
theirs can start a heading or a list of ours, and nothing here is markup.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from negotiation.handouts.offer_letter.letter_language import finished_text, say_in_tongue, unconverted, word_file_of
from negotiation.handouts.offer_letter.offer_letter import Choice, Proposal
from negotiation.handouts.offer_letter.offer_lines import Code, Line
from negotiation.i18n.formats import localized

ABOUT_MONEY = ("_credit_note", "_return_and_refund")
"""Remedies that are money between us: none of the business of the customer's own customer."""

STEPS = ("listen", "share", "clarify", "present", "ask", "close")
"""The five steps of the conversation, and the end."""


@dataclass(frozen=True)
class Part:
    """One part of a message: which step it is, its sentence, and its list; an item is (mark, text)."""

    step: str
    text: str
    items: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Message:
    """A message as it goes out: subject, greeting, parts in order, farewell, and who signs, in lines."""

    tongue: str
    subject: str
    greeting: str
    parts: tuple[Part, ...]
    farewell: str
    signature: tuple[str, ...]

    @property
    def text(self) -> str:
        """The body as plain text, one paragraph a part."""
        parts = ["\n".join([part.text, *(f"{mark} {item}" for mark, item in part.items)]) for part in self.parts]
        return "\n\n".join(
            block for block in (self.greeting, *parts, "\n".join([self.farewell, *self.signature]).strip()) if block
        )


def message(found: Proposal, tongue: str) -> Message:
    """The message that puts the proposal; where nothing is offered yet, the first answer that says when there will
    be."""
    said = Voice(found, tongue)
    offered = "3" if len(found.choices) > 1 else "1" if found.choices else "none"
    parts = [
        Part("listen", _joined(tongue, said.listen())),
        Part("share", said("letter.share")),
        Part("clarify", said("letter.clarify"), _numbered(said.facts())),
        Part("present", said(f"letter.present_{offered}"), said.offers()),
        Part("ask", said(f"letter.ask_{offered}"), _numbered(said.recap(offered))),
        Part("close", said("letter.stands" if found.choices else "letter.no_liability")),
    ]
    subject = "letter.subject" if found.choices else "letter.subject_none"
    return said.finished(said(subject), said.greeting(), parts, said("letter.regards"), said.signature())


def for_their_boss(found: Proposal, tongue: str) -> Message:
    """The same, for colleagues of the customer who were not in the talks: facts, choices, and what is to be decided
    by when."""
    said = Voice(found, tongue)
    decide = "letter.boss_decide" if len(found.choices) > 1 else "letter.boss_decide_1"
    parts = [
        Part("share", said("letter.boss_intro")),
        Part("clarify", said("letter.clarify"), _numbered(said.facts())),
        Part(
            "present",
            said(
                "letter.present_3"
                if len(found.choices) > 1
                else "letter.present_1"
                if found.choices
                else "letter.present_none"
            ),
            said.offers(),
        ),
    ]
    if found.choices:
        parts += [Part("ask", said(decide)), Part("close", said("letter.stands"))]
    return said.finished(said("letter.boss_subject"), "", parts, "", said.signature())


def for_their_customer(found: Proposal, tongue: str) -> Message:
    """For the customer's own customer: what is done and by when, and no word about money between us."""
    said = Voice(found, tongue)
    done = list(
        dict.fromkeys(
            said.line(choice.lines[0]) for choice in found.choices if not choice.lines[0].key.endswith(ABOUT_MONEY)
        )
    )
    text = said("letter.theirs_intro") + (said.between + said("letter.theirs_choice") if len(done) > 1 else "")
    parts = [Part("present", text, _numbered(done)) if done else Part("present", said("letter.theirs_none"))]
    parts.append(Part("close", said("letter.theirs_end")))
    return said.finished(said("letter.theirs_subject"), "", parts, "", ())


def _numbered(lines: list[str]) -> tuple[tuple[str, str], ...]:
    return tuple((f"{number}.", line) for number, line in enumerate(lines, 1))


def _joined(tongue: str, sentences: list[str]) -> str:
    return (" " if tongue == "en" else "").join(sentences)


class Voice:
    """A proposal said in the language of the letter; names are kept as they were typed."""

    def __init__(self, found: Proposal, tongue: str) -> None:
        self.found, self.tongue, self.say = found, tongue, say_in_tongue(tongue)
        self.between = " " if tongue == "en" else ""
        letter = found.letter
        self.customer, self.addressee = unconverted(found.customer, tongue), unconverted(letter.addressee, tongue)
        self.values: dict[str, Any] = {
            "reference": _one_line(localized(found.reference, word_file_of(tongue))) or self.say("letter.no_reference"),
            "goods": _one_line(localized(found.goods, word_file_of(tongue))) or self.say("facts.pieces"),
            "customer": self.customer or self.say("letter.customer_unnamed"),
            "sender": self.say("list.join").join(self.signature()) or self.say("letter.sender_unnamed"),
            "what": self.say(f"letter.kind_{found.kind}"),
            "letters": self.say("letter.list_or").join(choice.letter for choice in found.choices),
            "answers": self.say("letter.or").join(
                self.say("letter.answer", letter=choice.letter) for choice in found.choices
            ),
            **{
                name: getattr(found, name)
                for name in ("quantity", "affected", "claimed", "currency", "answer_by", "needed_on", "found_on")
            },
        }

    def __call__(self, key: str, **more: Any) -> str:
        return self.say(key, **self.values, **more)

    def greeting(self) -> str:
        return self.say("letter.dear", name=self.addressee) if self.addressee else self.say("letter.dear_all")

    def signature(self) -> tuple[str, ...]:
        """Who signs, in the lines in which it was typed."""
        typed = str(localized(self.found.letter.sender, word_file_of(self.tongue)))
        return tuple(line for line in (unconverted(each, self.tongue) for each in typed.splitlines()) if line)

    def listen(self) -> list[str]:
        heard = _ended(_one_line(localized(self.found.letter.heard, word_file_of(self.tongue))), self.tongue)
        found = [self("letter.listen")]
        if heard:
            found.append(self("letter.listen_heard", heard=heard))
        elif self.found.needed_on is not None:
            found.append(self("letter.listen_date"))
        return found

    def facts(self) -> list[str]:
        """What happened, as both sides know it."""
        found = self.found
        facts = [self("letter.fact_service" if found.service else "letter.fact_goods")]
        facts += [self("letter.fact_found")] if found.found_on is not None else []
        cause = _ended(_one_line(localized(found.letter.cause, word_file_of(self.tongue))), self.tongue)
        facts += [cause] if cause else []
        facts += [self("letter.fact_claimed")] if found.claimed > 0.0 else []
        facts += [self("letter.fact_needed")] if found.needed_on is not None else []
        return list(map(_raised, facts))

    def offers(self) -> tuple[tuple[str, str], ...]:
        """Every line of every choice with its mark: A1, A2, …; plain numbers where there is one choice only."""
        several = len(self.found.choices) > 1
        return tuple(
            (f"{choice.letter}{number}." if several else f"{number}.", text)
            for choice in self.found.choices
            for number, text in enumerate(self.choice_lines(choice), 1)
        )

    def choice_lines(self, choice: Choice) -> list[str]:
        """What is done and paid under one choice, and what it closes."""
        return [*(self.line(line) for line in choice.lines), self.closing(choice)]

    def line(self, line: Line) -> str:
        """One line; a choice of ours inside it is said first, with the same values."""
        values: Mapping[str, Any] = {"currency": self.found.currency, **line.values}
        values = {
            name: self.say(value.key, **values) if isinstance(value, Code) else value for name, value in values.items()
        }
        return _raised(self.say(line.key, **values))

    def closing(self, choice: Choice) -> str:
        """What is settled by it, for which orders, and until when something new can be told."""
        orders = _one_line(localized(choice.orders, word_file_of(self.tongue))).rstrip(".。 ")
        covered = self.say("letter.close_orders", orders=orders) if orders else ""
        text = self.say("letter.close_final" if choice.full_and_final else "letter.close_open", orders=covered)
        period = choice.claim_period
        return text + (
            self.between + self.say("letter.close_period", claim_period=period) if period is not None else ""
        )

    def recap(self, offered: str) -> list[str]:
        """What is asked to be confirmed, or to be sent."""
        found = self.found
        if offered == "none":
            keys = ["need_photos", "need_amounts", *(["need_date"] if found.needed_on is None else [])]
            return [self(f"letter.{key}") for key in keys]
        keys = ["recap_service" if found.service else "recap_goods", "recap_choice" if offered == "3" else "recap_one"]
        keys += (
            [f"form_{found.form}"]
            if any(
                payment.from_us and not payment.with_order for choice in found.choices for payment in choice.payments
            )
            else []
        )
        keys += [] if found.service else ["recap_address"]
        return [_raised(self(f"letter.{key}")) for key in [*keys, "recap_dates"]]

    def finished(
        self, subject: str, greeting: str, parts: list[Part], farewell: str, signature: tuple[str, ...]
    ) -> Message:
        """Everything in the letter's own characters."""

        def out(text: str) -> str:
            return finished_text(text, self.tongue)

        done = tuple(
            Part(part.step, out(part.text), tuple((mark, out(item)) for mark, item in part.items)) for part in parts
        )
        return Message(
            self.tongue, out(subject), out(greeting), done, out(farewell), tuple(out(line) for line in signature)
        )


def _raised(text: str) -> str:
    """The first letter large, as a line begins."""
    return text[:1].upper() + text[1:]


def _ended(text: str, tongue: str) -> str:
    """A sentence with its full stop."""
    return text + ("." if tongue == "en" else "。") if text and text[-1].isalnum() else text


def _one_line(typed: object) -> str:
    return " ".join(str(typed).split())
