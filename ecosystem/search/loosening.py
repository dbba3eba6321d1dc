"""Where next to nothing has all that a query names, what has some of it is found as well, below the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from ecosystem.search.engine import SearchEngine
from ecosystem.search.request import Filter, SearchRequest
from ecosystem.search.results import SearchResults
from ecosystem.search.text_query import Node, SomeOf, TextQuery

FEW: Final = 10
"""Fewer documents than these are next to nothing."""


@dataclass(frozen=True)
class Loosened:
    """`results`, and how many of them have all that was named; None where all have."""

    results: SearchResults
    strict: int | None = None


def search(engine: SearchEngine, request: SearchRequest, always: Sequence[Filter] = ()) -> Loosened:
    """Ask strictly, and loosely where that finds next to nothing.

    `always`: those of the request's filters that hold whatever a visitor chooses. What he chooses only narrows: it
    does not make strict results loose. Raises EngineUnavailable.
    """
    found = engine.search(request)
    query = request.query
    if query is None or query.loosely is None or found.total.value >= FEW:
        return Loosened(found)
    if len(request.filters) > len(always):
        unchosen = SearchRequest(query, tuple(always), limit=0, exact_total=False)
        if engine.search(unchosen).total.value >= FEW:
            return Loosened(found)
    loose = engine.search(replace(request, query=_loose(query, query.loosely)))
    return Loosened(loose, found.total.value) if loose.total.value > found.total.value else Loosened(found)


def _loose(query: TextQuery, loosely: Node) -> TextQuery:
    either = SomeOf((query.matches, loosely))
    return replace(query, matches=either, tiers=(*query.tiers, query.matches), loosely=None)
