"""The register out of the store: searched and paged, and as columns; and the versions of a claim."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, Select, and_, func, select

from negotiation.core.problems import BadInput, Problem
from negotiation.finance.register.entry import OPEN_STAGES
from negotiation.store.audit_chain import changes_in
from negotiation.store.claims import SavedClaim, claim_row
from negotiation.store.connection import Store, reading
from negotiation.store.records import Line, Person, Revision
from negotiation.store.row_mapping import (
    AMOUNTS,
    COLUMNS,
    DATES,
    FIELDS,
    entry_of,
    folded,
    line_of,
    provided_of,
    row_of,
)
from negotiation.store.sql_tables import AUDIT, CLAIMS, REVISIONS

SORTS = ("updated", "created", *FIELDS, "provision")
LARGEST_PAGE = 500
LINES = select(*COLUMNS)
"""Every line of the register; documents stay where they are."""


@dataclass(frozen=True, eq=False)
class Page:
    """Some lines of a register, and how many there are in all."""

    lines: tuple[Line, ...]
    total: int


def search(
    store: Store,
    text: str = "",
    *,
    stages: Sequence[str] = (),
    open_only: bool = False,
    customer: str = "",
    owner: str = "",
    team: str = "",
    cause: str = "",
    archived: bool = False,
    sort: str = "updated",
    descending: bool = True,
    page: int = 1,
    size: int = 50,
) -> Page:
    """The lines in which every word of `text` is found (code, title, customer, owner, team, cause; capitals and
    width make no difference).

    Sorted by any column, unknown dates last, equal ones by when they were first kept; amounts of several currencies
    sort by their minor units. Pages count from 1. An unknown column raises BadInput.
    """
    if sort not in SORTS:
        raise BadInput(Problem("not_a_choice", "sort", sort, {"choices": SORTS}))
    size, page = min(max(size, 1), LARGEST_PAGE), max(page, 1)
    column = CLAIMS.c[sort]
    ordered = func.lower(column) if sort in ("title", "customer", "owner", "team", "cause") else column
    order = ordered.desc() if descending else ordered.asc()
    order = order.nulls_last() if column.nullable else order
    ties = CLAIMS.c.id.desc() if descending else CLAIMS.c.id.asc()
    where = _wanted(
        text, stages, open_only, archived, {"customer": customer, "owner": owner, "team": team, "cause": cause}
    )
    query = LINES.where(where).order_by(order, ties).limit(size).offset((page - 1) * size)
    with reading(store) as connection:
        total = connection.execute(select(func.count()).select_from(CLAIMS).where(where)).scalar_one()
        return Page(tuple(line_of(row) for row in connection.execute(query).mappings()), total)


def line(store: Store, code: str) -> Line:
    """One line of the register; quicker than the whole claim. An unknown code raises BadInput."""
    with reading(store) as connection:
        row = connection.execute(LINES.where(CLAIMS.c.code == code)).mappings().one_or_none()
    if row is None:
        raise BadInput(Problem("no_such_claim", "", code))
    return line_of(row)


def _wanted(
    text: str, stages: Sequence[str], open_only: bool, archived: bool, same: dict[str, str]
) -> ColumnElement[bool]:
    parts = [
        CLAIMS.c.archived == archived,
        *(CLAIMS.c.haystack.contains(word, autoescape=True) for word in folded(text.replace("\0", " ")).split()),
    ]
    parts += [CLAIMS.c[name] == value for name, value in same.items() if value]
    parts += [CLAIMS.c.stage.in_(tuple(stages))] if stages else []
    return and_(*parts, *([CLAIMS.c.stage.in_(OPEN_STAGES)] if open_only else []))


def columns(store: Store, *, open_only: bool = False, archived: bool = False) -> dict[str, NDArray[Any]]:
    """The register by columns, a row a claim, by code: money as int64 minor units (`digits` beside it), dates as
    datetime64 (NaT: none), shares as float64, texts as objects. `provision` is −1 where it was not worked out."""
    where = _wanted("", (), open_only, archived, {})
    wanted = [
        *_entry_columns(),
        CLAIMS.c.version,
        func.coalesce(CLAIMS.c.provision, -1).label("provision"),
        CLAIMS.c.provision_kind,
    ]
    with reading(store) as connection:
        rows = connection.execute(select(*wanted).where(where).order_by(CLAIMS.c.code)).all()
    held = dict(
        zip((column.name for column in wanted), zip(*rows, strict=True) if rows else [()] * len(wanted), strict=True)
    )
    kinds = {
        **dict.fromkeys((*AMOUNTS, "digits", "version", "provision"), "int64"),
        **dict.fromkeys(DATES, "datetime64[D]"),
        "chance": "float64",
    }
    return {name: np.array(values, dtype=kinds.get(name, object)) for name, values in held.items()}


def _entry_columns() -> list[Any]:
    return [*(CLAIMS.c[name] for name in FIELDS), CLAIMS.c.digits]


def history(store: Store, code: str) -> tuple[Revision, ...]:
    """Every version of a claim, the newest first, with what was changed. An unknown code raises BadInput."""
    with reading(store) as connection:
        held_now = claim_row(connection, code)
        rows = connection.execute(_versions(held_now["id"]).order_by(REVISIONS.c.version.desc())).mappings().all()
    return tuple(_revision(row, held_now["created"]) for row in rows)


def revision(store: Store, code: str, version: int) -> tuple[Revision, SavedClaim]:
    """One version of a claim, as it was then. An unknown code or version raises BadInput."""
    from negotiation.claim.document.dossier_file import loads

    with reading(store) as connection:
        held_now = claim_row(connection, code)
        row = (
            connection.execute(_versions(held_now["id"], REVISIONS.c.document).where(REVISIONS.c.version == version))
            .mappings()
            .one_or_none()
        )
    if row is None:
        raise BadInput(Problem("no_such_claim", "", f"{code} / {version}"))
    then = _revision(row, held_now["created"])
    return then, SavedClaim(then.line, None if row["document"] is None else loads(row["document"]))


def _versions(number: int, *more: Any) -> Select[Any]:
    told = (AUDIT.c.claim == CLAIMS.c.code) & (AUDIT.c.version == REVISIONS.c.version)
    wanted = (
        REVISIONS.c.version,
        REVISIONS.c.entry,
        REVISIONS.c.who,
        REVISIONS.c.role,
        REVISIONS.c.at,
        AUDIT.c.action,
        AUDIT.c.changes,
    )
    whole = REVISIONS.c.document.is_not(None).label("has_document")
    return (
        select(*wanted, whole, *more)
        .join(CLAIMS, CLAIMS.c.id == REVISIONS.c.claim_id)
        .join(AUDIT, told)
        .where(REVISIONS.c.claim_id == number)
    )


def _revision(row: Any, created: Any) -> Revision:
    then = row_of(row["entry"])
    who = Person(row["who"], row["role"])
    line = Line(
        entry_of(then),
        row["version"],
        who,
        created,
        row["at"],
        then["archived"],
        row["has_document"],
        provided_of(then),
    )
    return Revision(line, row["action"], *changes_in(row["changes"]))
