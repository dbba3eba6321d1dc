"""Pages in a total order: score or field first, the id last, so that paging neither repeats nor skips.

The library breaks ties by where a document happens to lie; groups of equals are therefore put in order here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

import tantivy
from tantivy import Order, Query

from ecosystem.engines import projection
from ecosystem.engines.tantivy.query import Queries, narrowed

_Hit = tuple[Any, tantivy.DocAddress]
_GROWTH: Final = 4


@dataclass(frozen=True)
class Row:
    address: tantivy.DocAddress
    score: float


@dataclass(frozen=True)
class Page:
    rows: tuple[Row, ...]
    total: int


def by_relevance(searcher: tantivy.Searcher, query: Query, offset: int, limit: int, *, exact: bool = True) -> Page:
    """By score descending, then id; unless `exact`, equal scores stand as they lie."""
    end = offset + limit
    if not exact:
        found = searcher.search(query, limit=max(end, 1))
        return Page(tuple(Row(address, score) for score, address in found.hits[offset:end]), count_of(found))
    found = searcher.search(query, limit=end + 1)
    total, asked, hits = count_of(found), end + 1, found.hits
    while limit and len(hits) == asked and asked < total and hits[-1][0] == hits[max(end - 1, 0)][0]:
        asked *= _GROWTH  # the page ends within a group of equal scores: take the whole group
        hits = searcher.search(query, limit=asked, count=False).hits
    rows: list[Row] = []
    position = 0
    for score, group in groupby(hits, key=lambda hit: hit[0]):
        members = [address for _, address in group]
        if position < end and position + len(members) > offset:
            first, last = max(offset - position, 0), end - position
            rows += [Row(address, score) for address in _by_id(searcher, members)[first:last]]
        position += len(members)
    return Page(tuple(rows), total)


def by_field(
    searcher: tantivy.Searcher, queries: Queries, query: Query, name: str, order: Order, *, offset: int, limit: int
) -> Page:
    """By the engine field `name`, documents without it last in both directions, then id."""
    end = offset + limit
    found = searcher.search(query, limit=end + 1, order_by_field=name, order=order)
    if name == projection.ID:
        return Page(tuple(Row(address, 0.0) for _, address in found.hits[offset:end]), count_of(found))
    rows: list[Row] = []
    position = offset
    for value, group in groupby(found.hits[offset:end], key=lambda hit: hit[0]):
        members = [address for _, address in group]
        if not _whole(found.hits, position, len(members)):
            skip = position - _start(found.hits, position)
            same = narrowed(query, [queries.equals(name, value)])
            members = _page_by_id(searcher, same, skip, len(members))
        else:
            members = _by_id(searcher, members)
        rows += [Row(address, 0.0) for address in members]
        position += len(members)
    return Page(tuple(rows), count_of(found))


def count_of(result: tantivy.SearchResult) -> int:
    return int(result.count)  # type: ignore[attr-defined]  # missing in the library's stubs


def _whole(hits: Sequence[_Hit], start: int, length: int) -> bool:
    end = start + length
    begins = start == 0 or hits[start - 1][0] != hits[start][0]
    return begins and (end == len(hits) or hits[end][0] != hits[start][0])


def _start(hits: Sequence[_Hit], position: int) -> int:
    while position > 0 and hits[position - 1][0] == hits[position][0]:
        position -= 1
    return position


def _page_by_id(searcher: tantivy.Searcher, query: Query, skip: int, count: int) -> list[tantivy.DocAddress]:
    found = searcher.search(query, limit=skip + count, count=False, order_by_field=projection.ID, order=Order.Asc)
    return [address for _, address in found.hits[skip:]]


def _by_id(searcher: tantivy.Searcher, addresses: list[tantivy.DocAddress]) -> list[tantivy.DocAddress]:
    if len(addresses) == 1:
        return addresses
    return sorted(addresses, key=lambda address: str(searcher.doc(address).get_first(projection.ID)))
