"""Lines: no wider than they may be, no letter cut, nothing lost without a sign of it."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from ecosystem.pictures.fonts import face
from ecosystem.pictures.lines import fit, letters

FONT = face("600SemiBold", 46)
LETTERS = [*"aăâeêơưđĐẴỖỮkỵ-/,(…0123", "x\u0301", "x\u0323\u0302"]
WORDS = st.lists(st.sampled_from(LETTERS), min_size=1, max_size=12).map("".join)
TEXTS = st.lists(WORDS, max_size=25).map(" ".join)
WIDTHS = st.integers(120, 1100)


@given(TEXTS, WIDTHS)
def test_all_of_it_stands_there_in_order(text: str, width: int) -> None:
    lines, is_whole = fit(text, FONT, width, 10_000)
    assert is_whole
    assert "".join(lines).replace(" ", "") == "".join(text.split())


@given(TEXTS, WIDTHS, st.integers(1, 4))
def test_no_line_is_wider_and_none_begins_inside_a_letter(text: str, width: int, most: int) -> None:
    lines, is_whole = fit(text, FONT, width, most)
    assert len(lines) <= most
    for number, line in enumerate(lines):
        assert FONT.getlength(line) <= width
        assert not number or not unicodedata.combining(line[0])
    assert is_whole or lines[-1].endswith("…")


@given(TEXTS, WIDTHS, st.integers(1, 4))
def test_what_is_left_out_is_the_end(text: str, width: int, most: int) -> None:
    lines, is_whole = fit(text, FONT, width, most)
    if not is_whole:
        kept = "".join(lines)[:-1].replace(" ", "")
        whole = "".join(text.split())
        assert whole.startswith(kept)
        assert not unicodedata.combining(whole[len(kept)])


def test_it_ends_after_a_whole_word() -> None:
    text = "Quy trình sản xuất chế phẩm vi sinh đa chức năng xử lý phế phụ phẩm"
    lines, _ = fit(text, FONT, 420, 2)
    assert lines[-1].endswith("…")
    assert f"{text} ".startswith(f"{' '.join(lines).removesuffix('…')} ")


def test_no_word_is_left_alone() -> None:
    """Of two lines the second is not a single word where both could be of a length."""
    text = "Hệ lọc sinh học kỵ khí hai bậc cho nước thải làng nghề"
    lines, _ = fit(text, FONT, FONT.getlength(text) - 10, 3)
    assert len(lines) == 2
    assert abs(FONT.getlength(lines[0]) - FONT.getlength(lines[1])) < FONT.getlength(text) / 4


def test_a_letter_keeps_its_marks_where_the_text_is_cut() -> None:
    letter = "x\u0323\u0302"
    assert letters(f"B{letter}a") == ["B", letter, "a"]
    lines, is_whole = fit(letter * 40, FONT, 200, 1)
    assert not is_whole
    assert set(lines[0].removesuffix("…").split(letter)) == {""}
