"""What a run of an import knows of one source: its startups, its investors, its deals so far; read in four statements.

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
from ecosystem.deals.facts import RoundFacts
from ecosystem.deals.models import Investment, Round

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
