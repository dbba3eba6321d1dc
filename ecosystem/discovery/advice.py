"""For a page that found nothing: the nearest that would find something, with how much it would be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from ecosystem.discovery.parameters import Chosen, Query
from ecosystem.discovery.search import Searcher
from ecosystem.search.engine import EngineUnavailable
from ecosystem.search.language.typed import QUOTES

_MOST_TRIED: Final = 6
_UNQUOTED: Final = dict.fromkeys(map(ord, QUOTES), " ")


@dataclass(frozen=True)
class Advice:
    """Each with its count, the most first: filters to drop, shorter texts; all filters, where no single one helps."""

    filters: Sequence[tuple[Chosen, int]] = ()
    texts: Sequence[tuple[str, int]] = ()
    without_filters: int = 0


def advise(searcher: Searcher, query: Query) -> Advice:
    """Nothing while the engine is away."""
    try:
        filters = [(one, searcher.count(_without(query, one))) for one in query.chosen[:_MOST_TRIED]]
        texts = [(text, searcher.count(replace(query, text=text))) for text in _shorter(query.text)]
        helps = any(count for _, count in filters)
        alone = searcher.count(replace(query, chosen=())) if len(query.chosen) > 1 and not helps else 0
    except EngineUnavailable:
        return Advice()
    return Advice(_useful(filters), _useful(texts), alone)


def _without(query: Query, one: Chosen) -> Query:
    return replace(query, chosen=tuple(other for other in query.chosen if other is not one))


def _shorter(text: str) -> Iterator[str]:
    """The text with a word less, in each way, and without its quotes."""
    pieces = text.split()
    if len(pieces) > 1:
        yield from (" ".join([*pieces[:at], *pieces[at + 1 :]]) for at in range(min(len(pieces), _MOST_TRIED)))
    unquoted = " ".join(text.translate(_UNQUOTED).split())
    if unquoted not in {"", " ".join(pieces)}:
        yield unquoted


Offer = TypeVar("Offer")


def _useful(offers: Sequence[tuple[Offer, int]]) -> Sequence[tuple[Offer, int]]:
    return sorted((offer for offer in offers if offer[1]), key=lambda offer: -offer[1])
