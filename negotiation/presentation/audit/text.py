"""What a row of the audit trail changed, in words: fields under their labels, amounts in their currency, dates and
shares as people write them."""

from __future__ import annotations

import dataclasses
import json
import re
import typing
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from negotiation.claim.document.dossier import Dossier
from negotiation.core.fields import MONEY
from negotiation.finance.authority.approval_limits import ANY, FORMS, AuthorityPolicy
from negotiation.finance.provision.provision import ProvisionPolicy
from negotiation.finance.register.entry import Entry
from negotiation.finance.reporting_settings import Team
from negotiation.i18n.catalogue import messages, say
from negotiation.i18n.formats import format_any, format_day, format_money
from negotiation.model.facts.case import INCIDENTS
from negotiation.model.terms import TERMS, Term
from negotiation.presentation.common.labels import field_label
from negotiation.presentation.common.values import CHOICE_WORDS, number_text

SETTINGS: dict[str, type[Any]] = {"authority": AuthorityPolicy, "provision": ProvisionPolicy, "team": Team}
TERMS_BY_KEY: dict[str, type[Any]] = {str(term.key): term for term in TERMS}
STEP = re.compile(r"\[([^\]]*)\]|([A-Za-z_]\w*)")
PROMISED = re.compile(r"(\w+) (\d{4}-\d{2}-\d{2})")
OWN = (
    "provision",
    "provision_kind",
    "archived",
    "digits",
    "claim",
    "offer",
    "state",
    "comment",
    "booked_on",
    "lines",
    "totals",
)
"""Fields of the trail that stand in no record; their labels are `trail_words.<name>`."""

ENTRY_WORDS = {
    "stage": "stage.",
    "certainty": "certainty.",
    "cause": "incident.",
    "provision_kind": "provision_why.",
    "state": "trail_words.state_",
}
MINOR = ("provision",)
NAMING = ("code", "role", "form", "currency", "on")
"""Fields of a setting's row that stand in its name."""

NONE = "–"

Coin = tuple[str, int]
"""A currency and the number of its minor digits."""


def subject_label(subject: str, lang: str) -> str:
    """What a row of the trail is about: the number of a claim or a request, or the setting."""
    kind, _, name = subject.partition(":")
    if kind in ("approval", "booking"):
        return say(lang, f"trail_words.{kind}", number=name)
    return say(lang, f"trail_words.setting_{name}") if kind == "setting" and name in SETTINGS else name or subject


def change_text(
    subject: str, path: str, old: Any, new: Any, lang: str, before: Coin | None = None, now: Coin | None = None
) -> str:
    """One change in words; what has no label stays as its path. `before` and `now` are the currencies of the
    amounts.

    Amounts of the register, of requests and of promises are whole minor units; those of a claim's document and of
    the limits are money.
    """
    label = change_label(subject, path, lang)
    if path.endswith("]") and None in (old, new):
        return say(lang, "changes.added" if old is None else "changes.removed", what=label)
    shown = [_value(subject, path, value, coin, lang) for value, coin in ((old, before), (new, now))]
    if not path:
        return say(lang, "trail_words.first")
    if old is None:
        return say(lang, "trail_words.said", field=label, now=shown[1])
    return say(lang, "changes.moved", field=label, before=shown[0], now=shown[1])


def setting_in_words(value: Mapping[str, Any], lang: str) -> dict[str, Any]:
    """A setting of the team with its rows named: a limit by role and form, a rate by currency and day; lists of
    roles as one text."""
    known = messages(lang)

    def role(code: Any) -> str:
        return say(lang, f"role.{code}") if f"role.{code}" in known else str(code)

    found: dict[str, Any] = {
        name: say(lang, "list.join").join(map(role, each)) if name in ("roles", "keepers") else each
        for name, each in value.items()
    }
    names: dict[str, Callable[[Mapping[str, Any]], tuple[str, str]]] = {
        "rules": lambda row: (role(row.get("role", "")), say(lang, f"compensation.{row.get('form') or ANY}")),
        "rates": lambda row: (
            str(row.get("currency", "")),
            format_day(date.fromisoformat(str(row["on"])), lang) if row.get("on") else "",
        ),
    }
    for name, named in names.items():
        if name in found:
            found[name] = [{"code": re.sub(r"[\[\]]", "", " · ".join(named(row))), **row} for row in found[name]]
    return found


def setting_changes(changes: Iterable[tuple[str, Any, Any]]) -> Iterator[tuple[str, Any, Any]]:
    """Changes of a setting in words, field by field: a row that is new with what it says; that rows stand in another
    order is no change."""
    for path, old, new in changes:
        if isinstance(new, Mapping) and old is None:
            yield from (
                (f"{path}.{name}", None, value)
                for name, value in new.items()
                if name not in NAMING and value is not None
            )
        elif not isinstance(new, list) and not ("]" in path and path.rpartition(".")[2] in NAMING):
            yield path, old, new


