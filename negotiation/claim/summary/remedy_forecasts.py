"""The rework part of the sheet: every remedy of a claim planned once and drawn many times, all from the same draws."""

from __future__ import annotations

import numpy as np

from negotiation.claim.document.dossier import Dossier
from negotiation.claim.document.dossier_checks import checked_dossier
from negotiation.claim.document.uncertain_ranges import spreads_in, with_draws
from negotiation.core.distributions import Spread
from negotiation.core.fields import Num
from negotiation.core.sampling import DRAWS, sample
from negotiation.model.rework.critical_path import AIR, SEA
from negotiation.model.rework.remedy import Remedy
from negotiation.model.rework.remedy_forecast import RemedyForecast, forecast_remedy
from negotiation.model.rework.schedule import DAYS, spreads_of

WAYS = {SEA: "case.logistics.sea", AIR: "case.logistics.air"}
"""The two transits, by their paths: every remedy that travels meets the same ships and planes."""


def forecast_remedies(dossier: Dossier, draws: int = DRAWS) -> tuple[RemedyForecast, ...]:
    """What each remedy costs and when it arrives, in the order of the dossier; seed: the dossier's own.

    Steps, transits and every ranged figure are drawn together (scrambled Sobol), so remedies differ by what they are
    and not by luck. Bad fields raise BadInput with every problem.
    """
    checked_dossier(dossier)
    ranged = spreads_in(dossier)
    uncertain: dict[str, Spread] = {}
    paths: dict[str, dict[str, str]] = {}
    for remedy in dossier.remedies:
        spreads = spreads_of(remedy, dossier.case)
        paths[remedy.code] = {name: WAYS.get(name, f"remedies[{remedy.code}].steps[{name}].days") for name in spreads}
        uncertain |= {paths[remedy.code][name]: spread for name, spread in spreads.items()}
    uncertain |= ranged  # last, so that typing a range does not move the draws of the steps
    drawn = sample(uncertain, draws, int(dossier.seed))
    many = with_draws(dossier, {path: drawn[path] for path in ranged})
    found = []
    for remedy, drawn_remedy in zip(dossier.remedies, many.remedies, strict=True):
        days: dict[str, Num] = {name: drawn[path] for name, path in paths[remedy.code].items()}
        found.append(
            forecast_remedy(remedy, dossier.case, drawn_remedy, many.case, days, follows_schedule(dossier, remedy))
        )
    return tuple(found)


def follows_schedule(dossier: Dossier, remedy: Remedy) -> frozenset[str]:
    """The fields of a remedy that follow its schedule: those noted as defaults, and days of 0 that nobody has said
    anything about."""
    noted = {note.path: note.origin for note in dossier.notes}
    origins = {name: noted.get(f"remedies[{remedy.code}].{name}") for name in (*DAYS, "cures")}
    left = {name for name in DAYS if origins[name] is None and not np.any(np.asarray(getattr(remedy, name)))}
    return frozenset({name for name, origin in origins.items() if origin == "default"} | left)
