"""For a page that found nothing: the nearest that would find something, with how much it would be."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from ecosystem.discovery.parameters import Chosen, Query
from ecosystem.discovery.search import Searcher
from ecosystem.search.engine import EngineUnavailable
from ecosystem.search.language.typed import QUOTES

_MOST_TRIED: Final = 6
_PIECE: Final = re.compile(rf"-?[{QUOTES}][^{QUOTES}]*[{QUOTES}]|[^\s{QUOTES}]+")
"""A phrase with its quotes, or a word; a quote that nobody closed is none."""
_UNQUOTED: Final = dict.fromkeys(map(ord, QUOTES), " ")


@dataclass(frozen=True)
class Advice:
    """Each with its count: filters to drop, other texts and other kinds, the most first; all filters, where no single
    one helps.

    Texts with a known word in the place of an unknown one stand before shorter ones. A word is not made shorter.
    """

    filters: Sequence[tuple[Chosen, int]] = ()
    texts: Sequence[tuple[str, int]] = ()
    without_filters: int = 0
    kinds: Sequence[tuple[str, int]] = ()


def advise(searcher: Searcher, query: Query) -> Advice:
    """Nothing while the engine is away."""
    try:
        filters = [(one, searcher.count(_without(query, one))) for one in query.chosen[:_MOST_TRIED]]
        known, shorter = (
            [(text, searcher.count(replace(query, text=text))) for text in texts]
            for texts in (searcher.with_known_words(query.text), _shorter(query.text, searcher.is_word))
        )
        helps = any(count for _, count in filters)
        is_narrowed = searcher.kind is not None or bool(query.kinds)
        kinds = list(searcher.by_kind(query).items()) if is_narrowed and query.text else []
        alone = searcher.count(replace(query, chosen=())) if len(query.chosen) > 1 and not helps else 0
    except EngineUnavailable:
        return Advice()
    return Advice(_useful(filters), [*_useful(known), *_useful(shorter)], alone, _useful(kinds))


def _without(query: Query, one: Chosen) -> Query:
    return replace(query, chosen=tuple(other for other in query.chosen if other is not one))


def _shorter(text: str, is_word: Callable[[str], bool]) -> Iterator[str]:
    """The text with a word or a quoted phrase less, in each way, and without its quotes; but no part of a word."""
    pieces = _PIECE.findall(text)
    if len(pieces) > 1 and not is_word(text):
        shorter = (" ".join([*pieces[:at], *pieces[at + 1 :]]) for at in range(min(len(pieces), _MOST_TRIED)))
        yield from (one for one in shorter if len(pieces) > 2 or is_word(one))
    unquoted = " ".join(text.translate(_UNQUOTED).split())
    if unquoted not in {"", " ".join(text.split())}:
        yield unquoted


Offer = TypeVar("Offer")


def _useful(offers: Sequence[tuple[Offer, int]]) -> Sequence[tuple[Offer, int]]:
    return sorted((offer for offer in offers if offer[1]), key=lambda offer: -offer[1])
