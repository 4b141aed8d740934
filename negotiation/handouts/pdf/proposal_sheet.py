"""What is attached to the message: the proposal on one page, with the choices side by side, the payments by date,
the list to confirm, and a line to sign.

Made from the `Proposal` alone, as everything that the customer gets.
"""

from __future__ import annotations

from negotiation.handouts.offer_letter.letter_content import letter_content
from negotiation.handouts.offer_letter.offer_letter import Proposal
from negotiation.handouts.pdf.typst_pdf import typeset


def proposal_sheet(found: Proposal, tongue: str, mark: str, paper: str = "a4", preview: bool = False) -> bytes:
    """The proposal as a PDF of one page, or its picture as a `preview`; `mark` ties it to our own files."""
    return typeset("proposal", letter_content(found, tongue, mark), tongue, found.written_on, paper, preview)
