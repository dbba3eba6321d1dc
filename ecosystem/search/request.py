"""What may be asked of an engine: a tree, never a query string, so that no input can be syntax."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from ecosystem.search.text_query import TextQuery

MAX_WINDOW: Final = 10_000
"""Relevance and sorts page to this many results on both engines."""


class RequestError(ValueError):
    """A request that no engine can answer; the message says, in English, what is wrong with it."""


@dataclass(frozen=True)
class AnyOf:
    """The keyword field holds at least one of the values. A document without the field never matches."""

    field: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Range:
    """The number field lies in [low, high]; None leaves an end open. A document without the field never matches."""

    field: str
    low: int | None = None
    high: int | None = None


Filter = AnyOf | Range


@dataclass(frozen=True)
class Facet:
    """Counts of a keyword or number field's values under all filters except those on the field itself (disjunctive).

    At most `size` values, by count descending, then value; `always` are listed even at 0.
    """

    field: str
    size: int = 50
    always: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sort:
    """By relevance (`field` None, descending) or by a sortable keyword or a number; missing last in both directions."""

    field: str | None = None
    direction: Literal["ascending", "descending"] = "ascending"


@dataclass(frozen=True)
class SearchRequest:
    """One question. `query` None matches everything. All filters must hold. Ties end with the document's id.

    0 <= offset, 0 <= limit, offset + limit <= MAX_WINDOW. `exact_total`: False allows an engine to stop counting,
    `exact_order`: False to leave equal scores in any order, where no next page will be asked for.
    """

    query: TextQuery | None = None
    filters: tuple[Filter, ...] = ()
    facets: tuple[Facet, ...] = ()
    sort: Sort = Sort()
    offset: int = 0
    limit: int = 20
    exact_total: bool = True
    exact_order: bool = True
