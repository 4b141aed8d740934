"""The register as a file: out as CSV or workbook, in with every refused row named, and into the store in one step."""

from __future__ import annotations

import streamlit as st

from negotiation.charts import error_text, for_markdown
from negotiation.export import register_book, register_csv
from negotiation.exposure import entries_of
from negotiation.pages.book import Book, notes_of, take_file
from negotiation.pages.form import refusal
from negotiation.pages.shown import table
from negotiation.pages.working import now_utc, person_now, store_now, try_to
from negotiation.store import import_entries
from negotiation.words import say


def files_fold(book: Book, lang: str) -> None:
    """Draw the fold."""
    register = book.position.found.register
    name = f"register-{book.today.isoformat()}"
    with st.container(horizontal=True, gap="small"):
        st.download_button(say(lang, "exposure_page.csv"), register_csv(register, lang), f"{name}.csv", "text/csv", key="register_csv",
                           icon=":material/csv:")  # fmt: skip
        st.download_button(say(lang, "exposure_page.xlsx"), lambda: register_book(book.position.found, lang), f"{name}.xlsx",
                           "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", key="register_xlsx", icon=":material/table_view:")  # fmt: skip
    _read(book, lang)
    if book.kind == "file":
        _into_store(book, lang)
    uploader("files_upload", lang)


def uploader(key: str, lang: str) -> None:
    """A register from a file, and what was wrong with the last one."""
    help = say(lang, "exposure_page.upload_help")
    st.file_uploader(say(lang, "exposure_page.upload"), type=["csv", "txt", "xlsx"], key=key, on_change=_take, args=(key,), help=help)
    for problem in st.session_state.get("book_problems", ()):
        st.error(for_markdown(error_text(problem, lang)), icon=":material/error:")


def _take(key: str) -> None:
    uploaded = st.session_state[key]
    if uploaded is not None:
        st.session_state.pop("imported", None)
        st.session_state["book_problems"] = take_file(str(uploaded.name), uploaded.getvalue())


def _read(book: Book, lang: str) -> None:
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
        table("refused", heads, rows, say(lang, "exposure_page.refused"), lang, notes=notes_of(book, lang))


def _into_store(book: Book, lang: str) -> None:
    st.markdown(say(lang, "exposure_page.into_store_note"))
    replace = st.checkbox(say(lang, "exposure_page.into_store_replace"), key="import_replace")
    rows = len(book.position.found if book.reading is None else book.reading.register)
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
