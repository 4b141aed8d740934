"""How numbers, money, shares and dates look in each language: the only module that formats anything (babel does the
work)."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any

from babel import Locale
from babel.dates import format_date
from babel.numbers import NumberPattern, format_compact_decimal, format_currency, get_currency_precision, parse_pattern

LOCALES = {"en": "en_US", "zh": "zh_Hans_CN"}
MONTH = 365.0 / 12.0


def _clean(value: float, digits: int) -> float:
    return round(float(value), digits) + 0.0


def format_number(value: float, lang: str, digits: int = 0, least: int | None = None) -> str:
    """A number with separators and up to `digits` decimals (`least` of them always): 4,668.15; a true minus sign,
    never −0."""
    pattern, locale = _pattern(digits, digits if least is None else least), _locale(lang)
    return str(pattern.apply(_clean(value, digits), locale)).replace("-", "−")


@cache
def _pattern(digits: int, least: int) -> NumberPattern:
    return parse_pattern(f"#,##0.{'0' * least}{'#' * (digits - least)}" if digits else "#,##0")


@cache
def _locale(lang: str) -> Locale:
    return Locale.parse(LOCALES[lang])


def format_brief(value: float, lang: str) -> str:
    """A number short enough for a bar: whole up to a million, above it 14.99M or 1,499.24万; a true minus sign."""
    if abs(value) < 1e6:
        return format_number(value, lang)
    return format_compact_decimal(value, locale=LOCALES[lang], fraction_digits=2).replace("-", "−")


def format_money(value: float, currency: str, lang: str, cents: bool = False) -> str:
    """An amount with its currency code: USD 4,668 or, to the minor unit, USD 4,668.15."""
    digits = get_currency_precision(currency) if cents else 0
    pattern = "¤¤ #,##0" + ("." + "0" * digits if digits else "")
    text = format_currency(_clean(value, digits), currency, pattern, locale=LOCALES[lang], currency_digits=False)
    text = text.replace("\xa0", " ").replace("-", "−")
    return f"−{text.replace('−', '')}" if "−" in text else text


def format_cents(value: float, currency: str, lang: str) -> str:
    """An amount to the currency's minor unit, without the code."""
    return format_number(value, lang, get_currency_precision(currency))


def format_share(value: float, lang: str, digits: int = 1) -> str:
    """A share as a percentage: 80 % in English running text is 80%, as both languages write it."""
    return format_number(100.0 * float(value), lang, digits, least=0) + "%"


def format_day(value: date, lang: str) -> str:
    """A calendar date: Dec 3, 2026 or 2026年12月3日."""
    return format_date(value, format="medium" if lang == "en" else "long", locale=LOCALES[lang])


def format_period(days: float, lang: str) -> str:
    """A length of time: whole months where it is that within half a day, else days."""
    months = round(days / MONTH)
    whole = months >= 1 and abs(days - months * MONTH) < 0.75
    count = float(months) if whole else days
    unit = ("month" if whole else "day") if lang == "en" else ("个月" if whole else "天")
    number = format_number(count, lang, 1, least=0)
    return f"{number} {unit}{'' if count == 1 else 's'}" if lang == "en" else f"{number} {unit}"


def format_count(value: float, lang: str, forms: list[str]) -> str:
    """A number, with the plural form of its noun where forms are given: 1 order, 4 orders."""
    number = format_number(value, lang, 2, least=0)
    if not forms:
        return number
    locale = Locale.parse(LOCALES[lang])
    return f"{number} {forms[0] if locale.plural_form(value) == 'one' else forms[-1]}"


def localized(text: Any, lang: str) -> Any:
    """The user's own words: a translated text in this language, anything else as it is."""
    return getattr(text, lang, text)


def format_any(value: Any, lang: str) -> str:
    """A value that someone typed, as they would recognise it: NaN, infinity and words as they are."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return "–" if value is None else str(value)[:80]
    return str(value) if not math.isfinite(value) else format_number(value, lang, 6, least=0)


Format = Callable[[Any, str, Mapping[str, Any], list[str]], str]

FORMATS: dict[str, Format] = {
    "money": lambda value, lang, values, forms: format_money(value, values["currency"], lang),
    "exact": lambda value, lang, values, forms: format_money(value, values["currency"], lang, cents=True),
    "cents": lambda value, lang, values, forms: format_cents(value, values["currency"], lang),
    "whole": lambda value, lang, values, forms: format_number(value, lang),
    "brief": lambda value, lang, values, forms: format_brief(value, lang),
    "one": lambda value, lang, values, forms: format_number(value, lang, 1),
    "number": lambda value, lang, values, forms: format_number(value, lang, 6, least=0),
    "signed": lambda value, lang, values, forms: ("+" if value > 0 else "") + format_number(value, lang, 6, least=0),
    "share": lambda value, lang, values, forms: format_share(value, lang),
    "fine": lambda value, lang, values, forms: format_share(value, lang, 2),
    "points": lambda value, lang, values, forms: format_count(round(100.0 * value, 1), lang, forms),
    "count": lambda value, lang, values, forms: format_count(value, lang, forms),
    "date": lambda value, lang, values, forms: format_day(value, lang),
    "period": lambda value, lang, values, forms: format_period(value, lang),
    "any": lambda value, lang, values, forms: format_any(value, lang),
}
"""Formats by the name that a template uses. The values of the whole sentence travel along, for the currency."""


def territory(code: str, lang: str) -> str:
    """The name of a country by its ISO 3166 code."""
    return str(Locale.parse(LOCALES[lang]).territories.get(code, code))


def currency_name(code: str, lang: str) -> str:
    """A currency with its name, as it is found by either: CNY · Chinese Yuan."""
    name = str(Locale.parse(LOCALES[lang]).currencies.get(code, ""))
    return f"{code} · {name}" if name else code


def format_short_day(value: date, lang: str) -> str:
    """A date for an axis: 3 Dec or 12月3日."""
    return format_date(value, format="d MMM" if lang == "en" else "M月d日", locale=LOCALES[lang])


def format_day_after(start: date, days: float, lang: str) -> str:
    """The calendar date `days` after `start`, rounded to a whole day for display."""
    return format_day(start + timedelta(days=round(days)), lang)
