"""Disjunctive counts: one aggregation for all facets without a filter of their own, one for each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import tantivy
from tantivy import Query

from ecosystem.engines import projection
from ecosystem.engines.tantivy.query import narrowed
from ecosystem.search.request import Facet
from ecosystem.search.results import FacetValue
from ecosystem.search.schema import Schema

_BUCKETS: Final = 65_000
"""The library gives up above this; the values beyond are the rarest of each segment."""


def count(
    schema: Schema,
    searcher: tantivy.Searcher,
    text: Query,
    filters: Sequence[tuple[str, Query]],
    facets: Sequence[Facet],
) -> dict[str, tuple[FacetValue, ...]]:
    """`filters` are (field, query)."""
    filtered = {field for field, _ in filters}
    free = [facet for facet in facets if facet.field not in filtered]
    groups = (
        [free, *([facet] for facet in facets if facet.field in filtered)] if free else [[facet] for facet in facets]
    )
    counted: dict[str, tuple[FacetValue, ...]] = {}
    for group in groups:
        own = {facet.field for facet in group}
        query = narrowed(text, [one for field, one in filters if field not in own])
        asked = {facet.field: _terms(projection.value_name(schema, facet.field)) for facet in group}
        answer = searcher.aggregate(query, asked)
        counted |= {facet.field: _listed(facet, answer[facet.field]["buckets"]) for facet in group}
    return {facet.field: counted[facet.field] for facet in facets}


def _terms(name: str) -> dict[str, Any]:
    return {"terms": {"field": name, "size": _BUCKETS, "segment_size": _BUCKETS}}


def _listed(facet: Facet, buckets: Sequence[Mapping[str, Any]]) -> tuple[FacetValue, ...]:
    ordered = sorted(buckets, key=lambda bucket: (-bucket["doc_count"], bucket["key"]))
    counts = {str(bucket["key"]): int(bucket["doc_count"]) for bucket in ordered}
    shown = dict(list(counts.items())[: facet.size])
    late = {value: counts.get(value, 0) for value in facet.always if value not in shown}
    values = [FacetValue(value, number) for value, number in {**shown, **late}.items()]
    return tuple(values)
