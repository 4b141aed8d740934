"""What every settlement term is: a frozen record of fields with units, a key, and the flows that it causes."""

from __future__ import annotations

from typing import Any, ClassVar, Protocol

from negotiation.case import Case
from negotiation.flows import Flow
from negotiation.lifetime import OrderStream
from negotiation.rework import Remedy


class Term(Protocol):
    """A frozen dataclass with a key. With 0 in its first field the term is absent: all its flows are worth nothing."""

    key: ClassVar[str]
    __dataclass_fields__: ClassVar[dict[str, Any]]

    def flows(self, case: Case, remedy: Remedy, life: OrderStream) -> list[Flow]:
        """Who pays whom because of this term."""
        ...
