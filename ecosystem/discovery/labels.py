"""The words of the vocabularies as suggestions: each leads to a search narrowed to it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple
from weakref import WeakKeyDictionary

from ecosystem.discovery.parameters import CODED
from ecosystem.search.language.names import Names
from ecosystem.search.text_query import TextQuery
from ecosystem.taxonomy.vocabularies import Vocabularies, VocabularyTerm


class Label(NamedTuple):
    """A term and the parameter that narrows to it."""

    parameter: str
    term: VocabularyTerm


class Labels:
    """The terms of one state of the vocabularies, by their labels in both languages."""

    def __init__(self, terms: Vocabularies) -> None:
        self._labels = list(_labels(terms))
        self._names = Names((one.term.label_vi, one.term.label_en) for one in self._labels)

    def matching(self, query: TextQuery, parameters: Collection[str]) -> Iterator[Label]:
        """The best first."""
        found = (self._labels[place] for place in self._names.matching(query))
        return (one for one in found if one.parameter in parameters)


_made: WeakKeyDictionary[Vocabularies, Labels] = WeakKeyDictionary()


def labels(terms: Vocabularies) -> Labels:
    """Put in order once for each state of the vocabularies."""
    known = _made.get(terms)
    if known is None:
        known = _made[terms] = Labels(terms)
    return known


def _labels(terms: Vocabularies) -> Iterator[Label]:
    for parameter, (_, vocabulary) in CODED.items():
        yield from (Label(parameter, term) for term in terms.terms(vocabulary))
