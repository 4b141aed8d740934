"""Claims kept: saved, listed, searched, versioned, with an audit trail; SQLite without set-up, PostgreSQL by its URL."""

from negotiation.store.approving import STATES, approvals, ask, decide, same_person
from negotiation.store.booked import book, booked_before, booking, bookings
from negotiation.store.chain import changes_in
from negotiation.store.claims import Kept, archive, load, save
from negotiation.store.coins import Coin, coins_of
from negotiation.store.counting import committed_to, names_like, promised_by_year, promised_to
from negotiation.store.customers import customer_key
from negotiation.store.differing import differences
from negotiation.store.importing import Imported, import_entries
from negotiation.store.listing import GROUPS, SORTS, Page, columns, entries, history, line, revision, search, totals
from negotiation.store.merging import Clash, Merged, merge
from negotiation.store.moved import Moved, moved_since
from negotiation.store.opening import Store, close_store, open_store
from negotiation.store.place import VARIABLE, default_url
from negotiation.store.promised import promise, promised_with, promising
from negotiation.store.records import (
    Approval,
    BookedLine,
    Booking,
    Change,
    Committed,
    Conflict,
    Given,
    Guard,
    Head,
    Line,
    Person,
    PromisedAmount,
    PromisedSum,
    Provided,
    Revision,
    Setting,
    Total,
)  # fmt: skip
from negotiation.store.settings import put_setting, setting, setting_history
from negotiation.store.snapshots import measured_on, policy_of, same_figures, snapshot, worths_of
from negotiation.store.verifying import Break, Verdict, head, trail, verify
from negotiation.store.waiting import Judged, Question, given_with, judged, waiting

__all__ = [
    "GROUPS", "SORTS", "STATES", "VARIABLE", "Approval", "BookedLine", "Booking", "Break", "Change", "Clash", "Coin", "Committed", "Conflict",
    "Given", "Guard", "Head", "Imported", "Judged", "Kept", "Line", "Merged", "Moved", "Page", "Person", "PromisedAmount", "PromisedSum", "Provided",
    "Question", "Revision", "Setting", "Store", "Total", "Verdict", "approvals", "archive", "ask", "book", "booked_before", "booking", "bookings",
    "changes_in", "close_store", "coins_of", "columns", "committed_to", "customer_key", "decide", "default_url", "differences", "entries",
    "given_with", "head", "history", "import_entries", "judged", "line", "load", "measured_on", "merge", "moved_since", "names_like", "open_store",
    "policy_of", "promise", "promised_by_year", "promised_to", "promised_with", "promising", "put_setting", "revision", "same_figures", "same_person",
    "save", "search", "setting", "setting_history", "snapshot", "totals", "trail", "verify", "waiting", "worths_of",
]  # fmt: skip
