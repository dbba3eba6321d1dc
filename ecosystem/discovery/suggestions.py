"""What may be meant while somebody types: past searches, entries by their titles, words of the vocabularies."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from sqlalchemy.orm import Session

from ecosystem.catalogue.kinds import Kind
from ecosystem.catalogue.queries import Titled, titles_in_order
from ecosystem.discovery.facets import facets_of
from ecosystem.discovery.labels import Label, labels
from ecosystem.discovery.language import Language
from ecosystem.discovery.parameters import CODED, LONGEST_QUERY
from ecosystem.discovery.queries import past_searches
from ecosystem.discovery.used_labels import UsedLabels
from ecosystem.kernel.access.actor import Actor
from ecosystem.search.engine import EngineUnavailable, SearchEngine
from ecosystem.search.language.normalise import normalise, strip_marks
from ecosystem.search.language.suggesting import Beginning, read_beginnings, suggesting
from ecosystem.search.request import AnyOf, Filter, SearchRequest
from ecosystem.search.results import Hit
from ecosystem.search.text_query import TextQuery
from ecosystem.taxonomy.queries import vocabularies

log = logging.getLogger(__name__)

_MOST_SEARCHES: Final = 3
_SEARCHES_LOOKED_AT: Final = 12
_MOST_ENTRIES: Final = 8
_MOST_OF_A_KIND: Final = 4
_LOOKED_AT: Final = 24
_MOST_LABELS: Final = 3
_LABELS_TRIED: Final = 8


@dataclass(frozen=True)
class Suggestions:
    """`beginnings`: what was typed; `searches` were asked before; `entries` of each kind, the best first."""

    beginnings: Sequence[Beginning] = ()
    searches: Sequence[str] = ()
    entries: Sequence[tuple[str, Sequence[Titled]]] = ()
    labels: Sequence[Label] = ()

    @property
    def count(self) -> int:
        return len(self.searches) + sum(len(titles) for _, titles in self.entries) + len(self.labels)


def nearest(engine: SearchEngine, query: TextQuery, limit: int, filters: Sequence[Filter] = ()) -> Sequence[Hit]:
    """The documents whose titles are meant most likely. Raises EngineUnavailable."""
    asked = SearchRequest(query, tuple(filters), limit=limit, exact_total=False, exact_order=False)
    return engine.search(asked).hits


@dataclass(frozen=True)
class Suggester:
    """Suggests to one viewer. `kind` narrows to a list of one kind."""

    engine: SearchEngine
    used: UsedLabels
    language: Language
    session: Session
    actor: Actor
    kind: Kind | None = None

    def suggest(self, text: str) -> Suggestions:
        """While the engine is away, what needs no engine. No text raises."""
        beginnings = read_beginnings(text[:LONGEST_QUERY], self.language.lexicons.current(self.session))
        if not beginnings:
            return Suggestions()
        query, searches = suggesting(beginnings), self._searches(text, beginnings)
        try:
            useful = list(islice(self._useful(query), _MOST_LABELS))
            return Suggestions(beginnings, searches, self._entries(query), useful)
        except EngineUnavailable as error:
            log.warning("no entries are suggested, search is resting: %s", error)
            return Suggestions(beginnings, searches, labels=list(islice(self._labels(query), _MOST_LABELS)))

    def _searches(self, text: str, beginnings: Sequence[Beginning]) -> Sequence[str]:
        """But for the one that is typed already; first those with the marks that were typed."""
        ways = {
            " ".join(one.folded for one in beginnings),
            " ".join(strip_marks(one.decoded or one.word) for one in beginnings),
        }
        typed = normalise(text)
        found = [one for one in past_searches(self.session, sorted(ways), _SEARCHES_LOOKED_AT) if one != typed]
        return sorted(found, key=lambda one: not one.startswith(typed))[:_MOST_SEARCHES]

    def _entries(self, query: TextQuery) -> Sequence[tuple[str, Sequence[Titled]]]:
        hits = nearest(self.engine, query, _LOOKED_AT, self._narrowed())
        chosen: defaultdict[str, list[str]] = defaultdict(list)
        for hit in hits:
            if len(chosen[hit.kind]) < _MOST_OF_A_KIND:
                chosen[hit.kind].append(hit.id)
        kept = [hit.id for hit in hits if hit.id in chosen[hit.kind]][:_MOST_ENTRIES]
        found: defaultdict[str, list[Titled]] = defaultdict(list)
        for one in titles_in_order(self.session, self.actor, kept):
            found[one.kind].append(one)
        return list(found.items())

    def _useful(self, query: TextQuery) -> Iterator[Label]:
        """Those under which there is something."""
        for one in islice(self._labels(query), _LABELS_TRIED):
            if self.used.any_with(CODED[one.parameter][0], one.term.code, self._narrowed()):
                yield one

    def _labels(self, query: TextQuery) -> Iterator[Label]:
        offered = {facet.field for facet in facets_of(self.kind)} if self.kind else CODED.keys()
        return labels(vocabularies(self.session)).matching(query, offered)

    def _narrowed(self) -> Sequence[Filter]:
        return [AnyOf("kind", (self.kind.name,))] if self.kind else []
