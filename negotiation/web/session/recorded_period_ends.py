"""Period ends of the register that is looked at, and what moved since one of them: worked out once in a session."""

from __future__ import annotations

from negotiation.finance.reporting_settings import Team
from negotiation.services.close_period import movement_since, period_end_with_lines, period_ends
from negotiation.services.provision_since import ProvisionMovement
from negotiation.services.view_register import RegisterView
from negotiation.store import PeriodEnd, default_url
from negotiation.web.session.session_context import context_now
from negotiation.web.session.session_state import PERIOD_END_WITH_LINES, PROVISION_MOVEMENTS
from negotiation.web.session.team_settings import team_setting


def period_ends_of(book: RegisterView) -> tuple[PeriodEnd, ...]:
    """All that were recorded, the latest first; those of the store without their lines. A register from a file has
    none."""
    return period_ends(context_now(), book)


def moved_in(book: RegisterView, number: int) -> ProvisionMovement:
    """What moved since one of them, worked out once; without a rate between both currencies it raises BadInput."""
    found = PROVISION_MOVEMENTS.get(book, dict)
    if number not in found:
        found[number] = movement_since(_with_lines(book.kind, number), book, team_setting(Team)[0])
    return found[number]


def _with_lines(kind: str, number: int) -> PeriodEnd:
    """One of them with its lines; it is never changed, so it is read once."""
    place = (kind, number, default_url())
    return PERIOD_END_WITH_LINES.get(place, lambda: period_end_with_lines(context_now(), kind, number))
