"""What has all the words of a query, as opposed to what merely comes close: it stands first, and the page counts it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ecosystem.search.language.english import stem
from ecosystem.search.language.labels import labelled, labelled_phrase
from ecosystem.search.language.lexicon import Lexicon
from ecosystem.search.language.normalise import is_marked, strip_marks
from ecosystem.search.language.phrases import identifier_ways, phrase_node, token_ways
from ecosystem.search.language.resolving import Meant
from ecosystem.search.language.starts import initials
from ecosystem.search.language.synonyms import Expansion
from ecosystem.search.language.typed import Word
from ecosystem.search.text_query import AllOf, Node, SomeOf, Term

# fmt: off
GLUE: Final = frozenset({
    "và", "của", "cho", "các", "những", "với", "trong", "ở", "tại", "từ", "về", "để", "bằng", "theo",
    "là", "có", "được", "do", "bởi", "hay", "hoặc", "thì", "mà", "này", "đó",
    "a", "an", "the", "of", "and", "or", "for", "in", "on", "to", "with", "by", "from", "at", "is", "are", "as",
})
# fmt: on
"""Words that say nothing of what is looked for: a text without them has all the words nevertheless."""


@dataclass(frozen=True)
class Completeness:
    """`words` and what each is taken for; `marked`: other marks make another word."""

    words: Sequence[Word]
    meant: Sequence[Meant]
    expansions: Sequence[Expansion]
    lexicon: Lexicon
    marked: bool

    def node(self) -> Node | None:
        """Every word, or another name of the stretch that it stands in; None where no word says anything."""
        parts = tuple(dict.fromkeys(self._parts()))
        return AllOf(parts) if parts else None

    def word(self, word: str) -> Node:
        """One word as it is, in a text or in the name of what a document belongs to."""
        forms: list[Node] = [Term("syllables" if self.marked else "folded", word if self.marked else strip_marks(word))]
        if not is_marked(word):
            forms.append(Term("english", stem(word)))
        return SomeOf((*forms, *token_ways(word), *labelled(word)))

    def _parts(self) -> Iterator[Node]:
        at = 0
        for expansion in self.expansions:
            yield from self._between(at, expansion.start)
            own = [word for one in self.meant[expansion.start : expansion.end] for word in one.words]
            names = [own, *expansion.phrases]
            single = expansion.end - expansion.start == 1
            itself = self._word(expansion.start) if single and len(own) == 1 else phrase_node(own)
            typed = self.meant[expansion.start]
            forms = (self.word(typed.typed),) if typed.how == "expanded" else ()
            yield SomeOf((itself, *forms, *map(phrase_node, expansion.phrases), *map(labelled_phrase, names)))
            at = expansion.end
        yield from self._between(at, len(self.meant))

    def _between(self, start: int, end: int) -> Iterator[Node]:
        yield from (self._word(at) for at in range(start, end) if self.meant[at].text not in GLUE)

    def _word(self, at: int) -> Node:
        word, meant = self.words[at], self.meant[at]
        if word.is_compound:
            return SomeOf(tuple(identifier_ways(word.parts)))
        if meant.capitals:
            return in_capitals(meant)
        ways = [meant.words, *((guess,) for guess in meant.marked_guesses)]
        if meant.how in {"decoded", "corrected"} and self.lexicon.has(strip_marks(meant.typed)):
            ways.append((meant.typed,))
        return SomeOf((*(AllOf(tuple(map(self.word, way))) for way in ways), *begun(meant)))


def in_capitals(meant: Meant) -> Node:
    """A short form, not the everyday word that it is in small letters."""
    return SomeOf((Term("folded", meant.capitals), *labelled(meant.typed)))


def begun(meant: Meant) -> list[Term]:
    """Where it is the initials of a name."""
    return [Term("starts", initials(strip_marks(meant.typed)))] if meant.is_initials else []
