"""The note to our own boss: the verdict, what it costs, what is asked, and why, as plain text. Internal."""

from __future__ import annotations

from datetime import date

from negotiation.claim.summary.claim_summary import Summary
from negotiation.handouts.offer_letter.customer_message import Message, Part
from negotiation.i18n.catalogue import say
from negotiation.i18n.formats import localized
from negotiation.presentation.common.labels import option_label
from negotiation.presentation.options.chart_titles import headline_figures
from negotiation.presentation.options.text import notices, verdict_headline, verdict_reasons


def note_to_boss(summary: Summary, asked: list[str], stamp: str, made_on: date, lang: str) -> Message:
    """Five parts that fit on a phone: verdict, figures, reasons, what is asked, where the figures come from."""
    dossier, case = summary.dossier, summary.dossier.case
    about = (
        str(localized(case.title, lang)) or str(localized(case.order.reference, lang)) or say(lang, "header.untitled")
    )
    colon = say(lang, "list.colon")
    figures = [f"{figure.label}{colon}{figure.value}" for figure in headline_figures(summary, None, lang)]
    reasons = [*verdict_reasons(summary, lang), *notices(summary, lang)]
    ties = [option_label(dossier, code, lang) for code in verdict_ties(summary)]
    parts = [
        Part("listen", verdict_headline(summary, lang)),
        Part("share", say(lang, "note.figures"), tuple(("–", each) for each in figures)),
        Part("clarify", say(lang, "note.reasons"), tuple(("–", each) for each in reasons)),
        *([Part("clarify", say(lang, "note.ties", labels=" / ".join(ties)))] if ties else []),
        Part("ask", say(lang, "note.asked"), tuple((f"{number}.", each) for number, each in enumerate(asked, 1))),
        Part("close", stamp),
    ]
    signature = tuple(line.strip() for line in str(localized(dossier.letter.sender, lang)).splitlines() if line.strip())
    subject = say(lang, "note.subject", about=" ".join(about.split()), made_on=made_on)
    return Message(lang, subject, "", tuple(parts), "", signature)


def verdict_ties(summary: Summary) -> tuple[str, ...]:
    """Options that are as good within one per cent."""
    return tuple(code for code in summary.verdict.ties if code != summary.verdict.code)
