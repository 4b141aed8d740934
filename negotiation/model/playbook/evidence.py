"""What can be proven, and by when claims must be made: papers with their strength, claim lines without proof, and time
bars."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from negotiation.core.field_checks import LATEST
from negotiation.core.fields import (
    DAYS,
    SHARE,
    Num,
    Text,
    choice_field,
    date_field,
    flag_field,
    number_field,
    text_field,
)
from negotiation.core.problems import Problem
from negotiation.model.facts.case import Case, ClaimLine

PAPERS = (
    "signed_proforma",
    "approved_sample",
    "approved_drawings",
    "inspection_report",
    "recap_email",
    "photos",
    "delivery_note",
    "contract",
    "message",
    "test_report",
    "other",
)
FOR_SIDES = ("us", "customer", "neither")
COUNTED_FROM = ("delivery", "discovery")
BARS = ("contract_period", "reasonable_notice", "two_years", "insurer")

PROOF_OF = {
    "signed_proforma": "order_confirmed",
    "approved_sample": "sample_approved",
    "approved_drawings": "drawings_approved",
    "inspection_report": "inspection_report",
    "recap_email": "recap_email",
    "photos": "photos",
}
"""The kind of proof in the facts of the claim for each kind of paper."""


@dataclass(frozen=True, eq=False)
class Evidence:
    """A paper: who signed, approved or sent it, on which day, what it shows, and for whom.

    `strength` says how far it supports its point, 0 to 1, typed with a reason `why`. It is information only.
    """

    kind: str = choice_field(PAPERS, "message")
    on: date | None = date_field(None)
    signed_by: Text = text_field(longest=100)
    shows: Text = text_field(longest=500)
    speaks_for: str = choice_field(FOR_SIDES, "us")
    strength: Num = number_field(SHARE, 0.5)
    why: Text = text_field(longest=300)


@dataclass(frozen=True, eq=False)
class TimeBars:
    """By when the customer had to give notice, and by when we must tell our insurer.

    `claim_period` is the number of days in the contract, counted from delivery or discovery (None: no such clause).
    `cisg`: the CISG governs, an international sale of goods. Notice is then due within a reasonable time after
    discovery (39(1)) and at the latest two years after the goods were handed over (39(2)). `reasonable_days` is an
    assumption (courts differ; about a month is common). If `we_knew`, none of these help us (40). `noticed_on` is when
    they gave notice (None: not yet). An insurer who pays (`insured`) may have to agree before we admit anything.
    """

    delivered_on: date | None = date_field(None)
    noticed_on: date | None = date_field(None)
    claim_period: Num | None = number_field(DAYS, None, optional=True)
    counted_from: str = choice_field(COUNTED_FROM, "delivery")
    cisg: bool = flag_field(True)
    reasonable_days: Num = number_field(DAYS, 30.0)
    we_knew: bool = flag_field()
    insured: bool = flag_field()
    insurer_asked_on: date | None = date_field(None)
    insurer_agreed_on: date | None = date_field(None)
    insurer_by: date | None = date_field(None)

    @property
    def consent_missing(self) -> bool:
        """True if an insurer has to agree and has not."""
        return self.insured and self.insurer_agreed_on is None


@dataclass(frozen=True)
class TimeBar:
    """A last day. `code` says of what (BARS); `left` is the days from today, below 0 if past.

    `kept`: notice came in time. None if it has not come and the day is not past.
    """

    code: str
    on: date
    left: float
    kept: bool | None


def time_bars(bars: TimeBars, case: Case, today: date) -> tuple[TimeBar, ...]:
    """The last days that follow from the facts, the nearest first. Only the insurer's remains if we knew of the defect
    (CISG 40)."""
    found = case.incident.found_on
    last: list[tuple[str, date, date | None]] = []
    if not bars.we_knew:
        start = bars.delivered_on if bars.counted_from == "delivery" else found
        if bars.claim_period is not None and start is not None:
            last.append(("contract_period", _later(start, float(np.max(bars.claim_period))), bars.noticed_on))
        if bars.cisg and found is not None:
            last.append(("reasonable_notice", _later(found, float(np.max(bars.reasonable_days))), bars.noticed_on))
        if bars.cisg and bars.delivered_on is not None:
            last.append(("two_years", two_years_after(bars.delivered_on), bars.noticed_on))
    if bars.insured and bars.insurer_by is not None:
        last.append(("insurer", bars.insurer_by, bars.insurer_asked_on))
    made = (
        TimeBar(
            code, on, float((on - today).days), (given <= on) if given is not None else (False if on < today else None)
        )
        for code, on, given in last
    )
    return tuple(sorted(made, key=lambda bar: bar.on))


def _later(start: date, days: float) -> date:
    return min(start + timedelta(days=round(days)), LATEST)


def two_years_after(start: date) -> date:
    """The same day two years later; 29 February becomes 28 February.

    >>> two_years_after(date(2024, 2, 29))
    datetime.date(2026, 2, 28)
    """
    year = min(start.year + 2, LATEST.year)
    return start.replace(year=year, day=28) if (start.month, start.day) == (2, 29) else start.replace(year=year)


@dataclass(frozen=True)
class Strength:
    """How far the papers support each side, 0 to 1: 1 − Π(1 − strength). `balance` is our share of the sum of both,
    None without papers."""

    ours: float
    theirs: float
    balance: float | None


def strength(evidence: tuple[Evidence, ...]) -> Strength:
    """The combined strength of the papers. It informs the shares by responsibility that people type; no figure is
    computed from it.

    >>> strength((Evidence(strength=0.5), Evidence(strength=0.5),
    ...     Evidence(speaks_for="customer", strength=0.25))).balance
    0.75
    """
    ours, theirs = (
        1.0 - float(np.prod([1.0 - float(np.max(each.strength)) for each in evidence if each.speaks_for == side]))
        for side in ("us", "customer")
    )
    return Strength(ours, theirs, ours / (ours + theirs) if ours + theirs > 0.0 else None)


def proofs(evidence: tuple[Evidence, ...]) -> tuple[str, ...]:
    """The written proofs that the facts of the claim should list, from the papers that support us."""
    return tuple(
        dict.fromkeys(PROOF_OF[each.kind] for each in evidence if each.speaks_for == "us" and each.kind in PROOF_OF)
    )


@dataclass(frozen=True, eq=False)
class Unproven:
    """A claim line whose proof is missing or partial: its index, and the amount that is not proven. Money."""

    place: int
    line: ClaimLine
    at_stake: float


def unproven(case: Case) -> tuple[Unproven, ...]:
    """Claim lines with proof of less than is claimed, or none; the largest gap first."""
    gaps = (
        Unproven(
            place, line, float(np.max(np.maximum(line.claimed - (0.0 if line.proven is None else line.proven), 0.0)))
        )
        for place, line in enumerate(case.claims)
    )
    return tuple(sorted((gap for gap in gaps if gap.at_stake > 0.0), key=lambda gap: -gap.at_stake))


def evidence_problems(bars: TimeBars) -> Iterator[Problem]:
    """Problems of the evidence: an insurer who agreed before being asked."""
    if (
        bars.insurer_agreed_on is not None
        and bars.insurer_asked_on is not None
        and bars.insurer_agreed_on < bars.insurer_asked_on
    ):
        low = bars.insurer_asked_on.isoformat()
        yield Problem(
            "ends_before_it_begins", "time_bars.insurer_agreed_on", bars.insurer_agreed_on.isoformat(), {"low": low}
        )
