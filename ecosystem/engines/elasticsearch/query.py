"""Requests as plain bodies; never a query string, so nothing in a request can be syntax."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from ecosystem.engines import projection
from ecosystem.search.language.analysis import Clause, TextQuery, analyse_query, asks_nothing
from ecosystem.search.request import MAX_WINDOW, AnyOf, Filter, SearchRequest, Sort
from ecosystem.search.schema import Schema

Body = dict[str, Any]

LIVE: Final[Body] = {"term": {projection.LIVE: True}}
"""Every document; tombstones hold nothing that any other query could find."""
_NOTHING: Final[Body] = {"match_none": {}}
_BY_ID: Final[Body] = {projection.ID: "asc"}


def body(schema: Schema, request: SearchRequest) -> Body:
    """All of a search but its facets. Filters on fields with a facet come after counting."""
    counted = {facet.field for facet in request.facets}
    before = [one for one in request.filters if one.field not in counted]
    after = [one for one in request.filters if one.field in counted]
    made: Body = {
        "query": narrowed(text_query(schema, request.text), filters(before)),
        "sort": _sort(schema, request.sort, scored=not asks_nothing(request.text)),
        "from_": request.offset,
        "size": request.limit,
        "track_total_hits": True if request.exact_total else MAX_WINDOW,
    }
    return {**made, "post_filter": all_of(filters(after))} if after else made


def text_query(schema: Schema, text: str) -> Body:
    """Everything for an empty text, nothing for one without letters and digits."""
    if asks_nothing(text):
        return {"bool": {"filter": [LIVE]}}
    asked = analyse_query(text)
    return _asked(schema, asked) if asked else _NOTHING


def filters(asked: Iterable[Filter]) -> list[Body]:
    return [_filter(one) for one in asked]


def narrowed(query: Body, conditions: Sequence[Body]) -> Body:
    """`query`, its scores unchanged, where all conditions hold."""
    return {"bool": {"must": [query], "filter": list(conditions)}} if conditions else query


def all_of(conditions: Sequence[Body]) -> Body:
    return {"bool": {"filter": list(conditions)}}


def _filter(one: Filter) -> Body:
    if isinstance(one, AnyOf):
        return {"terms": {projection.keyword_name(one.field): list(one.values)}}
    name = projection.number_name(one.field)
    ends = {end: value for end, value in (("gte", one.low), ("lte", one.high)) if value is not None}
    return {"range": {name: ends}} if ends else {"exists": {"field": name}}


def _sort(schema: Schema, sort: Sort, *, scored: bool) -> list[Body]:
    if sort.field is None:
        return [{"_score": "desc"}, _BY_ID] if scored else [_BY_ID]
    order = "desc" if sort.direction == "descending" else "asc"
    return [{projection.value_name(schema, sort.field): {"order": order, "missing": "_last"}}, _BY_ID]


def _asked(schema: Schema, asked: TextQuery) -> Body:
    groups = [_any_of([one for clause in group for one in _clause(schema, clause)]) for group in asked.tokens]
    bonus = [one for clause in asked.bonus for one in _clause(schema, clause)]
    if asked.as_typed:
        exact = all_of([_any_of(_clause(schema, clause)) for clause in asked.as_typed])
        bonus.append({"constant_score": {"filter": exact, "boost": projection.AS_TYPED_BONUS}})
    return {"bool": {"must": [_any_of(groups, at_least=asked.required)], "should": bonus}}


def _any_of(queries: Sequence[Body], at_least: int = 1) -> Body:
    return {"bool": {"should": list(queries), "minimum_should_match": at_least}}


def _clause(schema: Schema, clause: Clause) -> list[Body]:
    return [
        {"term": {name: {"value": clause.term, "boost": boost}}} for name, boost in projection.targets(schema, clause)
    ]
