"""What a document belongs to, such as its sectors: names that find it without being said in its own texts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final

from ecosystem.search.language.english import stem, stems
from ecosystem.search.language.normalise import strip_marks, tokens, without_marks
from ecosystem.search.text_query import AllOf, Node, SomeOf, Term

WHOLE: Final = "~"
_COUNTS: Final = 0.3
"""Far below what any word of a title counts."""
_LONGEST: Final = 5
"""Words of another name."""


def label_terms(names: Iterable[str], others: Iterable[str] = ()) -> list[str]:
    """The terms of the names, word by word and pair by pair, and of `others` as wholes alone, each once.

    Words stand there with marks, without, and stemmed. Other names are often narrower than what they lead to, so a
    word of theirs says nothing. One in capitals is left out: in small letters it may be any word.
    """
    found = [term for name in names for term in _name_terms(name)]
    found += [_other_term(other) for other in others if not other.isupper()]
    return list(dict.fromkeys(found))


@lru_cache(maxsize=2_048)  # a vocabulary's names: the same for many documents
def _name_terms(name: str) -> tuple[str, ...]:
    words = tokens(name)
    folded = without_marks(words)
    return (*words, *folded, *stems(folded), *_pairs(words), *_pairs(folded))


@lru_cache(maxsize=2_048)
def _other_term(other: str) -> str:
    return _whole(tokens(other))


def labelled(word: str) -> list[Term]:
    """Where a name has the word: with the marks that it has, or in any way where it has none."""
    return [Term("labels", one, _COUNTS) for one in dict.fromkeys((word, stem(word)))]


def labelled_phrase(words: Sequence[str]) -> Node:
    """Where a name has the words beside one another."""
    if len(words) == 1:
        return SomeOf(tuple(labelled(words[0])))
    return AllOf(tuple(Term("labels", one, _COUNTS) for one in _pairs(words)))


def other_names(words: Sequence[str]) -> list[Term]:
    """Where any stretch of the words is another name."""
    ends = ((start, end) for start in range(len(words)) for end in range(start + 1, start + 1 + _LONGEST))
    found = dict.fromkeys(_whole(words[start:end]) for start, end in ends if end <= len(words))
    return [Term("labels", one, _COUNTS) for one in found]


def _pairs(words: Sequence[str]) -> list[str]:
    return list(map("_".join, pairwise(words)))


def _whole(words: Sequence[str]) -> str:
    return WHOLE + "_".join(map(strip_marks, words))
