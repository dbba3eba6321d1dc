from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ecosystem.search.language.lexicon import Lexicon
from ecosystem.search.language.lexicon_builder import LexiconBuilder
from ecosystem.search.language.spelling import cuts, distance, near, within_one_slip

LETTERS = st.text("abc", max_size=6)


def _lexicon(*texts: str) -> Lexicon:
    builder = LexiconBuilder()
    for text in texts:
        builder.add("vi", text)
    return Lexicon(builder.build())


@pytest.mark.parametrize(
    ("first", "second", "slips"),
    [("", "", 0), ("may", "may", 0), ("may", "mya", 1), ("may", "ma", 1), ("may", "many", 1), ("may", "tay", 1)],
)
def test_slips(first: str, second: str, slips: int) -> None:
    assert distance(first, second) == slips


@given(LETTERS, LETTERS)
@example("abc", "acb")
@example("ab", "ba")
@example("abca", "acbb")
def test_both_ways_to_see_a_slip_agree(first: str, second: str) -> None:
    assert within_one_slip(first, second) == (distance(first, second) <= 1)
    assert distance(first, second) == distance(second, first)


def test_words_one_slip_away() -> None:
    lexicon = _lexicon("máy sấy", "nghiên cứu")
    assert near("mya", lexicon) == ["may"]
    assert near("sap", lexicon) == ["say"]
    assert near("nghieng", lexicon) == ["nghien"]
    assert near("x" * 30, lexicon) == near("m", lexicon) == near("máy", lexicon) == []


def test_spaces_left_out() -> None:
    lexicon = _lexicon("máy sấy")
    assert cuts("máysấy", lexicon) == [("máy", "sấy")]
    assert cuts("maysay", lexicon) == [("may", "say")]
    assert cuts("may", lexicon) == []
