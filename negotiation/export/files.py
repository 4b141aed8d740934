"""Every file by its ending: ours from the whole claim, the customer's from the proposal alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from negotiation.export.calendar_file import calendar_file
from negotiation.export.customer_book import customer_book
from negotiation.export.customer_deck import customer_deck
from negotiation.export.customer_page import customer_page
from negotiation.export.deck import deck
from negotiation.export.mail import mail
from negotiation.export.material import Material
from negotiation.export.memo import asked, memo
from negotiation.export.page import offline_page
from negotiation.export.picture import picture
from negotiation.export.pieces import chart, table
from negotiation.export.proposal_sheet import payments, proposal_sheet
from negotiation.export.stamp import carried, carried_in_full, identity_of, stamp, titled
from negotiation.export.table_file import table_file
from negotiation.export.workbook import workbook
from negotiation.letters import Proposal, due_dates, due_for_customer, message, note_to_boss
from negotiation.units import BadInput, Problem
from negotiation.words import say

Maker = Callable[[Material, str, str], bytes]
"""Makes a file of the material in a language, for a paper or of a named piece."""

CustomerMaker = Callable[[Proposal, str, str, str], bytes]
"""Makes a file of the proposal in the language of a letter, with the mark, for a paper."""


def our_mail(material: Material, lang: str, paper: str) -> bytes:
    """The note to our boss with the memo attached."""
    summary, day = material.summary, material.made_on
    note = note_to_boss(summary, asked(summary, lang), stamp(summary, day, lang), day, lang)
    return mail(note, day, {"memo.pdf": memo(summary, day, lang, paper)})


def our_calendar(material: Material, lang: str) -> bytes:
    """Our due dates under the recommended option."""
    dues = due_dates(material.summary, material.summary.verdict.code, material.outlooks, material.made_on, lang)
    case = material.summary.dossier.case
    return calendar_file(
        dues, identity_of(case.customer.name, case.order.reference), material.made_on, "\n".join(carried(material.summary, material.made_on, lang))
    )


def our_table(material: Material, lang: str, piece: str) -> bytes:
    """A table by its name as CSV, with the stamp and what is assumed below it."""
    return table_file(*table(material, piece or "options", lang), carried_in_full(material.summary, material.made_on, lang))


def our_picture(material: Material, lang: str, piece: str, kind: str) -> bytes:
    """A chart by its name as a picture, with the stamp and what is assumed below it."""
    drawn = chart(material, piece or "signature", lang)
    name = say(lang, f"share.chart_{(piece or 'signature').partition(':')[0]}")
    return picture(drawn, kind, carried(material.summary, material.made_on, lang), titled(material.summary.dossier, name, lang))


def customer_mail(found: Proposal, tongue: str, mark: str, paper: str) -> bytes:
    """The message with the proposal attached where something is offered."""
    attached = {"proposal.pdf": proposal_sheet(found, tongue, mark, paper)} if found.choices else {}
    return mail(message(found, tongue), found.written_on, attached)


def customer_table(found: Proposal, tongue: str) -> bytes:
    """The payments of every choice as CSV."""
    table = payments(found, tongue)
    keys = [str(place) for place in range(len(table["heads"]))]
    return table_file(dict(zip(keys, table["heads"], strict=True)), [dict(zip(keys, row, strict=True)) for row in table["rows"]])


def customer_calendar(found: Proposal, tongue: str) -> bytes:
    """The day to answer by, and the dated payments."""
    return calendar_file(due_for_customer(found, tongue), identity_of(found.customer, found.reference), found.written_on)


OURS: Mapping[str, Maker] = {
    "pdf": lambda material, lang, paper: memo(material.summary, material.made_on, lang, paper),
    "pptx": lambda material, lang, paper: deck(material.summary, material.table, material.made_on, lang),
    "xlsx": lambda material, lang, paper: workbook(material.summary, material.made_on, lang),
    "html": lambda material, lang, paper: offline_page(material.summary, material.table, material.made_on, lang),
    "eml": our_mail,
    "ics": lambda material, lang, paper: our_calendar(material, lang),
    "csv": our_table,
    "png": lambda material, lang, piece: our_picture(material, lang, piece, "png"),
    "svg": lambda material, lang, piece: our_picture(material, lang, piece, "svg"),
}
"""Our own files by their ending."""

THEIRS: Mapping[str, CustomerMaker] = {
    "pdf": proposal_sheet,
    "pptx": lambda found, tongue, mark, paper: customer_deck(found, tongue, mark),
    "xlsx": lambda found, tongue, mark, paper: customer_book(found, tongue, mark),
    "html": lambda found, tongue, mark, paper: customer_page(found, tongue, mark),
    "eml": customer_mail,
    "ics": lambda found, tongue, mark, paper: customer_calendar(found, tongue),
    "csv": lambda found, tongue, mark, paper: customer_table(found, tongue),
}
"""The customer's files by their ending."""


PIECES = ("csv", "png", "svg")
"""Endings of our files that hold one table or one chart, chosen by its name."""


def file_of(material: Material, ending: str, tongue: str, customer: bool = False, paper: str = "a4", piece: str = "") -> bytes:
    """One file by its ending, for us or for the customer; `piece` names the chart of a picture or the table of a CSV.

    An ending, chart or table that there is not raises BadInput.
    """
    makers: Mapping[str, object] = THEIRS if customer else OURS
    if ending not in makers:
        raise BadInput(Problem("not_a_choice", "to", f".{ending}", {"choices": tuple(f".{each}" for each in makers)}))
    if customer:
        return THEIRS[ending](material.proposal, tongue, material.mark, paper)
    return OURS[ending](material, "en" if tongue == "en" else "zh", piece if ending in PIECES else paper)
