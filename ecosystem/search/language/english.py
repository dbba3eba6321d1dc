"""English word forms as one: filters, filtering, filtered -> filter."""

from __future__ import annotations

from functools import lru_cache
from threading import local
from typing import Final

_THREAD = local()
_ENDS: Final = frozenset("cdegilmnrsty'")
"""The last letters of all endings that Snowball's English rules know: a word that ends otherwise is its own stem."""


def stem(word: str) -> str:
    """The stem of a folded word by Snowball's English rules; other words (Vietnamese, codes) mostly stay."""
    return _by_rules(word) if word[-1:] in _ENDS else word


@lru_cache(maxsize=20_000)
def _by_rules(word: str) -> str:
    if not hasattr(_THREAD, "stemmer"):
        # Importing it loads the rules of thirty languages (0.4 s): only when the first word is looked at.
        from snowballstemmer import stemmer  # noqa: PLC0415

        _THREAD.stemmer = stemmer("english")  # its objects keep state, so one a thread
    return str(_THREAD.stemmer.stemWord(word))
