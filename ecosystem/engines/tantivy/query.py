"""Requests as query objects; never the query parser, so nothing in a request can be syntax."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from math import log1p
from typing import Final

import tantivy
from tantivy import Occur, Query

from ecosystem.engines import projection
from ecosystem.engines.tantivy.schema import EVERY, HELD
from ecosystem.search.language.analysis import FORMS
from ecosystem.search.request import AnyOf, Filter, Range
from ecosystem.search.schema import Schema
from ecosystem.search.text_query import AllOf, BestOf, Node, SomeOf, Term, TextQuery

_LOWEST: Final = -(2**63)


class Queries:
    """Builds queries for one opened index."""

    def __init__(self, schema: Schema, index_schema: tantivy.Schema, searcher: tantivy.Searcher) -> None:
        self._schema = schema
        self._index_schema = index_schema
        self._searcher = searcher

    def live(self) -> Query:
        """Every document; tombstones hold nothing that any other query could find."""
        return Query.term_query(self._index_schema, projection.LIVE, field_value=True)

    def matching(self, asked: TextQuery | None) -> Query:
        """What is found, without scores; everything for None."""
        if asked is None:
            return self.live()
        excluded = [(Occur.MustNot, self._node(node, self._anywhere)) for node in asked.excluded]
        return Query.boolean_query([(Occur.Must, self._node(asked.matches, self._anywhere)), *excluded])

    def text(self, asked: TextQuery | None) -> Query:
        """The same with its scores."""
        if asked is None:
            return self.live()
        scores = [(Occur.Should, query) for query in self._alternatives(asked.scores, 1, self._by_field)]
        for bonus, tier in projection.bonuses(asked.tiers):
            scores.append((Occur.Should, Query.const_score_query(self._node(tier, self._anywhere), bonus)))
        return Query.boolean_query([(Occur.Must, Query.const_score_query(self.matching(asked), 0.0)), *scores])

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

    def _node(self, node: Node, term: Callable[[Term], list[Query]]) -> Query:
        match node:
            case Term():
                return any_of(term(node))
            case AllOf(()):
                return self.live()
            case AllOf(parts):
                return all_of([self._node(part, term) for part in parts])
            case SomeOf(parts, at_least):
                return any_of(self._alternatives(parts, at_least, term), at_least)
            case BestOf(parts, tie):
                return Query.disjunction_max_query([self._node(part, term) for part in parts], tie)

    def _alternatives(self, parts: Sequence[Node], at_least: int, term: Callable[[Term], list[Query]]) -> list[Query]:
        """Where any one part is enough, the fields of its terms stand beside those of the others: a flatter query."""
        if at_least > 1:
            return [self._node(part, term) for part in parts]
        return [
            query for part in parts for query in (term(part) if isinstance(part, Term) else [self._node(part, term)])
        ]

    def _anywhere(self, term: Term) -> list[Query]:
        name = projection.whole_name(term.form)
        return (
            [Query.term_query(self._index_schema, name, term.text)] if self._searcher.doc_freq(name, term.text) else []
        )

    def _by_field(self, term: Term) -> list[Query]:
        """In the fields that have the term, each weighed as if the index held the documents with that text alone.

        The library takes all documents for a term's rarity, so that the glue of one language would count as rare.
        """
        if term.form in projection.ALIKE:
            return [Query.const_score_query(query, term.weight) for query in self._anywhere(term)]
        return [
            _boosted(
                Query.term_query(self._index_schema, target.name, term.text, index_option="freq"),
                target.boost * _rarity(frequency, self._holders[target.text]) / _rarity(frequency, self._documents),
            )
            for target in projection.targets(self._schema, term)
            if (frequency := self._searcher.doc_freq(target.name, term.text))
        ]

    @cached_property
    def _documents(self) -> int:
        """Deleted ones that are not swept yet included, as the library counts."""
        return self._searcher.doc_freq(HELD, EVERY)

    @cached_property
    def _holders(self) -> Mapping[str, int]:
        """How many documents have each text."""
        names = [projection.held_name(field, language) for field in self._schema.texts for language in FORMS]
        return {name: self._searcher.doc_freq(HELD, name) for name in names}


def any_of(queries: Sequence[Query], at_least: int = 1) -> Query:
    if not queries:
        return Query.empty_query()
    return Query.boolean_query([(Occur.Should, query) for query in queries], minimum_number_should_match=at_least)


def all_of(queries: Sequence[Query]) -> Query:
    return Query.boolean_query([(Occur.Must, query) for query in queries])


def narrowed(query: Query, filters: Sequence[Query]) -> Query:
    """`query`, its scores unchanged, where all filters hold."""
    if not filters:
        return query
    silent = [(Occur.Must, Query.const_score_query(one, 0.0)) for one in filters]
    return Query.boolean_query([(Occur.Must, query), *silent])


def _rarity(frequency: int, documents: int) -> float:
    """Of a term in that many of so many documents, as BM25 has it in both engines."""
    return log1p((documents - frequency + 0.5) / (frequency + 0.5))


def _boosted(query: Query, boost: float) -> Query:
    return query if boost == 1.0 else Query.boost_query(query, boost)
