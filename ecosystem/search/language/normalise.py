"""One spelling for what is one word: the same for documents and queries, before any engine sees them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

MAX_TOKEN_LENGTH: Final = 64
"""Characters; a longer token is cut, in documents and queries alike."""

_CONTROL: Final = "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff"
_FORMAT: Final = (
    "\u00ad\u034f\u061c\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e01ef"
)
INVISIBLE: Final = _CONTROL + _FORMAT
"""The inside of a character class: control, zero-width, direction and joining characters, and lone surrogates."""

MARKS: Final = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
"""The inside of a character class: marks that combine with the letter before them."""

_INVISIBLE: Final = re.compile(f"[{INVISIBLE}]")
_TOKEN: Final = re.compile(rf"[^\W_]+(?:[{MARKS}]+[^\W_]*)*")
_POSSESSIVE: Final = re.compile(r"(?<=\w)['\u2019]s(?!\w)")
_SMALL_DIGITS: Final = ("\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079", "₀₁₂₃₄₅₆₇₈₉")
_LOOKALIKES: Final = (
    str.maketrans({"\u00f0": "đ", "\u0256": "đ", "\u00b5": "\u03bc", "\ufb01": "fi", "\ufb02": "fl"})
    | {ord(digit): str(value) for digits in _SMALL_DIGITS for value, digit in enumerate(digits)}
    | {wide: chr(wide - 0xFEE0) for wide in range(0xFF01, 0xFF5F)}
)
"""Eth and African d, whose capitals look like Đ and which old keyboards type for it; raised and lowered digits; full
width; the two micro signs; ligatures."""

_PLAIN: Final = {"o": "òóỏõọ", "u": "ùúủũụ"}
_SHIFTED: Final = {"a": "àáảãạ", "e": "èéẻẽẹ", "y": "ỳýỷỹỵ"}
_TONE_PLACES: Final = {
    _PLAIN[glide][tone] + vowel: glide + _SHIFTED[vowel][tone]
    for glide, vowel in (("o", "a"), ("o", "e"), ("u", "y"))
    for tone in range(5)
}
_MISPLACED: Final = re.compile(f"(?:{'|'.join(_TONE_PLACES)})(?![^\\W\\d_]|[{MARKS}])")
_WRITTEN_PLACES: Final = {normal: written for written, normal in _TONE_PLACES.items()}
_NORMAL_PLACE: Final = re.compile(f"(?<!q)(?:{'|'.join(_WRITTEN_PLACES)})(?![^\\W\\d_]|[{MARKS}])")

_TONES: Final = tuple(zip("yỳýỷỹỵ", "iìíỉĩị", strict=True))
_ONE_SPELLING: Final = {
    initial + y: initial + i for initial in ("h", "k", "l", "m", "s", "t", "v", "qu") for y, i in _TONES
}
"""Open syllables that are written both ways, kỹ and kĩ, quy and qui: of whole tokens alone."""
_WITH_Y: Final = frozenset(f"{initial}y" for initial in ("h", "k", "l", "m", "qu", "t")) | frozenset(
    {"ký", "kỳ", "kỷ", "kỹ", "lý", "mỹ", "quý", "quỳ", "quỷ", "quỹ", "quỵ", "tỷ"}
)
"""Those that most people and the word lists write so."""
_WRITTEN_WITH_Y: Final = {_ONE_SPELLING[word]: word for word in _WITH_Y}
_WITH_I: Final = re.compile(rf"(?<![^\W_])(?:{'|'.join(_WRITTEN_WITH_Y)})(?![^\W_]|[{MARKS}])")


def normalise(text: str) -> str:
    """Lower case, NFC, no invisible characters, single spaces, and one place for the tone: hòa, hoà -> hoà.

    The tone moves in open oa, oe, uy alone, where two schools differ; in quy both write it on y, as here.
    """
    visible = text if text.isprintable() and text.isascii() else _INVISIBLE.sub("", text)
    if visible.isascii():
        return " ".join(visible.lower().split())
    lowered = unicodedata.normalize("NFC", unicodedata.normalize("NFC", visible).lower().translate(_LOOKALIKES))
    return _MISPLACED.sub(lambda found: _TONE_PLACES[found[0]], " ".join(lowered.split()))


def as_written(normalised: str) -> str:
    """Normalised tokens as most people and the word lists write them: hoà -> hòa, kĩ -> kỹ, quí -> quý."""
    placed = _NORMAL_PLACE.sub(lambda found: _WRITTEN_PLACES[found[0]], normalised)
    return _WITH_I.sub(lambda found: _WRITTEN_WITH_Y[found[0]], placed)


def one_spelling(token: str) -> str:
    """A normalised token with i where y is written too at the end of a syllable: kỹ -> kĩ."""
    return _ONE_SPELLING.get(token, token)


def fold(text: str) -> str:
    """`normalise`, then without any mark, đ as d: what people type who leave the marks out."""
    return strip_marks(normalise(text))


def strip_marks(normalised: str) -> str:
    """`fold` for text that is normalised already; remembers words."""
    return _strip_word(normalised) if len(normalised) <= MAX_TOKEN_LENGTH else _strip(normalised)


def without_marks(tokens: Sequence[str]) -> list[str]:
    """Each of these tokens without its marks."""
    return list(map(_strip_word, tokens))


def is_marked(token: str) -> bool:
    """Whether a normalised token carries a diacritic (or is đ)."""
    return strip_marks(token) != token


def _strip(normalised: str) -> str:
    if normalised.isascii():
        return normalised
    letters = unicodedata.normalize("NFD", normalised.replace("đ", "d"))
    unmarked = unicodedata.normalize("NFC", "".join(one for one in letters if not unicodedata.combining(one)))
    return " ".join(unmarked.split())  # a mark that stood alone leaves its space behind


_strip_word = lru_cache(maxsize=20_000)(_strip)


def tokens(text: str) -> list[str]:
    """The normalised words and numbers of a text, in order, each of 1 to `MAX_TOKEN_LENGTH` letters and digits.

    In `one_spelling`.
    """
    return tokens_of(normalise(text))


def tokens_of(normalised: str) -> list[str]:
    """`tokens` for text that is normalised already."""
    may_own = "'" in normalised or "\u2019" in normalised
    words = _TOKEN.findall(_POSSESSIVE.sub("", normalised) if may_own else normalised)
    short = words if len(normalised) <= MAX_TOKEN_LENGTH else [word[:MAX_TOKEN_LENGTH] for word in words]
    return list(map(_ONE_SPELLING.get, short, short))
