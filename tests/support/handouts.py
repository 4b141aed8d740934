"""What the tests of the files share: the materials of every sample, files taken apart, and what must never reach the
customer."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from dataclasses import fields, is_dataclass, replace
from datetime import date
from email import message_from_bytes, policy
from functools import cache
from typing import Any

from pypdf import PdfReader

import negotiation
from negotiation.claim.document.dossier import Dossier
from negotiation.claim.summary.bargaining_summary import bargain
from negotiation.core.fields import Translated
from negotiation.handouts.handout_context import HandoutContext, handout_context
from negotiation.handouts.offer_letter.offer_letter import proposal
from negotiation.model.terms import CashCompensation, ExtraOrders
from negotiation.presentation.common.escaping import REFERENCES
from negotiation.presentation.options.sources import _numbers
from tests.conftest import CLAIMS

SAMPLES = sorted(path.stem for path in CLAIMS.glob("*.json"))
TODAY = date(2026, 11, 22)


@cache
def material(name: str) -> HandoutContext:
    return handout_context(negotiation.load(CLAIMS / f"{name}.json"), TODAY)


def with_letter(dossier: Dossier, **changes: Any) -> HandoutContext:
    return handout_context(replace(dossier, letter=replace(dossier.letter, **changes)), TODAY)


def pdf_text(data: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)


def unpacked(data: bytes, ending: str) -> str:
    """Everything in a file as text, attachments and archive members included."""
    if ending == "pdf":
        return pdf_text(data)
    if ending in ("xlsx", "pptx"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [(name, archive.read(name)) for name in archive.namelist()]
        texts = [
            unpacked(part, "xlsx") if name.endswith(".xlsx") else part.decode("utf-8", "ignore") for name, part in parts
        ]
        return "\n".join([*(name for name, _ in parts), *texts])
    if ending == "eml":
        found = message_from_bytes(data, policy=policy.default)
        texts = [str(found["Subject"])]
        for part in found.walk():
            if part.is_multipart():
                continue
            content = part.get_content()
            texts.append(pdf_text(content) if part.get_content_type() == "application/pdf" else str(content))
        return "\n".join(texts)
    text = data.decode("utf-8-sig")
    return re.sub(r"\r?\n[ \t]", "", text) if ending == "ics" else text


def above(data: bytes) -> list[list[str]]:
    """The table of a CSV: the rows before the empty line."""
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    return rows[: rows.index([])] if [] in rows else rows


def texts_of(record: Any) -> list[str]:
    """Every text of the user in a record."""
    found: list[str] = []
    for field in fields(record):
        value = getattr(record, field.name)
        if "text" in field.metadata and field.name not in REFERENCES:
            found += [value.en, value.zh] if isinstance(value, Translated) else [value]
        elif isinstance(value, tuple | list):
            found += [text for item in value if is_dataclass(item) for text in texts_of(item)]
        elif is_dataclass(value):
            found += texts_of(value)
    return [text for text in found if text]


def numbers_of(dossier: Dossier) -> dict[str, float]:
    return {path: float(value[0]) for path, value, _ in _numbers(dossier, "") if value[0] is not None}


def hostile(dossier: Dossier, text: str) -> Dossier:
    """The same claim with every free text of the user replaced."""
    case = dossier.case
    order, customer = replace(case.order, reference=text, goods=text), replace(case.customer, name=text)
    case = replace(case, title=text, order=order, customer=customer, incident=replace(case.incident, what=text))
    offers = tuple(
        replace(offer, name=text[:200], closure=replace(offer.closure, orders=text[:300])) for offer in dossier.offers
    )
    remedies = tuple(replace(remedy, name=text[:200]) for remedy in dossier.remedies)
    letter = replace(dossier.letter, addressee=text[:200], sender=text[:300], heard=text, cause=text)
    return replace(dossier, case=case, offers=offers, remedies=remedies, letter=letter)


def twelve_options(dossier: Dossier, name: str, paid: float = 1234.5) -> Dossier:
    """Twelve options with long names, amounts of any size."""
    first = dossier.offers[0]
    offers = tuple(
        replace(
            first,
            code=f"option_{place}",
            name=f"{name} {place}",
            terms=(CashCompensation(paid * place), ExtraOrders(float(place))),
            staying=None,
        )
        for place in range(12)
    )
    return replace(dossier, offers=offers)


def fresh_proposal(dossier: Dossier) -> Any:
    summary = negotiation.summarise(dossier)
    return proposal(summary, bargain(summary) if dossier.offers else None, TODAY)
