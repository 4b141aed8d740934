"""What leaves the app: links now; pages, slides and sheets later."""

from negotiation.export.link import LONGEST, BadLink, Sheaf, from_link, to_link, to_link_and_whole

__all__ = ["LONGEST", "BadLink", "Sheaf", "from_link", "to_link", "to_link_and_whole"]
