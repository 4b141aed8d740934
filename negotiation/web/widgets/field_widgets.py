"""Widgets made from a field's declaration: number, share, date, choice or text; one way to read a field and to put a
value there.

Percent exists only here: a share is 0 to 1 on both sides of these functions.

A widget is never written to. When its field changes by another way (its twin, an undo, another claim), it is made
anew under a key with a higher version and starts from the new value. Writing values back would race with a user who
moves on while the page still answers: steps would be lost.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from negotiation.claim.defaults.default_rules import with_range
from negotiation.claim.document.dossier import Dossier
from negotiation.claim.document.field_paths import number_at, with_names
from negotiation.claim.document.uncertain_ranges import rangeable
from negotiation.core.field_checks import EARLIEST, LATEST
from negotiation.core.fields import Unit
from negotiation.core.problems import BadInput, Problem
from negotiation.i18n.catalogue import say
from negotiation.i18n.formats import format_cents, format_number, localized
from negotiation.importers.typed_numbers import read_typed_range
from negotiation.presentation.common.errors import error_text
from negotiation.presentation.common.escaping import for_markdown
from negotiation.web.session.claim_session import claim_session, update_claim
from negotiation.web.session.session_state import FIELD_ENTRIES


@dataclass(frozen=True)
class Scale:
    """How a unit looks in a widget: shown = value · factor, whole or not, the slider's and the field's formats, a
    sign for the label."""

    factor: float = 1.0
    whole: bool = False
    slider: str = "%.10g"
    field: str = "%.12g"
    sign: str = ""

    def shown(self, value: float) -> float:
        """A value as the widget shows it."""
        number = round(value * self.factor, 6)
        return int(number) if self.whole else number


SCALES = {
    "share": Scale(100.0, slider="%.0f%%", sign="%"),
    "rate": Scale(100.0, slider="%.1f%%", sign="%"),
    "count": Scale(whole=True, slider="%d", field="%d"),
}
PLAIN = Scale()

Put = Callable[[Dossier, Any], Dossier]


@dataclass
class Entry:
    """What a widget was made from: the field's value then, and the version in its key."""

    seen: Any
    version: int = 0
    refused: bool = False


def entry(name: str, value: Any) -> Entry:
    """What the widget called `name` is made from, made anew if its field is no longer that, or its refused entry was
    taken back."""
    entries: dict[str, Entry] = FIELD_ENTRIES.get()
    found = entries.setdefault(name, Entry(value))
    taken_back = found.refused and name not in claim_session().refused
    if found.seen != value or taken_back:
        found.seen, found.version, found.refused = value, found.version + 1, False
    return found


def bind_widget(
    name: str,
    read: Callable[[Dossier], Any],
    put: Put,
    to_widget: Callable[[Any], Any],
    from_widget: Callable[[Any], Any],
) -> tuple[str, Any, Any]:
    """Key, value and callback that bind a widget to what `read` finds in the open claim and `put` puts there.

    `to_widget` and `from_widget` turn the field's value into the widget's and back.
    """
    value = read(claim_session().claim)
    found = entry(name, value)
    key = f"{name}__{found.version}"

    def take() -> None:
        if key != f"{name}__{found.version}" or key not in st.session_state:
            return  # a widget that was made anew since, or is gone: a browser that is behind may still report it
        answer = st.session_state[key]
        if update_claim(name, lambda dossier: put(dossier, from_widget(answer))):
            found.seen, found.refused = read(claim_session().claim), False
        else:
            found.refused = True

    return key, to_widget(value), take


def refusal(name: str, lang: str) -> None:
    """What was wrong with the last entry, under its widget; what was typed stays there."""
    for problem in claim_session().refused.get(name, ()):
        st.error(for_markdown(error_text(problem, lang, percent=True)), icon=":material/error:")


def scale_of(unit: Unit) -> Scale:
    """How a unit looks in a widget."""
    return SCALES.get(unit.key, PLAIN)


def plain_number_field(
    name: str, label: str, unit: Unit, read: Callable[[Dossier], Any], put: Put, lang: str, **more: Any
) -> None:
    """A number field; an empty one where the value is None. Amounts are repeated below with separators."""
    scale = scale_of(unit)
    low, high, step = (scale.shown(each) for each in (unit.low, unit.high, unit.step))

    def shown(value: Any) -> Any:
        return None if value is None else min(max(scale.shown(float(value)), low), high)

    def typed(value: Any) -> Any:
        return None if value is None else float(value) / scale.factor

    keep_empty = more.pop("optional", False)

    def put_number(dossier: Dossier, value: Any) -> Dossier:
        return put(dossier, value) if value is not None or keep_empty else dossier

    key, value, take = bind_widget(name, read, put_number, shown, typed)
    title = f"{label} ({scale.sign})" if scale.sign else label
    st.number_input(title, low, high, value, step, format=scale.field, key=key, on_change=take, **more)
    echo = echoed(unit, read(claim_session().claim), lang)
    if echo:
        st.caption(echo)
    refusal(name, lang)


