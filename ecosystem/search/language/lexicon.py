"""What words an index holds: how often each occurs, how it is written with marks, and what stands beside it.

One flat block of bytes without pointers, looked up in place: reading it costs nothing, and processes that map the same
file share it. All numbers are little-endian and aligned to eight bytes.
"""

from __future__ import annotations

import json
import sys
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any, Final, Literal, Self
from zlib import crc32

from ecosystem.search.language.normalise import strip_marks

FORMAT: Final = 1
ALIGNMENT: Final = 8
SECTIONS: Final[tuple[tuple[str, Literal["B", "I", "Q"]], ...]] = (
    ("keys", "I"),
    ("words", "B"),
    ("word_ends", "I"),
    ("vietnamese", "I"),
    ("english", "I"),
    ("forms", "B"),
    ("form_ends", "I"),
    ("form_counts", "I"),
    ("form_lists", "I"),
    ("pairs", "Q"),
    ("pair_counts", "I"),
)
"""Name and type of each array, in the order in which they lie.

`keys` are the ascending CRC-32 of the folded words, to which `words` (UTF-8, ended at `word_ends`) and the two counts
run parallel; `form_lists[i]` is the end of the forms of word i; `pairs` are `pair_key`s, ascending.
"""


@dataclass(frozen=True)
class Count:
    """In how many indexed texts a folded word occurs, by the texts' language."""

    vietnamese: int = 0
    english: int = 0

    @property
    def total(self) -> int:
        return self.vietnamese + self.english


_NONE: Final = Count()
_CHANCE: Final = 2
"""So few times two words stand beside one another by a slip, or as parts of other words."""


@dataclass(frozen=True)
class _Later:
    """A folded word of texts that came after the counting."""

    vietnamese: int = 0
    english: int = 0
    forms: tuple[str, ...] = ()

    def plus(self, language: str, word: str) -> _Later:
        if language == "en":
            return _Later(self.vietnamese, self.english + 1, self.forms)
        forms = self.forms if word in self.forms else (*self.forms, word)
        return _Later(self.vietnamese + 1, self.english, forms)


class LexiconError(ValueError):
    """Bytes that are no lexicon of this version."""


