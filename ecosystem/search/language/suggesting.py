"""What a text that is still being typed asks for: titles that may be meant. Only this module weighs their readings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from ecosystem.search.language import telex
from ecosystem.search.language.lexicon import Lexicon
from ecosystem.search.language.normalise import is_marked, strip_marks, tokens
from ecosystem.search.language.starts import MOST_WORDS, SHORT, initials, start_of_title, start_of_word, starts
from ecosystem.search.text_query import NOTHING, AllOf, Node, SomeOf, Term, TextQuery

_MARKED: Final = 0.5
"""What a word with the marks that were typed counts beyond one without."""
_DECODED: Final = 0.75
_DECODED_FOLDED: Final = 0.5
_INITIALS: Final = 0.4
_TITLE: Final = 2.0
_TITLE_FOLDED: Final = 0.3
"""Without the marks that were typed: less than a word with them."""
_SHORT: Final = 0.1


@dataclass(frozen=True)
class Beginning:
    """A typed word, of which the last is hardly complete: normalised, and what it is as Telex ("" for nothing).

    `is_sure`: hardly anything but Telex is typed so, and no document has such a word.
    """

    word: str
    decoded: str = ""
    is_sure: bool = False

    @property
    def folded(self) -> str:
        return strip_marks(self.word)

    @property
    def initials(self) -> str:
        """What titles have for which these are initials; nothing has it for one letter."""
        return initials(self.folded)

    @cached_property
    def readings(self) -> dict[str, float]:
        """How titles may write it, with what that counts; readings of one title add up."""
        found = {self.folded: 1.0}
        if is_marked(self.word):
            found[self.word] = _MARKED
        if self.decoded:
            found[self.decoded] = _DECODED
        if self.is_sure:
            found.setdefault(strip_marks(self.decoded), _DECODED_FOLDED)
        return found


def read_beginnings(text: str, lexicon: Lexicon) -> list[Beginning]:
    """The words of a text, at most `MOST_WORDS`. No text raises."""
    return [_beginning(word, lexicon) for word in tokens(text)[:MOST_WORDS]]


def folded_readings(beginnings: Sequence[Beginning]) -> frozenset[str]:
    """The beginnings of words that are to be marked, without marks."""
    return frozenset(strip_marks(reading) for one in beginnings for reading in one.readings)


def is_begun(name: str, beginnings: Sequence[Beginning]) -> bool:
    """Whether the name is one that `suggesting` finds."""
    terms = set(starts(name))
    return all(
        any(start_of_word(one) in terms for one in each.readings) or each.initials in terms for each in beginnings
    )


def suggesting(beginnings: Sequence[Beginning]) -> TextQuery:
    """Titles in which every word is begun, in whatever order; first those that begin as typed, then the shorter ones.

    Nothing for no word.
    """
    if not beginnings:
        return TextQuery(NOTHING, ())
    words = AllOf(tuple(dict.fromkeys(_word(one) for one in beginnings)))
    return TextQuery(words, (words, *_title(beginnings), Term("starts", SHORT, _SHORT)))


def _beginning(word: str, lexicon: Lexicon) -> Beginning:
    decoded = telex.decode(word) or ""
    return Beginning(word, decoded, bool(decoded) and telex.is_sure(word) and not lexicon.has(word))


def _word(one: Beginning) -> Node:
    parts = [Term("starts", start_of_word(reading), weight) for reading, weight in one.readings.items()]
    if len(one.word) > 1:
        parts.append(Term("starts", one.initials, _INITIALS))
    return SomeOf(tuple(parts))


def _title(beginnings: Sequence[Beginning]) -> Iterator[Term]:
    as_meant = (
        [one.word for one in beginnings],
        [one.decoded or one.word for one in beginnings],
    )
    folded = (
        [one.folded for one in beginnings],
        [strip_marks(one.decoded) if one.is_sure else one.folded for one in beginnings],
    )
    weights = dict.fromkeys(map(start_of_title, folded), _TITLE_FOLDED)
    weights |= dict.fromkeys(map(start_of_title, as_meant), _TITLE)
    yield from (Term("starts", text, weight) for text, weight in weights.items())
