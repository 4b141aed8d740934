"""Every file by its ending: ours from the whole claim, the customer's from the proposal alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from negotiation.core.problems import BadInput, Problem
from negotiation.handouts.common.csv_table import table_file
from negotiation.handouts.common.footer import footer_in_full, footer_lines, footer_stamp, identity_of, picture_title
from negotiation.handouts.common.ics_calendar import calendar_file
from negotiation.handouts.common.mail_file import mail
from negotiation.handouts.common.picture import picture
from negotiation.handouts.handout_context import HandoutContext
from negotiation.handouts.html.customer_page import customer_page
from negotiation.handouts.html.offline_page import offline_page
from negotiation.handouts.offer_letter.boss_note import note_to_boss
from negotiation.handouts.offer_letter.customer_message import message
from negotiation.handouts.offer_letter.due_dates import due_dates, due_for_customer
from negotiation.handouts.offer_letter.letter_content import payment_rows
from negotiation.handouts.offer_letter.offer_letter import Proposal
from negotiation.handouts.pdf.memo import decision_asked, memo
from negotiation.handouts.pdf.proposal_sheet import proposal_sheet
from negotiation.handouts.pptx.customer_deck import customer_deck
from negotiation.handouts.pptx.deck import deck
from negotiation.handouts.single_piece import chart, table
from negotiation.handouts.xlsx.customer_workbook import customer_book
from negotiation.handouts.xlsx.workbook import workbook
from negotiation.i18n.catalogue import say

Maker = Callable[[HandoutContext, str, str], bytes]
"""Makes a file of the material in a language, for a paper or of a named piece."""

CustomerMaker = Callable[[Proposal, str, str, str], bytes]
"""Makes a file of the proposal in the language of a letter, with the mark, for a paper."""


def our_mail(material: HandoutContext, lang: str, paper: str) -> bytes:
    """The note to our boss with the memo attached."""
    summary, day = material.summary, material.made_on
    note = note_to_boss(summary, decision_asked(summary, lang), footer_stamp(summary, day, lang), day, lang)
    return mail(note, day, {"memo.pdf": memo(summary, day, lang, paper)})


def our_calendar(material: HandoutContext, lang: str) -> bytes:
    """Our due dates under the recommended option."""
    dues = due_dates(material.summary, material.summary.verdict.code, material.outlooks, material.made_on, lang)
    case = material.summary.dossier.case
    return calendar_file(
        dues,
        identity_of(case.customer.name, case.order.reference),
        material.made_on,
        "\n".join(footer_lines(material.summary, material.made_on, lang)),
    )


def our_table(material: HandoutContext, lang: str, piece: str) -> bytes:
    """A table by its name as CSV, with the stamp and what is assumed below it."""
    return table_file(
        *table(material, piece or "options", lang), footer_in_full(material.summary, material.made_on, lang)
    )


def our_picture(material: HandoutContext, lang: str, piece: str, kind: str) -> bytes:
    """A chart by its name as a picture, with the stamp and what is assumed below it."""
    drawn = chart(material, piece or "signature", lang)
    name = say(lang, f"share.chart_{(piece or 'signature').partition(':')[0]}")
    return picture(
        drawn,
        kind,
        footer_lines(material.summary, material.made_on, lang),
        picture_title(material.summary.dossier, name, lang),
    )


def customer_mail(found: Proposal, tongue: str, mark: str, paper: str) -> bytes:
    """The message with the proposal attached where something is offered."""
    attached = {"proposal.pdf": proposal_sheet(found, tongue, mark, paper)} if found.choices else {}
    return mail(message(found, tongue), found.written_on, attached)


def customer_table(found: Proposal, tongue: str) -> bytes:
    """The payments of every choice as CSV."""
    table = payment_rows(found, tongue)
    keys = [str(place) for place in range(len(table["heads"]))]
    return table_file(
        dict(zip(keys, table["heads"], strict=True)), [dict(zip(keys, row, strict=True)) for row in table["rows"]]
    )


def customer_calendar(found: Proposal, tongue: str) -> bytes:
    """The day to answer by, and the dated payments."""
    return calendar_file(
        due_for_customer(found, tongue), identity_of(found.customer, found.reference), found.written_on
    )


OURS: Mapping[str, Maker] = {
    "pdf": lambda material, lang, paper: memo(material.summary, material.made_on, lang, paper),
    "pptx": lambda material, lang, paper: deck(material.summary, material.bargaining, material.made_on, lang),
    "xlsx": lambda material, lang, paper: workbook(material.summary, material.made_on, lang),
    "html": lambda material, lang, paper: offline_page(material.summary, material.bargaining, material.made_on, lang),
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


def file_of(
    material: HandoutContext, ending: str, tongue: str, customer: bool = False, paper: str = "a4", piece: str = ""
) -> bytes:
    """One file by its ending, for us or for the customer; `piece` names the chart of a picture or the table of a CSV.

    An ending, chart or table that there is not raises BadInput.
    """
    makers: Mapping[str, object] = THEIRS if customer else OURS
    if ending not in makers:
        raise BadInput(Problem("not_a_choice", "to", f".{ending}", {"choices": tuple(f".{each}" for each in makers)}))
    if customer:
        return THEIRS[ending](material.proposal, tongue, material.mark, paper)
    return OURS[ending](material, "en" if tongue == "en" else "zh", piece if ending in PIECES else paper)
