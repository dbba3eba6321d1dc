"""Text in an encoding from before Unicode, recognised as it stands in a cell or a field, and read right.

A program that knows nothing of TCVN3 and VNI shows their bytes as Western letters and signs ("C«ng nghÖ", "Coâng
ngheä"), and saves them so, as clean Unicode. The same happens to UTF-8 that was taken for Windows-1252 ("CÃ´ng"). What
is recognised must become Vietnamese syllables in every word that changes, and must hold what neither Vietnamese nor a
Western language writes: French, German, Spanish and Vietnamese text stay as they are. Tables checked against glibc's
TCVN5712-1 and the published VNI table.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from ecosystem.kernel.access.legacy_tables import TCVN3, VNI
from ecosystem.kernel.access.syllables import is_syllable

_LETTERS: Final = "A-Za-z\u00a1-\u00ff"
_WORD: Final = re.compile(f"[{_LETTERS}]*[\u00a1-\u00ff][{_LETTERS}]*")
_VIETNAMESE: Final = frozenset("ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúý")
_FOREIGN: Final = "".join(chr(code) for code in range(0xA1, 0x100) if chr(code) not in _VIETNAMESE)
_EVIDENCE: Final = re.compile(f"[{re.escape(_FOREIGN)}]|[aeoAEO][\u00c2\u00e2]|[aA][\u00ca\u00ea]")
_SUSPICIOUS: Final = re.compile(
    f"[\u0080-\u00bf{re.escape(_FOREIGN)}\u0152-\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2122]"
    "|[aeoAEO][\u00c2\u00e2]|[aA][\u00ca\u00ea]|\u00c3 "
)
_SIGN_INSIDE: Final = re.compile(
    f"[A-Za-z][\u00a1-\u00bf\u00d7][A-Za-z]|[\u00a1-\u00bf\u00d7][a-z][{_LETTERS}]|[A-Za-z]{{2}}[\u00a1-\u00bf\u00d7]"
)
_PAIR: Final = re.compile(
    "a[\u00f9\u00f8\u00fb\u00f5\u00ef\u00ea\u00e9\u00e8\u00fa\u00fc\u00eb\u00e2\u00e1\u00e0\u00e5\u00e3\u00e4]"
    "|e[\u00f9\u00f8\u00fb\u00f5\u00ef\u00e2\u00e1\u00e0\u00e5\u00e3\u00e4]|o[\u00f8\u00fb\u00f5\u00ef\u00e2\u00e5\u00e4]"
    "|[ouy\u00f4\u00f6][\u00f9\u00f8\u00fb\u00f5\u00ef]|[\u00f1\u00f6]"
)
"""What VNI writes and Unicode Vietnamese does not."""
_BEYOND: Final = re.compile("[^\x00-\u00ff\u2010-\u2027\u2030-\u203a\u20ab\u20ac]")
"""Letters as which these encodings cannot be shown; typographic marks and signs of currency may stand between."""
_UNIT: Final = re.compile("\u00b5[a-zA-Z]{1,2}\\Z")

_VNI_PIECE: Final = re.compile("|".join(sorted(map(re.escape, VNI), key=len, reverse=True)))
_WINDOWS_1252: Final = {
    **{chr(code): code for code in range(0x80, 0x100)},
    **{bytes([code]).decode("cp1252", "ignore"): code for code in range(0x80, 0xA0)},
}
_TWICE_ENCODED: Final = re.compile(
    "[\u00c2-\u00f4][\u0080-\u00bf\u0152-\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2122]"
)
_ETH: Final = str.maketrans("\u00d0\u00f0", "Đđ")
_ONLY_VIETNAMESE: Final = re.compile("[\u0102\u0103\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]")
_ANY_WORD: Final = re.compile(r"[^\W\d_]+")
LOOK_ALIKE: Final = "Ð"

_LOST_SPACE: Final = re.compile("\u00c3 (?= |\\Z)")
"""à, whose second byte is a space that does not break, and became one that does."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """`text` in Unicode, and the `encoding` that it was in: "TCVN3 (ABC)", "VNI" or "UTF-8".

    LOOK_ALIKE for Vietnamese text whose Đ was typed as the Icelandic letter that looks the same.
    """

    text: str
    encoding: str


def may_be_legacy(text: str) -> bool:
    """Whether a letter or sign stands in `text` that right Vietnamese or English text seldom holds; quickly."""
    return not text.isascii() and _SUSPICIOUS.search(text) is not None


def recognise(text: str, expected: str = "") -> Recognised | None:
    """What `text` says when it was read in the wrong encoding; None for text that is right, or not surely wrong.

    `expected` names the encoding of the texts around it: of that one no sign is needed that only it can have.
    """
    if not may_be_legacy(text) and not (expected and not text.isascii()):
        return None
    if _TWICE_ENCODED.search(text) and (plain := _undo_twice(text)) is not None:
        return Recognised(plain, "UTF-8")
    if ("\u00d0" in text or "\u00f0" in text) and (mended := _with_d(text)) is not None:
        return Recognised(mended, LOOK_ALIKE)
    if not (expected or _EVIDENCE.search(text)) or _BEYOND.search(text):
        return None
    words = [word[0] for word in _WORD.finditer(text)]
    for name, read, is_evident in _ENCODINGS:
        if words and (name == expected or is_evident(words)) and all(is_syllable(read(word)) for word in words):
            return Recognised(_each_word(read, text), name)
    return None


def _each_word(read: Callable[[str], str], text: str) -> str:
    return _WORD.sub(lambda found: read(found[0]), text)


def from_tcvn3(text: str) -> str:
    """Text that is known to be TCVN3, its bytes shown as Windows-1252, in Unicode.

    Words in capitals stay so: the encoding has no capitals with a tone.
    """
    return _each_word(_word_of_tcvn3, text)


def from_vni(text: str) -> str:
    """Text that is known to be VNI, its bytes shown as Windows-1252, in Unicode."""
    return _VNI_PIECE.sub(lambda found: VNI[found[0]], text)


def _is_tcvn3(words: list[str]) -> bool:
    """A sign inside a word, or two words with letters that no Vietnamese writes."""
    foreign = [word for word in words if _EVIDENCE.search(word) and not _UNIT.match(word)]
    return len(foreign) > 1 or any(_SIGN_INSIDE.search(word) for word in foreign)


def _is_vni(words: list[str]) -> bool:
    return sum(_PAIR.search(word.lower()) is not None for word in words) > 1


def _word_of_tcvn3(word: str) -> str:
    read = "".join(TCVN3.get(character, character) for character in word)
    plain = [character for character in word if character.isascii()]
    is_large = len(plain) > 1 and all(map(str.isupper, plain))
    return read.upper() if is_large else read


_ENCODINGS: Final[tuple[tuple[str, Callable[[str], str], Callable[[list[str]], bool]], ...]] = (
    ("VNI", from_vni, _is_vni),
    ("TCVN3 (ABC)", _word_of_tcvn3, _is_tcvn3),
)


def _undo_twice(text: str) -> str | None:
    """UTF-8 whose bytes were taken for Windows-1252, once more as UTF-8; None when its bytes are none."""
    shown = _LOST_SPACE.sub("\u00c3\u00a0", text)
    try:
        return bytes(_WINDOWS_1252.get(character) or ord(character) for character in shown).decode("utf-8")
    except ValueError:
        return None


def _with_d(text: str) -> str | None:
    """Vietnamese in which Eth, which looks the same, stands for Đ; None for any other text."""
    if not _ONLY_VIETNAMESE.search(text):
        return None
    read = text.translate(_ETH)
    words = zip(_ANY_WORD.findall(text), _ANY_WORD.findall(read), strict=True)
    return read if all(before == after or is_syllable(after) for before, after in words) else None
