"""The history of a claim that lies open: step by step back and forth, the version that figures are compared with, and
versions that were given a name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from negotiation.claim.defaults.default_rules import follow_the_facts
from negotiation.claim.document.dossier import Dossier
from negotiation.claim.document.dossier_checks import checked_dossier

MOST_STEPS = 200
MOST_SNAPSHOTS = 12
NO_SNAPSHOTS: Mapping[str, Dossier] = MappingProxyType({})


@dataclass(frozen=True)
class ClaimHistory:
    """A claim as it stands, the baseline, the steps before it (the last one last) and those that were undone (the
    next one last), and snapshots by name."""

    claim: Dossier
    base: Dossier
    past: tuple[Dossier, ...] = ()
    future: tuple[Dossier, ...] = ()
    snapshots: Mapping[str, Dossier] = field(default_factory=lambda: NO_SNAPSHOTS)


def begin_history(
    claim: Dossier, base: Dossier | None = None, snapshots: Mapping[str, Dossier] = NO_SNAPSHOTS
) -> ClaimHistory:
    """The history of a claim that was just laid open; it is its own baseline unless one comes with it."""
    return ClaimHistory(claim, base or claim, snapshots=dict(snapshots))


def changed_claim(claim: Dossier, change: Callable[[Dossier], Dossier]) -> Dossier:
    """A claim after a change, with every default that follows from its facts; one that could not be computed raises
    BadInput."""
    return checked_dossier(follow_the_facts(change(claim)))


def with_step(history: ClaimHistory, claim: Dossier, same_step: bool = False) -> ClaimHistory:
    """The history with a claim as its newest state; what was undone before cannot be had again. `same_step`: it goes
    on with the last step, as each move of a slider does, and is undone together with it."""
    past = history.past if same_step and history.past else (*history.past, history.claim)[-MOST_STEPS:]
    return replace(history, claim=claim, past=past, future=())


def undone(history: ClaimHistory) -> ClaimHistory:
    """One step back; the same where there is none."""
    if not history.past:
        return history
    return replace(history, claim=history.past[-1], past=history.past[:-1], future=(*history.future, history.claim))


def redone(history: ClaimHistory) -> ClaimHistory:
    """One step forward again; the same where nothing was undone."""
    if not history.future:
        return history
    return replace(history, claim=history.future[-1], past=(*history.past, history.claim), future=history.future[:-1])


def with_baseline(history: ClaimHistory) -> ClaimHistory:
    """The claim as it stands becomes the version that later figures are compared with."""
    return replace(history, base=history.claim)


def with_snapshot(history: ClaimHistory, name: str, claim: Dossier) -> ClaimHistory:
    """A claim kept under a name, with a number behind it where the name is taken; the same where there are
    `MOST_SNAPSHOTS` already."""
    if len(history.snapshots) >= MOST_SNAPSHOTS:
        return history
    names = (name, *(f"{name} {number}" for number in range(2, MOST_SNAPSHOTS + 2)))
    free = next(each for each in names if each not in history.snapshots)
    return replace(history, snapshots={**history.snapshots, free: claim})


def with_snapshot_renamed(history: ClaimHistory, name: str, new: str) -> ClaimHistory:
    """A snapshot under another name, in its place; the same where the other name is empty or taken."""
    if not new or new in history.snapshots:
        return history
    return replace(
        history, snapshots={new if each == name else each: claim for each, claim in history.snapshots.items()}
    )


def without_snapshot(history: ClaimHistory, name: str) -> ClaimHistory:
    """The history without a snapshot."""
    return replace(history, snapshots={each: kept for each, kept in history.snapshots.items() if each != name})


def states(history: ClaimHistory) -> tuple[Dossier, ...]:
    """Every state that can be had again: the claim as it stands, the steps before it, latest first, then those that
    were undone."""
    return (history.claim, *reversed(history.past), *history.future)
