"""Titles that are begun: both engines find the same ones and put them in the same order."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

import pytest

from ecosystem.search.engine import SearchEngine
from ecosystem.search.language.lexicon_builder import empty
from ecosystem.search.language.suggesting import read_beginnings, suggesting
from ecosystem.search.request import AnyOf, SearchRequest
from tests.search.contract.documents import document, fill, put

BIOTECHNOLOGY = document("biotech", "Viện Công nghệ Sinh học Hồng Hà", kind="institute")
SCIENCE = document("science", "Sở Khoa học và Công nghệ Lâm Hải", kind="institute")


def begun(engine: SearchEngine, typed: str, *kinds: str, limit: int = 20) -> list[str]:
    query = suggesting(read_beginnings(typed, empty()))
    filters = (AnyOf("kind", kinds),) if kinds else ()
    asked = SearchRequest(query, filters, limit=limit, exact_total=False, exact_order=False)
    return [hit.id for hit in engine.search(asked).hits]


WAYS = [
    ("v", "viện c", "VIỆN CÔNG NGH", "vien cong ngh", "vieenj coong ngh", "viên công nghê"),
    ("công nghệ sinh", "sinh học hồng", "hong ha", "hồng viện"),
    ("vc", "VCNSH", "vcnshhh", "cnsh", "viện cnsh", "cnsh hồng"),
    (unicodedata.normalize("NFD", "Viện Công"), "vi\u200bện", "  viện   công "),
]


@pytest.mark.parametrize("ways", WAYS, ids=["beginning", "later parts", "initials", "spellings"])
def test_a_title_is_found_however_it_is_begun(engine: SearchEngine, ways: Sequence[str]) -> None:
    fill(engine, BIOTECHNOLOGY, document("other", "Máy sấy lúa"))
    assert {typed: begun(engine, typed) for typed in ways} == {typed: ["biotech"] for typed in ways}


def test_initials_may_leave_out_the_glue(engine: SearchEngine) -> None:
    fill(engine, SCIENCE)
    assert begun(engine, "KHCN") == begun(engine, "khvcn") == begun(engine, "skhcnlh") == ["science"]


def test_the_middle_of_a_word_and_a_word_that_is_not_there_find_nothing(engine: SearchEngine) -> None:
    fill(engine, BIOTECHNOLOGY)
    for typed in ("iện", "nghệ máy", "ông nghệ", "cn", "", "?", "#", "vien_cong x"):
        assert begun(engine, typed) == [], typed


def test_marks_that_were_typed_come_first(engine: SearchEngine) -> None:
    names = {"duong": "Đường Sạch", "xuan": "Dương Xuân", "dai": "Đương Đại", "sinh": "Dưỡng Sinh"}
    fill(engine, *(document(key, name) for key, name in names.items()))
    assert set(begun(engine, "đ")[:2]) == {"duong", "dai"}
    for typed, first in (("dươn", "xuan"), ("đường", "duong"), ("dưỡng", "sinh"), ("đương", "dai")):
        assert begun(engine, typed)[0] == first
    assert set(begun(engine, "duong")) == set(begun(engine, "đường")) == set(names)


def test_the_beginning_of_a_title_comes_before_later_words_and_those_before_initials(engine: SearchEngine) -> None:
    fill(engine, document("initials", "Cao ốc nghiên cứu"), document("later", "Nhà con"), document("first", "Con tàu"))
    assert begun(engine, "con") == ["first", "later", "initials"]


def test_words_with_the_marks_that_were_typed_come_before_a_beginning_without(engine: SearchEngine) -> None:
    fill(engine, document("beginning", "Hoa Bình Minh"), document("marks", "Vườn ươm Hòa Bình"))
    assert begun(engine, "hòa b") == ["marks", "beginning"]
    assert begun(engine, "hoa b") == ["beginning", "marks"]


def test_what_was_typed_comes_before_what_it_is_as_telex(engine: SearchEngine) -> None:
    fill(engine, document("telex", "Tã giấy"), document("typed", "Tax advice", language="en"))
    assert begun(engine, "tax") == ["typed", "telex"]


def test_short_titles_come_first(engine: SearchEngine) -> None:
    fill(engine, document("a", "Máy sấy lúa bằng năng lượng mặt trời cho hợp tác xã"), document("b", "Máy sấy lúa"))
    assert begun(engine, "máy sấy") == ["b", "a"]


def test_titles_of_both_languages_are_suggested_and_other_texts_are_not(engine: SearchEngine) -> None:
    fill(engine, document("en", "Rice dryer", language="en", summary="Solar"), document("vi", "Máy sấy", summary="Lúa"))
    assert [begun(engine, typed) for typed in ("ric", "may s", "sol", "lua")] == [["en"], ["vi"], [], []]


def test_kinds_are_chosen_and_no_more_come_than_asked_for(engine: SearchEngine) -> None:
    fill(engine, BIOTECHNOLOGY, SCIENCE, *(document(f"t{number}", "Công nghệ lọc") for number in range(30)))
    assert set(begun(engine, "cong", "institute")) == {"biotech", "science"}
    assert len(begun(engine, "cong", limit=5)) == 5


def test_what_changed_is_begun_as_it_is_now(engine: SearchEngine) -> None:
    fill(engine, document("a", "Tên cũ"))
    engine.write([put(document("a", "Danh mới"), 2)], wait=True)
    assert (begun(engine, "tên"), begun(engine, "danh m")) == ([], ["a"])
    engine.write([put(document("a", "Danh mới"), 3)], wait=True)
    assert begun(engine, "dm") == ["a"]


def test_no_text_raises(engine: SearchEngine) -> None:
    fill(engine, BIOTECHNOLOGY)
    for typed in ('("a:*[<script>', "\ud800", "\x00", "n" * 10_000, "nước " * 2_000, "ab_c:d* OR e", "水処理", "ß"):
        assert begun(engine, typed) == [], repr(typed[:20])
