"""Claims kept: saved, listed, searched, versioned, with an audit trail; SQLite without set-up, PostgreSQL by its
URL."""

from negotiation.store.approval_requests import STATES, approvals, ask, decide, same_person
from negotiation.store.audit_chain import changes_in
from negotiation.store.audit_currency import AuditCurrency, audit_currencies
from negotiation.store.audit_verification import Break, Verdict, trail, trail_end, verify
from negotiation.store.bulk_import import Imported, import_entries
from negotiation.store.claims import SavedClaim, load, save
from negotiation.store.connection import Store, close_store
from negotiation.store.customer_commitments import names_like, promised_to_customer
from negotiation.store.customer_names import customer_key
from negotiation.store.database_url import VARIABLE, default_url
from negotiation.store.document_diff import differences
from negotiation.store.noted_promises import promise, promising
from negotiation.store.open_store import open_store
from negotiation.store.pending_approvals import (
    JudgedRequest,
    WaitingRequest,
    judge_requests,
    promised_with_request,
    waiting_requests,
)
from negotiation.store.period_ends import list_period_ends, load_period_end, period_end_before, record_period_end
from negotiation.store.records import (
    Approval,
    Change,
    Committed,
    Conflict,
    CustomerPromise,
    Guard,
    Line,
    PeriodEnd,
    PeriodEndLine,
    Person,
    PromisedAmount,
    PromisedSum,
    Provided,
    Revision,
    Setting,
    TrailEnd,
)
from negotiation.store.register_queries import (
    SORTS,
    Page,
    columns,
    history,
    line,
    revision,
    search,
)
from negotiation.store.settings import put_setting, setting, setting_history
from negotiation.store.three_way_merge import Clash, Merged, merge

__all__ = [
    "SORTS",
    "STATES",
    "VARIABLE",
    "Approval",
    "AuditCurrency",
    "Break",
    "Change",
    "Clash",
    "Committed",
    "Conflict",
    "CustomerPromise",
    "Guard",
    "Imported",
    "JudgedRequest",
    "Line",
    "Merged",
    "Page",
    "PeriodEnd",
    "PeriodEndLine",
    "Person",
    "PromisedAmount",
    "PromisedSum",
    "Provided",
    "Revision",
    "SavedClaim",
    "Setting",
    "Store",
    "TrailEnd",
    "Verdict",
    "WaitingRequest",
    "approvals",
    "ask",
    "audit_currencies",
    "changes_in",
    "close_store",
    "columns",
    "customer_key",
    "decide",
    "default_url",
    "differences",
    "history",
    "import_entries",
    "judge_requests",
    "line",
    "list_period_ends",
    "load",
    "load_period_end",
    "merge",
    "names_like",
    "open_store",
    "period_end_before",
    "promise",
    "promised_to_customer",
    "promised_with_request",
    "promising",
    "put_setting",
    "record_period_end",
    "revision",
    "same_person",
    "save",
    "search",
    "setting",
    "setting_history",
    "trail",
    "trail_end",
    "verify",
    "waiting_requests",
]
