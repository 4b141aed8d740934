"""What is edited in the playbook as rows of tables: each record as a row, a row as a record, and codes that stay
while words change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from negotiation.claim.document.dossier import Dossier
from negotiation.claim.edits.playbook_lists import with_playbook
from negotiation.i18n.formats import localized
from negotiation.model.playbook.call_steps import Demand, Heard
from negotiation.model.playbook.checklist import Tick
from negotiation.model.playbook.playbook import Playbook
from negotiation.model.playbook.root_cause import Cause, Measure, Trouble
from negotiation.model.playbook.stakeholders import Person
from negotiation.web.widgets.table_editor import Row, day_in, number_in


def cell_text(row: Row, name: str, old: Any, lang: str) -> Any:
    """What stands in a cell; the old text in both languages where nobody changed it."""
    typed = str(row.get(name) or "").strip()
    before = getattr(old, name, "")
    return before if old is not None and str(localized(before, lang)) == typed else typed


def day_of(row: Row, name: str) -> date | None:
    """The date in a cell, None where it is empty."""
    found = row.get(name)
    return None if found is None or found != found or not str(found) else day_in(found)


def cell_number(value: Any) -> float | None:
    """A figure for a cell, None where there is none."""
    return None if value is None else float(value)


def trouble_row(each: Trouble, lang: str) -> Row:
    """A problem as a row of the table."""
    return {"what": str(localized(each.what, lang)), "owner": str(localized(each.owner, lang)), "due": each.due}


def trouble_record(row: Row, old: Any, lang: str) -> Trouble | None:
    """A row as a problem, the main one if it was; nothing where no words stand. A new one gets its code when it is
    put into the claim."""
    what = cell_text(row, "what", old, lang)
    return (
        Trouble(
            old.code if old else "",
            what,
            bool(old and old.main),
            cell_text(row, "owner", old, lang),
            day_of(row, "due"),
        )
        if what
        else None
    )


def cause_row(each: Cause, lang: str) -> Row:
    """A cause as a row of the table."""
    return {
        "what": str(localized(each.what, lang)),
        "of": each.of,
        "root": each.root,
        "traced_by": str(localized(each.traced_by, lang)),
        "on": each.on,
    }


def cause_record(row: Row, old: Any, lang: str) -> Cause | None:
    """A row as a cause; nothing where no words stand."""
    what = cell_text(row, "what", old, lang)
    if not what:
        return None
    return Cause(
        old.code if old else "",
        what,
        str(row.get("of") or ""),
        bool(row.get("root")),
        cell_text(row, "traced_by", old, lang),
        day_of(row, "on"),
    )


def measure_row(each: Measure, lang: str) -> Row:
    """A measure as a row of the table; the share that it prevents in percent."""
    return {
        "kind": each.kind,
        "what": str(localized(each.what, lang)),
        "against": each.against or None,
        "owner": str(localized(each.owner, lang)),
        "due": each.due,
        "done_on": each.done_on,
        "days": cell_number(each.days),
        "cost": float(each.cost),
        "prevents": round(100.0 * float(each.prevents), 9),
    }


def measure_record(row: Row, old: Any, lang: str) -> Measure | None:
    """A row as a measure; nothing where no words stand."""
    what, prevents = cell_text(row, "what", old, lang), number_in(row, "prevents")
    if not what:
        return None
    return Measure(
        old.code if old else "",
        row.get("kind") or "solution",
        what,
        str(row.get("against") or ""),
        cell_text(row, "owner", old, lang),
        day_of(row, "due"),
        day_of(row, "done_on"),
        number_in(row, "days"),
        number_in(row, "cost") or 0.0,
        0.5 if prevents is None else prevents / 100.0,
    )


def heard_row(each: Heard, lang: str) -> Row:
    """A note of the call as a row of the table."""
    return {
        "step": each.step,
        "on": each.on,
        "who": str(localized(each.who, lang)),
        "words": str(localized(each.words, lang)),
    }


def heard_record(row: Row, old: Any, lang: str) -> Heard | None:
    """A row as a note; nothing where no words stand."""
    words = cell_text(row, "words", old, lang)
    return (
        Heard(row.get("step") or "listen", day_of(row, "on"), cell_text(row, "who", old, lang), words)
        if words
        else None
    )


def demand_row(each: Demand, lang: str) -> Row:
    """A demand as a row of the table."""
    return {
        "kind": each.kind,
        "on": each.on,
        "figure": cell_number(each.figure),
        "words": str(localized(each.words, lang)),
        "logged": each.logged,
    }


def demand_record(row: Row, old: Any, lang: str) -> Demand | None:
    """A row as a demand; one that stands in the log already stays there. Nothing where neither words, day nor figure
    stand."""
    words, on, figure = cell_text(row, "words", old, lang), day_of(row, "on"), number_in(row, "figure")
    if not words and on is None and figure is None:
        return None
    return Demand(row.get("kind") or "compensation", on, figure, words, bool(old and old.logged))


def person_row(each: Person, lang: str) -> Row:
    """A person as a row of the table."""
    return {
        "name": str(localized(each.name, lang)),
        "side": each.side,
        "function": each.function,
        "decides": each.decides,
        "blamed": each.blamed,
        "needs": str(localized(each.needs, lang)),
    }


def person_record(row: Row, old: Any, lang: str) -> Person | None:
    """A row as a person; nothing where neither a name nor what they need to hear stands."""
    name, needs = cell_text(row, "name", old, lang), cell_text(row, "needs", old, lang)
    if not name and not needs:
        return None
    return Person(
        name,
        row.get("side") or "customer",
        row.get("function") or "buyer",
        bool(row.get("decides")),
        bool(row.get("blamed")),
        needs,
    )


def with_codes(records: tuple[Any, ...], before: tuple[Any, ...], taken: set[str], stem: str) -> tuple[Any, ...]:
    """The records, each with a code: its own, else that of the record before with the same words, else one left
    over, else a new one.

    A row that was added in this table has no code of its own until the table is drawn anew: it is known by its
    words, or by being the one whose words changed.
    """
    used = {each.code for each in records if each.code}
    known = {str(localized(each.what, "en")): each.code for each in before if each.code not in used}
    fresh = [str(localized(each.what, "en")) for each in records if not each.code]
    left = [code for words, code in known.items() if words not in fresh]
    found: list[Any] = []
    for each in records:
        code = each.code or known.pop(str(localized(each.what, "en")), "") or (left.pop(0) if left else "")
        code = code or next(f"{stem}_{number}" for number in range(1, 1_000) if f"{stem}_{number}" not in used | taken)
        used.add(code)
        found.append(replace(each, code=code))
    return tuple(found)


def put_problems(dossier: Dossier, rows: tuple[Trouble, ...]) -> Dossier:
    """The problems; what stood behind one that is gone stands behind the main one now, or goes if no problem is
    left."""
    now = dossier.playbook
    problems = with_codes(rows, now.problems, _codes(now), "problem")
    heir = next((each.code for each in sorted(problems, key=lambda each: not each.main)), "")
    gone = {each.code: heir for each in now.problems} | {each.code: each.code for each in problems}
    return _handed_on(with_playbook(dossier, problems=problems), gone)


def put_causes(dossier: Dossier, rows: tuple[Cause, ...]) -> Dossier:
    """The causes; what stood behind one that is gone stands behind what that one stood behind."""
    now = dossier.playbook
    causes = with_codes(rows, now.causes, _codes(now), "cause")
    left, above = {each.code for each in causes}, {each.code: each.of for each in now.causes}
    heirs: dict[str, str] = {}
    for code in (code for code in above if code not in left):
        heir, steps = code, 0
        while heir in above and heir not in left and steps < len(above):
            heir, steps = above[heir], steps + 1
        heirs[code] = heir
    return _handed_on(with_playbook(dossier, causes=causes), heirs)


def _handed_on(dossier: Dossier, heirs: Mapping[str, str]) -> Dossier:
    """Causes and measures that pointed at a record that is gone point at its heir; causes without one go."""
    causes = (
        tuple(replace(each, of=heirs.get(each.of, each.of)) for each in dossier.playbook.causes)
        if dossier.playbook.problems
        else ()
    )
    measures = tuple(replace(each, against=heirs.get(each.against, each.against)) for each in dossier.playbook.measures)
    return with_playbook(dossier, causes=causes, measures=measures)


def put_measures(dossier: Dossier, rows: tuple[Measure, ...]) -> Dossier:
    """The measures, each with its code."""
    now = dossier.playbook
    return with_playbook(dossier, measures=with_codes(rows, now.measures, _codes(now), "measure"))


def _codes(playbook: Playbook) -> set[str]:
    return (
        {each.code for each in playbook.problems}
        | {each.code for each in playbook.causes}
        | {each.code for each in playbook.measures}
    )


def with_main(dossier: Dossier, code: str | None) -> Dossier:
    """One problem as the main one, and none of the others."""
    return with_playbook(
        dossier, problems=tuple(replace(each, main=each.code == code) for each in dossier.playbook.problems)
    )


def tick_of(dossier: Dossier, code: str) -> Tick:
    """The tick of a step, an empty one where there is none."""
    return next((each for each in dossier.playbook.ticks if each.code == code), Tick(code))


def with_tick(dossier: Dossier, code: str, **changes: Any) -> Dossier:
    """A step ticked off on a day, or given to someone, or with a note; a tick that says nothing any more is taken
    out."""
    changed = replace(tick_of(dossier, code), **changes)
    others = tuple(each for each in dossier.playbook.ticks if each.code != code)
    empty = changed.done_on is None and not changed.owner and not changed.note
    return with_playbook(dossier, ticks=others if empty else (*others, changed))
