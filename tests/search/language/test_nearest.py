from __future__ import annotations

import pytest

from ecosystem.search.language.nearest import nearest, with_known_words
from tests.search.language.reading import interpreter

LEXICON = interpreter().lexicon


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("desalintaoin", "desalination"),
        ("máy invntroy", "máy inventory"),
        ('"wastewtare robot"', '"wastewater robot"'),
    ],
)
def test_the_nearest_known_word_stands_in_its_place(typed: str, offered: str) -> None:
    assert with_known_words(typed, LEXICON)[0] == offered


@pytest.mark.parametrize("typed", ["", "robot", "xyz", "268/2025/NĐ-CP", "qqqqqqqqq", "a" * 200, "\u200b"])
def test_nothing_where_all_is_known_or_nothing_is_near(typed: str) -> None:
    assert with_known_words(typed, LEXICON) == []


def test_only_words_of_texts_are_offered() -> None:
    """Others, of the product's own lists, would find nothing."""
    assert all(LEXICON.has(word) for word in nearest("wastewatre", LEXICON))


def test_words_that_came_later_are_known() -> None:
    later = LEXICON.with_words([("en", "photovoltaic")])
    assert nearest("photovolatic", LEXICON) == []
    assert nearest("photovolatic", later) == ["photovoltaic"]


@pytest.mark.parametrize("typed", ["rượu vang", "mạ kẽm"])
def test_a_right_syllable_is_no_slip_though_no_text_has_it(typed: str) -> None:
    texts = [("vi", "Ruồi lính đen"), ("vi", "Cái kẹm")]
    assert with_known_words(typed, interpreter(*texts).lexicon) == []
