"""The table of matches: order of what is stated and of what is not."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

from hypothesis import given
from hypothesis import strategies as st

from ecosystem.matchmaking.columns import _CELLS, COLUMNS, LABELS, USUAL, Columns, in_order
from ecosystem.rates.rates import Rates

KEYS = st.lists(st.none() | st.integers(-5, 5), max_size=12)


@given(KEYS, st.booleans())
def test_what_is_not_stated_stands_last_in_either_direction(keys: list[int | None], descending: bool) -> None:
    order = in_order(keys, descending=descending)
    assert sorted(order) == list(range(len(keys)))
    shown = [keys[place] for place in order]
    known = [one for one in shown if one is not None]
    assert shown == [*known, *([None] * (len(shown) - len(known)))]
    assert known == sorted(known, reverse=descending)


def test_every_column_has_a_name_and_a_cell() -> None:
    every = {name for names in COLUMNS.values() for name in names}
    assert every <= set(LABELS)
    assert every <= set(_CELLS)
    assert all(set(USUAL[kind]) <= set(names) for kind, names in COLUMNS.items())


def test_a_cell_without_words_is_not_stated() -> None:
    words = SimpleNamespace(language="vi", label=lambda _vocabulary, code: code)
    made = Columns(cast("Any", words), Rates(), cast("Any", None))
    entry = cast("Any", SimpleNamespace(owner=None, sectors=[], rounds=[], transfers=[]))
    assert {made.cell(name, entry).key for name in ("place", "sectors", "rounds", "transfers")} == {None}


def test_equal_lower_ends_go_by_the_upper_ones() -> None:
    words = SimpleNamespace(language="vi", label=lambda _vocabulary, code: code)
    made = Columns(cast("Any", words), Rates(), cast("Any", None))
    keys = [made.money(low, high, "VND")[1] for low, high in ((8, 12), (8, 8), (8, None), (None, None))]
    assert in_order(keys, descending=False) == [1, 2, 0, 3]
    assert keys[3] is None
