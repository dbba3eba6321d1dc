"""One page of an entry's matches: as cards, or as rows of a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from flask import current_app
from sqlalchemy.orm import Session

from ecosystem.catalogue import queries as catalogue
from ecosystem.catalogue.kinds import Kinds
from ecosystem.catalogue.models import Entry
from ecosystem.kernel.access.actor import Actor
from ecosystem.matchmaking import queries_pages, service
from ecosystem.matchmaking.cards import Card, Drawn, card, scale_of, titled
from ecosystem.matchmaking.columns import Cell, Columns, in_order
from ecosystem.matchmaking.finding import Found
from ecosystem.matchmaking.pairings import Pairing, Words
from ecosystem.matchmaking.points import Band, above, band_of, signed, tenths
from ecosystem.matchmaking.wishes import MIDDLE, Wishes
from ecosystem.rates.queries import rates
from ecosystem.taxonomy.queries import vocabularies

if TYPE_CHECKING:
    from ecosystem.matching.matcher import Match

CARDS: Final = 10
ROWS: Final = 25
SORTED: Final = 100
"""The table sorts among so many of the first matches."""


@dataclass(frozen=True)
class TableRow:
    """A match in the table; `returned` as on a card."""

    entry: Entry
    title: str
    lang: str
    score: str
    band: Band
    returned: service.Passed | None
    cells: Sequence[Cell]


@dataclass(frozen=True)
class Listing:
    """The matches of `own` with one kind of others, in the order that was wished."""

    session: Session
    actor: Actor
    own: Entry
    kinds: Kinds
    pairing: Pairing
    wishes: Wishes
    words: Words

    @cached_property
    def dismissed(self) -> service.Dismissed:
        return service.dismissed(self.session, self.actor, self.kinds, self.own)

    @cached_property
    def asked(self) -> frozenset[str]:
        """Entries of those with whom the organisation has, or lately had, an introduction, by public id."""
        owner_id = self.own.owner_id or 0
        asked: frozenset[str] = current_app.extensions["asked_of"](self.session, [owner_id])[owner_id]
        return asked

    @cached_property
    def found(self) -> Found:
        """Everybody, without own entries, those that were passed over and those that were asked for an introduction."""
        return self._find(self.wishes)

    @cached_property
    def _held(self) -> Found:
        """The same while no limit is relaxed."""
        return self._find(replace(self.wishes, relaxed=frozenset())) if self.wishes.relaxed else self.found

    @cached_property
    def added(self) -> list[tuple[int, str]]:
        """Place, from 1, and public id of those who stand in the list because a limit is relaxed."""
        if not self.wishes.relaxed:
            return []
        held = {one.id for one in self._held.fitting}
        return [(place, one.id) for place, one in enumerate(self.found.fitting, 1) if one.id not in held]

    @property
    def plain_order(self) -> Sequence[str]:
        """The public ids of all who fit, in the order without the slider."""
        return [one.id for one in self._find(replace(self.wishes, stop=MIDDLE)).fitting]

    def _find(self, wishes: Wishes) -> Found:
        hidden, shown = self._kept
        return self.pairing.find(wishes, hidden, shown)

    @cached_property
    def _kept(self) -> tuple[AbstractSet[str], Mapping[str, float]]:
        """Who stands in no list, and how often others were shown."""
        hidden = queries_pages.left_out(self.session, self.own, self.dismissed.hidden) | self.asked
        return hidden, queries_pages.shown(self.session, self.pairing.other)

    @cached_property
    def fitting(self) -> int:
        """How many fit, and nothing stands between them."""
        return self._held.fit(self.base)

    @property
    def same(self) -> str:
        """What is the same in every score, in words."""
        return signed(tenths(self.base), self.words.language)

    @property
    def ranked(self) -> int:
        """Among how many they stand: the list and those whom a limit leaves out."""
        return len(self.found.fitting) + len(self.found.unfit)

    @property
    def introduced(self) -> int:
        """How many are kept out of the list by an introduction."""
        return sum(self.pairing.knows(one) for one in self.asked)

    @cached_property
    def base(self) -> float:
        """What is the same in every score of the list."""
        return self.pairing.base

    def cards(self, offset: int, count: int = CARDS) -> list[Card]:
        """The matches from `offset` on, with reasons. Those whose page is no longer open are left out."""
        matches = self.found.fitting[offset : offset + count]
        entries = self._entries(matches)
        told = self.pairing.tell([one.id for one in matches if one.id in entries], self.words)
        drawn = {public_id: Drawn.short(one) for public_id, one in told.items()}
        scale = scale_of(list(drawn.values()))
        return [
            card(
                entries[one.id],
                self.kinds.of(entries[one.id]),
                drawn[one.id],
                scale,
                self.words,
                self._more(one, offset + place, entries[one.id]),
            )
            for place, one in enumerate(matches, 1)
            if one.id in drawn
        ]

    def _more(self, match: Match, rank: int, entry: Entry) -> Mapping[str, Any]:
        return {
            "rank": rank,
            "is_discovery": match.is_discovery,
            "between": list(self.pairing.between(match.id, self.words).values()) if self.wishes.relaxed else [],
            "returned": self.dismissed.returned.get(entry.id),
            "deals": self.pairing.deals_of(match.id),
        }

    def rows(self, names: Sequence[str]) -> list[TableRow]:
        """The first matches as rows with these columns, sorted as wished."""
        matches = self.found.fitting[:SORTED]
        entries = self._entries(matches)
        columns = Columns(self.words, rates(self.session), vocabularies(self.session))
        rows = [self._row(one, entries[one.id], columns, names) for one in matches if one.id in entries]
        if not self.wishes.sort:
            return rows
        keys = [columns.cell(self.wishes.sort, row.entry).key for row in rows]
        return [rows[place] for place in in_order(keys, descending=self.wishes.is_descending)]

    def _row(self, match: Match, entry: Entry, columns: Columns, names: Sequence[str]) -> TableRow:
        title = titled(entry, self.kinds.of(entry), self.words.language)
        return TableRow(
            entry=entry,
            title=title.title,
            lang=title.lang,
            score=signed(tenths(match.score), self.words.language),
            band=band_of(above(match.score, self.base), is_specific=match.is_specific),
            returned=self.dismissed.returned.get(entry.id),
            cells=[columns.cell(name, entry) for name in names],
        )

    def _entries(self, matches: Sequence[Match]) -> dict[str, Entry]:
        found = catalogue.in_order(self.session, self.actor, self.kinds, [one.id for one in matches])
        return {entry.public_id: entry for entry in found}
