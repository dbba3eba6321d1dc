"""What indexing needs to know of the things it indexes; the catalogue says it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Protocol

from sqlalchemy.orm import Session

from ecosystem.kernel.db.base import Changed
from ecosystem.search.schema import SearchDocument


class DocumentSource(Protocol):
    """Where documents come from."""

    def affected(self, session: Session, changes: Collection[Changed]) -> Iterator[Mapping[str, int | None]]:
        """Chunks of public id to row id (None: the row is gone) of every entry whose document may be out of date."""
        ...

    def load(self, session: Session, entries: Mapping[str, int | None]) -> Mapping[str, SearchDocument | None]:
        """The documents as they are now; None for what is not public or gone."""
        ...

    def everything(self, session: Session, after: int, limit: int) -> Sequence[tuple[int, str]]:
        """(row id, public id) of the next entries by row id above `after`; empty at the end."""
        ...
