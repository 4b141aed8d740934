"""A claim as a link: short, the same claim on the other side, and nothing that is not whole is believed."""

import base64
import hashlib
import zlib
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiation import Dossier, figures, load, summarise
from negotiation.claim.defaults.default_rules import with_typed_value
from negotiation.handouts.link.claim_link import (
    LONGEST,
    READABLE,
    BadLink,
    ClaimLink,
    _dictionary,
    claim_of_link,
    to_link_and_whole,
)
from tests.conftest import CLAIMS
from tests.support.claims import answered

KEPT = (
    "17dyxCQAACASx_be2sLL8QhDJElcd4SPwEfgIfIQ1HwGPgEfAI-AR8Ah4BDwCHgGPgEfAI-AR8Ah4BDwCHgGPgEfAI-AR8AineAR"
    "oADQAGgANgAa8QwOiiWoErA_6Avaj58Y"
)
"""A link that someone has in an e-mail: retention 80 % on the first sample. The dictionary may never change under
it."""


KEPT_2 = (
    "27Z2xboMwEIbfhTkDbZQo6tyhnavOVqQQFYlAFKAqQ-dOlTr1OfpUlfoW9d3Zxi5gSNKmEDyGAGcftrHxd__1W-cgzYAOufL4si-"
    "2yR5ootz3d9cj0UEQMBQ6mclQWieO8B_iCHxVBt8_GWCIEeQc9WW4MwtjfvSJ0fsD_zheSYE3oSgLeWfNecddL6M0-H1tBSqcCNa"
    "P8yiaePqeECiVz2qSrc5h71xukRATIvPCQzIJ4RQImxYX0K1x75wla8ZXxozs0F9OH8DpA5j6ANiBHoNYNh1ZNfkbT17CEFl2iU6"
    "aAkfeuEmH4KDbcnfg7pd-jrYpRnpFe6sbqKy9OeKT_mJi5u-dtYoEGPGpio72OhH3WggPukUj8LfLAgnRvEJc74PjN8YlaZaNIKV"
    "ms_URSxaWv75yxPY3m2kC_W2xqTWVwUDVZiu3-uVaf6_YqQ23Ug9qZvWY5J_hOe1UBqzyTfNGyaW-Xl4_3z8o61XFvtaF6h7Z3Fq"
    "Am_JiM6UVjS6HRq92zgZS7QqGVcNoxaZm8jTkclna0TPMyjECWG1xzQjJZt1Dcs4HeYM6OOts0WfpBQAYMeOF6MkXi0twUhsZTWu"
    "GQgCSfgdXjhOZlo-hg3_OiqNGnSgxKWuvu4Or6-Dq_YaqQRPX1cxMuDz_cRjmKtDCWRoEDLwkFt_DxbW1Qq6jJNnJivNVEGmv0St"
    "oE662SUhj8RT9ssoeZJbPbcAH5awQAZR89rYJM1wlQZAhti719vOn6iuIOjZt-tTDx-vya0Z5Pmq7oRa_mm1CAsWAL0sV70nT0oJ"
    "eEXSDFGfCsPqTt6L0jw5YPyWwrvwoBDn-GGC3musf0N7qnd4C7vaSjxB4dxj4MUmvrM1pSHTrIMg8R-M7Gt_R-AfQ-B1Cm4wBzAN"
    "Zjudv9qPnxg"
)
"""The same claim with the dictionary of the second version."""

FROZEN = [
    "2406b01661e16ea5",
    "75c985b94de0e2d9",
    "6472f9d2ae44d085",
    "c084f2248bcd09f1",
    "6afaf7ab4df85232",
    "a870024fd228edeb",
    "ec88f525b50dd801",
]


def link_of(sheaf: ClaimLink) -> str | None:
    return to_link_and_whole(sheaf)[0]


