"""Dates as people write them in a message, in English and Chinese, relative to a given day, with the alternative
reading if there is one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from negotiation.importers.message_numbers import NUMERALS, read_number_in_text

MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*(?:\.(?=\s?\d))?"
WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
COUNT = rf"(?:\d{{1,3}}|a|one|two|three|four|five|six|seven|ten|[{NUMERALS}]{{1,3}})"
ENGLISH = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "ten": 10}
UNITS = {
    "hour": 1 / 24,
    "day": 1,
    "week": 7,
    "month": 30,
    "小时": 1 / 24,
    "天": 1,
    "日": 1,
    "周": 7,
    "星期": 7,
    "月": 30,
}

PATTERNS: tuple[tuple[str, str], ...] = (
    ("iso", r"\b\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\b"),
    ("chinese", r"(?:\d{4}年)?\d{1,2}月\d{1,2}(?:[日号]|(?!\d))"),
    ("numeric", r"(?<![\d.,/-])\d{1,2}([./-])\d{1,2}\1(?:\d{4}|\d{2})(?![\d/-])"),
    (
        "named",
        rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {MONTH}|{MONTH} \d{{1,2}}(?:st|nd|rd|th)?)(?:,? \d{{4}})?(?![\w%])",
    ),
    ("span", rf"\b(?:within|in|after) (?:the next )?({COUNT})[ -]?((?:working |business )?)(hour|day|week|month)s?\b"),
    ("chinese_span", rf"(?<![\d月.,])({COUNT})个?(工作日|小时|天|日|周|星期|月)(?:之内|以内|内|之后|以后|后)"),
    ("end_of", r"\b(?:end of|by the end of) (?:the |this |next )?(week|month|year)\b"),
    ("chinese_end", r"(?:本|这|下)?个?(?:月底|周末)|年底"),
    ("weekday", rf"\b(?:(?:this|next|last|coming) )?{WEEKDAY}\b"),
    ("chinese_weekday", r"(?:下下|本|这|下|上)?(?:周|星期|礼拜)[一二三四五六日天]"),
    (
        "near",
        r"\b(?:today|tonight|tomorrow|the day after tomorrow|yesterday"
        r"|next week)\b|大后天|后天|明天|明早|今天|今晚|昨天",
    ),
    (
        "day_of_month",
        rf"\bthe \d{{1,2}}(?:st|nd|rd|th)\b|(?:本月|这个月|下个?月)?(?:\d{{1,"
        rf"2}}|[{NUMERALS}]{{1,3}})号(?!码|线|楼|机|单)",
    ),
)
"""Kinds of date with their patterns, the most certain first. Text matched by one pattern is not read again."""

NEAR = {
    "today": 0,
    "tonight": 0,
    "tomorrow": 1,
    "the day after tomorrow": 2,
    "yesterday": -1,
    "next week": 7,
    "今天": 0,
    "今晚": 0,
    "明天": 1,
    "明早": 1,
    "后天": 2,
    "大后天": 3,
    "昨天": -1,
}


@dataclass(frozen=True)
class Written:
    """A date with its place in the text, how it was read (written_date, nearest_year, coming_day, relative, end_of),
    and its `other` reading."""

    value: date
    start: int
    end: int
    how: str
    other: date | None = None


def read_dates_in_text(text: str, today: date) -> Iterator[Written]:
    """Every date in a text, in the order of the patterns. Impossible dates (31 November) are skipped.

    A date without a year is the nearest one. A weekday or a day of the month is the next one. If day and month could be
    swapped, the day is read first and the other reading is kept.
    """
    taken = bytearray(len(text))
    for kind, pattern in PATTERNS:
        for found in re.finditer(pattern, text, re.IGNORECASE):
            if any(taken[found.start() : found.end()]):
                continue
            try:
                read = READERS[kind](found, today)
            except (ValueError, OverflowError):
                read = None
            if read is not None:
                taken[found.start() : found.end()] = b"\1" * (found.end() - found.start())
                yield Written(read[0], found.start(), found.end(), read[1], read[2])


Read = tuple[date, str, date | None]


def _parsed(text: str, order: str = "DMY") -> date | None:
    import dateparser

    found: datetime | None = dateparser.parse(
        text, languages=["en"], settings={"DATE_ORDER": order, "STRICT_PARSING": True}
    )
    return None if found is None else found.date()


def _iso(found: re.Match[str], today: date) -> Read:
    year, month, day = map(int, re.split(r"[-/.]", found[0]))
    return date(year, month, day), "written_date", None


def _numeric(found: re.Match[str], today: date) -> Read | None:
    day_first, month_first = _parsed(found[0], "DMY"), _parsed(found[0], "MDY")
    read = day_first or month_first
    return None if read is None else (read, "written_date", month_first if month_first != read else None)


def _named(found: re.Match[str], today: date) -> Read | None:
    text = re.sub(r" of ", " ", found[0])
    if re.search(r"\d{4}$", text):
        read = _parsed(text)
        return None if read is None else (read, "written_date", None)
    read = _parsed(f"{text} 2000")
    return None if read is None else (nearest(read.month, read.day, today), "nearest_year", None)


def nearest(month: int, day: int, today: date) -> date:
    """The date with that month and day nearest to today.

    >>> nearest(1, 5, date(2026, 11, 22)), nearest(11, 5, date(2026, 11, 22))
    (datetime.date(2027, 1, 5), datetime.date(2026, 11, 5))
    """
    leap = month == 2 and day == 29
    years = [
        year
        for year in range(today.year - 1, today.year + 2)
        if not leap or (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0))
    ]
    return min((date(year, month, day) for year in years), key=lambda each: abs((each - today).days))


def _chinese(found: re.Match[str], today: date) -> Read:
    numbers = list(map(int, re.findall(r"\d+", found[0])))
    if len(numbers) == 3:
        return date(numbers[0], numbers[1], numbers[2]), "written_date", None
    return nearest(numbers[0], numbers[1], today), "nearest_year", None


def _span(found: re.Match[str], today: date) -> Read | None:
    import numpy as np

    spelled, read = ENGLISH.get(found[1].lower()), read_number_in_text(found[1])
    number = spelled if read is None else read.value
    unit = (found[3] if found.re.groups > 2 else found[2]).lower()
    if number is None:
        return None
    if unit == "工作日" or (found.re.groups > 2 and found[2]):
        return date.fromisoformat(str(np.busday_offset(today, int(number), roll="backward"))), "working_days", None
    return today + timedelta(days=round(number * UNITS[unit])), "relative", None


def _end_of(found: re.Match[str], today: date) -> Read:
    text = found[0].lower()
    later = "next" in text or text.startswith("下")
    if "year" in text or "年" in text:
        return date(today.year + later, 12, 31), "end_of", None
    if "month" in text or "月" in text:
        months = today.year * 12 + today.month + later
        return date(months // 12, months % 12 + 1, 1) - timedelta(days=1), "end_of", None
    to_friday = 4 - today.weekday() + (7 if later or today.weekday() > 4 else 0)
    return today + timedelta(days=to_friday + (2 if "周末" in text else 0)), "end_of", None


DAYS = {
    "mon": 0,
    "tue": 1,
    "wed": 2,
    "thu": 3,
    "fri": 4,
    "sat": 5,
    "sun": 6,
    "一": 0,
    "二": 1,
    "三": 2,
    "四": 3,
    "五": 4,
    "六": 5,
    "日": 6,
    "天": 6,
}


def _weekday(found: re.Match[str], today: date) -> Read:
    text = found[0].lower()
    ahead = (DAYS[text.split()[-1][:3]] - today.weekday()) % 7 or 7
    if text.startswith("last"):
        return today + timedelta(days=ahead - 7), "coming_day", None
    coming = today + timedelta(days=ahead)
    return coming, "coming_day", coming + timedelta(days=7) if text.startswith("next") else None


def _chinese_weekday(found: re.Match[str], today: date) -> Read:
    text, weekday = found[0], DAYS[found[0][-1]]
    head = text[: -2 if "周" in text else -3]
    if not head:
        return today + timedelta(days=(weekday - today.weekday()) % 7 or 7), "coming_day", None
    weeks = {"下下": 2, "下": 1, "上": -1}.get(head, 0)
    return today + timedelta(days=weekday - today.weekday() + 7 * weeks), "coming_day", None


def _near(found: re.Match[str], today: date) -> Read:
    return today + timedelta(days=NEAR[found[0].lower()]), "relative", None


def _day_of_month(found: re.Match[str], today: date) -> Read | None:
    number = read_number_in_text("".join(re.findall(rf"\d+|[{NUMERALS}]", found[0])))
    if number is None:
        return None
    months = today.year * 12 + today.month - 1
    this_month = found[0].startswith(("本月", "这个月"))
    later = 1 if found[0].startswith("下") or (number.value < today.day and not this_month) else 0
    months += later
    return date(months // 12, months % 12 + 1, int(number.value)), "coming_day", None


READERS = {
    "iso": _iso,
    "chinese": _chinese,
    "numeric": _numeric,
    "named": _named,
    "span": _span,
    "chinese_span": _span,
    "end_of": _end_of,
    "chinese_end": _end_of,
    "weekday": _weekday,
    "chinese_weekday": _chinese_weekday,
    "near": _near,
    "day_of_month": _day_of_month,
}
