"""Ways to write one thing that people take for the same: i and y, numbers with their units and short forms."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecosystem.search.language.normalise import as_written, tokens
from tests.search.language.reading import interpreter

DUST = (("vi", "Trạm đo bụi PM2,5"), ("en", "A PM2.5 station"))


@pytest.mark.parametrize(("one", "other"), [("kỹ", "kĩ"), ("LÍ", "lý"), ("qui", "quy"), ("Mỹ", "mĩ"), ("tỉ", "tỷ")])
def test_i_and_y_at_the_end_of_a_syllable_are_one(one: str, other: str) -> None:
    assert tokens(one) == tokens(other)
    assert interpreter().read(f"máy {one} sấy").query == interpreter().read(f"máy {other} sấy").query


@pytest.mark.parametrize(("one", "other"), [("may", "mai"), ("tay", "tai"), ("thuý", "thuí"), ("by", "bi")])
def test_other_syllables_are_not(one: str, other: str) -> None:
    assert tokens(one) != tokens(other)


@pytest.mark.parametrize("text", ["kỹ thuật", "quy trình xử lý", "quý", "bột mì", "công ty", "sĩ", "mỹ phẩm"])
def test_people_read_the_usual_spelling(text: str) -> None:
    assert as_written(" ".join(tokens(text))) == text


@given(st.text(alphabet="hklmstvqubyiỳýỷỹỵìíỉĩị ", max_size=12))
def test_one_spelling_is_final(text: str) -> None:
    once = tokens(text)
    assert tokens(" ".join(once)) == once
    assert tokens(as_written(" ".join(once))) == once


def test_restored_and_decoded_words_are_shown_with_y() -> None:
    assert interpreter().read("xu li nuoc thai").text == "xử lý nước thải"
    assert interpreter().read("xuwr lis nuowcs thair").text == "xử lý nước thải"


@pytest.mark.parametrize("text", ["PM 2.5", "pm 2,5", "PM2,5", "pm2.5", "bụi PM  2.5"])
def test_a_short_form_and_its_number_are_one_word(text: str) -> None:
    understood = interpreter(*DUST).read(text)
    assert understood.text == text
    assert understood.suggestions == ()
    assert "text='pm25'" in repr(understood.query)


@pytest.mark.parametrize("text", ["TRL7", "trl7", "trl 7"])
def test_a_known_short_form_is_known_beside_its_number(text: str) -> None:
    """Not an everyday word, as nobody can pronounce it, so that small letters are enough."""
    found, wanted = (interpreter(("en", "Level 7")).read(one) for one in (text, "TRL 7"))
    assert found.has("expanded")
    assert found.names == wanted.names
    assert {"trl", "7"} <= set(found.words)


@pytest.mark.parametrize("text", ["máy 3 trục", "COVID 19", "10 kg"])
def test_other_words_beside_numbers_stay_words(text: str) -> None:
    assert len(interpreter(("vi", "Nặng 10 kg"), ("vi", "Máy 3 trục")).read(text).words) == len(text.split())


@pytest.mark.parametrize("text", ["50 m3/ngay", "50m3/ngay", "50m³/ngày", "50 m³/ngay"])
def test_a_number_with_its_unit(text: str) -> None:
    texts = (("vi", "Công suất 50 m³/ngày"), ("en", "Daily, a day"))
    found, wanted = (interpreter(*texts).read(one) for one in (text, "50 m³/ngày"))
    assert found.has("expanded")
    assert {"50", "m3"} <= set(found.words)
    assert {*found.names, *found.meanings} - {"m3 ngày"} == {*wanted.names, *wanted.meanings} - {"m3 ngày"}
