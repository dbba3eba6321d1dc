"""One search: ask the engine, re-read its hits under the viewer's scope, put the page together."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from ecosystem.catalogue import queries
from ecosystem.catalogue.kinds import Kind, Kinds
from ecosystem.catalogue.models import Entry
from ecosystem.discovery.facets import requested
from ecosystem.discovery.parameters import SORTS, Chosen, Query
from ecosystem.kernel.access.actor import Actor
from ecosystem.kernel.web.paging import PAGE_SIZE, Page
from ecosystem.organisations.models import Organisation
from ecosystem.search.engine import EngineUnavailable, SearchEngine
from ecosystem.search.request import MAX_WINDOW, AnyOf, Filter, SearchRequest
from ecosystem.search.results import FacetValue, Total

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Found:
    """What a page of results shows. `is_resting`: the engine is away and the list comes from the database alone."""

    entries: Sequence[Entry]
    total: Total
    page: Page
    facets: Mapping[str, tuple[FacetValue, ...]] = field(default_factory=dict)
    is_resting: bool = False
    owners: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Searcher:
    """Searches for one viewer. `kind` narrows to a list of one kind."""

    engine: SearchEngine
    session: Session
    actor: Actor
    kinds: Kinds
    kind: Kind | None = None

    def find(self, query: Query, page_number: int) -> Found:
        """The page asked for; from the database alone while the engine is away."""
        page = Page(page_number, 0, MAX_WINDOW)
        try:
            results = self.engine.search(self._request(query, min(page.offset, MAX_WINDOW - PAGE_SIZE)))
        except EngineUnavailable as error:
            log.warning("search is resting: %s", error)
            return self._resting(page_number)
        page = replace(page, total=results.total.value)
        entries = queries.in_order(self.session, self.actor, self.kinds, [hit.id for hit in results.hits])
        return Found(entries, results.total, page, results.facets, owners=self._owner_names(query))

    def few(self, query: Query, limit: int) -> tuple[Sequence[Entry], int]:
        """The first `limit` entries, and how many there are; no facets. Raises `EngineUnavailable`."""
        request = replace(self._request(query, 0), facets=(), limit=limit)
        results = self.engine.search(request)
        found = queries.in_order(self.session, self.actor, self.kinds, [hit.id for hit in results.hits])
        return found, results.total.value

    def count(self, query: Query, without: Chosen) -> int:
        """How many there would be with one filter less. Raises `EngineUnavailable`."""
        request = SearchRequest(query.text, self._narrowed(query.filters(without=without)), limit=0)
        return self.engine.search(request).total.value

    def _request(self, query: Query, offset: int) -> SearchRequest:
        return SearchRequest(
            text=query.text,
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
