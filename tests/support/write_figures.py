"""Writes docs/figures.md from the register of figures: `python -m tests.support.write_figures`."""

from __future__ import annotations

from negotiation.figure_register import COMMANDS, FIGURES, Figure, figures_of_command
from negotiation.i18n.catalogue import say
from negotiation.presentation.common.figure_text import figure_meaning, figure_name, figure_unit
from tests.conftest import ROOT

PLACE = ROOT / "docs" / "figures.md"
EXAMPLES = {
    "evaluate": "CLAIM.json",
    "bargain": "CLAIM.json",
    "rework": "CLAIM.json",
    "lifetime": "ORDERS.csv",
    "exposure": "REGISTER.csv",
}
NOTES = {
    "evaluate": "Money is rounded to the currency's minor unit; shares and chances are from 0 to 1. A break-even "
    "chance that is no chance between 0 and 1 is null, and its `…_verdict` says `always_pays`, `never_pays` or "
    "`no_reference` instead of `pays_from`.",
    "bargain": "All in the claim's money and at one chance of staying `s`. A fair point, a legal range or a forecast "
    "that is not there is null.",
    "rework": "Dates are ISO dates; a chance is null where no date is needed.",
    "lifetime": "A fit or a holdout that is not possible is null.",
    "exposure": "All in one currency: each line of the register is converted once and rounded half up to the minor "
    "unit, so that every split adds up to the totals.",
}


def link(figure: Figure) -> str:
    """The function of a figure as a link to its file."""
    return f"[`{figure.name}`](../negotiation/{figure.path})"


def document() -> str:
    """The whole page."""
    parts = [
        "# Figures",
        "",
        "Every figure that a user sees, from `negotiation/figure_register.py`; the app shows them on its page Figures.",
        "",
        say("en", "figures_page.letters"),
        "",
        "| figure | meaning | unit | formula | computed by | source |",
        "|---|---|---|---|---|---|",
    ]
    for each in FIGURES:
        cells = [
            f"{figure_name(each.key, 'en')} (`{each.key}`)",
            figure_meaning(each.key, "en"),
            figure_unit(each, "en"),
            each.formula,
            link(each),
            each.source,
        ]
        parts.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    parts += ["", "# The keys of `--json`", ""]
    for command in COMMANDS:
        parts += [f"`negotiation {command} {EXAMPLES[command]} --json`: {NOTES[command]}", ""]
        parts += ["| key | figure |", "|---|---|"]
        keys = figures_of_command(command)
        parts += [f"| `{path}` | {figure_name(each.key, 'en')} (`{each.key}`) |" for path, each in keys.items()]
        parts.append("")
    parts.append("A `*` stands for any code, or any place in a list.")
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    PLACE.write_text(document(), "utf-8")
