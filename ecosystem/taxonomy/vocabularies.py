"""The vocabularies in memory: immutable, without a database, in the order in which people read them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Final, Literal

from ecosystem.search.language.collation import collation_key
from ecosystem.search.language.normalise import fold

Language = Literal["vi", "en"]

_NOT_WORDS: Final = re.compile(r"[\W_]+")


def match_key(text: str) -> str:
    """`text` as it is compared: words without marks and case, one space between, no punctuation."""
    return _NOT_WORDS.sub(" ", fold(text)).strip()


@dataclass(frozen=True)
class VocabularyTerm:
    """One word of a vocabulary; `parent` is "" at the top, `valid_until` None while it may be chosen."""

    vocabulary: str
    code: str
    parent: str
    label_vi: str
    label_en: str
    description_vi: str = ""
    description_en: str = ""
    aliases: tuple[str, ...] = ()
    position: int = 0
    valid_until: date | None = None

    def label(self, language: str) -> str:
        return self.label_en if language == "en" else self.label_vi

    def description(self, language: str) -> str:
        return self.description_en if language == "en" else self.description_vi

    @property
    def is_current(self) -> bool:
        return self.valid_until is None


def _names(term: VocabularyTerm) -> Iterator[str]:
    yield from (term.label_vi, term.label_en)
    for alias in term.aliases:
        yield alias
        if term.vocabulary == "place":
            yield from alias.split(", ")


class Vocabularies:
    """All terms. Codes nobody knows have no label (the code itself is shown), no children and no ancestors."""

    def __init__(self, terms: Iterable[VocabularyTerm]) -> None:
        by_vocabulary: dict[str, dict[str, VocabularyTerm]] = defaultdict(dict)
        for term in terms:
            by_vocabulary[term.vocabulary][term.code] = term
        self._terms: Mapping[str, Mapping[str, VocabularyTerm]] = MappingProxyType(by_vocabulary)

    @property
    def names(self) -> tuple[str, ...]:
        """The vocabularies' names, sorted."""
        return tuple(sorted(self._terms))

    def get(self, vocabulary: str, code: str) -> VocabularyTerm | None:
        """The term, ended ones included."""
        return self._terms.get(vocabulary, {}).get(code)

    def label(self, vocabulary: str, code: str, language: str) -> str:
        """The term's name ("vi" unless "en"), also of an ended one; the code itself where there is no such term."""
        term = self.get(vocabulary, code)
        return term.label(language) if term else code

    def description(self, vocabulary: str, code: str, language: str) -> str:
        term = self.get(vocabulary, code)
        return term.description(language) if term else ""

    def has(self, vocabulary: str, code: str) -> bool:
        """Whether the code may be chosen today."""
        term = self.get(vocabulary, code)
        return term is not None and term.is_current

    def terms(self, vocabulary: str, language: str = "vi") -> tuple[VocabularyTerm, ...]:
        """The terms that may be chosen, by position, then in the dictionary's order of `language`."""
        return self._ordered.get((vocabulary, _language(language)), ())

    def children(self, vocabulary: str, code: str = "", language: str = "vi") -> tuple[VocabularyTerm, ...]:
        """The terms right under `code`, in order; under "" those at the top."""
        return tuple(term for term in self.terms(vocabulary, language) if term.parent == code)

    def ancestors(self, vocabulary: str, code: str) -> tuple[VocabularyTerm, ...]:
        """From the top down to the parent; without the term itself."""
        above: list[VocabularyTerm] = []
        term = self.get(vocabulary, code)
        while term and term.parent and (term := self.get(vocabulary, term.parent)) and term not in above:
            above.insert(0, term)
        return tuple(above)

    def find(self, vocabulary: str, text: str) -> tuple[VocabularyTerm, ...]:
        """The current terms that `text` names, by code, label of either language or alias; marks and case ignored.

        Labels win over aliases. Several answers mean that the text does not say which: ask, do not take the first.
        """
        exact = self.get(vocabulary, text.strip())
        if exact and exact.is_current:
            return (exact,)
        found = self._keys.get((vocabulary, match_key(text)), ())
        labelled = tuple(t for t in found if match_key(text) in {match_key(t.label_vi), match_key(t.label_en)})
        return labelled or found

    @cached_property
    def _ordered(self) -> Mapping[tuple[str, Language], tuple[VocabularyTerm, ...]]:
        ordered: dict[tuple[str, Language], tuple[VocabularyTerm, ...]] = {}
        languages: tuple[Language, ...] = ("vi", "en")
        for vocabulary, terms in self._terms.items():
            current = [term for term in terms.values() if term.is_current]
            for language in languages:
                order = sorted((term.position, collation_key(term.label(language)), term.code) for term in current)
                ordered[vocabulary, language] = tuple(terms[code] for _, _, code in order)
        return ordered

    @cached_property
    def _keys(self) -> Mapping[tuple[str, str], tuple[VocabularyTerm, ...]]:
        keys: dict[tuple[str, str], dict[str, VocabularyTerm]] = defaultdict(dict)
        for vocabulary in self._terms:
            for term in self.terms(vocabulary):
                for name in _names(term):
                    keys[vocabulary, match_key(name)][term.code] = term
        return {key: tuple(found.values()) for key, found in keys.items()}


def _language(language: str) -> Language:
    return "en" if language == "en" else "vi"
