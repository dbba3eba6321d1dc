"""English word forms as one: filters, filtering, filtered -> filter."""

from __future__ import annotations

from collections.abc import Sequence
from threading import local

from Stemmer import Stemmer

_THREAD = local()


def stem(word: str) -> str:
    """The stem of a folded word by Snowball's English rules; other words (Vietnamese, codes) mostly stay."""
    return str(_stemmer().stemWord(word))


def stems(words: Sequence[str]) -> list[str]:
    """The stem of each."""
    return list(_stemmer().stemWords(words))


def _stemmer() -> Stemmer:
    if not hasattr(_THREAD, "stemmer"):
        _THREAD.stemmer = Stemmer("english", 0)  # its objects keep state, so one a thread; no memory: it is quick
    return _THREAD.stemmer
