"""A message as a file that a mail program opens as a draft: plain text, and the proposal as its attachment."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from negotiation.handouts.offer_letter.customer_message import Message

TYPES = {"pdf": ("application", "pdf"), "ics": ("text", "calendar")}


def mail(found: Message, made_on: date, attached: Mapping[str, bytes] | None = None) -> bytes:
    """The message as an .eml draft, its attachments by file name. Nothing that was typed can become a header of its
    own."""
    draft = EmailMessage(policy=SMTP)
    draft["Subject"] = " ".join(found.subject.split())
    draft["Date"] = format_datetime(datetime.combine(made_on, time(12), UTC))
    draft["X-Unsent"] = "1"
    draft.set_content(found.text.replace("\r", "") + "\n", charset="utf-8", cte="base64")
    for name, data in (attached or {}).items():
        kind, subtype = TYPES[name.rsplit(".", 1)[-1]]
        draft.add_attachment(data, maintype=kind, subtype=subtype, filename=name)
    if draft.is_multipart():
        draft.set_boundary("claim-negotiation-calculator")
    return draft.as_bytes()
