"""Requests as plain bodies; never a query string, so nothing in a request can be syntax."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

from ecosystem.engines import projection
from ecosystem.search.request import MAX_WINDOW, AnyOf, Filter, SearchRequest
from ecosystem.search.schema import Schema
from ecosystem.search.text_query import AllOf, BestOf, Node, SomeOf, Term, TextQuery

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
        "query": narrowed(text_query(schema, request.query), filters(before)),
        "sort": _sort(schema, request),
        "from_": request.offset,
        "size": request.limit,
        "track_total_hits": True if request.exact_total else MAX_WINDOW,
    }
    return {**made, "post_filter": all_of(filters(after))} if after else made


def text_query(schema: Schema, asked: TextQuery | None) -> Body:
    """Everything for None."""
    if asked is None:
        return {"bool": {"filter": [LIVE]}}
    scores = _alternatives(asked.scores, 1, _by_field(schema))
    for bonus, tier in projection.bonuses(asked.tiers):
        scores.append({"constant_score": {"filter": _node(tier, _anywhere), "boost": bonus}})
    excluded = [_node(node, _anywhere) for node in asked.excluded]
    return {"bool": {"filter": [_node(asked.matches, _anywhere)], "should": scores, "must_not": excluded}}


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


def _sort(schema: Schema, request: SearchRequest) -> list[Body]:
    if request.sort.field is not None:
        order = "desc" if request.sort.direction == "descending" else "asc"
        return [{projection.value_name(schema, request.sort.field): {"order": order, "missing": "_last"}}, _BY_ID]
    if not request.exact_order:
        return [{"_score": "desc"}]
    return [_BY_ID] if request.query is None else [{"_score": "desc"}, _BY_ID]


Place = Callable[[Term], list[Body]]
"""A term as queries on the fields in which it may stand."""


def _node(node: Node, place: Place) -> Body:
    match node:
        case Term():
            return _some_of(place(node))
        case AllOf(()):
            return LIVE
        case AllOf(parts):
            return {"bool": {"must": [_node(part, place) for part in parts]}}
        case SomeOf(parts, at_least):
            return _some_of(_alternatives(parts, at_least, place), at_least) if parts else _NOTHING
        case BestOf(parts, tie):
            return {"dis_max": {"queries": [_node(part, place) for part in parts], "tie_breaker": tie}}


def _alternatives(parts: Sequence[Node], at_least: int, place: Place) -> list[Body]:
    """Where any one part is enough, the fields of its terms stand beside those of the others: a flatter query."""
    if at_least > 1:
        return [_node(part, place) for part in parts]
    return [one for part in parts for one in (place(part) if isinstance(part, Term) else [_node(part, place)])]


def _some_of(queries: Sequence[Body], at_least: int = 1) -> Body:
    return {"bool": {"should": list(queries), "minimum_should_match": at_least}}


def _anywhere(term: Term) -> list[Body]:
    return [{"term": {projection.whole_name(term.form): {"value": term.text}}}]


def _by_field(schema: Schema) -> Place:
    def place(term: Term) -> list[Body]:
        if term.form in projection.ALIKE:
            return [{"constant_score": {"filter": one, "boost": term.weight}} for one in _anywhere(term)]
        return [
            {"term": {target.name: {"value": term.text, "boost": target.boost}}}
            for target in projection.targets(schema, term)
        ]

    return place
