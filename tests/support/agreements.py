"""Agreed claims for tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import negotiation
from negotiation.services.agree import agree
from tests.conftest import ROOT

TODAY = date(2026, 11, 25)


def load(name: str) -> negotiation.Dossier:
    return negotiation.load(ROOT / "data" / "claims" / f"{name}.json")


def done(dossier: negotiation.Dossier, *codes: str, **more: object) -> negotiation.Dossier:
    promises = tuple(
        replace(each, done_on=TODAY, **more) if each.code in codes else each for each in dossier.follow_up.promises
    )
    return replace(dossier, follow_up=replace(dossier.follow_up, promises=promises))


def agreed_on(dossier: negotiation.Dossier, code: str = "") -> negotiation.Dossier:
    return agree(negotiation.summarise(dossier), code or dossier.offers[0].code, TODAY)
