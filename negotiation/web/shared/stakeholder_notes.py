"""Who decides, who gets the blame and what each needs to hear: shown beside a message and beside a call."""

from __future__ import annotations

import streamlit as st

from negotiation.i18n.catalogue import say
from negotiation.i18n.formats import localized
from negotiation.model.playbook.stakeholders import Person, beside_the_message
from negotiation.presentation.common.escaping import for_markdown
from negotiation.web.session.claim_session import claim_session


def people_beside_the_message(lang: str) -> None:
    """Who decides, who gets the blame on their side, and what each needs to hear: to be shown beside a message or a
    call. Nothing without them."""
    found = beside_the_message(claim_session().claim.playbook.people)
    if found:
        st.markdown(
            f"**{say(lang, 'playbook_page.beside')}**\n" + "\n".join(f"- {person_text(each, lang)}" for each in found)
        )


def person_text(person: Person, lang: str) -> str:
    """A person in one line of markdown; what the user typed stays words."""
    name = for_markdown(str(localized(person.name, lang))) or say(lang, "playbook_page.unnamed")
    who = say(
        lang,
        "playbook_page.person",
        name=name,
        side=say(lang, f"person_side.{person.side}"),
        function=say(lang, f"function.{person.function}"),
    )
    marks = [
        say(lang, f"playbook_page.{mark}")
        for mark, holds in (("decides", person.decides), ("blamed", person.blamed))
        if holds
    ]
    needs = (
        [say(lang, "playbook_page.needs", needs=for_markdown(str(localized(person.needs, lang))))]
        if person.needs
        else []
    )
    return " ".join([who, *marks, *needs])
