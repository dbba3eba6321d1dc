"""Words of the index that come nearest to one that nothing has: looked for where nothing is found, since it takes long.

Every word is looked at, 20 ms for 60,000 of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ecosystem.search.language.lexicon import Lexicon
from ecosystem.search.language.normalise import is_marked, strip_marks
from ecosystem.search.language.spelling import MAX_LENGTH, distance
from ecosystem.search.language.typed import read_typed

_SHORTEST: Final = 4
_MOST_SLIPS: Final = 2
_LONG: Final = 7
"""Letters of a word from which on two slips leave it recognisable."""
_MOST: Final = 3


def with_known_words(text: str, lexicon: Lexicon) -> Sequence[str]:
    """The text with the nearest words in the place of its first unknown one; nothing where none is near.

    A syllable with its marks that the product's own lists have is right, though no text has it.
    """
    for word in read_typed(text).words:
        folded = strip_marks(word.joined)
        is_right = is_marked(word.joined) and lexicon.is_known(folded)
        if not word.is_compound and folded.isalpha() and not lexicon.has(folded) and not is_right:
            before, typed, after = text.partition(word.typed)
            return [before + _written(one, lexicon) + after for one in nearest(folded, lexicon)] if typed else []
    return []


def nearest(folded: str, lexicon: Lexicon) -> Sequence[str]:
    """At most three folded words, the nearest first, of these the most frequent; they begin with the same letter."""
    if not _SHORTEST <= len(folded) <= MAX_LENGTH:
        return []
    most = _MOST_SLIPS if len(folded) >= _LONG else 1
    letters = set(folded)
    near = [
        (slips, -lexicon.count(other).total, other)
        for other in lexicon.words(folded[0], len(folded) - most, len(folded) + most)
        if len(letters.symmetric_difference(other)) <= 2 * most and (slips := distance(folded, other)) <= most
    ]
    return [other for _, count, other in sorted(near) if count][:_MOST]


def _written(folded: str, lexicon: Lexicon) -> str:
    """As most texts write it."""
    count = lexicon.count(folded)
    forms = lexicon.forms(folded)
    return forms[0][0] if forms and count.vietnamese > count.english else folded
