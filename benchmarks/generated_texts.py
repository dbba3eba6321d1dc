"""Texts of generated entries: pieces of the demonstration texts in a new order, with names that few others have.

Texts that people write keep to a subject, and hold words that hardly any other text holds: half of what is asked of
the 28,004 imported entries is found in ten of them or fewer. With all words alike everywhere it would be in a third.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

_FOLDER: Final = Path(__file__).resolve().parents[1] / "data" / "demonstration"
_PIECES: Final = 300
"""Of each record."""
_PIECE_WORDS: Final = 8
"""On the average; 6 to 10."""
_SUBJECTS: Final = 2
_STRAYING: Final = 0.05
"""How many pieces are of any record."""
_NAMING: Final = 0.3
"""How many pieces a name follows: one word in thirty."""
_NAMES: Final = 200_000
_ONSETS: Final = (
    "b",
    "c",
    "d",
    "f",
    "g",
    "k",
    "l",
    "m",
    "n",
    "p",
    "r",
    "s",
    "t",
    "v",
    "x",
    "z",
    "br",
    "st",
    "tr",
    "qu",
)
_RIMES: Final = ("a", "e", "i", "o", "u", "an", "en", "or", "is", "um")
_NO_TEXT: Final = frozenset({"confidential_detail", "legal_name", "key", "website", "email"})


@dataclass
class Texts:
    """Pieces of the demonstration texts by language and record: words that stand together there."""

    pieces: Mapping[str, Sequence[Sequence[str]]]
    _subjects: dict[str, list[Sequence[str]]] = field(default_factory=dict)

    @classmethod
    def read(cls) -> Texts:
        found: dict[str, list[Sequence[str]]] = {"vi": [], "en": []}
        for path in sorted(_FOLDER.glob("*.json")):
            records: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
            for record in records:
                language = record.get("language", "vi")
                contents = [value for name, value in record.items() if name not in {"organisation", "translation"}]
                translated = (record.get("translation") or {}).get("texts", {})
                for spoken, texts in ((language, contents), ("en" if language == "vi" else "vi", translated)):
                    words = list(_words(texts))
                    if len(words) > 2 * _PIECE_WORDS:
                        found[spoken].append(_pieces(words))
        return cls(found)

    def turn(self, generator: random.Random) -> None:
        """To the subjects of the next entry."""
        self._subjects = {name: generator.sample(every, _SUBJECTS) for name, every in self.pieces.items()}

    def text(self, generator: random.Random, language: str, length: int) -> str:
        """About `length` words."""
        chosen: list[str] = []
        for _ in range(max(1, length // _PIECE_WORDS)):
            chosen.append(self._piece(generator, language))
            if generator.random() < _NAMING:
                chosen.append(name_of(generator))
        return " ".join(chosen)

    def phrase(self, generator: random.Random, language: str, length: int) -> str:
        """At most `length` words that stand together, as in names and keywords."""
        words = self._piece(generator, language).split(" ", length)[:length]
        return " ".join(words).strip(".,;:()#*-“”")

    def _piece(self, generator: random.Random, language: str) -> str:
        is_straying = generator.random() < _STRAYING or not self._subjects
        return generator.choice(generator.choice((self.pieces if is_straying else self._subjects)[language]))


def name_of(generator: random.Random) -> str:
    """An invented one, of which most are hardly ever drawn again (the tail of Zipf's law)."""
    rank = int(_NAMES ** (0.5 + generator.random() / 2))
    syllables = len(_ONSETS) * len(_RIMES)
    numbers = (rank % syllables, rank // syllables % syllables, rank // syllables**2 + 7 * rank % syllables)
    return "".join(_ONSETS[one % len(_ONSETS)] + _RIMES[one // len(_ONSETS) % len(_RIMES)] for one in numbers).title()


def _pieces(words: Sequence[str]) -> Sequence[str]:
    generator = random.Random(len(words))
    starts = generator.choices(range(len(words) - 2 * _PIECE_WORDS), k=_PIECES)
    return [" ".join(words[start : start + _PIECE_WORDS - 2 + start % 5]) for start in starts]


def _words(value: Any) -> Iterator[str]:
    for text in _texts(value):
        yield from (word for word in text.split() if any(map(str.isalnum, word)))


def _texts(value: Any) -> Iterator[str]:
    """The sentences of a record; codes, numbers and addresses are none."""
    if isinstance(value, str):
        if " " in value:
            yield value
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)
    elif isinstance(value, dict):
        for name, one in value.items():
            if name not in _NO_TEXT:
                yield from _texts(one)
