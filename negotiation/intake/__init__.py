"""What comes in as a file: order lines, read carefully, refused row by row, and summed to accounts."""

from negotiation.intake.orders import FORMATS, MOST_ROWS, Accounts, Orders, Refusal, accounts_of, read_orders
from negotiation.intake.tables import checked_archive

__all__ = ["FORMATS", "MOST_ROWS", "Accounts", "Orders", "Refusal", "accounts_of", "checked_archive", "read_orders"]
