"""How many public entries there are of each kind, or at each task: counted by the engine, as the search pages count."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from typing import Final

from ecosystem.search.engine import EngineUnavailable, SearchEngine
from ecosystem.search.request import Facet, SearchRequest

log = logging.getLogger(__name__)

_SIZE: Final = 200


def counts(engine: SearchEngine, fields: Sequence[str]) -> Mapping[str, Mapping[str, int]] | None:
    """Field to value to number of entries, in one call; None while the engine is away."""
    request = SearchRequest(facets=tuple(Facet(name, size=_SIZE) for name in fields), limit=0)
    try:
        found = engine.search(request).facets
    except EngineUnavailable as error:
        log.warning("nothing is counted, search is resting: %s", error)
        return None
    return {name: {one.value: one.count for one in found.get(name, ())} for name in fields}
