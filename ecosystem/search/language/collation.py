"""The order of a Vietnamese dictionary as a plain key, so that every database and engine sorts alike.

The order of letters and tones: TCVN 6909 and the dictionaries of the Institute of Linguistics.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from ecosystem.search.language.normalise import normalise

MAX_LENGTH: Final = 240
"""Characters of a key."""

_LETTERS: Final = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_SYMBOLS: Final = "23456789abcdefghijklmnopqrstuvwxyz"
_END: Final = "0"
_SPACE: Final = "10"
_DIGIT: Final = "1"
_OTHER: Final = _SYMBOLS[-1]
_CODES: Final = {
    **dict(zip(_LETTERS, _SYMBOLS, strict=False)),
    **{str(digit): _DIGIT + _SYMBOLS[digit] for digit in range(10)},
}
_TONES: Final = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_NO_TONE: Final = "0"
_SHAPES: Final = {"a\u0306": "ă", "a\u0302": "â", "e\u0302": "ê", "o\u0302": "ô", "o\u031b": "ơ", "u\u031b": "ư"}
_LETTERS_LENGTH: Final = 200
_BASE36: Final = "0123456789abcdefghijklmnopqrstuvwxyz"
_WORD: Final = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")


def collation_key(text: str) -> str:
    """A key of the characters 0-9a-z, at most `MAX_LENGTH` long; comparing keys by code point orders the texts.

    First by letters: digits, then a ă â b c d đ e ê … o ô ơ … u ư … z, then other scripts; a space before them all,
    signs as a space. Then by tones, word by word: level, huyền, hỏi, ngã, sắc, nặng. Case does not count.
    """
    words = [_word(word) for word in _WORD.findall(normalise(text))]
    codes = [code for index, (letters, _) in enumerate(words) for code in ((_SPACE,) if index else ()) + letters]
    tones = "".join(tone for _, tone in words)
    return (_cut(codes, _LETTERS_LENGTH) + _END + tones)[:MAX_LENGTH]


@lru_cache(maxsize=20_000)
def _word(word: str) -> tuple[tuple[str, ...], str]:
    if word.isascii():
        return tuple(map(_CODES.__getitem__, word)), _NO_TONE
    return _marked_word(word)


def _marked_word(word: str) -> tuple[tuple[str, ...], str]:
    codes: list[str] = []
    tone = _NO_TONE
    for letter in word:
        base, *marks = list(unicodedata.normalize("NFD", letter))
        shape = next((_SHAPES[base + mark] for mark in marks if base + mark in _SHAPES), base)
        if not unicodedata.combining(base):
            codes.append(_CODES.get(shape) or _other(shape))
        tone = next((_TONES[mark] for mark in (base, *marks) if mark in _TONES), tone) if tone == _NO_TONE else tone
    return tuple(codes), tone


def _other(letter: str) -> str:
    digits, rest = "", ord(letter)
    for _ in range(4):
        rest, digit = divmod(rest, 36)
        digits = _BASE36[digit] + digits
    return _OTHER + digits


def _cut(codes: list[str], length: int) -> str:
    joined = "".join(codes)
    if len(joined) <= length:
        return joined
    kept, used = [], 0
    for code in codes:
        used += len(code)
        if used > length:
            break
        kept.append(code)
    return "".join(kept)
