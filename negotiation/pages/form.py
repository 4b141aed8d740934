"""Widgets made from units: a slider and a number field for one amount, beside each other and always equal.

Percent exists only here: a share is 0 to 1 on both sides of these functions.
"""

from __future__ import annotations

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


SCALES = {"share": Scale(100.0, False, "%.0f%%", "%.4g"), "count": Scale(1.0, True, "%d", "%d"), "money": Scale(1.0, False, "%,.2f", "%.2f")}


def lever(name: str, label: str, unit: Unit, value: float, help: str, lang: str, caption: str = "") -> float:
    """A slider with its number field, for one field in its unit; returns the value in the unit, never in percent.

    `name` keys the state, so that the entry survives a language switch; until the user moves it, it follows `value`. The slider
    moves in the unit's steps; the number field takes any value in range.
    """
    scale = SCALES[unit.key]
    kept, slider, number = f"lever_{name}", f"lever_{name}_slider", f"lever_{name}_number"
    convert = int if scale.whole else float
    low, high, step = (convert(round(each * scale.factor, 6)) for each in (unit.low, unit.high, unit.step))
    shown = min(max(st.session_state.get(kept, convert(round(value * scale.factor, 6))), low), high)
    st.session_state[slider] = st.session_state[number] = shown

    def take(source: str) -> None:
        if st.session_state[source] is not None:
            st.session_state[kept] = st.session_state[source]

    wide, narrow = st.columns([5, 3], vertical_alignment="bottom", wrap=False, gap="small")
    wide.slider(label, low, high, step=step, format=scale.slider, key=slider, help=help, on_change=take, args=(slider,))
    exact = say(lang, "page.options.exact", label=label)
    narrow.number_input(exact, low, high, step=step, format=scale.field, key=number, label_visibility="collapsed", on_change=take, args=(number,))
    if caption:
        st.caption(caption)
    moved = kept_lever(name, unit)
    return value if moved is None else moved


def kept_lever(name: str, unit: Unit) -> float | None:
    """What the user moved a lever to, in its unit, also while it is not on the screen; None if they never did."""
    kept = st.session_state.get(f"lever_{name}")
    return None if kept is None else float(kept) / SCALES[unit.key].factor


def forget_levers() -> None:
    """Back to the figures on file."""
    for key in [key for key in st.session_state if str(key).startswith("lever_")]:
        del st.session_state[key]
