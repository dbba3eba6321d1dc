"""Cells that hold telephone numbers, as E.164 where they are sure.

Vietnam's plan: mobile numbers have nine digits behind the 0 since 2018 (eleven-digit ones ended then), landlines ten,
of which the area code begins with 2 since 2017.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from ecosystem.kernel.access.messages import N_
from ecosystem.kernel.tabular.cells import CellError, ColumnReading, Remarked

_EXTENSION: Final = re.compile(
    r"[\s,;(]*(?:máy lẻ|may le|số lẻ|nhánh|ext\.?|extension|x|#)[\s.:]*(\d{1,6})\)?\s*\Z", re.IGNORECASE
)
_BETWEEN: Final = re.compile(r"\s*(?:[/;,\n]|\bhoặc\b|\bor\b|\s-\s)\s*", re.IGNORECASE)
_NOT_DIALLED: Final = re.compile(r"[\s.\-–()]+")
_LABEL: Final = re.compile(r"\A(?:điện thoại|đt|sđt|tel|phone|mobile|hotline|dd|đd)[\s.:]+(?=[+(\d])", re.IGNORECASE)
_MOBILE: Final = re.compile(r"[35789]\d{8}")
_LANDLINE: Final = re.compile(r"2\d{9}")
_SERVICE: Final = re.compile(r"(?:1800|1900)\d{2,6}|1\d{2,4}")
_FOREIGN: Final = re.compile(r"[1-9]\d{7,14}")

_OLD_MOBILES: Final = {
    "120": "70", "121": "79", "122": "77", "126": "76", "128": "78",
    "123": "83", "124": "84", "125": "85", "127": "81", "129": "82",
    "162": "32", "163": "33", "164": "34", "165": "35", "166": "36", "167": "37", "168": "38", "169": "39",
    "186": "56", "188": "58", "199": "59",
}  # fmt: skip
"""Mobile prefixes of before 2018, and what they became (Ministry of Information and Communications, 2018)."""
_OLD_AREAS: Final = {"4": "24", "8": "28"}
"""Area codes of Hanoi and Ho Chi Minh City of before 2017."""


def to_telephone(cell: str, _column: ColumnReading) -> object:
    """The first number in the cell, as E.164 text such as +842430000026; more of them and extensions are remarked.

    A number whose 0 was lost in a spreadsheet gets it back; a prefix that no longer exists is not rewritten.
    """
    text = _LABEL.sub("", unicodedata.normalize("NFKC", cell).strip().lstrip("'"))
    text, extension = _without_extension(text)
    first, *others = _numbers(text)
    number = _e164(first)
    if others:
        kept = ", ".join(_e164_or_typed(other) for other in others)
        return Remarked(number, N_("more than one number: %(others)s is not kept", others=kept))
    if extension:
        return Remarked(number, N_("the extension %(extension)s is not kept", extension=extension))
    return number


def _without_extension(text: str) -> tuple[str, str]:
    found = _EXTENSION.search(text)
    return (text[: found.start()], found[1]) if found else (text, "")


def _numbers(text: str) -> list[str]:
    """The numbers in the cell; one where the pieces are too short to be numbers of their own."""
    pieces = [piece for piece in _BETWEEN.split(text) if piece]
    long = [piece for piece in pieces if len(re.sub(r"\D", "", piece)) >= 8]
    return pieces if len(long) == len(pieces) > 1 else [text]


def _e164(typed: str) -> str:
    is_international = typed.strip().startswith(("+", "00"))
    digits = _NOT_DIALLED.sub("", typed).removeprefix("+")
    if not (digits.isascii() and digits.isdigit()):
        raise CellError(N_("is not a telephone number"))
    if is_international:
        return _international(digits.removeprefix("00"))
    if digits.startswith("0"):
        return _national(digits[1:])
    if digits.startswith("84") and _is_vietnamese(digits[2:].removeprefix("0")):
        return f"+84{digits[2:].removeprefix('0')}"
    if _SERVICE.fullmatch(digits):
        raise CellError(N_("is a service number, which cannot be called from everywhere"))
    return _national(digits)


def _international(digits: str) -> str:
    if digits.startswith("84"):
        return _national(digits[2:].removeprefix("0"))
    if not _FOREIGN.fullmatch(digits):
        raise CellError(N_("is not a telephone number"))
    return f"+{digits}"


def _national(digits: str) -> str:
    """A Vietnamese number behind its 0."""
    if _is_vietnamese(digits):
        return f"+84{digits}"
    today = _today(digits)
    if today:
        raise CellError(N_("has a prefix that ended in 2017 or 2018; today it may be 0%(today)s", today=today))
    raise CellError(N_("is not a telephone number"))


def _is_vietnamese(digits: str) -> bool:
    return bool(_MOBILE.fullmatch(digits) or _LANDLINE.fullmatch(digits))


def _today(digits: str) -> str:
    """What a number of before the changes of 2017 and 2018 became, "" for another."""
    if len(digits) == 10 and digits[:3] in _OLD_MOBILES:
        return _OLD_MOBILES[digits[:3]] + digits[3:]
    if len(digits) == 9 and digits[0] in _OLD_AREAS:
        return _OLD_AREAS[digits[0]] + digits[1:]
    return ""


def _e164_or_typed(typed: str) -> str:
    try:
        return _e164(typed)
    except CellError:
        return typed.strip()
