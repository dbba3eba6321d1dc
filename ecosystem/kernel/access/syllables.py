"""Whether a word can be a Vietnamese syllable: the yardstick by which a wrongly read text is told from a right one."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

_TONES: Final = "\u0300\u0301\u0303\u0309\u0323"
_STOPPED: Final = frozenset({"", "\u0301", "\u0323"})
"""Before c, ch, k, p and t stand only sắc and nặng, or nothing in words written without marks."""
_MARKED: Final = re.compile("[âăêôơ]")
_EITHER: Final = frozenset({"oa", "oe", "uy", "ue"})
"""Open rhymes whose tone two schools write on different letters."""

_ONSET: Final = "(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnprstvx])?"
_OPEN: Final = (
    "ươi|ươu|uyê|uya|uyu|uây|uôi|iêu|yêu|oai|oao|oay|oeo|ai|ao|au|ay|âu|ây|eo|êu|ia|iê|iu|oa|oe|oi|ôi|ơi|ua|uâ|ui|ưa|ưi"
    "|ưu|uê|uô|uơ|ươ|ue|uy|yê|[aăâeêioôơuưy]"
)
_CLOSED: Final = (
    "(?:uyê|oa|oă|uâ|ươ|uô|oo|oe|iê|yê|uy|uê|ue|ua|[aăâôơouưeêiy])(?=ng|[ckmnpt])|(?:oa|uê|uy|ua|[aêiy])(?=ch|nh)"
)
_SYLLABLE: Final = re.compile(f"(?P<onset>{_ONSET})(?P<vowels>{_CLOSED}|(?:{_OPEN})\\Z)(?P<coda>ng|nh|ch|[ckmnpt])?")


@lru_cache(maxsize=20_000)
def is_syllable(word: str) -> bool:
    """Whether `word`, one word of letters in any case, has the shape of a Vietnamese syllable, its tone in place."""
    letters = unicodedata.normalize("NFC", word.lower())
    plain, tone, place = _without_tone(letters)
    if len(tone) > 1 or (found := _SYLLABLE.fullmatch(plain)) is None:
        return False
    if found["coda"] in {"c", "ch", "k", "p", "t"} and tone not in _STOPPED:
        return False
    return not tone or place - found.start("vowels") in _places(found["vowels"], found["coda"])


def _without_tone(letters: str) -> tuple[str, str, int]:
    """The word without its tones, those tones, and the position of the letter that bears the last."""
    plain, tones, place = [], "", -1
    for position, letter in enumerate(letters):
        parts = unicodedata.normalize("NFD", letter)
        if tone := "".join(part for part in parts if part in _TONES):
            tones, place = tones + tone, position
        plain.append(unicodedata.normalize("NFC", "".join(part for part in parts if part not in _TONES)))
    return "".join(plain), tones, place


def _places(vowels: str, coda: str | None) -> frozenset[int]:
    """Where among `vowels` the tone may stand."""
    if marked := [found.start() for found in _MARKED.finditer(vowels)]:
        return frozenset({marked[-1]})
    if coda or len(vowels) == 1:
        return frozenset({len(vowels) - 1})
    if vowels in _EITHER:
        return frozenset({0, 1})
    return frozenset({len(vowels) - 2})
