"""Who is who: who decides, who gets the blame on their side, and what each needs to hear."""

from __future__ import annotations

import streamlit as st

from negotiation.charts import for_markdown
from negotiation.pages.desk import desk
from negotiation.pages.playbook_rows import person_record, person_row, with_playbook
from negotiation.pages.tables import choices, editor
from negotiation.playbook import FUNCTIONS, PERSON_SIDES, Person, beside_the_message
from negotiation.words import pick, say


def people(lang: str) -> None:
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
    editor("playbook_people", lambda d: d.playbook.people, lambda d, rows: with_playbook(d, people=rows), lambda each: person_row(each, lang),
           lambda row, old: person_record(row, old, lang), columns, lang)  # fmt: skip
    people_beside_the_message(lang)


def people_beside_the_message(lang: str) -> None:
    """Who decides, who gets the blame on their side, and what each needs to hear: to be shown beside a message or a call. Nothing without them."""
    found = beside_the_message(desk().claim.playbook.people)
    if found:
        st.markdown(f"**{say(lang, 'playbook_page.beside')}**\n" + "\n".join(f"- {person_text(each, lang)}" for each in found))


def person_text(person: Person, lang: str) -> str:
    """A person in one line of markdown; what the user typed stays words."""
    name = for_markdown(str(pick(person.name, lang))) or say(lang, "playbook_page.unnamed")
    who = say(lang, "playbook_page.person", name=name, side=say(lang, f"person_side.{person.side}"), function=say(lang, f"function.{person.function}"))
    marks = [say(lang, f"playbook_page.{mark}") for mark, holds in (("decides", person.decides), ("blamed", person.blamed)) if holds]
    needs = [say(lang, "playbook_page.needs", needs=for_markdown(str(pick(person.needs, lang))))] if person.needs else []
    return " ".join([who, *marks, *needs])
