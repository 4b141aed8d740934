"""The claim that somebody works on, and what of it is in the store."""

from __future__ import annotations

from dataclasses import dataclass

from negotiation.claim.document.dossier import Dossier


@dataclass(frozen=True)
class Draft:
    """A claim as it stands, with the code and version under which it is saved (empty and 0: not yet), and the
    document as it was saved; None too where the saved claim has a line in the register and no document."""

    claim: Dossier
    code: str = ""
    version: int = 0
    kept: Dossier | None = None

    @property
    def is_saved(self) -> bool:
        """Whether the claim is saved as it stands."""
        return bool(self.code) and self.kept is not None and self.kept == self.claim
