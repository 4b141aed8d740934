"""What comes in from outside: order lines checked and refused row by row, tables, and figures proposed from a pasted message."""

from negotiation.intake.columns import FORMATS, SHOWN, Refusal, amounts_in, columns_in, days_in, one_line, refusals_of
from negotiation.intake.dates import ORDERS, dates_in
from negotiation.intake.orders import MOST_ROWS, Accounts, Orders, accounts_of, read_orders
from negotiation.intake.tables import checked_archive, read_table

__all__ = [
    "FORMATS", "MOST_ROWS", "ORDERS", "SHOWN", "Accounts", "Orders", "Refusal", "accounts_of", "amounts_in", "checked_archive", "columns_in", "dates_in",
    "days_in", "one_line", "read_orders", "read_table", "refusals_of",
]  # fmt: skip
