"""What a run of an import knows of one source: its startups, its investors, its deals so far; read in three statements,
and its names in two more when a row has no id.

A list of 65,000 deals names the same rounds and investors again and again. Looked up one by one they would cost most
of the time; held in memory they cost some 250 bytes each.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from ecosystem.catalogue.models import Entry
from ecosystem.catalogue.models_import import EntryKey
from ecosystem.deals.facts import RoundFacts
from ecosystem.deals.models import Investment, Round
from ecosystem.organisations.names import folded_name

STARTUP: Final = "startup"
INVESTOR: Final = "investor"


@dataclass(slots=True)
class KnownRound:
    """A round of the source. `row_id` is 0 while it waits to be written; `said` is what this run's file says of it."""

    digest: str
    row_id: int = 0
    said: RoundFacts | None = None


class Known:
    """By the ids of the source. What is written during the run is added by the writer, and lost with a rollback."""

    def __init__(
        self,
        source: str,
        entries: Mapping[tuple[str, str], int],
        rounds: dict[str, KnownRound],
        investments: dict[str, str],
    ) -> None:
        self.source = source
        self._entries = entries
        self._names: dict[tuple[str, str], set[int]] | None = None
        self.rounds = rounds
        self.investments = investments

    @classmethod
    def read(cls, session: Session, source: str) -> Known:
        """What the database holds of the source now."""
        entries = select(Entry.kind, Entry.external_id, Entry.id).where(
            Entry.source == source, Entry.kind.in_((STARTUP, INVESTOR)), Entry.external_id.is_not(None)
        )
        rounds = select(Round.external_id, Round.digest, Round.id).where(Round.source == source)
        investments = select(Investment.external_id, Investment.digest).where(Investment.source == source)
        with session.no_autoflush:
            return cls(
                source,
                {(kind, str(key)): row_id for kind, key, row_id in session.execute(entries)},
                {key: KnownRound(digest, row_id) for key, digest, row_id in session.execute(rounds)},
                dict(session.execute(investments).all()),
            )

    def startup(self, external_id: str) -> int | None:
        """The id of the startup's entry, whether it is public or not."""
        return self._entries.get((STARTUP, external_id))

    def investor(self, external_id: str) -> int | None:
        return self._entries.get((INVESTOR, external_id))

    def named(self, session: Session, kind: str, name: str) -> set[int]:
        """The ids of the source's own entries that are called so there, or were."""
        if self._names is None:
            self._names = _names(session, self.source)
        return self._names.get((kind, folded_name(name)), set())


def _names(session: Session, source: str) -> dict[tuple[str, str], set[int]]:
    """Ids by kind and folded name. A key of a name may have its owner's behind it."""
    kinds = (STARTUP, INVESTOR)
    titles = select(Entry.kind, Entry.title, Entry.id).where(Entry.source == source, Entry.kind.in_(kinds))
    keys = select(EntryKey.kind, EntryKey.value, EntryKey.entry_id).where(
        EntryKey.source == source, EntryKey.kind.in_(kinds), EntryKey.scheme == "name"
    )
    found: dict[tuple[str, str], set[int]] = {}
    with session.no_autoflush:
        for kind, title, entry_id in session.execute(titles):
            found.setdefault((kind, folded_name(title)), set()).add(entry_id)
        for kind, value, entry_id in session.execute(keys):
            found.setdefault((kind, value.partition("|")[0]), set()).add(entry_id)
    return found
