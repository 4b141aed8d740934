"""Named options to begin with: a remedy and the terms that usually go together, in proportion to the claim. All
assumptions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from negotiation.claim.defaults.default_rules import follow_the_facts
from negotiation.claim.document.dossier import Dossier, Note
from negotiation.model.rework.remedy import Remedy
from negotiation.model.terms import (
    AddedFeatures,
    AmountPerUnit,
    CashCompensation,
    CreditOverOrders,
    CustomerShare,
    Deposit,
    ExtendedWarranty,
    ExtraOrders,
    FreeGoods,
    FreeService,
    Guarantee,
    InspectionRule,
    PriceCut,
    ReceivableNow,
    ReducedScope,
    RepaymentOverOrders,
    ReturnAndRefund,
    Term,
    Visit,
    starting_of,
)
from negotiation.model.valuation.conditions import THE_REMEDY, Wait
from negotiation.model.valuation.offer import Offer

AS_IS = "as_is"
"""Code of the remedy that leaves the goods as they are, made where a package needs it and the claim has none."""

MOST_OPTIONS = 12
"""How many options a claim may have: more, and nobody compares them any longer."""

Make = Callable[[type[Any]], Any]
"""A kind of term to the term that the claim begins with."""

PACKAGES: Mapping[str, tuple[bool, Callable[[Make], tuple[Term, ...]]]] = {
    "nothing": (True, lambda make: ()),
    "half_over_orders": (True, lambda make: (RepaymentOverOrders(0.5, 4.0),)),
    "extra_orders": (True, lambda make: (ExtraOrders(3.0),)),
    "credit_over_orders": (True, lambda make: (CustomerShare(1.0), make(CreditOverOrders))),
    "per_unit": (True, lambda make: (CustomerShare(1.0), make(AmountPerUnit))),
    "paid_first": (True, lambda make: (ReceivableNow(1.0, 7.0), Deposit(0.3, 3.0))),
    "as_is": (False, lambda make: (PriceCut(0.15),)),
    "by_inspection": (False, lambda make: (InspectionRule(fee=0.0),)),
    "refund": (False, lambda make: (ReturnAndRefund(1.0),)),
    "cash": (False, lambda make: (make(CashCompensation),)),
    "in_kind": (True, lambda make: (make(FreeGoods), make(ExtendedWarranty))),
    "service": (True, lambda make: (make(FreeService), make(AddedFeatures), make(Visit))),
    "guarantee": (True, lambda make: (make(Guarantee), make(Visit))),
    "retreat": (True, lambda make: (make(Visit), ReducedScope(0.3, 6.0))),
}
"""By code: whether the goods are put right (else they stay as they are), and the terms."""


def with_package(dossier: Dossier, package: str, code: str) -> Dossier:
    """The dossier with one more option, made from a package under a free code; its figures are noted as assumptions."""
    put_right, terms_of = PACKAGES[package]
    dossier, remedy = _remedy(dossier, put_right)
    terms = terms_of(lambda kind: starting_of(kind, dossier.case, remedy))
    waits = (Wait(THE_REMEDY, "payment_received", 7.0, 0.9),) if package == "paid_first" else ()
    notes = tuple(Note(f"offers[{code}].terms[{term.key}]", "assumption") for term in terms)
    offer = Offer(code, remedy.code, terms, waits=waits)
    return follow_the_facts(replace(dossier, offers=(*dossier.offers, offer), notes=(*dossier.notes, *notes)))


def _remedy(dossier: Dossier, put_right: bool) -> tuple[Dossier, Remedy]:
    """The first remedy that supplies goods, or the one that leaves them as they are; made where there is none."""
    found = next((each for each in dossier.remedies if (each.kind != "accept_as_is") == put_right), None)
    if found is None and put_right and dossier.remedies:
        found = dossier.remedies[0]
    if found is not None:
        return dossier, found
    codes = {each.code for each in dossier.remedies}
    made = Remedy(
        next(code for code in (AS_IS, *(f"{AS_IS}_{number}" for number in range(2, 99))) if code not in codes),
        "accept_as_is",
    )
    return replace(dossier, remedies=(*dossier.remedies, made)), made


def with_term(dossier: Dossier, code: str, kind: type[Any]) -> Dossier:
    """The dossier with one more term in an option, in proportion to the claim, noted as an assumption."""
    offer = next(each for each in dossier.offers if each.code == code)
    remedy = next(each for each in dossier.remedies if each.code == offer.remedy)
    term = starting_of(kind, dossier.case, remedy)
    if isinstance(term, CustomerShare | RepaymentOverOrders):  # together at most all of it
        left = 1.0 - sum(
            float(each.share) for each in offer.terms if isinstance(each, CustomerShare | RepaymentOverOrders)
        )
        term = replace(term, share=min(float(term.share), left)) if left > 0.0 else term
    changed = replace(offer, terms=(*offer.terms, term))
    offers = tuple(changed if each is offer else each for each in dossier.offers)
    return follow_the_facts(
        replace(dossier, offers=offers, notes=(*dossier.notes, Note(f"offers[{code}].terms[{kind.key}]", "assumption")))
    )


def without_term(dossier: Dossier, code: str, place: int) -> Dossier:
    """The dossier without a term of an option, its notes, its ranges and what waited with it."""
    offer = next(each for each in dossier.offers if each.code == code)
    gone = offer.terms[place]
    terms = (*offer.terms[:place], *offer.terms[place + 1 :])
    waits = (
        offer.waits
        if gone.key in [term.key for term in terms]
        else tuple(wait for wait in offer.waits if wait.what != gone.key)
    )
    offers = tuple(replace(offer, terms=terms, waits=waits) if each is offer else each for each in dossier.offers)
    head = f"offers[{code}].terms[{gone.key}]"
    moved = () if waits == offer.waits else (f"offers[{code}].waits",)
    return replace(
        dossier,
        offers=offers,
        notes=tuple(note for note in dossier.notes if not note.path.startswith(head)),
        ranges=tuple(
            each
            for each in dossier.ranges
            if not each.path.startswith((head, f"offers[{code}].terms[{place}]", *moved))
        ),
    )
