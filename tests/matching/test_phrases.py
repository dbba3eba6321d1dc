"""What two texts have in common is told in phrases that are whole in both."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ecosystem.matching.phrases import BREAK, shared_phrases

TEXTS = st.lists(st.sampled_from(("xử lý", "nước thải", "cảm biến", "tôm", BREAK)), max_size=9).map(tuple)


def holds(text: tuple[str, ...], phrase: tuple[str, ...]) -> bool:
    return any(text[start : start + len(phrase)] == phrase for start in range(len(text)))


@given(TEXTS, TEXTS)
def test_phrases_stand_in_both_texts_and_none_in_another(left: tuple[str, ...], right: tuple[str, ...]) -> None:
    found = shared_phrases(left, right)
    assert found == shared_phrases(right, left)
    assert {word for phrase in found for word in phrase} == (set(left) & set(right)) - {BREAK}
    for phrase in found:
        assert holds(left, phrase)
        assert holds(right, phrase)
        assert BREAK not in phrase
        assert not any(holds(other, phrase) for other in found if other != phrase)


def test_the_longest_phrase_is_told_and_never_across_a_break() -> None:
    text = ("xử lý", "nước thải", BREAK, "tôm")
    assert shared_phrases(text, ("hệ thống", "xử lý", "nước thải")) == {("xử lý", "nước thải")}
    assert shared_phrases(text, ("nước thải", "tôm")) == {("nước thải",), ("tôm",)}
