"""One search: ask the engine, re-read its hits under the viewer's scope, put the page together."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from ecosystem.catalogue import queries
from ecosystem.catalogue.kinds import Kind, Kinds
from ecosystem.catalogue.models import Entry
from ecosystem.discovery.facets import requested
from ecosystem.discovery.language import Language
from ecosystem.discovery.parameters import SORTS, Query
from ecosystem.kernel.access.actor import Actor
from ecosystem.kernel.web.paging import PAGE_SIZE, Page
from ecosystem.organisations.models import Organisation
from ecosystem.search import loosening
from ecosystem.search.engine import EngineUnavailable, SearchEngine
from ecosystem.search.language.nearest import with_known_words
from ecosystem.search.language.normalise import as_written, strip_marks, tokens
from ecosystem.search.language.telex import is_syllable
from ecosystem.search.language.understanding import Interpreter, Understood
from ecosystem.search.request import MAX_WINDOW, AnyOf, Filter, SearchRequest, Sort
from ecosystem.search.results import FacetValue, SearchResults, Total

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Found:
    """What a page of results shows. `is_resting`: the engine is away and the list comes from the database alone.

    `complete`: how many have all the words; by relevance these stand first. None where that is not told.
    """

    entries: Sequence[Entry]
    total: Total
    page: Page
    facets: Mapping[str, tuple[FacetValue, ...]] = field(default_factory=dict)
    is_resting: bool = False
    owners: Mapping[str, str] = field(default_factory=dict)
    understood: Understood | None = None
    complete: int | None = None


class Split(NamedTuple):
    """Where all results are told apart: `complete` have all the words, `near` merely come close.

    `at`: so many rows of the page stand above the others; None where they stand among them.
    """

    complete: int
    near: int
    at: int | None

    @classmethod
    def of(cls, found: Found, *, is_ranked: bool) -> Split | None:
        """None where all are alike, or it is not known."""
        query = found.understood.query if found.understood else None
        if query is None or found.complete is None or found.total.value <= found.complete:
            return None
        is_first = is_ranked and query.complete in query.tiers
        above = max(0, found.complete - found.page.offset) if is_first else None
        return cls(found.complete, found.total.value - found.complete, above)


@dataclass(frozen=True)
class Searcher:
    """Searches for one viewer. `kind` narrows to a list of one kind."""

    engine: SearchEngine
    language: Language
    session: Session
    actor: Actor
    kinds: Kinds
    kind: Kind | None = None

    def find(self, query: Query, page_number: int) -> Found:
        """The page asked for; from the database alone while the engine is away."""
        page = Page(page_number, 0, MAX_WINDOW)
        understood = self._understood(query)
        try:
            offset = min(page.offset, MAX_WINDOW - PAGE_SIZE)
            request = self._request(query, understood, offset)
            results = self._search(request)
            complete = loosening.count_complete(self.engine, request) if results.total.value else None
        except EngineUnavailable as error:
            log.warning("search is resting: %s", error)
            return self._resting(page_number)
        page = replace(page, total=results.total.value)
        entries = queries.in_order(self.session, self.actor, self.kinds, [hit.id for hit in results.hits])
        owners = self._owner_names(query)
        return Found(
            entries,
            results.total,
            page,
            results.facets,
            owners=owners,
            understood=understood,
            complete=complete,
        )

    def few(self, query: Query, limit: int) -> tuple[Sequence[Entry], int]:
        """The first `limit` entries, and how many there are; no facets. Raises `EngineUnavailable`."""
        request = replace(self._request(query, self._understood(query), 0), facets=(), limit=limit)
        results = self._search(request)
        found = queries.in_order(self.session, self.actor, self.kinds, [hit.id for hit in results.hits])
        return found, results.total.value

    def count(self, query: Query) -> int:
        """How many there are. Raises `EngineUnavailable`."""
        request = replace(self._request(query, self._understood(query), 0), facets=(), sort=Sort(), limit=0)
        return self._search(request).total.value

    def with_known_words(self, text: str) -> Sequence[str]:
        """The text with words of the index in the place of one that it lacks, the nearest first.

        For a word of the glossary other words that mean the same.
        """
        reading = self._interpreter
        words = tuple(tokens(reading.read(text).text))
        alike = [as_written(" ".join(key)) for key in reading.glossary.alike_in_meaning(words)]
        return [*alike, *with_known_words(text, reading.lexicon)]

    def is_word(self, text: str) -> bool:
        """Whether the text is one word: of the glossary, or in English. Another syllable is part of one."""
        words = tokens(text)
        is_whole = len(words) == 1 and not is_syllable(strip_marks(words[0]))
        return is_whole or self._interpreter.glossary.is_key(words)

    def by_kind(self, query: Query) -> Mapping[str, int]:
        """How many there are of each kind, whatever kind the query is narrowed to. Raises `EngineUnavailable`."""
        anywhere = replace(self, kind=None)
        return {
            one.name: count
            for one in self.kinds.all
            if (count := anywhere.count(replace(query, kinds=(one.name,), chosen=())))
        }

    def _search(self, request: SearchRequest) -> SearchResults:
        return loosening.search(self.engine, request, self._narrowed(()))

    @cached_property
    def _interpreter(self) -> Interpreter:
        return self.language.interpreter(self.session)

    def _understood(self, query: Query) -> Understood | None:
        """None for a query without words, which costs nothing then."""
        return self._interpreter.read(query.text, exact=query.exact) if query.text else None

    def _request(self, query: Query, understood: Understood | None, offset: int) -> SearchRequest:
        return SearchRequest(
            query=understood.query if understood else None,
            filters=self._narrowed(query.filters()),
            facets=requested(self.kind, query),
            sort=SORTS[query.effective_sort],
            offset=offset,
            limit=PAGE_SIZE,
        )

    def _narrowed(self, filters: tuple[Filter, ...]) -> tuple[Filter, ...]:
        return (AnyOf("kind", (self.kind.name,)), *filters) if self.kind else filters

    def _resting(self, page_number: int) -> Found:
        page = Page(page_number, 0, MAX_WINDOW)
        offset = min(page.offset, MAX_WINDOW)
        entries, total = queries.listed(self.session, self.actor, self.kinds, self.kind, offset, PAGE_SIZE)
        return Found(entries, Total(total), replace(page, total=total), is_resting=True)

    def _owner_names(self, query: Query) -> Mapping[str, str]:
        chosen = query.values("owner")
        if not chosen:
            return {}
        statement = select(Organisation.public_id, Organisation.legal_name).where(Organisation.public_id.in_(chosen))
        return dict(self.session.execute(statement).all())


def similar_entries(
    engine: SearchEngine, session: Session, actor: Actor, kinds: Kinds, entry: Entry, limit: int
) -> list[Entry]:
    """The nearest public entries of the same kind; none while the engine is away."""
    try:
        hits = engine.similar(entry.public_id, filters=[AnyOf("kind", (entry.kind,))], limit=limit)
    except EngineUnavailable:
        return []
    return queries.in_order(session, actor, kinds, [hit.id for hit in hits])
