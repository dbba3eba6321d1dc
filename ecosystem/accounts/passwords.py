"""Which passwords are too easy to guess. No rules of composition: length and rarity are what helps."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Final

from ecosystem.kernel.access.messages import N_, Message
from ecosystem.search.language.normalise import fold

MIN_LENGTH: Final = 12
MAX_LENGTH: Final = 200
COMMON: Final = Path(__file__).parents[2] / "data" / "common_passwords.txt"

_NOT_LETTERS: Final = re.compile(r"[\W_]+")
_SHORTEST_WORD: Final = 4
_MOST_PERIOD: Final = 4
_ROWS: Final = (
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890123456789",
    "qwertyuiopasdfghjklzxcvbnm",
    "1234567890qwertyuiop",
)


def normalise_password(text: str) -> str:
    """The same characters from every keyboard: macOS sends ế in three parts where others send one."""
    return unicodedata.normalize("NFKC", text)


def problem_with(password: str, *personal: str) -> Message | None:
    """Why the password cannot be taken, or None. `personal`: the person's own name and email address."""
    if len(password) < MIN_LENGTH:
        return N_("At least %(limit)s characters; an easy sentence is best", limit=MIN_LENGTH)
    if len(password) > MAX_LENGTH:
        return N_("At most %(limit)s characters", limit=MAX_LENGTH)
    key = _key(password)
    if _is_personal(key, personal):
        return N_("Your name or email is the first thing others would try; please choose something else")
    if key in _common() or _is_row(key) or _is_repetition(key):
        return N_("This password is on the lists that are tried first; please choose something else")
    return None


def _key(text: str) -> str:
    """Letters and digits without marks and case: `Mật khẩu 123!` and `matkhau123` are one."""
    return _NOT_LETTERS.sub("", fold(text))


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    return frozenset(_key(line) for line in COMMON.read_text(encoding="utf-8").splitlines())


def _is_personal(key: str, personal: tuple[str, ...]) -> bool:
    words = {_key(one) for text in personal for one in (text, *text.split("@"))}
    rest = key
    for word in sorted(words, key=len, reverse=True):
        if len(word) >= _SHORTEST_WORD:
            rest = rest.replace(word, "")
    return rest != key and len(rest.strip("0123456789")) < _SHORTEST_WORD


def _is_row(key: str) -> bool:
    """A stretch of the alphabet, the digits or a keyboard, forwards or backwards."""
    return any(key in row or key in row[::-1] for row in _ROWS)


def _is_repetition(key: str) -> bool:
    """`aaaaaaaaaaaa`, `123412341234`: at most four characters again and again. True for nothing but signs, too."""
    return any(key == (key[:period] * len(key))[: len(key)] for period in range(1, _MOST_PERIOD + 1))
