from __future__ import annotations

import random
from itertools import product
from typing import TypeVar

from ecosystem.search.engine import SearchEngine
from ecosystem.search.request import MAX_WINDOW, AnyOf, SearchRequest, Sort
from ecosystem.search.results import Total
from tests.search.contract.documents import asking, document, fill, ids
from tests.vietnamese import DICTIONARY_ORDER

T = TypeVar("T")
SORTS = [Sort(), Sort("name"), Sort("name", "descending"), Sort("trl"), Sort("trl", "descending")]


def _shuffled(items: list[T]) -> list[T]:
    return random.Random(7).sample(items, len(items))  # noqa: S311 - any order but the right one


def test_names_sort_as_in_a_dictionary_page_by_page(engine: SearchEngine) -> None:
    """Case L06."""
    numbered = list(enumerate(DICTIONARY_ORDER))
    fill(engine, *(document(f"x{(index * 7) % 16}", name) for index, name in _shuffled(numbered)))
    expected = [f"x{(index * 7) % 16}" for index, _ in numbered]
    pages = [ids(engine, sort=Sort("name"), offset=start, limit=3) for start in range(0, 18, 3)]
    assert [one for page in pages for one in page] == expected
    assert ids(engine, sort=Sort("name", "descending"), limit=100) == expected[::-1]


def test_pages_neither_repeat_nor_skip(engine: SearchEngine) -> None:
    """With many equal names, numbers and scores, and documents that have none of them."""
    documents = [
        document(f"d{index:02}", _title(index), summary="máy", trl=index % 2)
        if index % 4
        else document(f"d{index:02}", _title(index), summary="máy")
        for index in range(30)
    ]
    fill(engine, *_shuffled(documents))
    for sort, text, size in product(SORTS, ("", "máy"), (4, 7)):
        whole = ids(engine, text, sort=sort, limit=100)
        assert sorted(whole) == [one.id for one in documents]
        pages = [ids(engine, text, sort=sort, offset=start, limit=size) for start in range(0, 30 + size, size)]
        assert [one for page in pages for one in page] == whole, (sort, text, size)


def _title(index: int) -> str:
    return ("Máy bơm" if index % 3 else "Máy") if index % 5 else ""


def test_what_has_no_value_comes_last_both_ways(engine: SearchEngine) -> None:
    fill(engine, document("c", trl=1), document("a"), document("b", trl=-5), document("d"))
    assert ids(engine, sort=Sort("trl", "ascending")) == ["b", "c", "a", "d"]
    assert ids(engine, sort=Sort("trl", "descending")) == ["c", "b", "a", "d"]
    assert ids(engine, sort=Sort("name", "ascending")) == ["a", "b", "c", "d"]
    assert ids(engine, sort=Sort("name", "descending")) == ["a", "b", "c", "d"]


def test_equals_end_with_the_id_whatever_was_written_when(engine: SearchEngine) -> None:
    same = [document(f"{letter}", "Máy bơm", trl=3) for letter in "QqzaB0-_9"]
    fill(engine, *_shuffled(same))
    expected = sorted(one.id for one in same)
    for sort in SORTS:
        assert ids(engine, "máy bơm", sort=sort) == expected
        assert ids(engine, sort=sort) == expected


def test_a_page_may_be_empty(engine: SearchEngine) -> None:
    fill(engine, document("a", "Máy"))
    for sort in SORTS:
        for text in ("", "máy"):
            beyond = engine.search(SearchRequest(asking(text), sort=sort, offset=5))
            assert beyond.hits == ()
            assert beyond.total == Total(1)
            nothing = engine.search(SearchRequest(asking(text), sort=sort, limit=0))
            assert nothing.hits == ()
            assert nothing.total == Total(1)


def test_the_window_ends_where_it_says_and_totals_do_not(engine: SearchEngine) -> None:
    """Case S05, with more results than the window holds."""
    fill(engine, *(document(f"d{index:05}", kind="technology" if index else "institute") for index in range(10_050)))
    last = engine.search(SearchRequest(offset=MAX_WINDOW - 20, limit=20))
    assert [hit.id for hit in last.hits] == [f"d{index:05}" for index in range(9_980, 10_000)]
    assert last.total == Total(10_050)
    narrowed = engine.search(SearchRequest(filters=(AnyOf("kind", ("technology",)),), exact_total=False))
    assert narrowed.total.value <= 10_049
    assert narrowed.total.exact == (narrowed.total.value == 10_049)
    assert len(list(engine.scan())) == 10_050
