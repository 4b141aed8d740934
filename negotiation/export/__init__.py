"""What leaves the app: links, and a claim as a workbook that can be loaded back; pages and slides later."""

from negotiation.export.link import LONGEST, BadLink, Sheaf, from_link, to_link, to_link_and_whole
from negotiation.export.workbook import workbook
from negotiation.export.workbook_reading import claim_in_workbook

__all__ = ["LONGEST", "BadLink", "Sheaf", "claim_in_workbook", "from_link", "to_link", "to_link_and_whole", "workbook"]
