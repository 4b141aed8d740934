"""What leaves the app: a claim as a link, and files, ours and the customer's."""

from negotiation.export.deck import deck
from negotiation.export.files import OURS, THEIRS, file_of
from negotiation.export.link import LONGEST, BadLink, Sheaf, from_link, to_link, to_link_and_whole
from negotiation.export.material import Material, gather
from negotiation.export.memo import asked, memo
from negotiation.export.page import offline_page
from negotiation.export.proposal_sheet import proposal_sheet
from negotiation.export.register_file import register_book, register_csv, register_template
from negotiation.export.stamp import stamp
from negotiation.export.workbook import workbook
from negotiation.export.workbook_reading import claim_in_workbook

__all__ = [
    "LONGEST", "OURS", "THEIRS", "BadLink", "Material", "Sheaf", "asked", "claim_in_workbook", "deck", "file_of", "from_link", "gather", "memo",
    "offline_page", "proposal_sheet", "register_book", "register_csv", "register_template", "stamp", "to_link", "to_link_and_whole", "workbook",
]  # fmt: skip
