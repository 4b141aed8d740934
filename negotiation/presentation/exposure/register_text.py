"""A register in words and figures: what all claims may cost, split and dated, and which rows of the file were left
out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from negotiation.finance.register.breakdown import CLASSES, KEYS, Split, ageing, concentration, lateness, split_by
from negotiation.finance.register.due_calendar import KINDS, DueItems, due_items, month_of
from negotiation.finance.register.valued_register import MONEY_NAMES, NAMES, ConvertedRegister, Figures, register_totals
from negotiation.finance.register_file.cell_vocabulary import CERTAINTY_WORDS, STAGE_WORDS
from negotiation.finance.register_file.register_cells import Fault
from negotiation.finance.register_file.register_reader import LONGEST, RegisterReading
from negotiation.i18n.catalogue import say
from negotiation.model.facts.case import INCIDENTS, STAGES
from negotiation.presentation.common.labels import in_language

LISTED = 5
"""Groups of a split that the text lists; the others stand together in one line."""

ROWS_LISTED = 20
"""Lines on refused rows in the text."""

WORDS_NAMED = 2
"""Known words of each stage or certainty that are named where another one stands."""

TOLD = ("customer", "team", "cause")
"""By what the text splits the register."""


def group_label(key: str, name: str, lang: str) -> str:
    """The name of a group as people read it."""
    if key == "cause" and name in INCIDENTS:
        return say(lang, f"incident.{name}")
    if key == "stage" and name in STAGES:
        return say(lang, f"stage.{name}")
    if key == "probability" and name in CLASSES:
        return say(lang, f"register.class_{name}")
    if key in ("age", "lateness", "probability"):
        return say(lang, f"register.band_{name}")
    return name or say(lang, "register.unnamed")


def register_text(reading: RegisterReading, found: ConvertedRegister, lang: str) -> str:
    """The net exposure and what it is made of, the largest groups, ages, what is due this month, and what became of
    the file's rows."""
    every, still = register_totals(found), register_totals(found.rows(found.register.is_open))
    whole, unfinished = _money(every, found), _money(still, found)
    lines = [
        say(lang, "register.headline", open=every.open_count, count=every.count, today=found.today, **whole),
        "  " + say(lang, "register.net", **whole),
        say(lang, "register.open", **unfinished),
        say(lang, "register.range", **whole),
        say(lang, "register.paid", **whole),
        say(lang, "register.receivable", **whole),
        say(lang, "register.credits", **whole),
        say(lang, "register.recovery", **whole),
    ]
    others = {
        code: worth
        for code, worth in sorted(found.rates.items())
        if code != found.currency and code in found.register.factor("currency")[1]
    }
    if others:
        rates = [
            say(lang, "register.rate", code=code, worth=float(f"{worth:.6g}"), currency=found.currency)
            for code, worth in others.items()
        ]
        lines.append(say(lang, "register.rates", rates=say(lang, "list.join").join(rates)))
    for key in TOLD:
        lines += ["", *_split_lines(split_by(found, key), found, lang)]
    lines += [
        "",
        _concentration_line(found, lang),
        "",
        *_split_lines(ageing(found), found, lang),
        "",
        *_late_lines(found, lang),
    ]
    first, last = month_of(found.today)
    listed = due_items(found)
    lines += ["", *_due_lines(say(lang, "register.late", today=found.today), listed.before(found.today), found, lang)]
    due = say(lang, "register.due", first=max(first, found.today), last=last)
    lines += ["", *_due_lines(due, listed.between(found.today, last), found, lang)]
    lines += [
        "",
        *_due_lines(say(lang, "register.undated"), listed.undated(), found, lang, KINDS[1:]),
        "",
        reading_text(reading, lang),
    ]
    return "\n".join(lines)


def reading_text(reading: RegisterReading, lang: str) -> str:
    """How many rows were read, how many were left out for which reason, the first of them one by one, and what else
    was done to them."""
    kept = len(reading.register)
    lines = [say(lang, "register.read" if kept else "register.none_read", kept=kept, rows=reading.rows)]
    if reading.refused:
        reasons = [f"{say(lang, f'refused_row.{code}')} {number}" for code, number in reading.refused.items()]
        lines.append(say(lang, "register.left_out", reasons=say(lang, "list.join").join(reasons)))
        lines += [
            "  " + say(lang, "register.row", **fault_row(each, reading, lang)) for each in reading.faults[:ROWS_LISTED]
        ]
    notes = {"rounded": reading.rounded, "unestimated": reading.unestimated}
    lines += [say(lang, f"register.{key}", number=number) for key, number in notes.items() if number]
    if reading.ignored:
        lines.append(
            say(lang, "register.ignored", heads=say(lang, "list.join").join(head[:40] for head in reading.ignored[:12]))
        )
    return "\n".join(lines)


def fault_row(fault: Fault, reading: RegisterReading, lang: str) -> dict[str, Any]:
    """One thing that is wrong, in words: the row, the claim, the column as the file heads it, what stood there, and
    what is allowed."""
    columns = [reading.columns.head(name) or say(lang, f"field.entry.{name}") for name in fault.fields]
    known = {"unknown_stage": STAGE_WORDS, "unknown_certainty": CERTAINTY_WORDS}.get(fault.code, {})
    allowed = say(lang, "list.join").join(
        word for words in known.values() for word in in_language(words, lang)[:WORDS_NAMED]
    )
    why = say(lang, f"register_fault.{fault.code}", known=allowed, most=LONGEST.get(fault.fields[0], 0))
    nothing = say(lang, "register.empty")
    return {
        "row": fault.row,
        "claim": fault.claim or nothing,
        "column": " / ".join(columns),
        "what": fault.value or nothing,
        "why": why,
    }


