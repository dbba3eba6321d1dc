"""What a higher slice adds to signing up: the person's first organisation. Set as `app.extensions["registration"]`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from ecosystem.accounts.models import User
from ecosystem.kernel.access.messages import Message


@dataclass(frozen=True)
class Candidate:
    """An organisation that may be the one that is meant: `kind` is a code of the vocabulary organisation_kind."""

    name: str
    kind: str
    place: str = ""


class FirstOrganisation(Protocol):
    """Implemented by the organisations."""

    def similar(self, name: str) -> Sequence[Candidate]:
        """Existing organisations of about that name, whatever its spelling; shown before anything is created."""
        ...

    def problem_with_kind(self, kind: str) -> Message | None:
        """Why there is no such kind of organisation."""
        ...

    def found(self, user: User, name: str, kind: str) -> None:
        """Create it with `user` as its owner, in the caller's transaction."""
        ...
