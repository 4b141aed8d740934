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
from negotiation.services.context import Context, require_name
from negotiation.store import Person, put_setting, setting

Kind = TypeVar("Kind", AuthorityPolicy, ProvisionPolicy, Team)

BEGINNINGS: dict[type[Any], tuple[str, Any]] = {
    AuthorityPolicy: ("authority", HOUSE_POLICY),
    ProvisionPolicy: ("provision", IAS_37),
    Team: ("team", Team()),
}
"""Under which name each is kept, and what it is until somebody sets it."""


def saved_setting(context: Context, kind: type[Kind]) -> tuple[Kind, int]:
    """A setting as it is kept and its version; what to begin with and 0 where nobody set it.

    A setting that cannot be read, or a store out of reach, raises BadInput: nobody's limits are guessed.
    """
    name, beginning = BEGINNINGS[kind]
    found = setting(context.store, name)
    if found is None:
        return beginning, 0
    try:
        return cast(Kind, read(kind, found.value)), found.version
    except BadInput:
        raise BadInput(Problem("setting_unreadable", "", name, {"version": found.version})) from None


def require_keeper(context: Context) -> Person:
    """The person, if their role may change the team's settings and record its period ends; nobody's name, or another
    role, raises BadInput."""
    rules = saved_setting(context, AuthorityPolicy)[0]
    who = require_name(context.person)
    if not rules.keeps(who.role):
        raise BadInput(Problem("not_a_keeper", "", who.role, {"keepers": rules.keepers}))
    return who


def save_setting(context: Context, value: Kind, version: int) -> int:
    """Keep a setting that was changed from a version, and return its new version; what is wrong with it, who may not
    change it, or who was quicker raises BadInput."""
    wrong = tuple(check_record(value))
    if wrong:
        raise BadInput(*wrong)
    name, _ = BEGINNINGS[type(value)]
    who = require_keeper(context)
    return put_setting(context.store, name, plain_values(value), who, version, now=context.clock())
