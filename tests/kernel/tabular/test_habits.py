from __future__ import annotations

import pytest

from ecosystem.kernel.tabular.cells import Habit, NumberCell
from ecosystem.kernel.tabular.habits import study


def habit(*cells: str) -> Habit:
    return study([("", cell) for cell in cells], [1])[1]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (("05/06/2024", "06/05/2024"), Habit()),
        (("05/06/2024", "31/05/2024"), Habit(order="dmy")),
        (("05/06/2024", "5/31/2024 10:00"), Habit(order="mdy")),
        (("31/05/2024", "5/31/2024"), Habit(order="mixed")),
        (("2015", "20222"), Habit(has_years=True)),
        (("năm 2015",), Habit(has_years=True)),
        ((NumberCell("2015"),), Habit(has_years=True)),
        ((NumberCell("1.5"), "1.200"), Habit()),
        (("1,5 tỷ", "1.200"), Habit(sign=",")),
        (("1.200.000đ",), Habit(sign=",")),
        (("$1.2M", "1,200,000"), Habit(sign=".")),
        (("1,5 tỷ", "$1.2M"), Habit()),
        ((), Habit()),
    ],
)
def test_the_habit_of_a_column(cells: tuple[str, ...], expected: Habit) -> None:
    assert habit(*cells) == expected


def test_each_column_has_its_own_and_short_rows_are_passed_over() -> None:
    found = study([("31/05/2024",), ("1", "5/31/2024"), ()], [0, 1], epoch_1904=True)
    assert found == {0: Habit(order="dmy", epoch_1904=True), 1: Habit(order="mdy", epoch_1904=True)}


def test_where_no_column_asks_nothing_is_read() -> None:
    assert study(iter([("1",)]), []) == {}
