"""Settings of the team that are kept beside the claims: who may promise what, how provisions are measured, currency and rates."""

from __future__ import annotations

from typing import Any, TypeVar, cast

from negotiation.dossier import plain
from negotiation.dossier.reading import read
from negotiation.exposure import HOUSE_POLICY, IAS_37, AuthorityPolicy, ProvisionPolicy, Team
from negotiation.pages.working import now_utc, person_now, store_now
from negotiation.store import Person, put_setting, setting
from negotiation.units import BadInput, Problem, check

Kind = TypeVar("Kind", AuthorityPolicy, ProvisionPolicy, Team)

BEGINNINGS: dict[type[Any], tuple[str, Any]] = {
    AuthorityPolicy: ("authority", HOUSE_POLICY), ProvisionPolicy: ("provision", IAS_37), Team: ("team", Team()),
}  # fmt: skip
"""Under which name each is kept, and what it is until somebody sets it."""


def policy(kind: type[Kind]) -> tuple[Kind, int]:
    """A setting as it is kept and its version; what to begin with and 0 where nobody set it, or where the store is out of reach."""
    try:
        return kept_policy(kind)
    except BadInput:
        return BEGINNINGS[kind][1], 0


def kept_policy(kind: type[Kind]) -> tuple[Kind, int]:
    """The same for whoever is held to it: a setting that cannot be read, or a store out of reach, raises BadInput."""
    name, beginning = BEGINNINGS[kind]
    found = setting(store_now(), name)
    if found is None:
        return beginning, 0
    try:
        return cast(Kind, read(kind, found.value)), found.version
    except BadInput:
        raise BadInput(Problem("setting_unreadable", "", name, {"version": found.version})) from None


def keeper_now() -> Person:
    """Who works here, if their role may change the team's settings and book; nobody's name, or another role, raises BadInput."""
    who, rules = person_now(), kept_policy(AuthorityPolicy)[0]
    if not who.name:
        raise BadInput(Problem("no_person", ""))
    if not rules.keeps(who.role):
        raise BadInput(Problem("not_a_keeper", "", who.role, {"keepers": rules.keepers}))
    return who


def put_policy(value: Kind, version: int) -> tuple[Problem, ...]:
    """Keep a setting that was changed from a version; what is wrong with it, or who was quicker, where it could not be kept."""
    name, _ = BEGINNINGS[type(value)]
    wrong = tuple(check(value))
    if wrong:
        return wrong
    try:
        who = keeper_now()
        put_setting(store_now(), name, plain(value), who, version, now=now_utc())
    except BadInput as error:
        return error.problems
    return ()
