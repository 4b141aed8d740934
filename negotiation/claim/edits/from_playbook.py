"""What was entered in the playbook, put where it matters, so that nobody types it twice: demands, proofs, repeats,
steps, terms of an offer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from negotiation.claim.defaults.default_rules import follow_the_facts, with_typed_value
from negotiation.claim.document.dossier import Dossier, Note
from negotiation.core.fields import Text
from negotiation.core.problems import BadInput, Problem
from negotiation.model.bargaining.negotiation_log import Said
from negotiation.model.playbook.call_steps import unlogged_demands
from negotiation.model.playbook.evidence import proofs
from negotiation.model.playbook.extra_requests import terms_of_requests
from negotiation.model.playbook.repeat_incidents import Response, count_incidents
from negotiation.model.playbook.root_cause import rework_steps
from negotiation.model.terms import Term


def with_demands_logged(dossier: Dossier) -> Dossier:
    """Demands with a day and a figure as entries of the customer's in the log of offers, in the order of their days;
    each once."""
    waiting = unlogged_demands(dossier.playbook.demands)
    entries = [
        Said(each.on, "customer", each.figure, each.words)
        for each in waiting
        if each.on is not None and each.figure is not None
    ]
    log = tuple(sorted((*dossier.talks.log, *entries), key=lambda said: said.on))
    demands = tuple(replace(each, logged=True) if each in waiting else each for each in dossier.playbook.demands)
    return replace(dossier, talks=replace(dossier.talks, log=log), playbook=replace(dossier.playbook, demands=demands))


def with_proofs(dossier: Dossier) -> Dossier:
    """The proofs that our papers stand for, added to those that the facts of the claim name already; "none" goes
    once there is one."""
    incident = dossier.case.incident
    named = tuple(
        dict.fromkeys((*(code for code in incident.proof if code != "none"), *proofs(dossier.playbook.evidence)))
    )
    return with_typed_value(dossier, "case.incident.proof", named) if named else dossier


def with_repeats(dossier: Dossier, today: date) -> Dossier:
    """The number of earlier similar incidents in the facts of the claim, as the list of incidents has it; without a
    list nothing changes."""
    playbook = dossier.playbook
    if not playbook.incidents:
        return dossier
    found = count_incidents(playbook.incidents, playbook.repeats, dossier.case, today)
    return with_typed_value(dossier, "case.incident.earlier_similar", float(found.similar))


def with_steps_of_measures(dossier: Dossier, remedy: str) -> Dossier:
    """The dated solutions of the diagnosis as steps of a remedy, after those that it has; a step of the same code is
    replaced.

    An unknown remedy raises BadInput.
    """
    place = next((place for place, each in enumerate(dossier.remedies) if each.code == remedy), None)
    if place is None:
        raise BadInput(
            Problem("not_a_choice", "remedies", remedy, {"choices": tuple(each.code for each in dossier.remedies)})
        )
    found = dossier.remedies[place]
    made = rework_steps(dossier.playbook.measures)
    codes = {each.code for each in made}
    kept = tuple(each for each in found.steps if each.code not in codes)
    waited_for = {name for each in kept for name in each.after}
    last = tuple(each.code for each in kept if each.code not in waited_for)
    chained = tuple(replace(each, after=last) if not each.after else each for each in made)
    changed = replace(found, steps=(*kept, *chained))
    return follow_the_facts(
        replace(dossier, remedies=(*dossier.remedies[:place], changed, *dossier.remedies[place + 1 :]))
    )


def with_requests_granted(dossier: Dossier, code: str) -> Dossier:
    """An option with the accepted requests beyond the contract as its terms, noted as assumptions. An unknown option
    raises BadInput."""
    return _with_terms(
        dossier,
        code,
        tuple(term for _, term in terms_of_requests(dossier.playbook.requests, dossier.playbook.goodwill)),
    )


def with_response(dossier: Dossier, code: str, found: Response) -> Dossier:
    """An option with the terms of the ladder, noted as assumptions. An unknown option raises BadInput."""
    return _with_terms(dossier, code, found.terms)


def _with_terms(dossier: Dossier, code: str, terms: tuple[Term, ...]) -> Dossier:
    """Terms of a kind that the option has already take its place, with what waits for it."""
    offer = next((each for each in dossier.offers if each.code == code), None)
    if offer is None:
        raise BadInput(
            Problem("not_a_choice", "offers", code, {"choices": tuple(each.code for each in dossier.offers)})
        )
    keys = {term.key for term in terms}
    heads = tuple(f"offers[{code}].terms[{key}]" for key in keys)
    changed = replace(offer, terms=(*(term for term in offer.terms if term.key not in keys), *terms))
    kept = tuple(note for note in dossier.notes if not (heads and note.path.startswith(heads)))
    ranges = tuple(each for each in dossier.ranges if not (keys and each.path.startswith(f"offers[{code}].terms")))
    notes = tuple(Note(head, "assumption") for head in sorted(heads))
    offers = tuple(changed if each is offer else each for each in dossier.offers)
    return follow_the_facts(replace(dossier, offers=offers, notes=(*kept, *notes), ranges=ranges))


def letter_from_playbook(dossier: Dossier) -> dict[str, Text]:
    """What the playbook can lend to the letter, by the letter's field: what was heard in the call, and the root
    cause; only what there is."""
    heard = [each.words for each in dossier.playbook.heard if each.step == "listen" and each.words]
    roots = [each.what for each in dossier.playbook.causes if each.root and each.what]
    return {name: texts[-1] for name, texts in (("heard", heard), ("cause", roots)) if texts}
