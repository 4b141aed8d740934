"""A store opened by its URL and brought to this version's schema."""

from __future__ import annotations

from negotiation.store.connection import Store, reach
from negotiation.store.database_url import default_url
from negotiation.store.schema import bring_up_to_date


def open_store(url: str | None = None) -> Store:
    """Open, and bring to this version's schema, the database of a URL (None: the default place).

    A database that is newer than this version, cannot be reached, is read-only and not yet ours, or of another kind
    raises BadInput.
    """
    store = reach(default_url() if url is None else url)
    try:
        bring_up_to_date(store)
    except BaseException:
        store.engine.dispose()
        raise
    return store
