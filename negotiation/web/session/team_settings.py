"""Settings of the team that are kept beside the claims: who may promise what, how provisions are measured, currency
and rates."""

from __future__ import annotations

from typing import Any, TypeVar, cast

from negotiation.claim.document.dossier import plain_values
from negotiation.claim.document.json_reading import read
from negotiation.core.field_checks import check_record
from negotiation.core.problems import BadInput, Problem
from negotiation.finance.authority.approval_limits import HOUSE_POLICY, AuthorityPolicy
from negotiation.finance.provision.provision import IAS_37, ProvisionPolicy
from negotiation.finance.reporting_settings import Team
from negotiation.store import Person, put_setting, setting
from negotiation.web.session.session_context import now_utc, person_now, store_now

Kind = TypeVar("Kind", AuthorityPolicy, ProvisionPolicy, Team)

BEGINNINGS: dict[type[Any], tuple[str, Any]] = {
    AuthorityPolicy: ("authority", HOUSE_POLICY),
    ProvisionPolicy: ("provision", IAS_37),
    Team: ("team", Team()),
}
"""Under which name each is kept, and what it is until somebody sets it."""


def team_setting(kind: type[Kind]) -> tuple[Kind, int]:
    """A setting as it is kept and its version; what to begin with and 0 where nobody set it, or where the store is
    out of reach."""
    try:
        return strict_team_setting(kind)
    except BadInput:
        return BEGINNINGS[kind][1], 0


def strict_team_setting(kind: type[Kind]) -> tuple[Kind, int]:
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
    """Who works here, if their role may change the team's settings and book; nobody's name, or another role, raises
    BadInput."""
    who, rules = person_now(), strict_team_setting(AuthorityPolicy)[0]
    if not who.name:
        raise BadInput(Problem("no_person", ""))
    if not rules.keeps(who.role):
        raise BadInput(Problem("not_a_keeper", "", who.role, {"keepers": rules.keepers}))
    return who


def save_team_setting(value: Kind, version: int) -> tuple[Problem, ...]:
    """Keep a setting that was changed from a version; what is wrong with it, or who was quicker, where it could not
    be kept."""
    name, _ = BEGINNINGS[type(value)]
    wrong = tuple(check_record(value))
    if wrong:
        return wrong
    try:
        who = keeper_now()
        put_setting(store_now(), name, plain_values(value), who, version, now=now_utc())
    except BadInput as error:
        return error.problems
    return ()
