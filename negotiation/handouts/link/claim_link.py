"""A claim as a link: what is open, the pinned version and the named snapshots, compressed into a few hundred
characters.

A token is the version's letter, then base64url of a raw zlib stream whose preset dictionary is a frozen file: the
texts and field names of the samples and of an empty claim, so that only what differs takes room; what is as by
default is left out. Reading is as strict as for a file: the stream may not inflate beyond `LARGEST_INFLATED` bytes,
a checksum tells a damaged link, and the claim inside is checked field by field.
"""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from negotiation.claim.document.dossier import Dossier, to_document
from negotiation.claim.document.dossier_file import loads
from negotiation.core.problems import BadInput

VERSIONS = ("3", "4", "5", "6", "7")
"""First characters of the tokens that are written, each with its own dictionary: the shortest token is taken.

3 knows the delivery contract, the failing service and every term, 4 to 7 the samples with their playbooks and
letters. A new version gets a new letter and a new dictionary; old dictionaries stay as they are, byte by byte.
"""

READABLE = ("1", "2", *VERSIONS)
"""Versions that are read. Earlier versions of the product wrote 1 and 2: such links still open."""

LONGEST = 1_800
"""Characters of a token at most: longer links get cut by mail programs and proxies."""

LARGEST_INFLATED = 400_000
"""Bytes that a token may inflate to."""


class BadLink(ValueError):
    """A token that cannot be read: damaged, cut, too large, of another version, or with a claim that cannot be
    computed."""


@dataclass(frozen=True)
class ClaimLink:
    """What a link carries: the claim as it stands, the pinned version (None: the claim itself), and snapshots by
    name."""

    claim: Dossier
    base: Dossier | None = None
    snapshots: Mapping[str, Dossier] = field(default_factory=dict)


@cache
def _dictionary(version: str) -> bytes:
    return (Path(__file__).parent / f"link_{version}.dictionary").read_bytes()


def _compact(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def to_link_and_whole(sheaf: ClaimLink) -> tuple[str | None, bool]:
    """The token of a sheaf, and whether all of it is in there.

    What does not fit is left out, snapshots first, then the pinned version: the claim itself comes last.
    """
    claim = to_document(sheaf.claim, lean=True)
    pinned = claim if sheaf.base is None or sheaf.base is sheaf.claim else to_document(sheaf.base, lean=True)
    base = {} if pinned == claim else {"base": pinned}
    snapshots = (
        {"snapshots": {name: to_document(each, lean=True) for name, each in sheaf.snapshots.items()}}
        if sheaf.snapshots
        else {}
    )
    whole = {"claim": claim} | base | snapshots
    for content in (whole, {"claim": claim} | base, {"claim": claim}):
        token = _token(content)
        if len(token) <= LONGEST:
            return token, content == whole
    return None, False


def _token(content: Mapping[str, Any]) -> str:
    plain = _compact(content)
    tokens = []
    for version in VERSIONS:
        packer = zlib.compressobj(9, zlib.DEFLATED, -15, 9, zlib.Z_DEFAULT_STRATEGY, _dictionary(version))
        packed = packer.compress(plain) + packer.flush() + zlib.crc32(plain).to_bytes(4, "big")
        tokens.append(version + base64.urlsafe_b64encode(packed).decode().rstrip("="))
    return min(tokens, key=len)


def claim_of_link(token: str) -> ClaimLink:
    """The sheaf in a token. Anything that is not a whole token of a known version with claims that can be computed
    raises BadLink."""
    if token[:1] not in READABLE or len(token) > LONGEST:
        raise BadLink(f"version {token[:1]!r}, {len(token)} characters")
    try:
        packed = base64.b64decode(token[1:] + "=" * (-(len(token) - 1) % 4), altchars=b"-_", validate=True)
        opener = zlib.decompressobj(-15, _dictionary(token[0]))
        plain = opener.decompress(packed[:-4], LARGEST_INFLATED)
        if (
            not opener.eof
            or opener.unconsumed_tail
            or opener.unused_data
            or zlib.crc32(plain) != int.from_bytes(packed[-4:], "big")
        ):
            raise BadLink("damaged or too large")
        content = json.loads(plain)
        claims = {name: loads(_compact(content[name])) for name in ("claim", "base") if name in content}
        snapshots = {str(name): loads(_compact(each)) for name, each in content.get("snapshots", {}).items()}
        return ClaimLink(claims["claim"], claims.get("base"), snapshots)
    except (
        binascii.Error,
        zlib.error,
        ValueError,
        KeyError,
        AttributeError,
        TypeError,
        RecursionError,
        BadInput,
    ) as error:
        raise BadLink(str(error)[:200]) from None
