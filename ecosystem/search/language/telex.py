"""What raw Telex keystrokes would have shown: "coong nghej" is "công nghệ"."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from ecosystem.search.language.normalise import normalise, one_spelling

_TONES: Final = {"f": "\u0300", "s": "\u0301", "r": "\u0309", "x": "\u0303", "j": "\u0323", "z": ""}
_HATS: Final = {"a": "â", "e": "ê", "o": "ô"}
_HORNS: Final = {"a": "ă", "o": "ơ", "u": "ư"}
_SHAPED: Final = frozenset("ăâêôơư")
_VOWELS: Final = frozenset("aeiouy") | _SHAPED
_SYLLABLE: Final = re.compile(
    "(ngh|ng|nh|gh|gi(?=[aăâeêoôơuư])|ch|kh|ph|qu|th|tr|[bcdđghklmnpqrstvx])?([aăâeêioôơuưy]{1,3})(ng|nh|ch|[cmnpt])?"
)
_UNMARKED: Final = re.compile("(n(?:gh?|h)?|gh?|ch?|kh?|ph?|qu|th?|tr?|[bdhlmrsvx])?([aeiouy]{1,3})(ng|nh|ch|[cmnpt])?")
_STRONG: Final = re.compile("aa|ee|oo|dd|w|j|[aeiouy][fz]$|(ng|nh|ch|[cmnpt])[frxz]$")
_NUCLEUS: Final = re.compile(
    "[aăâeêioôơuưy]|a[iouy]|â[uy]|e[ou]|êu|i[aêu]|o[aăeio]|ôi|ơi|u[aâiêôơy]|ư[aiơu]|yê"
    "|iêu|yêu|oa[ioy]|oeo|ua[oy]|uây|uôi|uy[aêu]|ươ[iu]"
)
"""The vowels of Vietnamese syllables, without their tone."""
_TONE_MARKS: Final = frozenset(filter(None, _TONES.values()))
_STOPPED: Final = frozenset({"\u0301", "\u0323"})
"""The tones of syllables that end in c, ch, p or t."""
_SECOND: Final = frozenset({"oa", "oe", "uy"})
"""Open vowels that carry the tone on the second letter; `normalise` writes them so whatever was typed."""


def is_sure(token: str) -> bool:
    """Whether hardly any word but a Vietnamese one is typed so; `tax` and `car` may be English."""
    return bool(_STRONG.search(token))


@lru_cache(maxsize=20_000)
def is_syllable(folded: str) -> bool:
    """Whether a Vietnamese syllable may be written so without its marks; hardly any English word of length may."""
    return _UNMARKED.fullmatch(folded) is not None


@lru_cache(maxsize=20_000)
def decode(token: str) -> str | None:
    """The normalised syllable that these keystrokes make, by the rules of Vietnamese spelling.

    None for what is no raw Telex: another letter than a-z, no key that marks, or a result that cannot be a syllable.
    Whether the syllable exists is the lexicon's to say.
    """
    if not (2 <= len(token) <= 10 and token.isascii() and token.isalpha()):
        return None
    letters, tone, used = _typed(token)
    if not used:
        return None
    found = _SYLLABLE.fullmatch("".join(letters))
    return None if found is None else _written(found, tone)


@lru_cache(maxsize=20_000)
def is_written_syllable(word: str) -> bool:
    """Whether a normalised word with marks is a possible syllable, its tone on the right vowel: it may be a name."""
    letters, tone = toneless(word)
    found = _SYLLABLE.fullmatch(letters)
    if (
        found is None
        or not _NUCLEUS.fullmatch(found[2])
        or (found[2] == "uơ" and found[3])
        or (tone not in _STOPPED and found[3] in {"c", "ch", "p", "t"})
    ):
        return False
    return _written(found, tone) == one_spelling(word)


@lru_cache(maxsize=20_000)
def toneless(word: str) -> tuple[str, str]:
    """A normalised word with the shapes of its letters (ă, ơ), and its tone mark ("" for none)."""
    parts = unicodedata.normalize("NFD", word)
    tone = "".join(one for one in parts if one in _TONE_MARKS)
    return unicodedata.normalize("NFC", "".join(one for one in parts if one not in _TONE_MARKS)), tone


def _typed(token: str) -> tuple[list[str], str, bool]:
    """Letters with their shapes, the tone, and whether any key was a mark."""
    letters: list[str] = []
    tone, used = "", False
    for key in token:
        has_vowel = any(letter in _VOWELS for letter in letters)
        if key in _TONES and has_vowel:
            tone, used = _TONES[key], True
        elif (key == "w" and _horn(letters)) or (key in _HATS and _hat(letters, key)) or (key == "d" and _bar(letters)):
            used = True
        else:
            letters.append(key)
    return letters, tone, used


def _horn(letters: list[str]) -> bool:
    """w: on the vowels before it (uo becomes ươ), or alone an ư."""
    for at in range(len(letters) - 1, -1, -1):
        if letters[at] in _HORNS:
            pair = at > 0 and letters[at] in {"o", "a"} and letters[at - 1] == "u" and not _is_qu(letters, at - 1)
            if pair:
                letters[at - 1] = "ư"
            if letters[at] != "a" or not pair:
                letters[at] = _HORNS[letters[at]]
            return True
    if any(letter in _VOWELS for letter in letters):
        return False
    letters.append("ư")
    return True


def _is_qu(letters: list[str], at: int) -> bool:
    return at > 0 and letters[at - 1] == "q"


def _hat(letters: list[str], key: str) -> bool:
    """A second a, e or o: beside the first, or after the consonants that follow it."""
    for at in range(len(letters) - 1, -1, -1):
        if letters[at] == key:
            letters[at] = _HATS[key]
            return True
        if letters[at] in _VOWELS:
            return False
    return False


def _bar(letters: list[str]) -> bool:
    if letters and letters[0] == "d":
        letters[0] = "đ"
        return True
    return False


def _written(found: re.Match[str], tone: str) -> str:
    initial, vowels, final = found[1] or "", found[2], found[3] or ""
    at = _place(vowels, final)
    marked = vowels[:at] + unicodedata.normalize("NFC", vowels[at] + tone) + vowels[at + 1 :]
    return one_spelling(normalise(initial + marked + final))


def _place(vowels: str, final: str) -> int:
    """Which vowel carries the tone."""
    shaped = [at for at, vowel in enumerate(vowels) if vowel in _SHAPED]
    if shaped:
        return shaped[-1]
    if len(vowels) == 1:
        return 0
    return 1 if len(vowels) == 3 or final or vowels in _SECOND else 0
