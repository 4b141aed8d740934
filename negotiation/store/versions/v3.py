"""Customers: what was promised is counted by a key that legal forms, accents and signs in a name do not change."""

import re
import unicodedata
from typing import Any

import sqlalchemy as sa
from alembic import op

revision, down_revision = "3", "2"

_FORMS = (
    "ab ag aps as asa bv bvba cie co company corp corporation e et gmbh group holding holdings "
    "inc incorporated kft kg kgaa limited llc llp lp ltd ltda and "
    "mbh nv oao ooo oy oyj plc pte pty pvt sa sae sarl sas sl spa spzoo srl sro the und y"
)
LEGAL_FORMS = frozenset(_FORMS.split())
CHINESE_FORMS = re.compile(
    "(股份有限公司|有限责任公司|有限責任公司|有限公司|股份公司|集团|集團|公司|株式会社|有限会社)+$|^(株式会社|有限会社)"
)


def upgrade() -> None:
    """Work the keys out anew, for the promises that were noted before this step."""
    promised = sa.table("promised", sa.column("customer"), sa.column("customer_key"))
    connection = op.get_bind()
    found = connection.execute(sa.select(promised.c.customer).distinct()).scalars()
    names: list[dict[str, Any]] = [{"its_name": name, "its_key": _key(name)} for name in found]
    if names:
        its = (
            sa.update(promised)
            .where(promised.c.customer == sa.bindparam("its_name"))
            .values(customer_key=sa.bindparam("its_key"))
        )
        connection.execute(its, names)


def _key(name: str) -> str:
    plain = unicodedata.normalize("NFKC", name).casefold()
    plain = unicodedata.normalize(
        "NFC", re.sub(r"(?<=[a-z])[\u0300-\u036f]+", "", unicodedata.normalize("NFKD", plain))
    )
    words = re.sub(r"[^\w]+", " ", re.sub(r"(?<=\b\w)\.\s?(?=\w\b)", "", plain).replace("_", " ")).split()
    kept = [CHINESE_FORMS.sub("", word) or word for word in words if word not in LEGAL_FORMS]
    return "".join(kept) or " ".join(plain.split())
