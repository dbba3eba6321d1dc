"""How a query is matched and scored in texts of the other language: both ways of the glossary.

Documents carry what the glossary says that they are called in the query's language (`keys`, `renderings`); the query
brings what its pieces are called in theirs. Each way finds what the other misses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from ecosystem.search.language.analysis import pairs
from ecosystem.search.language.completeness import GLUE
from ecosystem.search.language.english import stem
from ecosystem.search.language.glossary import Piece
from ecosystem.search.language.normalise import strip_marks
from ecosystem.search.language.translating import Translation
from ecosystem.search.text_query import AllOf, BestOf, Form, Node, SomeOf, Term

_MEANING: Final = 1.0
_LATER: Final = 0.85
_CARRIED: Final = 0.7
_CARRIED_PAIR: Final = 0.4


@dataclass(frozen=True)
class Meanings:
    """`words`: the query's, as the translation's pieces count them."""

    words: Sequence[str]
    translation: Translation

    def matches(self) -> Node:
        """Every piece, by one of its meanings or as the document carries it."""
        return AllOf((*map(self._whole, self.translation.pieces), *self._kept))

    def complete(self, word: Callable[[str], Node]) -> Iterator[Node]:
        """Every piece, and what is in none of them as itself; `word` asks for such a word."""
        covered = {at for piece in self.translation.pieces for at in range(piece.start, piece.end)}
        yield from map(self._as_phrase, self.translation.pieces)
        yield from (word(one) for at, one in enumerate(self.words) if at not in covered and one not in GLUE)

    def loosely(self) -> Node:
        """Any word of any piece; of Vietnamese, whose words are mostly two syllables, any piece."""
        ways = [self._meaning(one) for piece in self.translation.pieces for one in piece.meanings]
        found = [word for way in ways for word in way] if self.translation.is_vietnamese else map(AllOf, ways)
        carried = [Term(self._forms[1], one) for written in self._written for one in pairs(written)]
        return SomeOf(tuple(dict.fromkeys((*found, *carried, *self._kept))))

    def scores(self) -> Iterator[Node]:
        """Of each piece the best meaning counts, no word twice; what the document carries adds to it."""
        said: set[str] = set()
        for piece in self.translation.pieces:
            ways = [self._meaning(one, _MEANING * _LATER**at) for at, one in enumerate(piece.meanings)]
            fresh = [tuple(term for term in way if term.text not in said) for way in ways]
            said |= {term.text for way in ways for term in way}
            if any(fresh):
                yield BestOf(tuple(way[0] if len(way) == 1 else SomeOf(way) for way in fresh if way))
        yield from (Term(self._own, word, _MEANING) for word in dict.fromkeys(self.translation.kept))
        terms = dict.fromkeys(one for written in self._written for one in written)
        yield from (Term(self._forms[0], one, _CARRIED) for one in terms)
        neighbours = dict.fromkeys(one for written in self._written for one in pairs(written))
        yield from (Term(self._forms[1], one, _CARRIED_PAIR) for one in neighbours)

    def _whole(self, piece: Piece) -> Node:
        ways = [AllOf(self._meaning(meaning)) for meaning in piece.meanings]
        carried = [AllOf(tuple(Term(self._forms[0], one) for one in dict.fromkeys(key))) for key in piece.keys]
        return SomeOf((*ways, *carried))

    def _as_phrase(self, piece: Piece) -> Node:
        """Syllables that do not stand beside one another are not the word, nor is what a document carries of them."""
        if self.translation.is_vietnamese:
            ways = [AllOf(self._meaning(meaning)) for meaning in piece.meanings]
        else:
            ways = [_beside("syllables", "pairs", meaning) for meaning in piece.meanings]
        return SomeOf((*ways, *(_beside(*self._forms, key) for key in piece.keys)))

    @cached_property
    def _written(self) -> Sequence[Sequence[str]]:
        """The query as the other language's documents carry it: each piece by its first key, and other keys apart."""
        whole: list[str] = []
        at = 0
        for piece in self.translation.pieces:
            whole += [*self._terms(self.words[at : piece.start]), *piece.keys[0]]
            at = piece.end
        whole += self._terms(self.words[at:])
        return [whole, *(key for piece in self.translation.pieces for key in piece.keys[1:])]

    def _meaning(self, phrase: Sequence[str], weight: float = 1.0) -> tuple[Term, ...]:
        if self.translation.is_vietnamese:
            return tuple(Term("english", stem(strip_marks(word)), weight) for word in phrase)
        return tuple(Term("syllables", word, weight) for word in phrase)

    @property
    def _kept(self) -> Iterator[Node]:
        return (Term(self._own, word) for word in dict.fromkeys(self.translation.kept))

    @property
    def _own(self) -> Form:
        return "english" if self.translation.is_vietnamese else "syllables"

    @property
    def _forms(self) -> tuple[Form, Form]:
        """Where documents of the other language carry the query's words."""
        return ("keys", "key_pairs") if self.translation.is_vietnamese else ("renderings", "rendering_pairs")

    def _terms(self, words: Sequence[str]) -> list[str]:
        """The words as they stand there."""
        return list(words) if self.translation.is_vietnamese else [stem(strip_marks(one)) for one in words]


def _beside(single: Form, neighbours: Form, phrase: Sequence[str]) -> AllOf:
    form, terms = (neighbours, pairs(phrase)) if len(phrase) > 1 else (single, phrase)
    return AllOf(tuple(Term(form, one) for one in dict.fromkeys(terms)))
