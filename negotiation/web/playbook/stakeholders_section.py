"""Who is who: who decides, who gets the blame on their side, and what each needs to hear."""

from __future__ import annotations

import streamlit as st

from negotiation.claim.edits.playbook_lists import with_playbook
from negotiation.i18n.catalogue import say
from negotiation.model.playbook.stakeholders import FUNCTIONS, PERSON_SIDES
from negotiation.web.playbook.playbook_rows import person_record, person_row
from negotiation.web.shared.stakeholder_notes import people_beside_the_message
from negotiation.web.widgets.table_editor import choices, table_editor


def stakeholders_section(lang: str) -> None:
    """Everybody in a table, and whom a message must carry along."""

    def word(name: str) -> str:
        return say(lang, f"field.person.{name}")

    columns = {
        "name": st.column_config.TextColumn(word("name"), max_chars=100, pinned=True),
        "side": choices(word("side"), PERSON_SIDES, "person_side.", lang, default="customer"),
        "function": choices(word("function"), FUNCTIONS, "function.", lang, default="buyer"),
        "decides": st.column_config.CheckboxColumn(word("decides"), default=False),
        "blamed": st.column_config.CheckboxColumn(word("blamed"), default=False),
        "needs": st.column_config.TextColumn(word("needs"), width="large", max_chars=500),
    }
    st.caption(say(lang, "playbook_page.people_help"))
    table_editor(
        "playbook_people",
        lambda d: d.playbook.people,
        lambda d, rows: with_playbook(d, people=rows),
        lambda each: person_row(each, lang),
        lambda row, old: person_record(row, old, lang),
        columns,
        lang,
    )
    people_beside_the_message(lang)