@pytest.mark.parametrize("link", [KEPT, KEPT_2])
def test_an_old_link_still_opens(gift_boxes: Dossier, link: str) -> None:
    old = claim_of_link(link).claim
    assert old.case.customer.retention == 0.8
    assert [remedy.code for remedy in old.remedies] == ["remake", "as_is"]
    now: Any = figures(summarise(with_typed_value(gift_boxes, "case.customer.retention", 0.8)))
    then: Any = figures(summarise(old))
    for code, row in now["options"].items():
        assert then["options"][code] == pytest.approx(row), code


def test_what_goes_in_comes_out(gift_boxes: Dossier) -> None:
    changed = with_typed_value(gift_boxes, "offers[remake_extra_orders].terms[extra_orders].orders", 5.0)
    sheaf = claim_of_link(link_of(ClaimLink(changed, gift_boxes, {"one": gift_boxes, "二": changed})) or "")
    assert sheaf.claim == changed
    assert sheaf.base == gift_boxes
    assert sheaf.snapshots == {"one": gift_boxes, "二": changed}


@pytest.mark.parametrize(
    "name",
    ["gift_boxes", "mail_order_boxes", "network_delivery", "failing_service", "stopped_cooperation", "eight_requests"],
)
def test_a_link_to_a_sample_is_short(name: str) -> None:
    sample = load(CLAIMS / f"{name}.json")
    link = link_of(ClaimLink(sample)) or ""
    assert 0 < len(link) < 250
    assert claim_of_link(link).claim == sample


def test_the_dictionaries_are_frozen() -> None:
    found = [hashlib.sha256(_dictionary(version)).hexdigest()[:16] for version in READABLE]
    assert found == FROZEN


def test_links_are_short(gift_boxes: Dossier) -> None:
    assert len(link_of(ClaimLink(gift_boxes)) or "") < 250
    assert len(link_of(ClaimLink(answered(claimed=9_100.55, needed_on=None))) or "") < 600


def test_what_does_not_fit_is_left_out_snapshots_first(gift_boxes: Dossier) -> None:
    sheaf = claim_of_link(link_of(ClaimLink(gift_boxes, None, {"long": _long(gift_boxes)})) or "")
    assert sheaf.snapshots == {}
    assert sheaf.claim == gift_boxes
    assert link_of(ClaimLink(_long(gift_boxes))) is None


def _long(dossier: Dossier) -> Dossier:
    import random

    letters = random.Random(1)
    words = "".join(
        letters.choice("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") for _ in range(2_000)
    )
    return replace(
        dossier, case=replace(dossier.case, title=words, incident=replace(dossier.case.incident, what=words[::-1]))
    )


@pytest.mark.parametrize(
    "junk",
    [
        "",
        "1",
        "2abc",
        "3abc",
        "1" + "A" * 1_700,
        "1%%%",
        "x" * 5_000,
        KEPT[:-2],
        KEPT[:40] + "B" + KEPT[41:],
        KEPT + "AA",
        "1é",
    ],
)
def test_junk_is_refused(junk: str) -> None:
    with pytest.raises(BadLink):
        claim_of_link(junk)


@given(st.text(max_size=300))
def test_no_text_is_ever_more_than_refused(text: str) -> None:
    with pytest.raises(BadLink):
        claim_of_link("1" + text)


def test_a_bomb_is_not_inflated() -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15, 9, zlib.Z_DEFAULT_STRATEGY, _dictionary("1"))
    plain = b" " * 900_000
    packed = packer.compress(plain) + packer.flush() + zlib.crc32(plain).to_bytes(4, "big")
    token = "1" + base64.urlsafe_b64encode(packed).decode().rstrip("=")
    assert len(token) < LONGEST
    with pytest.raises(BadLink):
        claim_of_link(token)


def test_a_claim_that_cannot_be_computed_is_refused(gift_boxes: Dossier) -> None:
    broken = replace(gift_boxes, case=replace(gift_boxes.case, order=replace(gift_boxes.case.order, affected=5_000.0)))
    with pytest.raises(BadLink):
        claim_of_link(link_of(ClaimLink(broken)) or "")
