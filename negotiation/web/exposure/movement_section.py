"""How much the provision moved since a period end: the sentence, the chart, the lines, and the claims behind each
line."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from negotiation.core.money import minor_digits
from negotiation.core.problems import BadInput
from negotiation.finance.register.register import Register
from negotiation.i18n.catalogue import say
from negotiation.i18n.formats import format_cents
from negotiation.presentation.common.errors import error_text
from negotiation.presentation.common.escaping import for_markdown
from negotiation.presentation.exposure.chart import movement_chart
from negotiation.presentation.exposure.movement_text import movement_headline, movement_rows, movement_steps, mover_rows
from negotiation.presentation.exposure.register_text import group_label
from negotiation.services.close_period import last_before
from negotiation.services.period_end_snapshot import measured_on, policy_of_period_end
from negotiation.services.provision_since import ProvisionMovement
from negotiation.services.view_register import RegisterView
from negotiation.store import PeriodEnd
from negotiation.web.exposure.claims_section import open_register_claim
from negotiation.web.session.recorded_period_ends import moved_in, period_ends_of
from negotiation.web.session.register_session import notes_of
from negotiation.web.session.view_state import choice_box
from negotiation.web.widgets.chart_with_downloads import chart_with_downloads, table_with_downloads

MOST = 5
"""How many claims are named under each line."""


def period_end_name(each: PeriodEnd, lang: str) -> str:
    """A period end by its day, number and currency."""
    return say(lang, "exposure_page.booked_name", number=each.number, on=each.booked_on, currency=each.currency)


def since_last(book: RegisterView, lang: str) -> str | None:
    """By how much the provision moved since the last period end, with its day; None where nothing was recorded, or
    no rate leads to it."""
    try:
        start = last_before(book, period_ends_of(book))
        roll = None if start is None else moved_in(book, start.number).roll
    except BadInput:
        return None
    if start is None or roll is None:
        return None
    by = (roll.total("closed") - roll.total("opened")) / 10.0**book.position.converted.digits
    stood = measured_on(start)
    key = "since_last" if stood == start.booked_on else "since_later"
    return say(lang, f"exposure_page.{key}", by=round(by), on=start.booked_on, stood=stood)


def moved_part(book: RegisterView, start: PeriodEnd, lang: str) -> None:
    """Draw what moved since a period end; where its currency cannot be translated, say why."""
    try:
        moved = moved_in(book, start.number)
    except BadInput as error:
        st.warning(
            say(lang, "exposure_page.untranslated", currency=start.currency), icon=":material/currency_exchange:"
        )
        for problem in error.problems:
            st.markdown(for_markdown(error_text(problem, lang)))
        return
    unit, how = 10.0 ** minor_digits(book.currency), say(lang, "exposure_page.moved_how")
    headline, stamp = movement_headline(moved.roll, book.currency, start.booked_on, lang), notes_of(book, lang)

    def notes() -> tuple[str, ...]:
        return headline, how, *stamp()

    st.markdown(f"**{headline}**")
    _made_with(book, start, moved, lang)
    steps = movement_steps(moved.roll, book.currency)
    chart_with_downloads(
        "exposure_moved",
        lambda ink: movement_chart(steps, book.currency, lang, ink),
        say(lang, "exposure_page.moved_alt"),
        lang,
        notes,
        day=book.today,
    )
    heads = _heads(("line", "amount", "claims"), book.currency, lang)
    table_with_downloads(
        "moved",
        heads,
        movement_rows(moved.roll, book.currency, lang),
        say(lang, "exposure_page.moved_alt"),
        lang,
        ("amount",),
        notes=notes,
        day=book.today,
    )
    st.caption(how)
    if moved.roll.total("beyond"):
        st.caption(
            say(
                lang,
                "exposure_page.beyond",
                currency=book.currency,
                beyond=format_cents(moved.roll.total("beyond") / unit, book.currency, lang),
            )
        )
    _movers(book, moved, lang)


def _made_with(book: RegisterView, start: PeriodEnd, moved: ProvisionMovement, lang: str) -> None:
    """What the start was made with, where that is not what counts now or is not known."""
    if start.currency != book.currency:
        booked = format_cents(start.totals["provided"] / 10.0 ** minor_digits(start.currency), start.currency, lang)
        st.caption(
            say(
                lang,
                "exposure_page.translated",
                booked=booked,
                was=start.currency,
                currency=book.currency,
                worth=moved.worth,
                on=start.booked_on,
            )
        )
    if measured_on(start) != start.booked_on:
        st.caption(say(lang, "exposure_page.recorded_later", on=start.booked_on, stood=measured_on(start)))
    rules = policy_of_period_end(start)
    if rules is None:
        st.caption(say(lang, "exposure_page.rules_unknown"))
    elif rules.standard != book.position.policy.standard:
        st.caption(
            say(
                lang,
                "exposure_page.rules_then",
                then=say(lang, f"standard.{rules.standard}"),
                now=say(lang, f"standard.{book.position.policy.standard}"),
            )
        )


def _movers(book: RegisterView, moved: ProvisionMovement, lang: str) -> None:
    """The claims behind the lines, and the way to each that is still in the register."""
    register = book.position.converted.register
    customers = _customers(register, lang)
    rows = mover_rows(lambda name: moved.largest(name, MOST), customers, book.currency, lang)
    if not rows:
        return
    st.markdown(f"**{say(lang, 'exposure_page.movers', most=MOST)}**")
    heads = _heads(("line", "amount", "code", "customer"), book.currency, lang)
    table_with_downloads(
        "movers",
        heads,
        rows,
        say(lang, "exposure_page.movers", most=MOST),
        lang,
        ("amount",),
        notes=notes_of(book, lang),
        day=book.today,
        height="content",
    )
    there = list(dict.fromkeys(row["code"] for row in rows if row["code"] in customers))
    if there:
        left, right = st.columns([4, 2], vertical_alignment="bottom")
        with left:
            code = choice_box(
                "movers_one", say(lang, "exposure_page.which"), there, lambda each: f"{each} · {customers[each]}"
            )
        right.button(
            say(lang, "exposure_page.open_claim"),
            key="movers_open",
            icon=":material/open_in_new:",
            on_click=open_register_claim,
            args=(book, code),
        )


def _heads(names: Sequence[str], currency: str, lang: str) -> dict[str, str]:
    return {name: say(lang, f"exposure_page.moved_{name}", currency=currency) for name in names}


def _customers(register: Register, lang: str) -> dict[str, str]:
    codes, names = register.factor("customer")
    labels = [group_label("customer", name, lang) for name in names]
    return {code: labels[place] for code, place in zip(register.code.tolist(), codes.tolist(), strict=True)}
