"""Names that are few enough to be kept in memory, suggested as the engines suggest titles."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from ecosystem.search.language.starts import starts
from ecosystem.search.text_query import AllOf, BestOf, Node, Term, TextQuery

Scores = Mapping[int, float]
"""Place of a name to its score, for names that match."""


class Names:
    """Things by their names, of which each may have several, in the order in which they are given."""

    def __init__(self, things: Iterable[Sequence[str]]) -> None:
        self._places: Final[defaultdict[str, list[int]]] = defaultdict(list)
        for place, names in enumerate(things):
            for term in dict.fromkeys(term for name in names for term in starts(name)):
                self._places[term].append(place)

    def matching(self, query: TextQuery) -> list[int]:
        """The places of the things that match a query of `suggesting`, the best first."""
        scores = dict.fromkeys(self._scores(query.matches), 0.0)
        for node in query.scores:
            found = self._scores(node)
            for place in found.keys() & scores.keys():
                scores[place] += found[place]
        return sorted(scores, key=lambda place: (-scores[place], place))

    def _scores(self, node: Node) -> dict[int, float]:
        if isinstance(node, Term):
            return dict.fromkeys(self._places.get(node.text, ()), node.weight)
        parts = [self._scores(part) for part in node.parts]
        counted = Counter(place for part in parts for place in part)
        if isinstance(node, BestOf):
            return {place: max(part.get(place, 0.0) for part in parts) for place in counted}
        least = len(parts) if isinstance(node, AllOf) else node.at_least
        return {place: _sum(parts, place) for place, count in counted.items() if count >= least}


def _sum(parts: Sequence[Scores], place: int) -> float:
    return sum(part.get(place, 0.0) for part in parts)
