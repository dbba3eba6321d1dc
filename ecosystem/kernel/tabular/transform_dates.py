"""Cells that hold a day, a month or a year, as people write them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from ecosystem.kernel.access.messages import N_
from ecosystem.kernel.tabular.cells import CellError, ColumnReading, Remarked
from ecosystem.search.language.normalise import fold

_FIRST_YEAR, _LAST_YEAR = 1800, 2200
_SERIALS: Final = range(10_000, 100_000)
"""Day numbers of spreadsheets that are taken for days: 1927 to 2173. Smaller ones are years, counts or mistakes."""
_EPOCH_1900, _EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)

_TIME: Final = (
    r"(?:[t ,]+(?:luc )?\d{1,2}[:h]\d{2}(?::\d{2}(?:[.,]\d+)?)?(?: ?[ap]m)?(?: ?(?:z|utc|[+-]\d{2}:?\d{2}))?)?"
)
_MONTH_NAMES: Final = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6,
    "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12,
    "january": 1, "february": 2, "march": 3, "april": 4, "june": 6, "july": 7, "august": 8,
    "september": 9, "october": 10, "november": 11, "december": 12,
}  # fmt: skip
_NAMED: Final = "|".join(sorted(_MONTH_NAMES, key=len, reverse=True))

NUMERIC_DAY: Final = re.compile(rf"(\d{{1,2}})\s*([/.\-])\s*(\d{{1,2}})\s*\2\s*(\d{{4}}){_TIME}")
"""First number, sign, second number, year."""
_ISO_DAY: Final = re.compile(rf"(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}}){_TIME}")
_WORDY_DAYS: Final = (
    re.compile(r"(?:ngay )?(?P<d>\d{1,2}) ?[/,-]? ?thang (?P<m>\d{1,2}),? ?[/-]? ?(?:nam )?(?P<y>\d{4})"),
    re.compile(rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[ \-](?:of )?(?P<name>{_NAMED})\.?,?[ \-](?P<y>\d{{4}})"),
    re.compile(rf"(?P<name>{_NAMED})\.? (?P<d>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y>\d{{4}})"),
)
_MONTHS: Final = (
    re.compile(r"(?:thang |t)?(?P<m>\d{1,2}) ?[/.\-] ?(?P<y>\d{4})"),
    re.compile(r"thang (?P<m>\d{1,2}),? (?:nam )?(?P<y>\d{4})"),
    re.compile(r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})"),
    re.compile(rf"(?P<name>{_NAMED})\.?,?[ \-](?P<y>\d{{4}})"),
)
YEAR: Final = re.compile(r"(?:nam )?(\d{4})(?:\.0)?")
_QUARTER: Final = re.compile(r"(?:quy|q) ?(?:iv|i{1,3}|[1-4])[ ,]*[-/.]? ?(?:nam )?(\d{4})")
_SERIAL: Final = re.compile(r"(\d{5})(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as far as it is known. `str()` is ISO 8601 of that precision: 2024, 2024-06 or 2024-06-05."""

    year: int
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        if self.month is None:
            return f"{self.year:04}"
        return f"{self.year:04}-{self.month:02}" + (f"-{self.day:02}" if self.day is not None else "")

    @property
    def whole(self) -> date | None:
        """The day, when it is known."""
        return date(self.year, self.month, self.day) if self.month and self.day else None

    @property
    def last(self) -> date:
        """The last day that it may mean."""
        if self.month is None:
            return date(self.year, 12, 31)
        following = date(self.year + self.month // 12, self.month % 12 + 1, 1)
        return self.whole or following - timedelta(days=1)

    @property
    def first(self) -> date:
        """The first day that it may mean."""
        return date(self.year, self.month or 1, self.day or 1)


def to_date(cell: str, column: ColumnReading) -> object:
    """A calendar day between `earliest` and `latest`: in one of the column's formats, else as people write days.

    A month or a year alone is none.
    """
    found = _in_formats(cell, column.formats) if column.formats else _read(cell, column)
    if (day := found.whole) is None:
        raise CellError(N_("says no day"))
    _check_likely(found, column)
    return day


def to_partial_date(cell: str, column: ColumnReading) -> object:
    """A day, a month or a year as ISO text of its precision: "2024-06-05", "2024-06", "2024"; of a quarter the year."""
    if not column.formats and (quarter := _QUARTER.fullmatch(fold(cell))):
        found = _checked(int(quarter[1]))
        _check_likely(found, column)
        return Remarked(str(found), N_("names a quarter: its year alone is kept"))
    found = _in_formats(cell, column.formats) if column.formats else _read(cell, column)
    _check_likely(found, column)
    return str(found)


def to_year(cell: str, column: ColumnReading) -> object:
    """The year, as a number, of a cell that holds a year, a month or a day."""
    found = _read(cell, column)
    _check_likely(found, column)
    return found.year


def _in_formats(cell: str, formats: tuple[str, ...]) -> PartialDate:
    for form in formats:
        try:
            day = datetime.strptime(cell, form).date()  # noqa: DTZ007 -- a day, not a moment
        except ValueError:
            continue
        return PartialDate(day.year, day.month, day.day)
    raise CellError(N_("is not a date in the form of this column"))


def _check_likely(found: PartialDate, column: ColumnReading) -> None:
    if (column.earliest and found.last < column.earliest) or (column.latest and found.first > column.latest):
        raise CellError(N_("is not a likely date here"))


def _read(cell: str, column: ColumnReading) -> PartialDate:
    text = fold(cell)
    if found := NUMERIC_DAY.fullmatch(text):
        return _of_numbers(int(found[1]), int(found[3]), int(found[4]), column)
    if found := _ISO_DAY.fullmatch(text):
        return _checked(int(found[1]), int(found[3]), int(found[4]))
    for shape in (*_WORDY_DAYS, *_MONTHS):
        if found := shape.fullmatch(text):
            parts = found.groupdict()
            month = int(parts["m"]) if "m" in parts else _MONTH_NAMES[parts["name"]]
            return _checked(int(parts["y"]), month, int(parts["d"]) if "d" in parts else None)
    if found := YEAR.fullmatch(text):
        return _checked(int(found[1]))
    if (found := _SERIAL.fullmatch(text)) and not column.habit.has_years and int(found[1]) in _SERIALS:
        day = (_EPOCH_1904 if column.habit.epoch_1904 else _EPOCH_1900) + timedelta(days=int(found[1]))
        return PartialDate(day.year, day.month, day.day)
    raise CellError(N_("is not a date that can be read for sure"))


def _of_numbers(first: int, second: int, year: int, column: ColumnReading) -> PartialDate:
    """Of two numbers up to 12 the order of the column decides; where no cell tells it, the day stands first."""
    if first <= 12 and second <= 12 and first != second and column.habit.order == "mixed":
        raise CellError(N_("may have day and month in either order: this column has both"))
    is_month_first = second > 12 or (first <= 12 and column.habit.order == "mdy")
    day, month = (second, first) if is_month_first else (first, second)
    return _checked(year, month, day)


def _checked(year: int, month: int | None = None, day: int | None = None) -> PartialDate:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise CellError(N_("is not a likely year"))
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        raise CellError(N_("is a day that does not exist")) from None
    return PartialDate(year, month, day)
