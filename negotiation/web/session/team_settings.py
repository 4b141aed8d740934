"""The team's settings for a page: read by the use cases of `services/team_settings.py`; what is wrong is said, never
raised."""

from __future__ import annotations

from negotiation.core.problems import BadInput, Problem
from negotiation.services.team_settings import BEGINNINGS, Kind, save_setting, saved_setting
from negotiation.web.session.session_context import context_now


def team_setting(kind: type[Kind]) -> tuple[Kind, int]:
    """A setting as it is kept and its version; what to begin with and 0 where nobody set it, where it cannot be read,
    or where the store is out of reach."""
    try:
        return saved_setting(context_now(), kind)
    except BadInput:
        return BEGINNINGS[kind][1], 0


def save_team_setting(value: Kind, version: int) -> tuple[Problem, ...]:
    """Keep a setting that was changed from a version; what is wrong with it, or who was quicker, where it could not
    be kept."""
    try:
        save_setting(context_now(), value, version)
    except BadInput as error:
        return error.problems
    return ()
