from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecosystem.search.language.typed import (
    MAX_WORDS,
    Typed,
    read_typed,
    split,
    with_whole_exclusions,
    without_exclusions,
)


def _parts(text: str) -> list[tuple[str, ...]]:
    return [word.parts for word in read_typed(text).words]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Máy BƠM", [("máy",), ("bơm",)]),
        ("268/2025/NĐ-CP", [("268", "2025", "nđ", "cp")]),
        ("R&D", [("r", "d")]),
        ("10.5 %", [("10", "5")]),
        ("nước/khí", [("nước",), ("khí",)]),
        ("title:robot", [("title",), ("robot",)]),
        ("COVID-19", [("covid", "19")]),
        ('("*', []),
        ('"chưa đóng', [("chưa",), ("đóng",)]),
    ],
)
def test_words(text: str, parts: list[tuple[str, ...]]) -> None:
    assert _parts(text) == parts


def test_phrases_are_words_too() -> None:
    typed = read_typed("máy “lọc nước” «mặn»")
    assert [word.joined for word in typed.words] == ["máy", "lọc", "nước", "mặn"]
    assert [[word.joined for word in phrase] for phrase in typed.phrases] == [["lọc", "nước"]]


def test_excluded() -> None:
    typed = read_typed('lọc -nước -"biển mặn" a-b -5 - c')
    assert [[word.joined for word in phrase] for phrase in typed.excluded] == [["nước"], ["biển", "mặn"]]
    assert [word.joined for word in typed.words] == ["lọc", "ab", "5", "c"]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("bò -chăn nuôi heo", 'bò -"chăn nuôi" heo'),
        ("-chăn nuôi", '-"chăn nuôi"'),
        ("-Chăn  NUÔI", '-"Chăn  NUÔI"'),
        ("-lúa -chăn nuôi", '-lúa -"chăn nuôi"'),
        ("-chăn bò", "-chăn bò"),
        ("a-chăn nuôi", "a-chăn nuôi"),
        ('-"chăn" nuôi', '-"chăn" nuôi'),
    ],
)
def test_a_word_of_several_syllables_is_excluded_as_one(text: str, read: str) -> None:
    assert with_whole_exclusions(text, [["chăn", "nuôi"]].__contains__) == read


def test_a_text_that_excludes_nothing() -> None:
    assert without_exclusions('lọc -nước "máy bơm" -"biển mặn" a-b') == 'lọc "máy bơm" a-b'
    assert without_exclusions("-lúa") == ""


def test_nothing_but_excluded() -> None:
    typed = read_typed("-lúa")
    assert typed.words == ()
    assert [[word.joined for word in phrase] for phrase in typed.excluded] == [["lúa"]]


def test_the_first_words_of_a_long_text() -> None:
    assert len(read_typed("từ " * 500).words) == MAX_WORDS


@pytest.mark.parametrize(
    ("token", "parts"), [("50m3", ("50", "m3")), ("co2", ("co2",)), ("us123b2", ("us", "123", "b2")), ("may", ("may",))]
)
def test_letters_and_digits(token: str, parts: tuple[str, ...]) -> None:
    assert split(token) == parts


@given(st.text())
def test_no_text_is_an_error(text: str) -> None:
    assert isinstance(read_typed(text), Typed)
