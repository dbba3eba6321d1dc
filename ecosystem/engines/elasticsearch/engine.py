"""The six calls on Elasticsearch."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final

from elastic_transport import ObjectApiResponse
from elasticsearch import NotFoundError

from ecosystem.engines import projection
from ecosystem.engines.elasticsearch import facets, query
from ecosystem.engines.elasticsearch.bulk import BulkWriter
from ecosystem.engines.elasticsearch.client import connect, engine_faults
from ecosystem.engines.elasticsearch.generations import Generation, Generations
from ecosystem.engines.elasticsearch.scanning import scan
from ecosystem.engines.elasticsearch.schema import ADAPTER_VERSION, index_mapping, index_settings
from ecosystem.search.engine import EngineUnavailable, Operation, Written
from ecosystem.search.language.analysis import Analyser
from ecosystem.search.request import Filter, SearchRequest
from ecosystem.search.results import Health, Hit, SearchResults, Total
from ecosystem.search.schema import Schema
from ecosystem.search.validation import check_filters, check_request, sift

_LOG: Final = logging.getLogger(__name__)
_TERMS: Final = 25


class ElasticsearchEngine:
    """Speaks to the node or nodes at `url`; all its indexes begin with `prefix`, so installations can share a node.

    Connects at the first call. Until the first `rebuild` there is no index, and every call but `rebuild` and
    `health` raises EngineUnavailable; so too when the index was made for another schema.
    """

    def __init__(self, url: str, schema: Schema, analyser: Analyser, *, api_key: str | None, prefix: str) -> None:
        self._schema = schema
        self._analyser = analyser
        self._projection = projection.Projection(schema, analyser)
        self._digest = self._projection.digest(ADAPTER_VERSION)
        self._client = connect(url, api_key)
        self._generations = Generations(self._client, prefix)
        self._alias = self._generations.alias(self._digest)
        self._bulk = BulkWriter(self._client, self._projection, self._alias)

    def write(self, operations: Sequence[Operation], *, wait: bool = False) -> list[Written]:
        fitting, rejected = sift(self._schema, operations)
        with engine_faults():
            outcomes = self._bulk.write(fitting, wait=wait)
            return [rejected[index] if index in rejected else next(outcomes) for index in range(len(operations))]

    def search(self, request: SearchRequest) -> SearchResults:
        check_request(self._schema, request)
        answer = self._ask(
            **query.body(self._schema, request), aggregations=facets.aggregations(self._schema, request) or None
        )
        found = answer["hits"]["total"]
        return SearchResults(
            hits=_hits(answer),
            total=Total(int(found["value"]), exact=found["relation"] == "eq"),
            facets=facets.read(request.facets, answer.get("aggregations", {})),
        )

    def similar(
        self, source: str, *, text: str = "", filters: Sequence[Filter] = (), limit: int = 5
    ) -> tuple[Hit, ...]:
        check_filters(self._schema, filters)
        if limit < 1:
            return ()
        like = {"_index": self._alias, "_id": source} if source else " ".join(self._analyser.gist_of_text(text))
        near = {
            "fields": [projection.GIST],
            "like": [like],
            "min_term_freq": 1,
            "min_doc_freq": 2 if source else 1,
            "max_query_terms": _TERMS,
            "minimum_should_match": "1",
        }
        asked = query.narrowed({"more_like_this": near}, query.filters(filters))
        return _hits(self._ask(query=asked, sort=[{"_score": "desc"}, {projection.ID: "asc"}], size=limit))

    def scan(self, filters: Sequence[Filter] = ()) -> Iterator[tuple[str, int]]:
        check_filters(self._schema, filters)
        return scan(self._client, self._alias, query.all_of([query.LIVE, *query.filters(filters)]))

    def rebuild(self, documents: Iterable[Operation], replay: Callable[[], Iterable[Operation]]) -> int:
        with engine_faults():
            made = self._generations.create(index_settings(), index_mapping(self._schema))
            filling = BulkWriter(self._client, self._projection, self._generations.filling_alias(made.name))
            _report(filling.write(self._fitting(documents)))
            _report(filling.write(self._fitting(replay())))
            self._carry_tombstones(made, filling)
            self._generations.publish(made, self._digest)
            _report(self._bulk.write(self._fitting(replay()), wait=True))
            return self._count()

    def remove(self) -> None:
        """All indexes of this prefix."""
        with engine_faults():
            self._generations.remove()

    def health(self) -> Health:
        try:
            with engine_faults():
                generations = self._generations.all()
                ours = [one for one in generations if one.digest == self._digest]
                if ours:
                    return Health("ready", self._count(), ours[-1].name, self._digest)
        except EngineUnavailable as error:
            return Health("unreachable", 0, "", "", str(error))
        others = [one for one in generations if one.digest]
        return Health("stale", 0, others[-1].name, others[-1].digest) if others else Health("empty", 0, "", "")

    def _ask(self, **body: Any) -> ObjectApiResponse[Any]:
        with engine_faults():
            try:
                return self._ask_once(**body)
            except NotFoundError:
                # A rebuild may have replaced the index between its name's look-up and the search.
                return self._ask_once(**body)

    def _ask_once(self, **body: Any) -> ObjectApiResponse[Any]:
        answer: ObjectApiResponse[Any] = self._client.search(
            index=self._alias,
            preference=self._alias,  # one for all: two copies of a shard may score a trifle differently
            allow_partial_search_results=False,
            source=False,
            docvalue_fields=[{"field": projection.KIND}],
            **body,
        )
        return answer

    def _count(self) -> int:
        return int(self._client.count(index=self._alias, query=query.LIVE)["count"])

    def _carry_tombstones(self, made: Generation, filling: BulkWriter) -> None:
        """The recent ones of ids that the new generation does not hold: what it holds was loaded afterwards."""
        since = int(time.time()) - projection.TOMBSTONE_SECONDS
        recent: dict[str, Any] = {"range": {projection.DELETED: {"gte": since}}}
        for one in self._generations.all():
            if one.digest and one.name != made.name:
                found = dict(scan(self._client, one.name, recent))
                held = filling.held(list(found))
                tombstones = [Operation(key, version, None) for key, version in found.items() if key not in held]
                _report(filling.write(tombstones))

    def _fitting(self, operations: Iterable[Operation]) -> Iterator[Operation]:
        for operation in operations:
            _, rejected = sift(self._schema, [operation])
            if rejected:
                _LOG.warning("not indexed: %s: %s", operation.id, rejected[0].reason)
            else:
                yield operation


def _report(results: Iterable[Written]) -> None:
    for one in results:
        if one.outcome == "rejected":
            _LOG.warning("not indexed: %s: %s", one.id, one.reason)


def _hits(answer: ObjectApiResponse[Any]) -> tuple[Hit, ...]:
    return tuple(
        Hit(str(hit["_id"]), str(hit["fields"][projection.KIND][0]), float(hit["_score"] or 0.0))
        for hit in answer["hits"]["hits"]
    )
