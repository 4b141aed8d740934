"""Which names are those of one customer: whoever counts what a customer was promised counts every way of writing the
name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_FORMS = (
    "ab ag aps as asa bv bvba cie co company corp corporation e et gmbh group holding holdings "
    "inc incorporated kft kg kgaa limited llc llp lp ltd ltda and "
    "mbh nv oao ooo oy oyj plc pte pty pvt sa sae sarl sas sl spa spzoo srl sro the und y"
)
LEGAL_FORMS = frozenset(_FORMS.split())
"""Words that say how a firm is held together, in small letters, and those that join its parts; a name is the same
without them."""

CHINESE_FORMS = re.compile(
    "(股份有限公司|有限责任公司|有限責任公司|有限公司|股份公司|集团|集團|公司|株式会社|有限会社)+$|^(株式会社|有限会社)"
)
CLOSE = 88.0
"""From how many percent of equal letters on two names look alike; an assumption."""


def customer_key(name: str) -> str:
    """What stays of a customer's name when width, capitals, accents, signs, spaces and legal forms are taken off;
    the name where nothing stays.

    >>> (customer_key("Müller & Söhne GmbH"), customer_key("MULLER  und SOHNE g.m.b.H."),
    ...     customer_key("深圳盒子有限公司") == customer_key("深圳盒子"))
    ('mullersohne', 'mullersohne', True)
    """
    plain = unicodedata.normalize("NFKC", name).casefold()
    plain = unicodedata.normalize(
        "NFC", re.sub(r"(?<=[a-z])[\u0300-\u036f]+", "", unicodedata.normalize("NFKD", plain))
    )
    words = re.sub(r"[^\w]+", " ", re.sub(r"(?<=\b\w)\.\s?(?=\w\b)", "", plain).replace("_", " ")).split()
    kept = [CHINESE_FORMS.sub("", word) or word for word in words if word not in LEGAL_FORMS]
    return "".join(kept) or " ".join(plain.split())


def look_alike(name: str, others: Iterable[str]) -> tuple[str, ...]:
    """Of other names those that are nearly this one though their key is another, the nearest first: a slip of the
    pen, or another firm.

    Names whose figures differ are not alike: a number tells branches apart.

    >>> look_alike("Harbour Gifts Ltd", ["Harbor Gifts", "Harbour Gifts", "Harvest Goods", "Harbour Gifts 2"])
    ('Harbor Gifts',)
    """
    from rapidfuzz.fuzz import ratio

    key = customer_key(name)
    near: dict[str, tuple[float, str]] = {}
    for other in others:
        its = customer_key(other)
        score = ratio(key, its, score_cutoff=CLOSE)
        if its != key and score and re.sub(r"\D", "", its) == re.sub(r"\D", "", key):
            near.setdefault(its, (-score, other))
    return tuple(other for _, other in sorted(near.values()))
