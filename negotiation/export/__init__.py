"""What leaves the app: a claim as a link, and files, ours and the customer's."""

from negotiation.export.files import OURS, THEIRS, Material, file_of, gather
from negotiation.export.link import LONGEST, BadLink, Sheaf, from_link, to_link, to_link_and_whole
from negotiation.export.memo import asked, memo
from negotiation.export.proposal_sheet import proposal_sheet
from negotiation.export.stamp import stamp

__all__ = [
    "LONGEST", "OURS", "THEIRS", "BadLink", "Material", "Sheaf", "asked", "file_of", "from_link", "gather", "memo", "proposal_sheet", "stamp", "to_link",
    "to_link_and_whole",
]  # fmt: skip
