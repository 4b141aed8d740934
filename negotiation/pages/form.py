"""Widgets made from units: a slider and a number field for one amount, beside each other and always equal.

Percent exists only here: a share is 0 to 1 on both sides of these functions.

The two widgets are never written to. When one is moved, the other is made anew (its key carries a version) and starts from the new
value. Writing values back would race with a user who moves on while the page still answers: steps would be lost.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from negotiation.units import Unit
from negotiation.words import say


@dataclass(frozen=True)
class Scale:
    """How a unit looks in a widget: shown = value · factor, whole numbers or not, and the formats of the slider and the field."""

    factor: float
    whole: bool
    slider: str
    field: str

    def shown(self, value: float) -> float:
        """A value as the widget shows it."""
        number = round(value * self.factor, 6)
        return int(number) if self.whole else number


SCALES = {"share": Scale(100.0, False, "%.0f%%", "%.4g"), "count": Scale(1.0, True, "%d", "%d")}


@dataclass
class Entry:
    """What this session knows of one lever: the figure on file, what the user moved it to (None: nothing), the widgets' versions."""

    on_file: float
    moved: float | None = None
    slider: int = 0
    number: int = 0


def _entries() -> dict[str, Entry]:
    entries: dict[str, Entry] = st.session_state.setdefault("levers", {})
    return entries


def lever(name: str, label: str, unit: Unit, on_file: float, help: str, lang: str) -> float | None:
    """A slider with its number field for one figure; returns what the user moved it to, in its unit, None if they never did.

    `name` keys the entry, so that it survives a language switch and a page change; until the user moves it, it follows
    `on_file`. The slider moves in the unit's steps; the number field takes any value in range.
    """
    scale, entry = SCALES[unit.key], _entries().setdefault(name, Entry(on_file))
    if entry.moved is None and entry.on_file != on_file:
        entry.on_file, entry.slider, entry.number = on_file, entry.slider + 1, entry.number + 1
    low, high, step = (scale.shown(each) for each in (unit.low, unit.high, unit.step))
    shown = min(max(scale.shown(on_file if entry.moved is None else entry.moved), low), high)
    slider, number = f"lever_{name}_slider_{entry.slider}", f"lever_{name}_number_{entry.number}"

    def take(source: str) -> None:
        current = (f"lever_{name}_slider_{entry.slider}", f"lever_{name}_number_{entry.number}")
        if source not in current:
            return  # a widget that was made anew since: a browser that is behind may still report it
        entry.moved = float(st.session_state[source]) / scale.factor
        if source == current[0]:
            entry.number += 1
        else:
            entry.slider += 1

    wide, narrow = st.columns([5, 3], vertical_alignment="bottom", wrap=False, gap="small")
    wide.slider(label, low, high, shown, step, scale.slider, key=slider, help=help, on_change=take, args=(slider,))
    exact = say(lang, "page.options.exact", label=label)
    narrow.number_input(exact, low, high, shown, step, format=scale.field, key=number, label_visibility="collapsed", on_change=take, args=(number,))
    return entry.moved


def choose(name: str, label: str, codes: list[str], words: Callable[[str], str], first: str | None = None, then: Callable[[], None] | None = None) -> str:
    """A choice among codes whose words may change while it stands: what was chosen is the code, never the words.

    `then` runs when the user chooses.
    """
    chosen: str = st.session_state.get(f"chosen_{name}", first or codes[0])
    chosen = chosen if chosen in codes else (first or codes[0])
    shown = {code: words(code) for code in codes}
    widget = f"{name}_{hashlib.sha256(repr(shown).encode()).hexdigest()[:12]}"

    def take() -> None:
        st.session_state[f"chosen_{name}"] = st.session_state[widget]
        if then is not None:
            then()

    st.session_state[f"chosen_{name}"] = chosen
    return st.selectbox(label, codes, index=codes.index(chosen), key=widget, format_func=shown.__getitem__, on_change=take)


def moved_to(name: str) -> float | None:
    """What the user moved a lever to, in its unit, also while it is not on the screen; None if they never did."""
    entry = _entries().get(name)
    return None if entry is None else entry.moved


def forget_levers() -> None:
    """Back to the figures on file."""
    for entry in _entries().values():
        entry.moved, entry.slider, entry.number = None, entry.slider + 1, entry.number + 1
    for key in [key for key in st.session_state if str(key).startswith("why_")]:
        del st.session_state[key]
