"""Disjunctive counts: each facet is counted under the filters of the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from ecosystem.engines import projection
from ecosystem.engines.elasticsearch.query import Body, all_of, filters
from ecosystem.search.request import Facet, SearchRequest
from ecosystem.search.results import FacetValue
from ecosystem.search.schema import Schema

_VALUES: Final = "values"
_ALWAYS: Final = "always"


def aggregations(schema: Schema, request: SearchRequest) -> dict[str, Body]:
    """One for each facet, by its field; filters on fields without a facet belong to the query already."""
    counted = {facet.field for facet in request.facets}
    made: dict[str, Body] = {}
    for facet in request.facets:
        others = [one for one in request.filters if one.field in counted and one.field != facet.field]
        made[facet.field] = {"filter": all_of(filters(others)), "aggs": _counts(schema, facet)}
    return made


def read(facets: Sequence[Facet], answer: Mapping[str, Any]) -> dict[str, tuple[FacetValue, ...]]:
    return {facet.field: _listed(facet, answer[facet.field]) for facet in facets}


def _counts(schema: Schema, facet: Facet) -> dict[str, Body]:
    name = projection.value_name(schema, facet.field)
    order = [{"_count": "desc"}, {"_key": "asc"}]
    made: dict[str, Body] = {_VALUES: {"terms": {"field": name, "size": facet.size, "order": order}}}
    if facet.always:
        made[_ALWAYS] = {"filters": {"filters": [{"term": {name: value}} for value in facet.always]}}
    return made


def _listed(facet: Facet, answer: Mapping[str, Any]) -> tuple[FacetValue, ...]:
    counts = {str(bucket["key"]): int(bucket["doc_count"]) for bucket in answer[_VALUES]["buckets"]}
    if facet.always:
        for value, bucket in zip(facet.always, answer[_ALWAYS]["buckets"], strict=True):
            counts.setdefault(value, int(bucket["doc_count"]))
    return tuple(FacetValue(value, count) for value, count in counts.items())
