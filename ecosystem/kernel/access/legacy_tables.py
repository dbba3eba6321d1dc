"""Two encodings of Vietnamese from before Unicode, as the characters that a Western program shows for their bytes."""

from __future__ import annotations

from typing import Final

_TCVN3_FROM_A1: Final = "ĂÂÊÔƠƯĐăâêôơưđ"
_TCVN3: Final = {
    0xB5: "àảãáạ",
    0xBB: "ằẳẵắ",
    0xC6: "ặầẩẫấậè",
    0xCE: "ẻẽéẹềểễếệìỉ",
    0xDC: "ĩíịò",
    0xE1: "ỏõóọồổỗốộờởỡớợù",
    0xF1: "ủũúụừửữứựỳỷỹýỵ",
}

TCVN3: Final[dict[str, str]] = {
    chr(start + offset): letter
    for start, letters in {0xA1: _TCVN3_FROM_A1, **_TCVN3}.items()
    for offset, letter in enumerate(letters)
}
"""TCVN 5712:1993, third set ("ABC"): one byte a letter. Capitals with a tone have no code of their own: the fonts whose
name ends in H draw the small ones large."""

_VNI_TONES: Final = {
    "a": {"ù": "á", "ø": "à", "û": "ả", "õ": "ã", "ï": "ạ"}
    | {"ê": "ă", "é": "ắ", "è": "ằ", "ú": "ẳ", "ü": "ẵ", "ë": "ặ"}
    | {"â": "â", "á": "ấ", "à": "ầ", "å": "ẩ", "ã": "ẫ", "ä": "ậ"},
    "e": {"ù": "é", "ø": "è", "û": "ẻ", "õ": "ẽ", "ï": "ẹ"}
    | {"â": "ê", "á": "ế", "à": "ề", "å": "ể", "ã": "ễ", "ä": "ệ"},
    "o": {"ù": "ó", "ø": "ò", "û": "ỏ", "õ": "õ", "ï": "ọ"}
    | {"â": "ô", "á": "ố", "à": "ồ", "å": "ổ", "ã": "ỗ", "ä": "ộ"},
    "u": {"ù": "ú", "ø": "ù", "û": "ủ", "õ": "ũ", "ï": "ụ"},
    "y": {"ù": "ý", "ø": "ỳ", "û": "ỷ", "õ": "ỹ"},
    "ô": {"ù": "ớ", "ø": "ờ", "û": "ở", "õ": "ỡ", "ï": "ợ"},
    "ö": {"ù": "ứ", "ø": "ừ", "û": "ử", "õ": "ữ", "ï": "ự"},
}
_VNI_SINGLE: Final = {"í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "ñ": "đ", "ô": "ơ", "ö": "ư"}
_VNI_SMALL: Final = {
    **_VNI_SINGLE,
    **{base + mark: letter for base, marks in _VNI_TONES.items() for mark, letter in marks.items()},
}

VNI: Final[dict[str, str]] = {
    **_VNI_SMALL,
    **{key.upper(): letter.upper() for key, letter in _VNI_SMALL.items()},
    **{key[0].upper() + key[1]: letter.upper() for key, letter in _VNI_SMALL.items() if len(key) == 2},
}
"""VNI for Windows: a letter and, mostly, a second character for its mark; i, đ, ơ, ư and ỵ are single."""
