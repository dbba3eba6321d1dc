"""What a query is called in the other language, in the words that the index has there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from ecosystem.search.language.forgiving import MOST_SLIPS
from ecosystem.search.language.glossary import Glossary, Piece
from ecosystem.search.language.lexicon import Lexicon
from ecosystem.search.language.normalise import strip_marks

_SHORT: Final = 2


@dataclass(frozen=True)
class Translation:
    """`pieces` with their meanings, and `kept`, words that are the same in both languages: names, codes.

    `is_vietnamese`: the language of the query, not that of the meanings.
    """

    is_vietnamese: bool
    pieces: tuple[Piece, ...] = ()
    kept: tuple[str, ...] = ()


def translate(
    words: Sequence[str], glossary: Glossary, lexicon: Lexicon, *, is_vietnamese: bool, marked: bool
) -> Translation:
    """A meaning with a word that no text of the other language has is left out, and a piece without a meaning."""

    def has(word: str) -> bool:
        count = lexicon.count(strip_marks(word))
        return bool(count.english if is_vietnamese else count.vietnamese)

    if is_vietnamese:
        found = glossary.english_of(words, has, marked=marked, slips=_slips(words, glossary, lexicon))
    else:
        found = glossary.vietnamese_of(words, has)
    covered = {at for piece in found for at in range(piece.start, piece.end)}
    kept = (word for at, word in enumerate(words) if at not in covered and not lexicon.forms(strip_marks(word)))
    return Translation(is_vietnamese, tuple(found), tuple(filter(has, kept)))


def _slips(words: Sequence[str], glossary: Glossary, lexicon: Lexicon) -> list[int]:
    """By how much each syllable may differ from what is meant.

    Not at all where it is a word by itself, or known beside its neighbour; a right syllable by a single letter or mark,
    where it has more than two letters: `AI trong` is no slip of `tải trọng`.
    """
    together = [lexicon.are_together(*pair) for pair in pairwise(words)]
    made = []
    for at, word in enumerate(words):
        if word not in dict(lexicon.forms(strip_marks(word))):
            made.append(MOST_SLIPS)
        else:
            is_meant = any(together[max(0, at - 1) : at + 1]) or glossary.is_written_key((word,)) or len(word) <= _SHORT
            made.append(0 if is_meant else 1)
    return made
