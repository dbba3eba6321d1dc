"""Where next to nothing has all that a query names, what has some of it is found as well, below the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from ecosystem.search.engine import SearchEngine
from ecosystem.search.request import Filter, SearchRequest
from ecosystem.search.results import SearchResults
from ecosystem.search.text_query import AllOf, SomeOf, TextQuery

FEW: Final = 10
"""Fewer documents than these are next to nothing."""


def search(engine: SearchEngine, request: SearchRequest, always: Sequence[Filter] = ()) -> SearchResults:
    """Ask for what matches, and loosely where that is next to nothing.

    `always`: those of the request's filters that hold whatever a visitor chooses. What he chooses only narrows: it
    does not make matches loose. Raises EngineUnavailable.
    """
    found = engine.search(request)
    query = request.query
    if query is None or query.loosely is None or found.total.value >= FEW:
        return found
    if len(request.filters) > len(always):
        unchosen = SearchRequest(query, tuple(always), limit=0, exact_total=False)
        if engine.search(unchosen).total.value >= FEW:
            return found
    either = SomeOf((query.matches, query.loosely))
    loose = replace(query, matches=either, tiers=(*query.tiers, query.matches))
    return engine.search(replace(request, query=loose))


def count_complete(engine: SearchEngine, request: SearchRequest) -> int | None:
    """How many have all the words; None where that is not told. Neither scored nor faceted, it costs next to nothing.

    Raises EngineUnavailable.
    """
    query = request.query
    if query is None or query.complete is None:
        return None
    asked = TextQuery(AllOf((query.matches, query.complete)), (), excluded=query.excluded)
    return engine.search(SearchRequest(asked, request.filters, limit=0)).total.value