def change_label(subject: str, path: str, lang: str) -> str:
    """The words for a path of the trail, with the option or remedy that it belongs to; the path itself where it has
    none."""
    name, known = path.removeprefix("entry."), messages(lang)
    if name in OWN:
        return say(lang, f"trail_words.{name}")
    promised = PROMISED.fullmatch(path)
    form = promised[1] if promised else path.removeprefix("amounts.")
    if form in FORMS:
        words_of_form = say(lang, f"compensation.{form}")
        return f"{words_of_form} {format_day(date.fromisoformat(promised[2]), lang)}" if promised else words_of_form
    owner, field_name, _ = _declared(subject, path) if subject.startswith("setting:") else ("", "", {})
    own = f"field.{re.sub(r'(?<!^)(?=[A-Z])', '_', owner).lower()}.{field_name}"
    label = say(lang, own) if own in known else field_label(path, lang)
    item = re.search(r"\[([^\]]*)\]", path)
    if item is None or label == path:
        return label
    place = str(int(item[1]) + 1) if item[1].isdecimal() else item[1]
    return say(
        lang,
        "trail_words.of",
        field=label,
        item=next((say(lang, key) for key in (f"remedy.{place}",) if key in known), place),
    )


def _value(subject: str, path: str, value: Any, coin: Coin | None, lang: str) -> str:
    if value is None or value == "":
        return NONE
    if isinstance(value, bool):
        return say(lang, "answer.yes" if value else "answer.no")
    owner, name, declared = _declared(subject, path)
    if isinstance(value, str):
        return _words(owner, name, value, coin, declared, lang)
    if path.startswith(("entry.", "amounts.")) or PROMISED.fullmatch(path):
        minor = declared.get("unit") is MONEY or name in MINOR
        return _minor(value, coin, lang) if minor else _number(value, declared, coin, lang)
    return _number(value, declared, coin, lang)


def _number(value: Any, declared: Mapping[str, Any], coin: Coin | None, lang: str) -> str:
    unit = declared.get("unit")
    return (
        format_any(value, lang)
        if unit is None or (unit is MONEY and coin is None)
        else number_text(float(value), unit, coin[0] if coin else "", lang)
    )


def _words(owner: str, name: str, value: str, coin: Coin | None, declared: Mapping[str, Any], lang: str) -> str:
    """Text, a code, a date, or JSON that the trail may have cut short."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value) and ("day" in declared or name == "booked_on"):
        return format_day(date.fromisoformat(value), lang)
    group = CHOICE_WORDS.get((owner, name), ENTRY_WORDS.get(name, "") if owner in ("Entry", "") else "")
    if group and f"{group}{value}" in messages(lang) and (name != "cause" or value in INCIDENTS):
        return say(lang, f"{group}{value}")
    if value.startswith('{"en": ') and (own := re.search(rf'"{lang}": "((?:[^"\\]|\\.)*)"', value)):
        return str(json.loads(f'"{own[1]}"'))
    provided = re.search(r'"provided": (\d+)', value) if name == "totals" else None
    return f"{say(lang, 'trail_words.provision')} {_minor(int(provided[1]), coin, lang)}" if provided else value


def _minor(value: Any, coin: Coin | None, lang: str) -> str:
    return (
        format_any(value, lang)
        if coin is None
        else format_money(float(value) / 10.0 ** coin[1], coin[0], lang, cents=True)
    )


def _declared(subject: str, path: str) -> tuple[str, str, Mapping[str, Any]]:
    """The record, the name and the declaration of the field at a path."""
    name = path.rpartition(".")[2]
    if path.startswith("amounts.") or PROMISED.fullmatch(path):
        return "", name, {"unit": MONEY}
    if path.startswith("entry."):
        return "Entry", name, Entry.__dataclass_fields__[name].metadata if name in Entry.__dataclass_fields__ else {}
    if subject.partition(":")[0] not in ("claim", "setting"):
        return "", name, {}
    record: Any = SETTINGS.get(subject.partition(":")[2]) if subject.startswith("setting:") else Dossier
    found: tuple[str, str, Mapping[str, Any]] = ("", name, {})
    for item, step in STEP.findall(path):
        if not step:
            record = TERMS_BY_KEY.get(item) if record is Term else record
            continue
        if record is None or step not in getattr(record, "__dataclass_fields__", {}):
            return "", name, {}
        found = record.__name__, step, record.__dataclass_fields__[step].metadata
        record = _record_in(_hints(record)[step])
    return found


@lru_cache(maxsize=512)
def _hints(record: type[Any]) -> dict[str, Any]:
    return typing.get_type_hints(record)


def _record_in(hint: Any) -> Any:
    """The record that a field holds, or that the items of its list are; None where it holds none."""
    if hint is Term or (isinstance(hint, type) and dataclasses.is_dataclass(hint)):
        return hint
    return next((found for each in typing.get_args(hint) if (found := _record_in(each)) is not None), None)