def range_field(
    name: str, label: str, unit: Unit, read: Callable[[Dossier], Any], put: Put, lang: str, path: str = "", **more: Any
) -> None:
    """A number as people write it, or a range: "4,000 to 7,000". The range is kept where `path` names the figure's
    field.

    What cannot be understood is refused under the field, and stays there as it was typed.
    """
    scale = scale_of(unit)
    keep_empty = more.pop("optional", False)
    field_path = path
    path = path if rangeable(path) and (keep_empty or number_at(claim_session().claim, path)) else ""

    def seen(dossier: Dossier) -> Any:
        value = read(dossier)
        known = dossier.range_of(with_names(dossier, path)) if path else None
        return value if known is None or value is None else (value, known.low, known.high)

    def written(found: Any) -> str:
        if found is None:
            return ""
        if not isinstance(found, tuple):
            return plain_number(float(found) * scale.factor)
        value, low, high = (None if each is None else round(float(each) * scale.factor, 9) for each in found)
        low, high = (value if each is None else each for each in (low, high))
        numbers = {
            "likely": plain_number(value or 0.0),
            "low": plain_number(low or 0.0),
            "high": plain_number(high or 0.0),
        }
        in_the_middle = abs((low or 0.0) + (high or 0.0) - 2.0 * (value or 0.0)) < 1e-6
        return say(lang, "figure.range" if in_the_middle else "figure.range_around", **numbers)

    def put_typed(dossier: Dossier, typed: str) -> Dossier:
        if not typed.strip():
            return (
                with_range(put(dossier, None), path, None, None)
                if keep_empty and path
                else put(dossier, None)
                if keep_empty
                else dossier
            )
        found = read_typed_range(typed)
        if found is None or (found.low is not None and not path):
            raise BadInput(
                Problem("not_a_figure" if found is None else "no_range_here", path or field_path, typed[:40])
            )
        changed = put(dossier, found.likely / scale.factor)
        if not path:
            return changed
        ends = (None if each is None else each / scale.factor for each in (found.low, found.high))
        return with_range(changed, path, *ends)

    key, value, take = bind_widget(f"{name}_{lang}", seen, put_typed, written, str)
    title = f"{label} ({scale.sign})" if scale.sign else label
    shown = str(st.text_input(title, value, key=key, on_change=take, **more) or "")
    understood = written(seen(claim_session().claim))
    if shown.strip() and shown.strip() != understood and f"{name}_{lang}" not in claim_session().refused:
        st.caption(understood)  # as it was understood, with separators
    refusal(f"{name}_{lang}", lang)


def plain_number(value: float) -> str:
    """A number with separators, as it can be typed again."""
    return f"{round(value, 9):,.12g}" if abs(value) < 1e12 else f"{value:,.0f}"


def echoed(unit: Unit, value: Any, lang: str) -> str:
    """An amount with separators and currency, a large count with separators; nothing for what a field shows well
    enough."""
    if value is None or (abs(float(value)) < 1000.0 and unit.key != "money"):
        return ""
    currency = claim_session().claim.case.currency
    if unit.key == "money":
        exact = format_cents(float(value), currency, lang)
        return f"{currency} {exact}" if float(value) else ""
    return format_number(float(value), lang, 2, least=0) if unit.key in ("pieces", "number", "days") else ""


def slider_with_field(
    name: str, label: str, unit: Unit, read: Callable[[Dossier], float], put: Put, help: str, lang: str
) -> None:
    """A slider with its number field for one figure. The slider moves in the unit's steps; the field takes any value
    in range."""
    scale = scale_of(unit)
    low, high, step = (scale.shown(each) for each in (unit.low, unit.high, unit.step))

    def shown(value: float) -> float:
        return min(max(scale.shown(value), low), high)

    def typed(value: Any) -> float:
        return float(value) / scale.factor

    slider, value, slid = bind_widget(f"lever_{name}_slider", read, put, shown, typed)

    def put_number(dossier: Dossier, answer: Any) -> Dossier:
        return dossier if answer is None else put(dossier, answer)

    field, _, filled = bind_widget(
        f"lever_{name}_number", read, put_number, shown, lambda answer: None if answer is None else typed(answer)
    )
    wide, narrow = st.columns([5, 3], vertical_alignment="bottom", wrap=False, gap="small")
    wide.slider(label, low, high, value, step, scale.slider, key=slider, help=help, on_change=slid)
    exact = say(lang, "page.options.exact", label=label)
    title = f"{exact} ({scale.sign})" if scale.sign else exact
    narrow.number_input(
        title, low, high, value, step, format=scale.field, key=field, label_visibility="collapsed", on_change=filled
    )
    for widget in (f"lever_{name}_slider", f"lever_{name}_number"):
        refusal(widget, lang)


def words_field(
    name: str, label: str, read: Callable[[Dossier], Any], put: Put, lang: str, long: bool = False, **more: Any
) -> None:
    """Words that the user types; a translated text is shown in this language, and typing replaces it."""
    key, value, take = bind_widget(
        f"{name}_{lang}", read, put, lambda found: str(localized(found, lang)), lambda typed: str(typed).strip()
    )
    (st.text_area if long else st.text_input)(label, value, key=key, on_change=take, **more)
    refusal(f"{name}_{lang}", lang)


def day_field(name: str, label: str, read: Callable[[Dossier], Any], put: Put, lang: str, **more: Any) -> None:
    """A date, or none."""
    key, value, take = bind_widget(name, read, put, lambda found: found, lambda typed: typed)
    st.date_input(label, value, EARLIEST, LATEST, key=key, on_change=take, format="YYYY-MM-DD", **more)
    refusal(name, lang)


def code_field(
    name: str,
    label: str,
    codes: Sequence[str],
    words: Callable[[str], str],
    read: Callable[[Dossier], Any],
    put: Put,
    lang: str,
    **more: Any,
) -> None:
    """One code out of a few, None where nothing is chosen yet."""
    key, value, take = bind_widget(name, read, put, lambda found: found, lambda chosen: chosen)
    shown = {code: words(code) for code in codes}
    place = codes.index(value) if value in codes else None
    st.selectbox(
        label,
        list(codes),
        index=place,
        key=f"{key}",
        format_func=lambda code: shown.get(code, code),
        on_change=take,
        **more,
    )
    refusal(name, lang)
