"""Bring a register from a file into the team's own."""

from __future__ import annotations

from negotiation.finance.register.register import entries_of
from negotiation.services.context import Context
from negotiation.services.view_register import RegisterView
from negotiation.store import Imported, import_entries


def import_register(context: Context, view: RegisterView, replace: bool) -> Imported:
    """All claims of a register from a file into the store, or none, and what became of them; those in a currency
    without a rate go in as well.

    `replace`: whether a claim that is there already takes what the file says; else it is left as it is. Nobody's name,
    a field that cannot be kept, and a store out of reach raise BadInput.
    """
    register = view.position.converted.register if view.reading is None else view.reading.register
    return import_entries(context.store, entries_of(register), context.person, now=context.clock(), replace=replace)
