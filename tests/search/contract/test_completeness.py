"""What has all the words of a query: it stands first, and is counted apart from what merely comes close."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from ecosystem.search.engine import SearchEngine
from ecosystem.search.language.understanding import Interpreter
from ecosystem.search.loosening import count_complete, search
from ecosystem.search.request import AnyOf, SearchRequest
from tests.search.contract.documents import asking, document, fill
from tests.search.language.reading import interpreter


def _told(engine: SearchEngine, text: str, by: Interpreter | None = None) -> tuple[Sequence[str], int | None]:
    """All that is found, in order, and how many of it are said to have all the words."""
    request = SearchRequest((by or interpreter()).read(text).query)
    return [hit.id for hit in search(engine, request).hits], count_complete(engine, request)


def test_other_marks_make_another_word(engine: SearchEngine) -> None:
    noodles = [document(f"noodle{one}", "Làng bún " + "bún " * one) for one in range(3)]
    fill(engine, document("sludge", "Bùn bùn bùn bùn"), *noodles)
    found, complete = _told(engine, "bún")
    assert set(found[:3]) == {one.id for one in noodles}
    assert (found[3:], complete) == (["sludge"], 3)
    assert _told(engine, "bun")[1] == 4


def test_a_part_of_the_words_is_not_all_of_them(engine: SearchEngine) -> None:
    """Of three words two are found, whatever they score."""
    fill(
        engine,
        document("part", "Lụa mềm, lụa mềm, lụa mềm", summary="lụa " * 30),
        document("all", "Quả", summary="nhẹ " * 60 + "đỏ như lụa, mà mềm"),
    )
    assert _told(engine, "lụa mềm đỏ") == (["all", "part"], 1)


def test_a_name_of_several_words_is_more_than_its_words(engine: SearchEngine) -> None:
    fill(
        engine,
        document("drone", "Máy bay không người lái"),
        document("named", "Phương tiện bay không người lái"),
        document("words", "Máy lái, không bay, người"),
        document("english", "Unmanned aerial vehicle", language="en"),
    )
    found, complete = _told(engine, "máy bay không người lái", interpreter(("en", "Unmanned aerial vehicle")))
    assert complete == 3
    assert found[0] == "drone"
    assert found[3:] == ["words"]


def test_what_means_all_of_it_has_all_of_it(engine: SearchEngine) -> None:
    fill(
        engine,
        document("means", "Solar wastewater treatment system", language="en"),
        document("part", "Treatment system for villages", language="en"),
    )
    assert _told(engine, "hệ thống xử lý nước thải") == (["means", "part"], 1)


def test_syllables_apart_are_not_what_an_english_word_means(engine: SearchEngine) -> None:
    by = interpreter(("vi", "học máy"), ("vi", "Máy in cho trường học"), ("en", "machine learning"))
    fill(engine, document("means", "Học máy"), document("apart", "Máy in cho trường học"))
    assert _told(engine, "machine learning", by) == (["means", "apart"], 1)


@pytest.mark.parametrize("text", ["máy sấy cho vải", "dryer for solar"])
def test_glue_is_no_word_to_be_had(engine: SearchEngine, text: str) -> None:
    fill(engine, document("vi", "Máy sấy vải"), document("en", "Solar dryer", language="en"))
    assert _told(engine, text)[1] == 1


def test_it_is_counted_under_the_filters(engine: SearchEngine) -> None:
    fill(engine, document("a", "Bún", sector=("food",)), document("b", "Bún", sector=("energy",)))
    assert count_complete(engine, SearchRequest(asking("bún"), (AnyOf("sector", ("food",)),))) == 1


def test_of_a_long_question_nothing_is_told(engine: SearchEngine) -> None:
    fill(engine, document("a", "Bún"))
    assert _told(engine, "bún nào ngon nhất ở quanh hồ Tây bây giờ")[1] is None
    assert count_complete(engine, SearchRequest()) is None
