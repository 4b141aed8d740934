"""Every file by its ending: ours from the whole claim, the customer's from the proposal alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from negotiation.dossier import Dossier
from negotiation.export.calendar_file import calendar_file
from negotiation.export.customer_book import customer_book
from negotiation.export.customer_deck import customer_deck
from negotiation.export.customer_page import customer_page
from negotiation.export.deck import deck
from negotiation.export.mail import mail
from negotiation.export.memo import asked, memo
from negotiation.export.page import offline_page
from negotiation.export.picture import picture
from negotiation.export.pieces import chart, table
from negotiation.export.proposal_sheet import payments, proposal_sheet
from negotiation.export.stamp import identity_of, mark_of, stamp
from negotiation.export.table_file import table_file
from negotiation.export.workbook import workbook
from negotiation.letters import Proposal, due_dates, due_for_customer, message, note_to_boss, proposal
from negotiation.rework import Outlook
from negotiation.summary import Bargain, Summary, bargain, outlooks, summarise
from negotiation.units import BadInput, Problem


@dataclass(frozen=True, eq=False)
class Material:
    """All that files are made of, worked out once: the summary, the table where there are offers, when remedies arrive, and the day."""

    summary: Summary
    table: Bargain | None
    outlooks: Sequence[Outlook]
    made_on: date

    @cached_property
    def mark(self) -> str:
        """What ties the files of one day together."""
        return mark_of(self.summary, self.made_on)

    @cached_property
    def proposal(self) -> Proposal:
        """What the customer may see of it."""
        return proposal(self.summary, self.table, self.made_on)


def gather(dossier: Dossier, made_on: date) -> Material:
    """Everything about a claim of plain numbers. Bad fields raise BadInput."""
    summary = summarise(dossier)
    return Material(summary, bargain(summary) if dossier.offers else None, outlooks(dossier), made_on)


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
    return calendar_file(dues, identity_of(case.customer.name, case.order.reference), material.made_on, stamp(material.summary, material.made_on, lang))


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
    "csv": lambda material, lang, piece: table_file(*table(material, piece or "options", lang)),
    "png": lambda material, lang, piece: picture(chart(material, piece or "signature", lang), "png", stamp(material.summary, material.made_on, lang)),
    "svg": lambda material, lang, piece: picture(chart(material, piece or "signature", lang), "svg", stamp(material.summary, material.made_on, lang)),
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
