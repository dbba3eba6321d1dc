"""Requests as query objects; never the query parser, so nothing in a request can be syntax."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

import tantivy
from tantivy import Occur, Query

from ecosystem.engines import projection
from ecosystem.search.language.analysis import Clause, TextQuery, analyse_query, asks_nothing
from ecosystem.search.request import AnyOf, Filter, Range
from ecosystem.search.schema import Schema

_LOWEST: Final = -(2**63)


class Queries:
    """Builds queries for one opened index."""

    def __init__(self, schema: Schema, index_schema: tantivy.Schema) -> None:
        self._schema = schema
        self._index_schema = index_schema

    def live(self) -> Query:
        """Every document; tombstones hold nothing that any other query could find."""
        return Query.term_query(self._index_schema, projection.LIVE, field_value=True)

    def text(self, text: str) -> Query:
        """Everything for an empty text, nothing for one without letters and digits."""
        if asks_nothing(text):
            return self.live()
        asked = analyse_query(text)
        return self._asked(asked) if asked else Query.empty_query()

    def filter(self, one: Filter) -> Query:
        if isinstance(one, Range):
            return self._range(one)
        return self.any_of(one)

    def any_of(self, one: AnyOf) -> Query:
        return Query.term_set_query(self._index_schema, projection.keyword_name(one.field), list(one.values))

    def equals(self, name: str, value: str | int | None) -> Query:
        """The engine field `name` holds `value`; None: holds nothing."""
        if value is None:
            return Query.boolean_query([(Occur.Must, self.live()), (Occur.MustNot, Query.exists_query(name))])
        return Query.term_query(self._index_schema, name, value)

    def terms(self, name: str, terms: Iterable[str]) -> Query:
        """Any of the terms in one engine field."""
        return any_of([Query.term_query(self._index_schema, name, term, index_option="freq") for term in terms])

    def _range(self, one: Range) -> Query:
        low = _LOWEST if one.low is None and one.high is None else one.low
        name = projection.number_name(one.field)
        return Query.range_query(
            self._index_schema, name, tantivy.FieldType.Integer, lower_bound=low, upper_bound=one.high
        )

    def _asked(self, asked: TextQuery) -> Query:
        groups = [any_of([query for clause in group for query in self._clause(clause)]) for group in asked.tokens]
        words = (Occur.Must, any_of(groups, at_least=asked.required))
        bonus = [(Occur.Should, query) for clause in asked.bonus for query in self._clause(clause)]
        if asked.as_typed:
            exact = all_of([any_of(self._clause(clause)) for clause in asked.as_typed])
            bonus.append((Occur.Should, Query.const_score_query(exact, projection.AS_TYPED_BONUS)))
        return Query.boolean_query([words, *bonus])

    def _clause(self, clause: Clause) -> list[Query]:
        return [
            _boosted(Query.term_query(self._index_schema, name, clause.term, index_option="freq"), boost)
            for name, boost in projection.targets(self._schema, clause)
        ]


def any_of(queries: Sequence[Query], at_least: int = 1) -> Query:
    return Query.boolean_query([(Occur.Should, query) for query in queries], minimum_number_should_match=at_least)


def all_of(queries: Sequence[Query]) -> Query:
    return Query.boolean_query([(Occur.Must, query) for query in queries])


def narrowed(query: Query, filters: Sequence[Query]) -> Query:
    """`query`, its scores unchanged, where all filters hold."""
    if not filters:
        return query
    silent = [(Occur.Must, Query.const_score_query(one, 0.0)) for one in filters]
    return Query.boolean_query([(Occur.Must, query), *silent])


def _boosted(query: Query, boost: float) -> Query:
    return query if boost == 1.0 else Query.boost_query(query, boost)
