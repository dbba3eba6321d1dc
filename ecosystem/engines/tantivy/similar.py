"""Nearest documents by the rarest terms they share."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from typing import Final

import tantivy

from ecosystem.engines import projection
from ecosystem.engines.tantivy.query import Queries

_TERMS: Final = 25
_FEW: Final = 20


def gist_of(searcher: tantivy.Searcher, queries: Queries, source: str) -> list[str]:
    """The stored terms of the document; empty when there is none."""
    hits = searcher.search(queries.equals(projection.ID, source), limit=1, count=False).hits
    return str(searcher.doc(hits[0][1]).get_first(projection.GIST) or "").split() if hits else []


def like(searcher: tantivy.Searcher, queries: Queries, gist: Sequence[str], *, rarest: int) -> tantivy.Query | None:
    """Any of the terms that tell most (often here, rarely elsewhere); None when the index has none of them.

    `rarest`: in how many documents a term must be to count, 2 when one of them is the source.
    """
    documents = searcher.num_docs
    commonest = documents if documents < _FEW else documents // 2
    weights: dict[str, float] = {}
    for term, count in Counter(gist).items():
        frequency = searcher.doc_freq(projection.GIST, term)
        if rarest <= frequency <= commonest:
            weights[term] = count * math.log(1 + documents / frequency)
    best = sorted(weights, key=lambda term: (-weights[term], term))[:_TERMS]
    return queries.terms(projection.GIST, best) if best else None
