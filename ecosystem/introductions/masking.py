"""Ways to reach a person, taken out of a message until both sides agreed to meet. Pure.

Caught: e-mail addresses, also with spaces or words in them ("lan (at) thu chấm vn", "lan a còng thu.vn"); telephone
numbers as they are written in Vietnam (0912.345.678, +84 24 3825 1234, 0084…, 84…, 1900 6868, with o for 0, in words:
"không chín một hai…", in words and digits: "0 chín mười hai 345 678") and with a plus anywhere; any run of eight digits
after a word such as SĐT, điện thoại, hotline or Zalo; links and handles of messengers and social networks (zalo.me,
t.me, wa.me, m.me, facebook.com, linkedin.com, calendly.com…, "@name").

Left: amounts of money, years, dates, sizes; a right tax code after "MST" or "mã số thuế"; web addresses of companies,
which stand on their pages anyway.

Not caught: a number spread over sentences, spelt in another language or drawn, an address told as a riddle ("my name at
our website"). Whoever is determined gets through; the report button is for that.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final

from stdnum.vn import mst

from ecosystem.introductions.masking_words import UNIT_WORDS, readings

MASK: Final = "•••"
_FEWEST_DIGITS: Final = 8

_DOT: Final = r"(?:[.。]|\s\.\s|\s*[\[(]\s*(?:dot|chấm|cham|\.)\s*[\])]\s*|\s+(?:dot|chấm|cham)\s+)"
_WORD_DOT: Final = r"(?:\s*[\[(]\s*(?:dot|chấm|cham)\s*[\])]\s*|\s+(?:dot|chấm|cham)\s+)"
_AT: Final = r"(?:\s?@\s?|\s*[\[({]\s*(?:at|a\s?còng|a\s?cong|@)\s*[\])}]\s*|\s+(?:a\s?còng|a\s?cong|acòng)\s+)"
_NAME: Final = r"[\w.+%-]{1,64}"
_LABEL: Final = r"[\w-]{1,63}"
_ADDRESSES: Final = (
    re.compile(rf"{_NAME}{_AT}{_LABEL}(?:{_DOT}{_LABEL})*"),
    re.compile(rf"{_NAME}\s+at\s+{_LABEL}(?:{_WORD_DOT}{_LABEL})+"),
    re.compile(r"(?<!\w)@[\w.]{3,}"),
)
_LINKS: Final = re.compile(
    r"(?:https?://)?(?:[\w-]+\.)*(?:zalo\.me|zaloapp\.com|t\.me|telegram\.(?:me|dog|org)|wa\.me|whatsapp\.com|m\.me"
    r"|messenger\.com|facebook\.com|fb\.(?:com|me)|viber\.(?:com|me)|line\.me|wechat\.com|instagram\.com|tiktok\.com"
    r"|linkedin\.com|calendly\.com|skype\.com)(?:/[^\s,;)]*)?(?![\w.])"
    r"|(?:tel|mailto|skype|viber|zalo|tg|sms):(?://)?[\w@.+?=&/%-]+"
)
_DIGIT: Final = r"(?:[0-9]|(?<![^\W\d_o])o(?![^\W\d_o]))"
_BETWEEN: Final = r"(?:[\s.\-‐-―−_()\[\]·•*|~\u0300-\u036f]{0,3}|(?<=[0-9]{3})[,/:;](?=[0-9]{3}))"
"""What may stand between two digits of one number. A comma, slash or colon between short groups is of a date, an hour
or a list."""
_RUN: Final = re.compile(rf"\+?\(?\+?{_DIGIT}(?:{_BETWEEN}{_DIGIT}){{7,}}")
_SAID: Final = re.compile(
    r"(?:sđt|sdt|đt|dt|điện thoại|dien thoai|di động|hotline|mobile|tel|phone|zalo|whatsapp|viber|telegram|gọi|call)"
    rf"[^\d\n]{{0,12}}(\+?\(?{_DIGIT}(?:{_BETWEEN}{_DIGIT}){{7,14}})(?![\w])"
)
_HANDLE: Final = re.compile(
    r"(?:zalo|telegram|skype|wechat|viber|facebook|fb|instagram|messenger)\s*(?:id)?\s*[:=]\s*([\w.@-]{3,})"
)
_SPELT: Final = re.compile(rf"(?<!\w)(?:(?:{UNIT_WORDS}|\d)[\s.,\-]{{1,3}}){{8,}}(?:{UNIT_WORDS}|\d)(?!\w)")
_DATE: Final = re.compile(
    r"(?<!\d)(?:0?[1-9]|[12]\d|3[01])([-./])(?:0?[1-9]|1[0-2])\1(?:19|20)\d{2}(?!\d)"
    r"|(?<!\d)(?:19|20)\d{2}-\d{2}-\d{2}(?!\d)"
)
_MONEY: Final = re.compile(r"\s*(?:₫|đ\b|đồng|dong\b|vnd|vnđ|usd|\$|đô|triệu|tỷ|tỉ|nghìn|ngàn|m2|m³|m3|mg|kg|tấn|%)")
_NATIONAL: Final = re.compile(
    r"0[35789]\d{8}|02\d{9}|(?:00)?84(?:[35789]\d{8}|2\d{9})|1[89]00(?:\d{6}|\d{4})|00[1-9]\d{8,12}"
)
_TAX_WORD: Final = re.compile(r"(?:mst|mã số thuế|ma so thue|mã số doanh nghiệp|tax code|tax id)\W{0,3}$")


@dataclass(frozen=True)
class Masked:
    """The text with `MASK` in place of each of the `count` ways to reach somebody."""

    text: str
    count: int


def mask(text: str) -> Masked:
    """`text` without ways to reach a person. Idempotent; never raises."""
    shadow = _shadow(text)
    spans = _joined(sorted(_spans(shadow)))
    pieces, end = [], 0
    for start, stop in spans:
        pieces += [text[end:start], MASK]
        end = stop
    return Masked("".join([*pieces, text[end:]]), len(spans))


def _shadow(text: str) -> str:
    """The text as the patterns read it: small letters and plain digits, character for character."""
    return "".join(_plain(character) for character in text)


def _plain(character: str) -> str:
    folded = unicodedata.normalize("NFKC", character).casefold()
    if len(folded) != 1:
        return character
    digit = unicodedata.digit(folded, None)
    return folded if digit is None else str(digit)


def _spans(shadow: str) -> Iterator[tuple[int, int]]:
    for pattern in (*_ADDRESSES, _LINKS):
        yield from (one.span() for one in pattern.finditer(shadow))
    for pattern in (_SAID, _HANDLE):
        yield from (one.span(1) for one in pattern.finditer(shadow) if not _is_amount(shadow, one.end(1)))
    yield from (one.span() for one in _SPELT.finditer(shadow) if _words_of(one.group()) >= 3)
    undated = _DATE.sub(lambda date: "#" * len(date.group()), shadow)
    yield from (one.span() for one in _RUN.finditer(undated) if _is_telephone(undated, one))
    for said in readings(undated):
        if not _is_amount(undated, said.end) and _holds_number(said.digits, said.places):
            yield said.start, said.end


def _is_telephone(shadow: str, found: re.Match[str]) -> bool:
    """Whether a number stands in the run, which may hold more than one: it begins and ends with a group of digits."""
    written = found.group().replace("o", "0")
    digits = re.sub(r"\D", "", written)
    if sum(one.isdigit() for one in found.group()) < _FEWEST_DIGITS - 1 or _is_amount(shadow, found.end()):
        return False
    if _TAX_WORD.search(shadow[: found.start()]) and mst.is_valid(digits):
        return False
    if "+" in written:
        return True
    starts, place = {0}, 0
    for group in re.findall(r"\d+", written):
        starts.add(place := place + len(group))
    return _holds_number(digits, starts)


def _holds_number(digits: str, places: AbstractSet[int]) -> bool:
    """Whether a telephone number begins and ends at one of the places."""
    numbers = (_NATIONAL.match(digits, start) for start in places)
    return any(number is not None and number.end() in places for number in numbers)


def _is_amount(shadow: str, end: int) -> bool:
    return _MONEY.match(shadow, end) is not None


def _words_of(spelt: str) -> int:
    """How many of the digits are words: digits alone with spaces are for the other patterns."""
    return sum(not one.isdigit() for one in re.split(r"[\s.,\-]+", spelt) if one)


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, stop in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(stop, joined[-1][1]))
        else:
            joined.append((start, stop))
    return joined
