"""The division of a loss in words: every way side by side, who comes off best by which, and the way that is chosen."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from negotiation.claim.document.dossier import Dossier
from negotiation.claim.edits.apply_division import loss_of
from negotiation.i18n.catalogue import say
from negotiation.i18n.formats import format_cents, format_money
from negotiation.model.division.loss_parties import WAYS, best_off

Found = Mapping[str, list[Decimal] | None]


def division_rows(dossier: Dossier, found: Found, lang: str) -> tuple[list[list[str]], list[str]]:
    """One row a way: its name, what each party bears to the cent, and for whom it is best; and the heads."""
    currency = dossier.case.currency
    parties = party_names(dossier, lang)
    best = best_off(found)
    heads = [say(lang, "division.way"), *parties, say(lang, "division.best_for")]
    rows = []
    for way in WAYS:
        parts = found[way]
        shown = (
            [say(lang, "division.none")] * len(parties)
            if parts is None
            else [format_cents(float(part), currency, lang) for part in parts]
        )
        for_whom = say(lang, "list.join").join(parties[place] for place in best.get(way, ())) or "–"
        name = ("★ " if way == dossier.division.way else "") + say(lang, f"way.{way}")
        rows.append([name, *shown, for_whom])
    return rows, heads


def ways_in_plain_words(lang: str) -> list[str]:
    """Each way as a line of markdown: its name, and what it does."""
    return [f"**{say(lang, f'way.{way}')}**: {say(lang, f'way_help.{way}')}" for way in WAYS]


def party_names(dossier: Dossier, lang: str) -> list[str]:
    """The parties by name; a second one of the same kind is numbered."""
    plain = [say(lang, f"party.{stake.party}") for stake in dossier.division.stakes]
    names = [f"{name[:1].upper()}{name[1:]}" for name in plain]
    return [
        name if name not in names[:place] else f"{name} {names[:place].count(name) + 1}"
        for place, name in enumerate(names)
    ]


def division_sentence(dossier: Dossier, found: Found, lang: str) -> str:
    """The way that is chosen, with what each party bears."""
    parts, currency = found[dossier.division.way] or [], dossier.case.currency
    listed = say(lang, "list.join").join(
        say(lang, "division.part", party=party, amount=format_money(float(part), currency, lang, cents=True))
        for party, part in zip(party_names(dossier, lang), parts, strict=True)
    )
    return say(
        lang,
        "division.chosen",
        way=say(lang, f"way.{dossier.division.way}"),
        parts=listed,
        loss=loss_of(dossier),
        currency=currency,
    )
