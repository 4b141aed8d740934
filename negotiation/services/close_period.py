"""Period ends: record a register's figures for a day, see what was recorded, and what moved the provision since."""

from __future__ import annotations

from datetime import date

from negotiation.core.problems import BadInput, Problem
from negotiation.finance.register.exchange_rates import ExchangeRates, rates_on_day
from negotiation.finance.reporting_settings import Team
from negotiation.services.context import Context
from negotiation.services.period_end_snapshot import same_figures, snapshot
from negotiation.services.provision_since import ProvisionMovement, provision_movement
from negotiation.services.sample_team import sample_period_end, sample_rates
from negotiation.services.team_settings import require_keeper
from negotiation.services.view_register import RegisterView
from negotiation.store import PeriodEnd, list_period_ends, load_period_end, period_end_before, record_period_end


def period_ends(context: Context, view: RegisterView) -> tuple[PeriodEnd, ...]:
    """All that were recorded of a register, the latest first; those of the store without their lines. A register from
    a file has none."""
    if view.kind == "sample":
        return (sample_period_end(),)
    return list_period_ends(context.store) if view.kind == "store" else ()


def last_before(view: RegisterView, every: tuple[PeriodEnd, ...]) -> PeriodEnd | None:
    """The latest one of an earlier day, from which what changed is told; else the latest."""
    return next((each for each in every if each.booked_on < view.today), every[0] if every else None)


def period_end_with_lines(context: Context, kind: str, number: int) -> PeriodEnd:
    """One of a kind of register with its lines; it is never changed. An unknown number raises BadInput."""
    return sample_period_end() if kind == "sample" else load_period_end(context.store, number)


def movement_since(start: PeriodEnd, view: RegisterView, team: Team) -> ProvisionMovement:
    """What moved the provision of a register since a period end, at the team's rates of its day (the sample at its
    own). Without a rate between both currencies it raises BadInput."""
    codes = sorted({start.currency, *view.position.converted.rates} - {view.currency})
    worth = rates_on_day(_rates(view, team), codes, start.booked_on).worth.tolist()
    return provision_movement(start, view.position, dict(zip(codes, worth, strict=True)))


def _rates(view: RegisterView, team: Team) -> ExchangeRates:
    return sample_rates(view.today) if view.kind == "sample" else team.exchange_rates()


def record_figures(context: Context, view: RegisterView, on: date, note: str = "") -> int:
    """Record the figures of the team's register for a day, and return the number of the period end.

    The same figures as last time (`booked_already`), or a person who may not record them, raise BadInput.
    """
    made = snapshot(view.position, note, view.versions, on)
    last = period_end_before(context.store, made.booked_on)
    if last is not None and same_figures(last, made):
        raise BadInput(Problem("booked_already", "", last.number, {"on": made.booked_on.isoformat()}))
    return record_period_end(context.store, made, require_keeper(context), now=context.clock())
