"""Telephone numbers in a text without marks (`masking_shadow.py`), and what looks like one and is none. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import Final

from stdnum.vn import mst

from ecosystem.introductions.masking_words import Reading, readings

_FEWEST_DIGITS: Final = 8
_LOOKALIKE: Final = r"(?<![^\W\d_oil])(?:o|[il](?=[oil]{0,9}[0-9])|(?<=[0-9])[il])(?![^\W\d_oil])"
"""O for 0, I and l for 1, among digits and not in words."""
_DIGIT: Final = rf"(?:[0-9]|{_LOOKALIKE})"
_BETWEEN: Final = (
    r"(?:[\s.\-‐-―−_()\[\]·*|~+'’‘\"=&^\\]{0,5}|\s?•\s?"
    r"|(?<=[0-9]{3})[,/:;](?=[0-9]{3})|(?<=[0-9])x(?=[0-9]))"
)
"""What may stand between two digits of one number. A comma, slash or colon between short groups is of a date, an hour
or a list."""
_LETTERS: Final = re.compile(r"[oil]+[^\w(+]*")
_RUN: Final = re.compile(rf"\+?\(?\+?{_DIGIT}(?:{_BETWEEN}{_DIGIT}){{7,}}")
_NUMBER: Final = rf"(\+?\(?{_DIGIT}(?:{_BETWEEN}{_DIGIT}){{7,14}})"
_OWN_NUMBER: Final = r"so (?:may )?(?:cua )?(?:toi|minh|em|anh|chi)"
_TELEPHONE: Final = (
    rf"(?:sdt|dt|dtdd|dien thoai|di dong|hotline|mobile|tel|phone|zalo|whatsapp|viber|telegram|{_OWN_NUMBER})"
)
_SAID: Final = (
    re.compile(rf"(?<!\w){_TELEPHONE}(?!\w)[^\d\n]{{0,25}}?{_NUMBER}(?!\d)"),
    re.compile(rf"(?<!\w)(?:goi|call)(?!\w)[^\d\n]{{0,12}}?{_NUMBER}(?!\d)"),
)
_SAID_AFTER: Final = re.compile(rf"(?<!\d){_NUMBER}\W{{0,4}}(?:(?:la|so|day la)\s)?(?:{_TELEPHONE}|goi|call)(?!\w)")
_YEARS: Final = re.compile(r"(?:(?:19|20)\d\d)+")
_DATE: Final = re.compile(
    r"(?<!\d)(?:0?[1-9]|[12]\d|3[01])([-./])(?:0?[1-9]|1[0-2])\1(?:19|20)\d{2}(?!\d)"
    r"|(?<!\d)(?:19|20)\d{2}-\d{2}-\d{2}(?!\d)"
)
_MONEY: Final = re.compile(
    r"\s*(?:₫|d\b|dong\b|vnd|usd|\$|€|do\b|trieu\b|ty\b|ti\b|nghin\b|ngan\b|m2|m3|mg|kg|tan\b|%)"
)
_AMOUNT: Final = re.compile(r"(?<![\d+])[1-9]\d{0,2}(?:([., ])\d{3})(?:\1\d{3})*$|(?<![\d+])[1-9]\d*$")
_NATIONAL: Final = re.compile(
    r"0[35789]\d{8}|02\d{9}|(?:00)?84(?:[35789]\d{8}|2\d{9})|1[89]00(?:\d{6}|\d{4})|00[1-9]\d{8,12}"
)
_NO_AMOUNT: Final = re.compile(r"0[35789]\d{8}|02\d{9}|00[1-9]\d{8,12}")
"""What begins with 0 is no amount, whatever unit is written after it."""
_UNGROUPED: Final = re.compile(r"(?<!\d)84[35789]\d{8}$")
_WITHOUT_ZERO: Final = re.compile(r"[35789]\d{8}")
_TAX_WORD: Final = re.compile(r"(?:mst|ma so thue|ma so doanh nghiep|tax code|tax id)\W{0,3}$")


def numbers(shadow: str) -> Iterator[tuple[int, int]]:
    """From where to where each stands."""
    undated = _DATE.sub(lambda date: "\0" * len(date.group()), shadow)
    for one in _RUN.finditer(undated):
        if _is_telephone(undated, one):
            yield _begin(undated, one.start()), one.end()
    for pattern in _SAID:
        for one in pattern.finditer(undated):
            if _is_said(undated, one):
                yield _begin(undated, one.start(1)), one.end(1)
    for one in _SAID_AFTER.finditer(undated):
        if _WITHOUT_ZERO.fullmatch(_digits(one.group(1))):
            yield one.span(1)
    yield from ((one.start, one.end) for one in readings(undated) if _is_spoken(undated, one))


def _begin(shadow: str, start: int) -> int:
    """Where the number begins that seems to begin at `start`: the o that ends "zalo" is none of its zeros."""
    if start and shadow[start - 1].isalpha():
        word = _LETTERS.match(shadow, start)
        return word.end() if word else start
    return start


def _digits(written: str) -> str:
    return re.sub(r"\D", "", written.translate(str.maketrans("oil", "011")))


def _is_telephone(shadow: str, found: re.Match[str]) -> bool:
    """Whether a number stands in the run, which may hold more than one: it begins and ends with a group of digits."""
    written = found.group()
    digits = _digits(written)
    if sum(one.isdigit() for one in written) < _FEWEST_DIGITS - 1:
        return False
    if _TAX_WORD.search(shadow[: found.start()]) and mst.is_valid(digits):
        return False
    is_amount = _MONEY.match(shadow, found.end()) is not None
    if not is_amount and _is_international(written):
        return True
    starts, place = {0}, 0
    for group in re.findall(r"[\doil]+", written):
        starts.add(place := place + len(group))
    may_be_amount = is_amount and _UNGROUPED.search(written) is None
    return _holds_number(digits, starts, _NO_AMOUNT if may_be_amount else _NATIONAL)


def _is_international(written: str) -> bool:
    """Whether a plus stands before a number, and not between two digits."""
    pluses = re.finditer(r"(?<![\doil])\+\(?[\doil]", written)
    return any(len(_digits(written[plus.start() :])) >= _FEWEST_DIGITS for plus in pluses)


def _is_said(shadow: str, found: re.Match[str]) -> bool:
    """Whether what follows a word for a telephone is a number: no amount, round sum or years."""
    digits = _digits(found.group(1))
    if _MONEY.match(shadow, found.end(1)) and _AMOUNT.search(found.group(1)):
        return False
    return not digits.endswith("00000") and _YEARS.fullmatch(digits) is None


def _is_spoken(shadow: str, said: Reading) -> bool:
    """Whether a number of words is one; counting up is none, nor "không 900 000 000 đồng"."""
    if said.is_of_words and _WITHOUT_ZERO.fullmatch(said.digits):
        return any(int(one) + 1 != int(after) for one, after in zip(said.digits, said.digits[1:], strict=False))
    amount = _AMOUNT.search(shadow, said.start, said.end) if _MONEY.match(shadow, said.end) else None
    if amount is not None and len(shadow[said.start : amount.start()].split()) < 2:
        return False
    return _holds_number(said.digits, said.places, _NATIONAL)


def _holds_number(digits: str, places: AbstractSet[int], numbers_of: re.Pattern[str]) -> bool:
    """Whether a telephone number begins and ends at one of the places."""
    found = (numbers_of.match(digits, start) for start in places)
    return any(number is not None and number.end() in places for number in found)
