"""The engines' own calls: the same query, filters, facets and total, ids only; all is prepared before the clock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import tantivy
from elasticsearch import Elasticsearch

from ecosystem.engines import projection
from ecosystem.engines.elasticsearch import facets as elasticsearch_facets
from ecosystem.engines.elasticsearch import query as elasticsearch_query
from ecosystem.engines.tantivy.query import Queries, narrowed
from ecosystem.search.request import SearchRequest
from ecosystem.search.schema import Schema

Call = Callable[[], object]


class RawEngine(Protocol):
    """One of the two engines."""

    @property
    def name(self) -> str:
        """For the table."""
        ...

    def prepare(self, request: SearchRequest) -> Call:
        """What is to be timed."""
        ...


@dataclass
class RawTantivy:
    """The library's own search and aggregations on the newest generation in `folder`."""

    folder: Path
    schema: Schema
    name: str = "embedded"

    def __post_init__(self) -> None:
        generation = (self.folder / "CURRENT").read_text(encoding="ascii")
        index = tantivy.Index.open(str(self.folder / generation))
        self.searcher = index.searcher()
        self.queries = Queries(self.schema, index.schema, self.searcher)

    def prepare(self, request: SearchRequest) -> Call:
        text = self.queries.text(request.query)
        filters = [(one.field, self.queries.filter(one)) for one in request.filters]
        query = narrowed(text, [one for _, one in filters])
        aggregations = self._aggregations(request, self.queries.matching(request.query), filters)
        end = request.offset + request.limit
        order: dict[str, Any] = {}
        if request.sort.field:
            descending = request.sort.direction == "descending"
            order["order_by_field"] = projection.value_name(self.schema, request.sort.field)
            order["order"] = tantivy.Order.Desc if descending else tantivy.Order.Asc

        def call() -> object:
            hits = self.searcher.search(query, limit=max(end, 1), **order).hits[request.offset : end]
            ids = [self.searcher.doc(address).get_first(projection.ID) for _, address in hits]
            return ids, [self.searcher.aggregate(counted, asked) for counted, asked in aggregations]

        return call

    def _aggregations(
        self, request: SearchRequest, matching: tantivy.Query, filters: list[tuple[str, tantivy.Query]]
    ) -> list[tuple[tantivy.Query, dict[str, Any]]]:
        """One for all facets without a filter of their own, one for each other: as few as give the same counts."""
        groups: dict[str, dict[str, Any]] = {}
        filtered = {name for name, _ in filters}
        for facet in request.facets:
            terms = {"terms": {"field": projection.value_name(self.schema, facet.field), "size": facet.size}}
            groups.setdefault(facet.field if facet.field in filtered else "", {})[facet.field] = terms
        return [
            (narrowed(matching, [one for name, one in filters if name != own or not own]), asked)
            for own, asked in groups.items()
        ]


@dataclass(frozen=True)
class RawElasticsearch:
    """The client's search on the one index that begins with `prefix`."""

    client: Elasticsearch
    schema: Schema
    prefix: str
    name: str = "elasticsearch"

    def prepare(self, request: SearchRequest) -> Call:
        body = elasticsearch_query.body(self.schema, request)
        aggregations = elasticsearch_facets.aggregations(self.schema, request) or None
        index = f"{self.prefix}-gen-*"
        return lambda: self.client.search(index=index, source=False, aggregations=aggregations, **body)
