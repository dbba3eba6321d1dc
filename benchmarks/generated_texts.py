"""Texts of generated entries: pieces of the demonstration texts in a new order, words as frequent as there."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

_FOLDER: Final = Path(__file__).resolve().parents[1] / "data" / "demonstration"
_PIECES: Final = 30_000
_PIECE_WORDS: Final = 8
"""On the average; 6 to 10."""
_NO_TEXT: Final = frozenset({"confidential_detail", "legal_name", "key", "website", "email"})


@dataclass(frozen=True)
class Texts:
    """Pieces of the demonstration texts by language: words that stand together there."""

    pieces: Mapping[str, Sequence[str]]

    @classmethod
    def read(cls) -> Texts:
        found: dict[str, list[str]] = {"vi": [], "en": []}
        for path in sorted(_FOLDER.glob("*.json")):
            records: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
            for record in records:
                language = record.get("language", "vi")
                contents = [value for name, value in record.items() if name not in {"organisation", "translation"}]
                found[language] += _words(contents)
                found["en" if language == "vi" else "vi"] += _words((record.get("translation") or {}).get("texts", {}))
        return cls({language: _pieces(words) for language, words in found.items()})

    def text(self, generator: random.Random, language: str, length: int) -> str:
        """About `length` words."""
        chosen = generator.choices(self.pieces[language], k=max(1, length // _PIECE_WORDS))
        return " ".join(chosen)

    def phrase(self, generator: random.Random, language: str, length: int) -> str:
        """At most `length` words that stand together, as in names and keywords."""
        words = generator.choice(self.pieces[language]).split(" ", length)[:length]
        return " ".join(words).strip(".,;:()#*-“”")


def _pieces(words: Sequence[str]) -> Sequence[str]:
    generator = random.Random(0)
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
