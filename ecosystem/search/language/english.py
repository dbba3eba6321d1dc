"""English word forms as one: filters, filtering, filtered -> filter."""

from __future__ import annotations

from threading import local

from Stemmer import Stemmer

_THREAD = local()


def stem(word: str) -> str:
    """The stem of a folded word by Snowball's English rules; other words (Vietnamese, codes) mostly stay."""
    if not hasattr(_THREAD, "stemmer"):
        _THREAD.stemmer = Stemmer("english", 0)  # its objects keep state, so one a thread; no memory: it is quick
    return str(_THREAD.stemmer.stemWord(word))
