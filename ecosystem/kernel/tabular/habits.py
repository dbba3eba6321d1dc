"""How a column is written, found by reading all of it once: one cell alone often means two things."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from ecosystem.kernel.access.numbers import Sign, usual_sign
from ecosystem.kernel.access.text import clean
from ecosystem.kernel.tabular.cells import Habit, NumberCell, Order
from ecosystem.kernel.tabular.transform_dates import NUMERIC_DAY, YEAR
from ecosystem.search.language.normalise import fold

STUDIED = frozenset({"date", "partial_date", "year", "amount", "decimal", "percent"})
"""Transforms that read a cell by the habit of its column."""

_NUMBERS = re.compile(r"\d[\d.,]*\d")


class HabitFinder:
    """Sees the cells of one column, then tells their habit."""

    def __init__(self) -> None:
        self._orders: set[Order] = set()
        self._signs: set[Sign] = set()
        self._has_years = False

    def see(self, cell: str) -> None:
        if isinstance(cell, NumberCell):
            self._has_years = self._has_years or bool(YEAR.fullmatch(cell))
            return
        text = fold(clean(cell))
        if day := NUMERIC_DAY.fullmatch(text):
            first, second = int(day[1]), int(day[3])
            if first > 12 >= second:
                self._orders.add("dmy")
            elif second > 12 >= first:
                self._orders.add("mdy")
        elif YEAR.fullmatch(text):
            self._has_years = True
        else:
            self._signs.update(map(usual_sign, _NUMBERS.findall(text)))

    def habit(self, *, epoch_1904: bool) -> Habit:
        signs = self._signs - {""}
        order: Order = "mixed" if len(self._orders) > 1 else next(iter(self._orders), "")
        return Habit(order, signs.pop() if len(signs) == 1 else "", self._has_years, epoch_1904)


def study(
    rows: Iterable[tuple[str, ...]], positions: Iterable[int], *, epoch_1904: bool = False
) -> Mapping[int, Habit]:
    """The habits of the columns at `positions`, from all `rows` (the heading may be among them)."""
    finders = {position: HabitFinder() for position in positions}
    if finders:
        for cells in rows:
            for position, finder in finders.items():
                if position < len(cells) and cells[position]:
                    finder.see(cells[position])
    return {position: finder.habit(epoch_1904=epoch_1904) for position, finder in finders.items()}
