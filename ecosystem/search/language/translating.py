"""What a query is called in the other language, in the words that the index has there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from ecosystem.search.language.completeness import GLUE
from ecosystem.search.language.forgiving import MOST_SLIPS
from ecosystem.search.language.glossary import Glossary, Piece
from ecosystem.search.language.lexicon import Lexicon
from ecosystem.search.language.normalise import strip_marks

Stretch = tuple[int, int]

_SHORT: Final = 2
_MOSTLY: Final = 2
"""A syllable is part of a word where it stands in it at least every so many times."""


@dataclass(frozen=True)
class Translation:
    """`pieces` with their meanings, and `kept`, words that are the same in both languages: names, codes.

    `is_vietnamese`: the language of the query, not that of the meanings.
    """

    is_vietnamese: bool
    pieces: tuple[Piece, ...] = ()
    kept: tuple[str, ...] = ()


@dataclass(frozen=True)
class Said:
    """The words of a query, normalised. `are_capitals`: which of them began with one.

    Stretches [start, end) of two words and more: `named` are one word to the product's lists, `codes` were typed as one
    in capitals. `marked`: whether marks were typed.
    """

    words: tuple[str, ...]
    are_capitals: Sequence[bool]
    named: Sequence[Stretch]
    codes: Sequence[Stretch]
    marked: bool


def translate(said: Said, glossary: Glossary, lexicon: Lexicon, *, is_vietnamese: bool) -> Translation:
    """A meaning with a word that no text of the other language has is left out, and a piece without a meaning.

    So is what is a piece of a word alone: of a code, of a name, or of a phrase that texts in the query's own language
    have and that has no meaning as a whole.
    """
    words = said.words

    def has(word: str) -> bool:
        count = lexicon.count(strip_marks(word))
        return bool(count.english if is_vietnamese else count.vietnamese)

    if is_vietnamese:
        slips = _slips(words, glossary, lexicon, marked=said.marked)
        found = glossary.english_of(words, has, marked=said.marked, slips=slips)
        found = list(_whole_words(found, said, glossary, lexicon))
    else:
        found = glossary.vietnamese_of(words, has)
    found = [piece for piece in found if not _within(piece, said.codes)]
    covered = {at for piece in found for at in range(piece.start, piece.end)}
    kept = (word for at, word in enumerate(words) if at not in covered and not lexicon.forms(strip_marks(word)))
    return Translation(is_vietnamese, tuple(found), tuple(filter(has, kept)))


def _whole_words(found: Sequence[Piece], said: Said, glossary: Glossary, lexicon: Lexicon) -> Iterator[Piece]:
    """The pieces that are no part of a word: not light (sáng) in patent (sáng chế), nor a peanut (lạc) in Hòa Lạc."""
    named = [*said.named, *glossary.phrases_in(said.words)]
    wholes = [one for one in named if all(lexicon.is_written("vi", word) for word in said.words[slice(*one)])]
    covered = {at for piece in found if piece.end - piece.start > 1 for at in range(piece.start, piece.end)}
    for piece in found:
        around = _within(piece, wholes)
        if piece.end - piece.start > 1:
            if not any(_lacks_a_word(start, end, covered) for start, end in around):
                yield piece
        elif not around and not _is_in_a_name(piece.start, said, glossary, lexicon):
            yield piece


def _within(piece: Piece, stretches: Sequence[Stretch]) -> Sequence[Stretch]:
    return [(start, end) for start, end in stretches if start <= piece.start and piece.end <= end]


def _lacks_a_word(start: int, end: int, covered: AbstractSet[int]) -> bool:
    """Whether two syllables beside one another, a word mostly, are in no piece of several."""
    return any(covered.isdisjoint(pair) for pair in pairwise(range(start, end)))


def _is_in_a_name(at: int, said: Said, glossary: Glossary, lexicon: Lexicon) -> bool:
    """Whether a syllable stands beside one that is no word by itself, as texts have the two.

    And both with a capital, or one of them hardly anywhere else.
    """
    for other in (at - 1, at + 1):
        pair = said.words[max(0, min(at, other)) : max(at, other) + 1]
        is_word = len(pair) == 1 or said.words[other] in GLUE or glossary.is_written_key((said.words[other],))
        if is_word or not all(lexicon.is_written("vi", word) for word in pair):
            continue
        together = lexicon.pair(*pair)
        rarer = min(_count(word, lexicon) for word in pair)
        if together and ((said.are_capitals[at] and said.are_capitals[other]) or together * _MOSTLY >= rarer):
            return True
    return False


def _count(word: str, lexicon: Lexicon) -> int:
    return dict(lexicon.forms(strip_marks(word))).get(word, 0)


def _slips(words: Sequence[str], glossary: Glossary, lexicon: Lexicon, *, marked: bool) -> list[int]:
    """By how much each syllable may differ from what is meant.

    Not at all where it is a word by itself, or known beside its neighbour, or its marks are guesses already; a right
    syllable by a single letter or mark, where it has more than two letters: `AI trong` is no slip of `tải trọng`.
    """
    together = [lexicon.are_together(*pair) for pair in pairwise(words)]
    made = []
    for at, word in enumerate(words):
        forms = [form for form, _ in lexicon.forms(strip_marks(word))]
        if word not in forms and (marked or not forms):
            made.append(MOST_SLIPS)
        else:
            is_known = any(together[max(0, at - 1) : at + 1]) or glossary.is_written_key((word,))
            made.append(0 if is_known or len(word) <= _SHORT or not marked else 1)
    return made
