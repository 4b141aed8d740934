"""Due dates as a calendar file (ICS) that any calendar opens: whole days, a reminder the day before, the same entry
again when it is sent again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from negotiation.handouts.offer_letter.due_dates import Due

BEFORE = timedelta(days=-1)
"""When a reminder comes."""


def calendar_file(dues: Sequence[Due], identity: str, made_on: date, note: str = "") -> bytes:
    """The entries as iCalendar (RFC 5545), times in whole days, a `note` for the whole. An entry is known again by
    the claim's `identity` and its key."""
    from icalendar import Alarm, Calendar, Event, vText

    calendar = Calendar()
    calendar.add("prodid", "-//claim negotiation calculator//")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    if note:
        for name in ("description", "x-wr-caldesc"):
            calendar.add(name, vText(note))
    for due in dues:
        event = Event()
        event.add("uid", f"{due.key}.{identity}@claim")
        event.add("dtstamp", datetime.combine(made_on, time(), UTC))
        event.add("dtstart", due.on)
        event.add("dtend", due.on + timedelta(days=1))
        event.add("summary", " ".join(due.what.split()))
        if due.more:
            event.add("description", due.more)
        event.add("transp", "TRANSPARENT")
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", " ".join(due.what.split()))
        alarm.add("trigger", BEFORE)
        event.add_component(alarm)
        calendar.add_component(event)
    return bytes(calendar.to_ical())
