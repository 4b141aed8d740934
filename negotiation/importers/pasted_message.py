"""Reads a pasted message into proposals: amounts, quantities, shares, dates and demands, each with its place and how it
was read.

Nothing is taken over silently: every proposal names the field that it could fill, and waits for someone to confirm it.
Nothing is looked up elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from negotiation.core.problems import BadInput, Problem
from negotiation.importers.message_dates import read_dates_in_text
from negotiation.importers.message_numbers import NUMBER, read_number_in_text, read_shares
from negotiation.importers.message_phrases import (
    BARE_MONEY,
    CURRENCIES,
    DATES_NEAR,
    DEADLINE,
    DEMANDED,
    MONEY_NEAR,
    NOT_FIGURES,
    NOT_WANTED,
    PIECES,
    PIECES_NEAR,
    SENTENCE,
    ULTIMATUM,
    nearest_field,
    normalised,
)

LONGEST = 10_000
"""Most characters of a message that are read."""

MOST = 1e12
"""Larger figures are not amounts of a claim."""

READ_AS = (
    "as_written",
    "thousands",
    "ten_thousands",
    "larger",
    "decimal_comma",
    "numeral",
    "range",
    "percent",
    "percent_of",
    "discount",
    "tenths",
    "half",
    "written_date",
    "nearest_year",
    "coming_day",
    "relative",
    "working_days",
    "end_of",
    "keyword",
)
"""Ways in which something was read."""

KINDS = ("amount", "quantity", "share", "date", "demand")
DOUBTS = ("", "separator", "day_or_month", "which_week", "no_currency", "which_currency")
"""Why a reading is in doubt: which separator is the decimal one, day or month first, this week or the next, no
currency, or several."""


@dataclass(frozen=True)
class Proposal:
    """What one place of the message seems to say: a number, a date, or the code of a demand.

    Shares are 0 to 1; amounts are in `currency` (empty: none named). `text` runs from `start` to `end` in the message.
    `how` is one of READ_AS. `field` is the path that it could fill (empty: none). `doubt` is one of DOUBTS, `other` the
    other reading.
    """

    kind: str
    value: float | date | str
    text: str
    start: int
    end: int
    how: str
    field: str = ""
    currency: str = ""
    doubt: str = ""
    other: float | date | None = None


def read_message(message: str, today: date, currency: str = "USD") -> tuple[Proposal, ...]:
    """Proposals from a message in English or Chinese (simplified or traditional), in the order of their places.

    Relative dates count from `today`. A dollar or yen sign means the claim's `currency` if that is a dollar or a yen.
    Order, item and phone numbers, addresses and links are ignored. A message of more than 10,000 characters raises
    BadInput.
    """
    if len(message) > LONGEST:
        raise BadInput(Problem("too_long", "message", message[:40], {"longest": LONGEST}))
    text = normalised(message)
    found: list[Proposal] = []
    hidden = _hide(text, (each.span() for each in re.finditer(NOT_FIGURES, text, re.IGNORECASE)))
    dates = list(_dates(hidden, text, message, today))
    found += dates
    hidden = _hide(hidden, ((each.start, each.end) for each in dates))
    for reader in (_shares, _amounts, _quantities):
        read = list(reader(hidden, text, message, currency))
        found += read
        hidden = _hide(hidden, ((each.start, each.end) for each in read))
    found += _demands(text, message)
    return tuple(sorted(found, key=lambda each: (each.start, each.end)))


START, END = r"(?<![a-z0-9_.,])", r"(?![a-z0-9_%])"
"""A number does not begin or end within a word of Latin letters. Chinese text has no blanks between words."""


def _hide(text: str, spans: Iterator[tuple[int, int]]) -> str:
    """The text with spans blanked out, so that nothing is read twice and all places are kept."""
    for start, end in spans:
        text = text[:start] + "\ue000" * (end - start) + text[end:]
    return text


REACH = 300
"""Number of characters on either side of a place in which its sentence is searched."""


def _around(text: str, start: int, end: int) -> tuple[str, int, int]:
    """The sentence around a place, and the position of the place in it."""
    first = max(start - REACH, 0)
    first += max((each.end() for each in re.finditer(SENTENCE, text[first:start])), default=0)
    after = re.search(SENTENCE, text[end : end + REACH])
    stop = end + after.start() if after else end + REACH
    return text[first:stop], start - first, end - first


def _dates(hidden: str, text: str, message: str, today: date) -> Iterator[Proposal]:
    for each in read_dates_in_text(hidden, today):
        sentence, start, end = _around(text, each.start, each.end)
        bound = bool(
            re.search(DEADLINE[0], sentence[max(start - 24, 0) : start], re.IGNORECASE)
            or re.match(DEADLINE[1], sentence[end : end + 6])
        )
        field = nearest_field(DATES_NEAR, sentence, start, end) or (
            "case.answer_by" if bound and each.value >= today else ""
        )
        if field == "case.incident.found_on" and each.value > today:
            field = ""
        doubt = "" if each.other is None else "day_or_month" if each.how == "written_date" else "which_week"
        yield Proposal(
            "date",
            each.value,
            message[each.start : each.end],
            each.start,
            each.end,
            each.how,
            field,
            "",
            doubt,
            each.other,
        )


def _shares(hidden: str, text: str, message: str, currency: str) -> Iterator[Proposal]:
    for value, start, end, how in read_shares(hidden):
        yield Proposal("share", value, message[start:end], start, end, how)


def _amounts(hidden: str, text: str, message: str, currency: str) -> Iterator[Proposal]:
    """Numbers with a currency, both ends of a range, and numbers without a currency directly after a word for money."""
    signs = "|".join(sorted(map(re.escape, CURRENCIES), key=len, reverse=True))
    to = r"\s?(?:-|–|~|to|至|到)\s?"
    pair = rf"({NUMBER})(?:{to}(?:{signs})?\s?({NUMBER}))?"
    patterns = (
        (1, 2, rf"(?<![a-z])({signs})\s?{pair}{END}"),
        (3, 1, rf"{START}{pair}\s?({signs})(?![a-z])"),
        (0, 1, rf"{BARE_MONEY}\s?{pair}{END}(?!\s?(?:{PIECES}))"),
        (0, 1, rf"{START}(?:({NUMBER}){to})?(\d[\d.,]*\s?(?:k\b|万\d?千?))(?!\s?(?:{PIECES}))"),
    )
    for sign, first, pattern in patterns:
        read = [found for found in re.finditer(pattern, hidden, re.IGNORECASE) if found[first] or found[first + 1]]
        for found in read:
            yield from _amount(found, first, found[sign] if sign else "", text, message, currency)
        hidden = _hide(hidden, (found.span() for found in read))


def _amount(found: re.Match[str], first: int, sign: str, text: str, message: str, currency: str) -> Iterator[Proposal]:
    """One amount, or two if the match is a range. "3 to 5k" is 3k to 5k."""
    named, several = CURRENCIES.get(sign.lower(), ("", ()))
    code = currency if currency in several else named
    ends = [place for place in (first, first + 1) if found[place]]
    numbers = [read_number_in_text(found[place]) for place in ends]
    last = re.search(r"(k|万|千|m)\s*$", found[ends[-1]].lower()) if len(ends) > 1 else None
    if last and not re.search(r"[a-z万千]\s*$", found[first].lower()):
        numbers[0] = read_number_in_text(found[first].strip() + last[1])
    for place, number in zip(ends, numbers, strict=True):
        if number is None or not 0.0 < number.value <= MOST:
            continue
        start, end = found.span() if sign and len(ends) == 1 else _trimmed(found, place)
        sentence, left, right = _around(text, start, end)
        field = nearest_field(MONEY_NEAR, sentence, left, right)
        doubt = (
            "separator"
            if number.other is not None
            else "no_currency"
            if not sign
            else "which_currency"
            if several and code != named
            else ""
        )
        how = "range" if len(ends) > 1 else number.how
        yield Proposal("amount", number.value, message[start:end], start, end, how, field, code, doubt, number.other)


def _trimmed(found: re.Match[str], place: int) -> tuple[int, int]:
    """The span of a group without the blank after it."""
    return found.start(place), found.start(place) + len(found[place].rstrip())


def _quantities(hidden: str, text: str, message: str, currency: str) -> Iterator[Proposal]:
    """Numbers of pieces: bad ones if the sentence calls them bad, ordered ones if it mentions the order. "1,200 of
    3,000" gives both."""
    part = rf"{START}({NUMBER})\s?(?:(?:out )?of (?:the |our )?|/|中的|里的)\s?({NUMBER})\s?(?:{PIECES})"
    parts = list(re.finditer(part, hidden, re.IGNORECASE))
    for found in parts:
        for place, field in ((1, "case.order.affected"), (2, "case.order.quantity")):
            yield from _quantity(found[place], _trimmed(found, place), field, message)
    hidden = _hide(hidden, (found.span() for found in parts))
    for found in re.finditer(rf"{START}({NUMBER})\s?(?:{PIECES})", hidden, re.IGNORECASE):
        field = nearest_field(PIECES_NEAR, *_around(text, *found.span()))
        yield from _quantity(found[1], found.span(), field, message)


def _quantity(written: str, span: tuple[int, int], field: str, message: str) -> Iterator[Proposal]:
    number = read_number_in_text(written)
    if number is not None and 0.0 < number.value <= MOST:
        doubt = "" if number.other is None else "separator"
        yield Proposal(
            "quantity", number.value, message[slice(*span)], *span, number.how, field, "", doubt, number.other
        )


def _demands(text: str, message: str) -> Iterator[Proposal]:
    """The first place of each demand that is not rejected in the same sentence. An ultimatum is also a demand, and a
    fact of the claim."""
    for code, pattern in (*DEMANDED.items(), ("ultimatum", ULTIMATUM)):
        for found in re.finditer(pattern, text, re.IGNORECASE):
            if code != "ultimatum" and re.search(
                NOT_WANTED, text[max(found.start() - 30, 0) : found.start()], re.IGNORECASE
            ):
                continue
            field = "case.incident.ultimatum" if code == "ultimatum" else "playbook.demands"
            yield Proposal("demand", code, message[found.start() : found.end()], *found.span(), "keyword", field)
            break
