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
_MOST_UNSETTLED: Final = 2_000


@dataclass(slots=True)
class KnownRound:
    """A round of the source. `row` while its id is not known yet; `said` is what this run's file says of it."""

    digest: str
    row_id: int | None = None
    row: Round | None = None
    said: RoundFacts | None = None

    @property
    def reference(self) -> Round | int:
        """The round for an investment to point at."""
        if self.row_id is not None:
            return self.row_id
        if self.row is None:
            raise LookupError("a round that was never written")
        return self.row


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
        self._unsettled: list[KnownRound] = []
        self._limit = _MOST_UNSETTLED

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

    def remember(self, external_id: str, made: Round, said: RoundFacts, digest: str) -> KnownRound:
        """A round just made; its row is let go as soon as it has an id."""
        known = self.rounds[external_id] = KnownRound(digest, row=made, said=said)
        self._unsettled.append(known)
        if len(self._unsettled) > self._limit:
            self._unsettled = [one for one in self._unsettled if not _settle(one)]
            self._limit = len(self._unsettled) + _MOST_UNSETTLED
        return known


def _settle(known: KnownRound) -> bool:
    if known.row is None or known.row.id is None:
        return False
    known.row_id, known.row = known.row.id, None
    return True