class Lexicon:
    """Reads what `LexiconBuilder.build` made. Words are normalised; folded ones also without marks."""

    def __init__(self, content: bytes | memoryview) -> None:
        block = memoryview(content)
        header, arrays = _read(block)
        self.size: Final = len(block)
        self.total: Final[int] = header["total"]
        """How many words were counted; what a frequency is a part of."""
        self._keys = arrays["keys"]
        self._words, self._word_ends = arrays["words"], arrays["word_ends"]
        self._vietnamese, self._english = arrays["vietnamese"], arrays["english"]
        self._forms, self._form_ends = arrays["forms"], arrays["form_ends"]
        self._form_counts, self._form_lists = arrays["form_counts"], arrays["form_lists"]
        self._pairs, self._pair_counts = arrays["pairs"], arrays["pair_counts"]
        self._later: Mapping[str, _Later] = {}

    def with_words(self, words: Iterable[tuple[str, str]]) -> Self:
        """The same with more words, each (language, normalised word) as if one text held it."""
        made = copy(self)
        later = dict(self._later)
        for language, word in words:
            folded = strip_marks(word)
            later[folded] = later.get(folded, _Later()).plus(language, word)
        made._later = later  # noqa: SLF001 -- a copy of its own class
        return made

    def is_written(self, language: str, word: str) -> bool:
        """Whether a text of that language holds the word as written."""
        folded = strip_marks(word)
        if language == "en":
            return self.count(folded).english > 0
        return self.count(folded).vietnamese > 0 and any(form == word for form, _ in self.forms(folded))

    def __len__(self) -> int:
        return len(self._keys)

    def count(self, folded: str) -> Count:
        at = self._find(folded)
        counted = _NONE if at is None else Count(self._vietnamese[at], self._english[at])
        later = self._later.get(folded)
        if later is None:
            return counted
        return Count(counted.vietnamese + later.vietnamese, counted.english + later.english)

    def has(self, folded: str) -> bool:
        """Whether the word occurs in a text of the index."""
        return self.count(folded).total > 0

    def is_known(self, folded: str) -> bool:
        """Whether the word occurs in the index or in the product's own word lists."""
        return folded in self._later or self._find(folded) is not None

    def forms(self, folded: str) -> Sequence[tuple[str, int]]:
        """How Vietnamese texts and the product's own word lists write it, each with its count, most frequent first."""
        at = self._find(folded)
        later = self._later[folded].forms if folded in self._later else ()
        if at is None:
            return [(form, 1) for form in later]
        first = self._form_lists[at - 1] if at else 0
        known = [(self._form(one), self._form_counts[one]) for one in range(first, self._form_lists[at])]
        return [*known, *((form, 1) for form in later if form not in dict(known))] if later else known

    def pair(self, first: str, second: str) -> int:
        """How often `second` follows `first`, both as written; rare pairs count as never."""
        key = pair_key(first, second)
        at = bisect_left(self._pairs, key)
        return self._pair_counts[at] if at < len(self._pairs) and self._pairs[at] == key else 0

    def words(self, first: str, shortest: int, longest: int) -> Iterator[str]:
        """The folded words that begin with a letter and have so many bytes, in no order; those that came later too."""
        start, letter = 0, ord(first)
        for end in self._word_ends:
            if shortest <= end - start <= longest and self._words[start] == letter:
                yield str(self._words[start:end], "utf-8")
            start = end
        later = (word for word in self._later if self._find(word) is None)
        yield from (word for word in later if word[0] == first and shortest <= len(word) <= longest)

    def are_together(self, first: str, second: str) -> bool:
        """Whether one follows the other, both as written, oftener than slips explain."""
        return self.pair(first, second) > _CHANCE

    def _find(self, folded: str) -> int | None:
        raw = folded.encode()
        key = crc32(raw)
        at = bisect_left(self._keys, key)
        while at < len(self._keys) and self._keys[at] == key:
            if self._words[self._word_ends[at - 1] if at else 0 : self._word_ends[at]] == raw:
                return at
            at += 1
        return None

    def _form(self, at: int) -> str:
        start = self._form_ends[at - 1] if at else 0
        return str(self._forms[start : self._form_ends[at]], "utf-8")


def pair_key(first: str, second: str) -> int:
    """A 64-bit number for two words beside one another; two pairs share one about once in 10**13 pairs."""
    return crc32(first.encode()) << 32 | crc32(second.encode())


def pack(arrays: Mapping[str, bytes], total: int) -> bytes:
    """The sections as one block, behind a header that tells their lengths."""
    lengths = {name: len(arrays[name]) for name, _ in SECTIONS}
    header = json.dumps({"format": FORMAT, "total": total, "lengths": lengths}).encode()
    parts = [_aligned(len(header).to_bytes(8, "little") + header)]
    parts += [_aligned(arrays[name]) for name, _ in SECTIONS]
    return b"".join(parts)


def _aligned(part: bytes) -> bytes:
    return part + bytes(-len(part) % ALIGNMENT)


def _read(block: memoryview) -> tuple[dict[str, Any], dict[str, memoryview]]:
    if sys.byteorder != "little":
        raise LexiconError("lexicons are read on little-endian machines only")
    try:
        length = int.from_bytes(block[:8], "little")
        header = json.loads(bytes(block[8 : 8 + length]))
        if header["format"] != FORMAT:
            raise LexiconError(f"the lexicon has format {header['format']}, not {FORMAT}")
        return header, dict(_sections(block, 8 + length, header["lengths"]))
    except (KeyError, TypeError, ValueError) as error:
        raise LexiconError(f"no lexicon: {error}") from error


def _sections(block: memoryview, start: int, lengths: Mapping[str, int]) -> Iterator[tuple[str, memoryview]]:
    for name, kind in SECTIONS:
        start += -start % ALIGNMENT
        yield name, block[start : start + lengths[name]].cast(kind)
        start += lengths[name]
