"""Counts the words of texts into a lexicon."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import accumulate, pairwise
from typing import Final
from zlib import crc32

from ecosystem.search.language.lexicon import Lexicon, pack, pair_key
from ecosystem.search.language.normalise import strip_marks, tokens

MOST_PAIRS: Final = 1_000_000
"""Beyond these, pairs that occurred once so far are forgotten while counting."""

MOST_RARE_PAIRS: Final = 300_000
"""Beyond these, a lexicon is built without the pairs that occurred once: they tell little and take most room."""


class LexiconBuilder:
    """Give it each document's texts, then `build`."""

    def __init__(self) -> None:
        self._words: dict[str, Counter[str]] = {"vi": Counter(), "en": Counter()}
        self._known: Counter[str] = Counter()
        self._pairs: Counter[tuple[str, str]] = Counter()

    def add(self, language: str, text: str) -> None:
        """A text of a document."""
        found = tokens(text)
        self._words[language].update(set(found))
        self._count_pairs(found)

    def add_known(self, text: str) -> None:
        """Vietnamese that is right but in no document, such as the product's own word lists: words to correct to."""
        found = tokens(text)
        self._known.update(found)
        self._count_pairs(found)

    def build(self) -> bytes:
        """What `Lexicon` reads."""
        folded = _summed(self._words["vi"]), _summed(self._words["en"])
        forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for counted in (self._words["vi"], self._known):
            for word, count in counted.items():
                forms[strip_marks(word)][word] += count
        words = sorted({*folded[0], *folded[1], *forms}, key=lambda word: (crc32(word.encode()), word))
        lists = [_by_count(forms[word]) if word in forms else [] for word in words]
        flat = [form for of_word in lists for form in of_word]
        least = 1 if len(self._pairs) <= MOST_RARE_PAIRS else 2
        pairs = sorted((pair_key(*pair), count) for pair, count in self._pairs.items() if count >= least)
        return pack(
            {
                "keys": array("I", (crc32(word.encode()) for word in words)).tobytes(),
                "words": "".join(words).encode(),
                "word_ends": _ends(words),
                "vietnamese": array("I", (folded[0][word] for word in words)).tobytes(),
                "english": array("I", (folded[1][word] for word in words)).tobytes(),
                "forms": "".join(form for form, _ in flat).encode(),
                "form_ends": _ends(form for form, _ in flat),
                "form_counts": array("I", (count for _, count in flat)).tobytes(),
                "form_lists": array("I", accumulate(map(len, lists))).tobytes(),
                "pairs": array("Q", (key for key, _ in pairs)).tobytes(),
                "pair_counts": array("I", (count for _, count in pairs)).tobytes(),
            },
            total=sum(sum(counted.values()) for counted in (*self._words.values(), self._known)),
        )

    def _count_pairs(self, found: list[str]) -> None:
        self._pairs.update(pairwise(found))
        if len(self._pairs) > MOST_PAIRS:
            self._pairs = Counter({pair: count for pair, count in self._pairs.items() if count > 1})


def empty() -> Lexicon:
    """A lexicon without a word."""
    return Lexicon(LexiconBuilder().build())


def _summed(counted: Counter[str]) -> Counter[str]:
    sums: Counter[str] = Counter()
    for word, count in counted.items():
        sums[strip_marks(word)] += count
    return sums


def _by_count(counted: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))


def _ends(texts: Iterable[str]) -> bytes:
    return array("I", accumulate(len(text.encode()) for text in texts)).tobytes()
