"""Widgets made from a field's declaration: number, share, date, choice or text; one way to read a field and to put a value there.

Percent exists only here: a share is 0 to 1 on both sides of these functions.

A widget is never written to. When its field changes by another way (its twin, an undo, another claim), it is made anew under a key
with a higher version and starts from the new value. Writing values back would race with a user who moves on while the page still
answers: steps would be lost.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from negotiation.charts import error_text, for_markdown
from negotiation.dossier import Dossier
from negotiation.pages.desk import desk, edit
from negotiation.units import EARLIEST, LATEST, Unit
from negotiation.words import pick, say
from negotiation.words.formats import cents, decimal


@dataclass(frozen=True)
class Scale:
    """How a unit looks in a widget: shown = value · factor, whole or not, the slider's and the field's formats, a sign for the label."""

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
    """What the widget called `name` is made from, made anew if its field is no longer that, or its refused entry was taken back."""
    entries: dict[str, Entry] = st.session_state.setdefault("entries", {})
    found = entries.setdefault(name, Entry(value))
    taken_back = found.refused and name not in desk().refused
    if found.seen != value or taken_back:
        found.seen, found.version, found.refused = value, found.version + 1, False
    return found


def bound(name: str, read: Callable[[Dossier], Any], put: Put, to_widget: Callable[[Any], Any], from_widget: Callable[[Any], Any]) -> tuple[str, Any, Any]:
    """Key, value and callback that bind a widget to what `read` finds in the open claim and `put` puts there.

    `to_widget` and `from_widget` turn the field's value into the widget's and back.
    """
    value = read(desk().claim)
    found = entry(name, value)
    key = f"{name}__{found.version}"

    def take() -> None:
        if key != f"{name}__{found.version}":
            return  # a widget that was made anew since: a browser that is behind may still report it
        answer = st.session_state[key]
        if edit(name, lambda dossier: put(dossier, from_widget(answer))):
            found.seen, found.refused = read(desk().claim), False
        else:
            found.refused = True

    return key, to_widget(value), take


def refusal(name: str, lang: str) -> None:
    """What was wrong with the last entry, under its widget; what was typed stays there."""
    for problem in desk().refused.get(name, ()):
        st.error(for_markdown(error_text(problem, lang)), icon=":material/error:")


def scale_of(unit: Unit) -> Scale:
    """How a unit looks in a widget."""
    return SCALES.get(unit.key, PLAIN)


def number(name: str, label: str, unit: Unit, read: Callable[[Dossier], Any], put: Put, lang: str, **more: Any) -> None:
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

    key, value, take = bound(name, read, put_number, shown, typed)
    title = f"{label} ({scale.sign})" if scale.sign else label
    st.number_input(title, low, high, value, step, format=scale.field, key=key, on_change=take, **more)
    echo = echoed(unit, read(desk().claim), lang)
    if echo:
        st.caption(echo)
    refusal(name, lang)


def echoed(unit: Unit, value: Any, lang: str) -> str:
    """An amount with separators and currency, a large count with separators; nothing for what a field shows well enough."""
    if value is None or (abs(float(value)) < 1000.0 and unit.key != "money"):
        return ""
    currency = desk().claim.case.currency
    if unit.key == "money":
        exact = cents(float(value), currency, lang)
        return f"{currency} {exact}" if float(value) else ""
    return decimal(float(value), lang, 2, least=0) if unit.key in ("pieces", "number", "days") else ""


def lever(name: str, label: str, unit: Unit, read: Callable[[Dossier], float], put: Put, help: str, lang: str) -> None:
    """A slider with its number field for one figure. The slider moves in the unit's steps; the field takes any value in range."""
    scale = scale_of(unit)
    low, high, step = (scale.shown(each) for each in (unit.low, unit.high, unit.step))

    def shown(value: float) -> float:
        return min(max(scale.shown(value), low), high)

    def typed(value: Any) -> float:
        return float(value) / scale.factor

    slider, value, slid = bound(f"lever_{name}_slider", read, put, shown, typed)

    def put_number(dossier: Dossier, answer: Any) -> Dossier:
        return dossier if answer is None else put(dossier, answer)

    field, _, filled = bound(f"lever_{name}_number", read, put_number, shown, lambda answer: None if answer is None else typed(answer))
    wide, narrow = st.columns([5, 3], vertical_alignment="bottom", wrap=False, gap="small")
    wide.slider(label, low, high, value, step, scale.slider, key=slider, help=help, on_change=slid)
    exact = say(lang, "page.options.exact", label=label)
    title = f"{exact} ({scale.sign})" if scale.sign else exact
    narrow.number_input(title, low, high, value, step, format=scale.field, key=field, label_visibility="collapsed", on_change=filled)
    for widget in (f"lever_{name}_slider", f"lever_{name}_number"):
        refusal(widget, lang)


def text(name: str, label: str, read: Callable[[Dossier], Any], put: Put, lang: str, long: bool = False, **more: Any) -> None:
    """Words that the user types; a translated text is shown in this language, and typing replaces it."""
    key, value, take = bound(f"{name}_{lang}", read, put, lambda found: str(pick(found, lang)), lambda typed: str(typed).strip())
    (st.text_area if long else st.text_input)(label, value, key=key, on_change=take, **more)
    refusal(f"{name}_{lang}", lang)


def day(name: str, label: str, read: Callable[[Dossier], Any], put: Put, lang: str, **more: Any) -> None:
    """A date, or none."""
    key, value, take = bound(name, read, put, lambda found: found, lambda typed: typed)
    st.date_input(label, value, EARLIEST, LATEST, key=key, on_change=take, format="YYYY-MM-DD", **more)
    refusal(name, lang)


def one_of(name: str, label: str, codes: Sequence[str], words: Callable[[str], str], read: Callable[[Dossier], Any], put: Put, lang: str, **more: Any) -> None:
    """One code out of a few, None where nothing is chosen yet."""
    key, value, take = bound(name, read, put, lambda found: found, lambda chosen: chosen)
    shown = {code: words(code) for code in codes}
    place = codes.index(value) if value in codes else None
    st.selectbox(label, list(codes), index=place, key=f"{key}", format_func=lambda code: shown.get(code, code), on_change=take, **more)
    refusal(name, lang)


def choose(name: str, label: str, codes: Sequence[str], words: Callable[[str], str], first: str | None = None, **more: Any) -> str:
    """A choice of what to look at, among codes whose words may change while it stands: what was chosen is the code, never the words."""
    codes = list(codes)
    chosen: str = st.session_state.get(f"chosen_{name}", first or codes[0])
    chosen = chosen if chosen in codes else (first or codes[0])
    shown = {code: words(code) for code in codes}
    widget = f"{name}_{hashlib.sha256(repr((shown, chosen if first and f'chosen_{name}' not in st.session_state else '')).encode()).hexdigest()[:12]}"

    def take() -> None:
        st.session_state[f"chosen_{name}"] = st.session_state[widget]

    return str(st.selectbox(label, codes, index=codes.index(chosen), key=widget, format_func=shown.__getitem__, on_change=take, **more))
