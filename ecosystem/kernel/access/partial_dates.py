"""Dates as exactly as they are known: "2019", "2019-03" or "2019-03-12". A year alone is common, and is no 1 January.

The text is ISO 8601 at reduced precision: its length says how exact it is, and it sorts.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Annotated, Any, Final

from pydantic import AfterValidator, BeforeValidator

from ecosystem.kernel.access.fields import InputError
from ecosystem.kernel.access.messages import N_

FIRST_YEAR: Final = 1800
LAST_YEAR: Final = 2200
LENGTH: Final = len("2019-03-12")

_MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_WORDS: Final = re.compile(r"\b(?:ngay|thang|nam)\b")
_SHAPES: Final = tuple(
    re.compile(shape, re.ASCII)
    for shape in (
        r"(?P<year>\d{4})(?:[-/.](?P<month>\d{1,2})(?:[-/.](?P<day>\d{1,2}))?)?",
        r"(?:(?P<day>\d{1,2})[-/. ])?(?P<month>\d{1,2})[-/. ](?P<year>\d{4})",
        r"(?:(?P<day>\d{1,2})[-/. ])?(?P<month>[a-z]{3,9})\.?,?[-/ ](?P<year>\d{4})",
        r"(?P<month>[a-z]{3,9})\.? (?P<day>\d{1,2}),? (?P<year>\d{4})",
    )
)


def parse_partial_date(text: str) -> str:
    """Years, months and days as people write them, the day before the month. Raises InputError for anything else."""
    plain = _plain(text)
    for match in (shape.fullmatch(plain) for shape in _SHAPES):
        if match is not None and (match["month"] or "1").isdigit():
            return _checked(match["year"], match["month"], match["day"])
        if match is not None and (month := _number_of(match["month"])):
            return _checked(match["year"], month, match["day"])
    raise InputError(N_("Please write a year, a month or a day: 2019, 03/2019 or 12/03/2019"))


def first_day(known: str) -> date:
    """The first day that a text of `parse_partial_date` may mean."""
    year, month, day = (int(part) for part in f"{known}-01-01"[:LENGTH].split("-"))
    return date(year, month, day)


def _number_of(name: str) -> str:
    """Of a month called so in English, or by the first letters; "" for no month."""
    return next((str(number) for number, month in enumerate(_MONTHS, 1) if month.startswith(name)), "")


def _checked(*parts: str | None) -> str:
    known = [int(part) for part in parts if part]
    try:
        whole = date(*known, *(1,) * (3 - len(known))).isoformat()
    except ValueError:
        raise InputError(N_("There is no such day; please check the date")) from None
    if not FIRST_YEAR <= known[0] <= LAST_YEAR:
        raise InputError(N_("There is no such day; please check the date"))
    return whole[: 1 + 3 * len(known)]


def _plain(text: str) -> str:
    """Without marks, without the words for day, month and year, single spaces."""
    letters = text.lower()
    if not letters.isascii():
        decomposed = unicodedata.normalize("NFD", letters)
        letters = "".join(one for one in decomposed if not unicodedata.combining(one))
    return re.sub(r"\s*([/.-])\s*", r"\1", " ".join(_WORDS.sub(" ", letters).split())).strip(" ,")


def _read(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()[:LENGTH]
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if isinstance(value, str):
        return parse_partial_date(value) if value.strip() else None
    return value


def _required(value: Any) -> Any:
    if value is None:
        raise InputError(N_("Please fill this in"))
    return value


def _is_month(known: str) -> str:
    if len(known) != len("2019-03"):
        raise InputError(N_("Please write a month, for example 03/2026"))
    return known


PartialDate = Annotated[str | None, BeforeValidator(_read)]
"""A date as exactly as it is known; blank is nothing."""
Month = Annotated[str, AfterValidator(_is_month), BeforeValidator(_required), BeforeValidator(_read)]
"""A month, no more and no less exact."""
