"""A cell on its way to a field: what is known about it beside its text, and what a transform may answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from ecosystem.kernel.access.amount_range import NO_UNIT, Unit
from ecosystem.kernel.access.messages import Message
from ecosystem.kernel.access.numbers import Sign

Order = Literal["", "dmy", "mdy", "mixed"]
"""Whether 05/06 is in June or in May; "" where no cell of the column says, "mixed" where they contradict each other."""

SPREADSHEET_ERRORS: Final = frozenset(
    {"#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#GETTING_DATA"}
)
"""What a spreadsheet program shows where a formula failed; also what it writes into a CSV file."""


class NumberCell(str):
    """A number that a workbook holds as one: plain digits, a point before decimals, no exponent.

    Nobody typed its dots and commas, so none of them is ambiguous.
    """

    __slots__ = ()


class CellError(ValueError):
    """The cell cannot be read; `reason` says why, the field stays empty."""

    def __init__(self, reason: Message) -> None:
        super().__init__(str(reason))
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Remarked:
    """A value that goes in, and what the person should be told about it."""

    value: object
    reason: Message


@dataclass(frozen=True, slots=True)
class Mended:
    """A cell that came in the wrong encoding: what stood there, and what was done."""

    stood: str
    reason: Message


@dataclass(frozen=True, slots=True)
class Habit:
    """How the people of one column write, found by reading all of it.

    `sign` is their decimal sign; `has_years`: they write bare years, so that no bare number is a spreadsheet's day;
    `epoch_1904`: the days of their workbook count from 1904.
    """

    order: Order = ""
    sign: Sign = ""
    has_years: bool = False
    epoch_1904: bool = False


NO_HABIT: Final = Habit()


@dataclass(frozen=True, slots=True)
class ColumnReading:
    """What a mapping, the heading and the other cells say about a column, as far as transforms read it.

    `beside` is what the row itself says of the currency, in a cell of its own.
    """

    formats: tuple[str, ...] = ()
    earliest: date | None = None
    latest: date | None = None
    separators: tuple[str, ...] = (",", ";")
    unit: Unit = NO_UNIT
    currencies: tuple[str, ...] = ()
    beside: str = ""
    habit: Habit = NO_HABIT
