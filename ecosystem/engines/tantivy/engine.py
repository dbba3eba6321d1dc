"""The six calls on an embedded index."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

import tantivy
from tantivy import Occur, Order, Query

from ecosystem.engines import projection
from ecosystem.engines.tantivy import facets, ordering, similar
from ecosystem.engines.tantivy.faults import engine_faults
from ecosystem.engines.tantivy.generations import Generation, Generations
from ecosystem.engines.tantivy.locks import locked
from ecosystem.engines.tantivy.query import Queries, narrowed
from ecosystem.engines.tantivy.reader import Reader, Snapshot
from ecosystem.engines.tantivy.schema import ADAPTER_VERSION
from ecosystem.engines.tantivy.writer import Made, recent_tombstones, versions, writing
from ecosystem.search.engine import EngineUnavailable, Operation, Outcome, Written
from ecosystem.search.language.analysis import Analyser
from ecosystem.search.request import Filter, SearchRequest
from ecosystem.search.results import Health, Hit, SearchResults, Total
from ecosystem.search.schema import Schema
from ecosystem.search.validation import check_filters, check_request, sift

_SMALL_HEAP: Final = 15_000_000
_LARGE_HEAP: Final = 64_000_000
_MANY: Final = 200
"""Documents at once that the small heap would write in several pieces."""
_YOUNG: Final = 50
"""Documents that are written once more with the next ones, so that single edits do not make a piece each."""
_LOG: Final = logging.getLogger(__name__)


class TantivyEngine:
    """Keeps its index in `folder`, which several threads and processes of one machine may share (no NFS).

    Nothing is opened before the first call. Until the first `rebuild` there is no index, and every call but
    `rebuild` and `health` raises EngineUnavailable; so too when the index was made for another schema.
    """

    def __init__(self, folder: Path, schema: Schema, analyser: Analyser) -> None:
        self._schema = schema
        self._analyser = analyser
        self._projection = projection.Projection(schema, analyser)
        self._digest = self._projection.digest(ADAPTER_VERSION)
        self._generations = Generations(folder)
        self._reader = Reader(self._generations, self._digest)
        self._write_lock = folder / "write.lock"
        self._rebuild_lock = folder / "rebuild.lock"
        self._young: tuple[Path, Made] = (folder, {})

    def write(self, operations: Sequence[Operation], *, wait: bool = False) -> list[Written]:  # noqa: ARG002 - a commit is seen at once
        fitting, rejected = sift(self._schema, operations)
        outcomes: Iterator[Written] = iter(())
        if fitting:
            with engine_faults(), locked(self._write_lock):
                heap = _SMALL_HEAP if len(fitting) < _MANY else _LARGE_HEAP
                made = self._write(fitting, heap)
                outcomes = (Written(one.id, outcome) for one, outcome in zip(fitting, made, strict=True))
        return [rejected[index] if index in rejected else next(outcomes) for index in range(len(operations))]

    def _write(self, operations: Sequence[Operation], heap: int) -> list[Outcome]:
        """One piece for these and for what the last few writes of this process wrote: see `Session.join`."""
        path = self._reader.usable().path
        young, self._young = self._young, (path, {})
        with writing(self._projection, path, heap=heap, keep=len(operations) < _MANY) as session:
            outcomes = session.apply(operations)
            if young[0] == path and len(operations) < _MANY:
                session.join(young[1])
        if session.made is not None and len(session.made) <= _YOUNG:
            self._young = (path, session.made)
        return outcomes

    def search(self, request: SearchRequest) -> SearchResults:
        check_request(self._schema, request)
        with engine_faults():
            snapshot = self._reader.snapshot()
            queries = Queries(self._schema, snapshot.schema, snapshot.searcher)
            text = queries.text(request.query)
            filters = [(one.field, queries.filter(one)) for one in request.filters]
            page = self._page(snapshot, queries, narrowed(text, [query for _, query in filters]), request)
            matching = queries.matching(request.query)
            counts = facets.count(self._schema, snapshot.searcher, matching, filters, request.facets)
            hits = tuple(_hit(snapshot.searcher, row) for row in page.rows)
        return SearchResults(hits, Total(page.total), counts)

    def similar(
        self, source: str, *, text: str = "", filters: Sequence[Filter] = (), limit: int = 5
    ) -> tuple[Hit, ...]:
        check_filters(self._schema, filters)
        with engine_faults():
            snapshot = self._reader.snapshot()
            queries = Queries(self._schema, snapshot.schema, snapshot.searcher)
            searcher = snapshot.searcher
            gist = similar.gist_of(searcher, queries, source) if source else self._analyser.gist_of_text(text)
            like = similar.like(searcher, queries, gist, rarest=2 if source else 1)
            if like is None or limit < 1:
                return ()
            near = narrowed(like, [queries.filter(one) for one in filters])
            if source:
                itself = queries.equals(projection.ID, source)
                near = Query.boolean_query([(Occur.Must, near), (Occur.MustNot, itself)])
            page = ordering.by_relevance(searcher, near, 0, limit)
            return tuple(_hit(searcher, row) for row in page.rows)

    def scan(self, filters: Sequence[Filter] = ()) -> Iterator[tuple[str, int]]:
        check_filters(self._schema, filters)
        with engine_faults():
            snapshot = self._reader.snapshot()
            queries = Queries(self._schema, snapshot.schema, snapshot.searcher)
            query = narrowed(queries.live(), [queries.filter(one) for one in filters])
            found = versions(snapshot.searcher, query, snapshot.searcher.num_docs)
        return iter(found)

    def rebuild(self, documents: Iterable[Operation], replay: Callable[[], Iterable[Operation]]) -> int:
        with locked(self._rebuild_lock):
            with engine_faults():
                made = self._generations.create(self._digest)
            with writing(self._projection, made.path, heap=_LARGE_HEAP) as session:
                session.apply_all(self._fitting(documents))
                session.commit()
                session.apply_all(self._fitting(replay()))
            self._swap(made)
            self.write(list(self._fitting(replay())))
            self._generations.drop_others()
            return self.health().documents

    def health(self) -> Health:
        try:
            generation = self._generations.current()
            if generation is None:
                return Health("empty", 0, "", "")
            digest = generation.digest
            if digest != self._digest:
                return Health("stale", 0, generation.name, digest)
            with engine_faults():
                snapshot = self._reader.snapshot()
                live = Queries(self._schema, snapshot.schema, snapshot.searcher).live()
                documents = ordering.count_of(snapshot.searcher.search(live, limit=1))
            return Health("ready", documents, snapshot.generation, digest)
        except (EngineUnavailable, OSError) as error:
            return Health("unreachable", 0, "", "", str(error))

    def _page(self, snapshot: Snapshot, queries: Queries, query: Query, request: SearchRequest) -> ordering.Page:
        order = Order.Desc if request.sort.direction == "descending" else Order.Asc
        name = projection.value_name(self._schema, request.sort.field) if request.sort.field else ""
        if not name and (request.query is not None or not request.exact_order):
            return ordering.by_relevance(
                snapshot.searcher, query, request.offset, request.limit, exact=request.exact_order
            )
        if not name:
            name, order = projection.ID, Order.Asc
        return ordering.by_field(
            snapshot.searcher, queries, query, name, order, offset=request.offset, limit=request.limit
        )

    def _swap(self, made: Generation) -> None:
        """Writers wait meanwhile: what they wrote into the old generation is replayed afterwards."""
        with engine_faults(), locked(self._write_lock):
            tombstones = self._recent_tombstones()
            if tombstones:
                with writing(self._projection, made.path, heap=_SMALL_HEAP) as session:
                    session.add_tombstones(tombstones)
            self._generations.publish(made)

    def _recent_tombstones(self) -> list[Operation]:
        try:
            snapshot = self._reader.snapshot()
        except (EngineUnavailable, OSError, ValueError):
            return []  # no index before this one, or none that can be read
        return recent_tombstones(snapshot.schema, snapshot.searcher)

    def _fitting(self, operations: Iterable[Operation]) -> Iterator[Operation]:
        for operation in operations:
            _, rejected = sift(self._schema, [operation])
            if rejected:
                _LOG.warning("not indexed: %s: %s", operation.id, rejected[0].reason)
            else:
                yield operation


def _hit(searcher: tantivy.Searcher, row: ordering.Row) -> Hit:
    stored = searcher.doc(row.address)
    return Hit(str(stored.get_first(projection.ID)), str(stored.get_first(projection.KIND)), float(row.score))