def stage_words(lang: str) -> str:
    """All words of a language that are known for a stage."""
    return say(lang, "list.join").join(word for words in STAGE_WORDS.values() for word in in_language(words, lang))


def _money(figures: Figures, found: ConvertedRegister) -> dict[str, Any]:
    return {name: getattr(figures, name) / 10**found.digits for name in MONEY_NAMES} | {"currency": found.currency}


def _split_lines(split: Split, found: ConvertedRegister, lang: str) -> list[str]:
    """A head and a line a group with its net exposure, its share and its open claims; bands all of them, names the
    largest."""
    shown = len(split) if split.key == "age" else LISTED
    whole, figures, lines = register_totals(found).net or 1, split.figures, [say(lang, f"register.by_{split.key}")]
    parts = [
        (group_label(split.key, str(name), lang), figures.net[place], figures.open_count[place])
        for place, name in enumerate(split.names[:shown])
    ]
    left = len(split) - len(parts)
    if left > 0:
        parts.append(
            (say(lang, "register.others", number=left), figures.net[shown:].sum(), figures.open_count[shown:].sum())
        )
    for name, net, count in parts:
        values = {
            "net": int(net) / 10**found.digits,
            "part": int(net) / whole,
            "open": int(count),
            "currency": found.currency,
        }
        lines.append("  " + say(lang, "register.group", name=name, **values))
    return lines


def _concentration_line(found: ConvertedRegister, lang: str) -> str:
    few = concentration(split_by(found, "customer"), LISTED)
    return say(
        lang, "register.concentration", most=len(few.top), part=few.share, like=few.like, index=round(few.herfindahl, 4)
    )


def _late_lines(found: ConvertedRegister, lang: str) -> list[str]:
    split, lines = lateness(found), [say(lang, "register.by_lateness")]
    for name, amount, claims in zip(
        split.names, split.figures.receivable.tolist(), split.figures.count.tolist(), strict=True
    ):
        values = {"amount": amount / 10**found.digits, "claims": claims, "currency": found.currency}
        lines.append("  " + say(lang, "register.late_group", name=group_label("lateness", str(name), lang), **values))
    return lines


def _due_lines(
    head: str, listed: DueItems, found: ConvertedRegister, lang: str, kinds: Sequence[str] = KINDS
) -> list[str]:
    sums, unit = {kind: listed.of(kind) for kind in kinds}, 10**found.digits
    return [head] + [
        "  "
        + say(
            lang,
            f"register.due_{kind}",
            number=len(part),
            amount=int(part.amount.sum()) / unit,
            weighted=int(part.weighted.sum()) / unit,
            currency=found.currency,
        )
        for kind, part in sums.items()
    ]


def register_figures(reading: RegisterReading, found: ConvertedRegister) -> dict[str, Any]:
    """Every figure under stable keys, money to the minor unit of the reporting currency, shares from 0 to 1."""
    few, listed = concentration(split_by(found, "customer"), LISTED), due_items(found)
    return {
        "currency": found.currency,
        "today": found.today.isoformat(),
        "rates": {code: found.rates[code] for code in found.register.factor("currency")[1]},
        "totals": _plain(register_totals(found), found),
        "open_claims": _plain(register_totals(found.rows(found.register.is_open)), found),
        "by": {key: _groups(split_by(found, key), found) for key in KEYS},
        "ageing": _groups(ageing(found), found),
        "lateness": _groups(lateness(found), found),
        "concentration": {
            "customers": list(few.top),
            "share": few.share,
            "herfindahl": few.herfindahl,
            "like": few.like,
        },
        "late": _due_figures(listed.before(found.today), found),
        "due_this_month": _due_figures(listed.between(found.today, month_of(found.today)[1]), found),
        "undated": _due_figures(listed.undated(), found, KINDS[1:]),
        "rows": reading.rows,
        "refused": reading.refused,
        "refused_rows": [
            {"row": each.row, "why": each.code, "columns": list(each.fields), "what": each.value}
            for each in reading.faults
        ],
        "rounded": reading.rounded,
        "unestimated": reading.unestimated,
        "ignored": list(reading.ignored),
    }


def _plain(figures: Figures, found: ConvertedRegister) -> dict[str, float | int]:
    return {name: getattr(figures, name) / (10**found.digits if name in MONEY_NAMES else 1) for name in NAMES} | {
        name: int(getattr(figures, name)) for name in ("count", "open_count")
    }


def _groups(split: Split, found: ConvertedRegister) -> list[dict[str, Any]]:
    rows = [{"name": str(name)} for name in split.names]
    for name in NAMES:
        scale = 10**found.digits if name in MONEY_NAMES else 1
        for row, value in zip(rows, getattr(split.figures, name).tolist(), strict=True):
            row[name] = value / scale if name in MONEY_NAMES else value
    return rows


def _due_figures(
    listed: DueItems, found: ConvertedRegister, kinds: Sequence[str] = KINDS
) -> dict[str, dict[str, float | int]]:
    """Count and amount of each kind; of payments also the sum weighted by chance."""
    parts, unit = {kind: listed.of(kind) for kind in kinds}, 10**found.digits
    figures: dict[str, dict[str, float | int]] = {
        kind: {"count": len(part), "amount": int(part.amount.sum()) / unit} for kind, part in parts.items()
    }
    figures["settlement"]["weighted"] = int(parts["settlement"].weighted.sum()) / unit
    return figures
