"""The register as a file: out as CSV or workbook, in with every refused row named, and into the store in one step."""

from __future__ import annotations

from datetime import date

import streamlit as st

from negotiation.finance.register_file.register_reader import MOST_ROWS, RegisterReading
from negotiation.handouts.register.register_files import MOST_IN_BOOK, register_book, register_csv, register_template
from negotiation.i18n.catalogue import say
from negotiation.presentation.common.escaping import for_markdown
from negotiation.presentation.exposure.register_text import fault_row, stage_words
from negotiation.services.import_register import import_register
from negotiation.services.view_register import RegisterView
from negotiation.web.exposure.register_questions import ask_columns, problems
from negotiation.web.session.register_session import choose_register, last_file, notes_of, take_upload
from negotiation.web.session.session_context import context_now, with_refusal
from negotiation.web.session.session_state import REGISTER_IMPORTED
from negotiation.web.shell.save_menu import name_first
from negotiation.web.widgets.chart_with_downloads import table_with_downloads
from negotiation.web.widgets.field_widgets import refusal

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def files_fold(book: RegisterView, lang: str) -> None:
    """Draw the fold."""
    register = book.position.converted.register
    name = f"register-{book.today.isoformat()}"
    if len(register):
        with st.container(horizontal=True, gap="small"):
            st.download_button(
                say(lang, "exposure_page.csv"),
                register_csv(register, lang),
                f"{name}.csv",
                "text/csv",
                key="register_csv",
                icon=":material/csv:",
            )
            st.download_button(
                say(lang, "exposure_page.xlsx"),
                lambda: register_book(book.position.converted, lang),
                f"{name}.xlsx",
                WORKBOOK,
                key="register_xlsx",
                icon=":material/table_view:",
                disabled=len(register) > MOST_IN_BOOK,
            )
        st.caption(say(lang, "exposure_page.files_limit", most=MOST_IN_BOOK, read=MOST_ROWS, rows=len(register)))
    last = last_file() if book.kind == "store" else None
    if last is not None:
        st.markdown(f"**{say(lang, 'exposure_page.last_file', name=for_markdown(last.upload.name))}**")
    rows_read(book, lang, None if last is None else last.reading)
    if book.kind == "file":
        _into_store(book, lang)
    uploader("files_upload", lang)


def uploader(key: str, lang: str) -> None:
    """A register from a file, a template for it, and what was wrong with the last one."""
    help = say(lang, "exposure_page.upload_help")
    st.file_uploader(
        say(lang, "exposure_page.upload"),
        type=["csv", "tsv", "txt", "xlsx"],
        key=key,
        on_change=_take,
        args=(key,),
        help=help,
    )
    name = f"{say(lang, 'exposure_page.template_file')}.csv"
    st.download_button(
        say(lang, "exposure_page.template"),
        register_template(lang, date.today()),
        name,
        "text/csv",
        key=f"{key}_template",
        type="tertiary",
        icon=":material/csv:",
    )
    problems("upload", lang)
    ask_columns(lang)


def _take(key: str) -> None:
    uploaded = st.session_state[key]
    if uploaded is not None:
        take_upload(str(uploaded.name), uploaded.getvalue())


def rows_read(book: RegisterView, lang: str, reading: RegisterReading | None = None) -> None:
    """What became of the rows of the file: read, refused and why, waiting for a rate, rounded, and without an
    estimate."""
    reading = reading or book.reading
    if reading is None:
        return
    refused = sum(reading.refused.values())
    st.markdown(say(lang, "exposure_page.rows_read", rows=reading.rows, read=len(reading.register), refused=refused))
    if reading is book.reading and book.uncounted:
        waiting = {
            "counted": len(book.position.converted),
            "waiting": sum(book.uncounted.values()),
            "codes": say(lang, "list.join").join(book.uncounted),
        }
        st.markdown(say(lang, "exposure_page.rows_waiting", **waiting))
    notes = {"rounded": reading.rounded, "unestimated": reading.unestimated}
    st.markdown(
        "\n".join(f"- {say(lang, f'exposure_page.rows_{key}', count=count)}" for key, count in notes.items() if count)
    )
    if refused:
        heads = {name: say(lang, f"exposure_page.refused_{name}") for name in ("row", "column", "what", "why", "claim")}
        rows = [fault_row(each, reading, lang) for each in reading.faults]
        widths = {
            name: st.column_config.Column(width=width)
            for name, width in (("row", 60), ("claim", 110), ("column", 130), ("what", 150), ("why", 620))
        }
        table_with_downloads(
            "refused",
            heads,
            rows,
            say(lang, "exposure_page.refused"),
            lang,
            config=widths,
            notes=notes_of(book, lang),
            day=book.today,
        )
        if any(each.code == "unknown_stage" for each in reading.faults):
            st.caption(say(lang, "exposure_page.known_stages", known=stage_words(lang)))


def _into_store(book: RegisterView, lang: str) -> None:
    """Into the team's own register; once they are there, that is said, and only what was left as it was can still be
    taken."""
    done = REGISTER_IMPORTED.get()
    rows = len(book.position.converted if book.reading is None else book.reading.register)
    if done is not None:
        counts = {name: len(getattr(done, name)) for name in ("added", "changed", "same", "left")}
        st.success(say(lang, "exposure_page.added", rows=rows, **counts))
        st.button(
            say(lang, "exposure_page.to_store"),
            key="imported_to_store",
            icon=":material/arrow_back:",
            on_click=choose_register,
            args=("store",),
        )
    if done is not None and not done.left:
        return
    st.markdown(
        say(lang, "exposure_page.into_store_note")
        if done is None
        else say(lang, "exposure_page.left_note", left=len(done.left))
    )
    replace = st.checkbox(say(lang, "exposure_page.into_store_replace"), key="import_replace")
    label = (
        say(lang, "exposure_page.into_store", rows=rows)
        if done is None
        else say(lang, "exposure_page.into_store_left", left=len(done.left))
    )
    name_first(lang, "_import")
    st.button(
        label,
        key="register_import",
        icon=":material/move_to_inbox:",
        type="primary",
        disabled=done is not None and not replace,
        on_click=_import,
        args=(book, replace),
    )
    refusal("register_import", lang)


def _import(book: RegisterView, replace: bool) -> None:
    """All lines of the file or none; claims in a currency without a rate go in as well."""
    done = with_refusal("register_import", lambda: import_register(context_now(), book, replace))
    REGISTER_IMPORTED.put(done or REGISTER_IMPORTED.get())
