"""The register as a file: out as CSV or workbook, in with every refused row named, and into the store in one step."""

from __future__ import annotations

import zlib

import streamlit as st

from negotiation.charts import error_text, for_markdown
from negotiation.export import register_book, register_csv
from negotiation.export.register_file import MOST_IN_BOOK
from negotiation.exposure import Team, entries_of
from negotiation.exposure.heads import CURRENCY_WORDS
from negotiation.exposure.reading import MOST_ROWS
from negotiation.pages.book import NO_CURRENCY, Again, Book, file_again, notes_of, take_file
from negotiation.pages.form import refusal
from negotiation.pages.keeping import name_first
from negotiation.pages.policies import policy
from negotiation.pages.shown import table
from negotiation.pages.working import now_utc, person_now, store_now, try_to
from negotiation.store import import_entries
from negotiation.units.money import currencies
from negotiation.words import say

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def files_fold(book: Book, lang: str) -> None:
    """Draw the fold."""
    register = book.position.found.register
    name = f"register-{book.today.isoformat()}"
    with st.container(horizontal=True, gap="small"):
        st.download_button(say(lang, "exposure_page.csv"), register_csv(register, lang), f"{name}.csv", "text/csv", key="register_csv",
                           icon=":material/csv:")  # fmt: skip
        st.download_button(say(lang, "exposure_page.xlsx"), lambda: register_book(book.position.found, lang), f"{name}.xlsx", WORKBOOK, key="register_xlsx",
                           icon=":material/table_view:", disabled=len(register) > MOST_IN_BOOK)  # fmt: skip
    st.caption(say(lang, "exposure_page.files_limit", most=MOST_IN_BOOK, read=MOST_ROWS, rows=len(register)))
    rows_read(book, lang)
    if book.kind == "file":
        _into_store(book, lang)
    uploader("files_upload", lang)


def uploader(key: str, lang: str) -> None:
    """A register from a file, and what was wrong with the last one."""
    help = say(lang, "exposure_page.upload_help")
    st.file_uploader(say(lang, "exposure_page.upload"), type=["csv", "tsv", "txt", "xlsx"], key=key, on_change=_take, args=(key,), help=help)
    if file_again() is None:
        _problems(lang)


def _problems(lang: str) -> None:
    for problem in st.session_state.get("book_problems", ()):
        st.error(for_markdown(error_text(problem, lang)), icon=":material/error:")


def _take(key: str) -> None:
    uploaded = st.session_state[key]
    if uploaded is not None:
        st.session_state.pop("imported", None)
        st.session_state["book_problems"] = take_file(str(uploaded.name), uploaded.getvalue())


def ask_currency(book: Book, lang: str) -> None:
    """Where rows of the file have no currency: in which one they are. The file is read again with it."""
    again = file_again()
    if again is None or book.reading is None:
        return
    missing = book.reading.refused.get(NO_CURRENCY, 0)
    if missing:
        st.warning(say(lang, "exposure_page.currency_missing", rows=missing), icon=":material/payments:")
    team = policy(Team)[0]
    codes = list(
        dict.fromkeys([*([again.currency] if again.currency else []), team.currency, *(each.currency for each in team.rates), *CURRENCY_WORDS, *currencies()])
    )
    st.selectbox(say(lang, "exposure_page.currency_of"), codes, codes.index(again.currency) if again.currency else None, key=_key(again), width=320,
                 placeholder=say(lang, "exposure_page.currency_choose"), on_change=_with_currency, args=(again,))  # fmt: skip
    _problems(lang)


def _key(again: Again) -> str:
    """Another file asks anew."""
    return f"book_currency__{zlib.crc32(again.data)}"


def _with_currency(again: Again) -> None:
    st.session_state["book_problems"] = take_file(again.name, again.data, str(st.session_state.get(_key(again)) or ""))


def rows_read(book: Book, lang: str) -> None:
    """What became of the rows of the file: read, refused and why, rounded, without an estimate, and columns that mean nothing here."""
    reading = book.reading
    if reading is None:
        return
    refused = sum(reading.refused.values())
    st.markdown(say(lang, "exposure_page.rows_read", rows=reading.rows, read=len(reading.register), refused=refused))
    notes = {"rounded": reading.rounded, "unestimated": reading.unestimated}
    st.markdown("\n".join(f"- {say(lang, f'exposure_page.rows_{key}', count=count)}" for key, count in notes.items() if count))
    if reading.ignored:
        st.caption(say(lang, "exposure_page.rows_ignored", names=say(lang, "list.join").join(for_markdown(each) for each in reading.ignored[:12])))
    if refused:
        heads = {name: say(lang, f"page.customer.refused_{name}") for name in ("row", "why", "what")}
        rows = [{"row": each.row, "why": say(lang, f"refused_row.{each.code}").rstrip(":："), "what": each.value} for each in reading.refusals]
        table("refused", heads, rows, say(lang, "exposure_page.refused"), lang, notes=notes_of(book, lang), day=book.today)


def _into_store(book: Book, lang: str) -> None:
    st.markdown(say(lang, "exposure_page.into_store_note"))
    replace = st.checkbox(say(lang, "exposure_page.into_store_replace"), key="import_replace")
    rows = len(book.position.found if book.reading is None else book.reading.register)
    name_first(lang, "_import")
    st.button(say(lang, "exposure_page.into_store", rows=rows), key="register_import", icon=":material/move_to_inbox:", type="primary", on_click=_import,
              args=(book, replace))  # fmt: skip
    refusal("register_import", lang)
    done = st.session_state.get("imported")
    if done is not None:
        st.success(say(lang, "exposure_page.imported", added=len(done.added), changed=len(done.changed), same=len(done.same), left=len(done.left)))


def _import(book: Book, replace: bool) -> None:
    """All lines of the file or none; claims in a currency without a rate go in as well."""
    register = book.position.found.register if book.reading is None else book.reading.register
    st.session_state["imported"] = try_to(
        "register_import", lambda: import_entries(store_now(), entries_of(register), person_now(), now=now_utc(), replace=replace)
    )
