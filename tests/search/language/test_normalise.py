from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ecosystem.search.language.normalise import MAX_TOKEN_LENGTH, as_written, fold, normalise, strip_marks, tokens

WORDS = st.text(st.sampled_from("aăâbcdđeêghoôơquưyòáệỷũ \u0300\u0301\u0309\u0323\u200b\u00adXĐQ'’1_"), max_size=20)


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("HÒA Thụy khỏe tòa", "hoà thuỵ khoẻ toà"),
        ("hoà thuỵ khoẻ toà", "hoà thuỵ khoẻ toà"),
        ("quý qúy quỳ thuý hoàn tuần", "quý quý quỳ thuý hoàn tuần"),
        ("Ph\u00adần\u200b m\u2060ềm", "phần mềm"),
        ("  hai\n\tdòng\u00a0một ", "hai dòng một"),
        ("nu\x00ớc \ud800\u202e\u2066", "nuớc"),
        ("\u00d0ường \u0189ường", "đường đường"),
        ("C02F 3/28", "c02f 3/28"),
    ],
)
def test_one_spelling(written: str, normal: str) -> None:
    assert normalise(written) == normal


@pytest.mark.parametrize(
    ("written", "folded"), [("Đường Sạch", "duong sach"), ("Vườn ươm Hòa Thụy", "vuon uom hoa thuy"), ("Café", "cafe")]
)
def test_folding(written: str, folded: str) -> None:
    assert fold(written) == folded
    assert fold(unicodedata.normalize("NFD", written)) == folded


def test_words_and_numbers() -> None:
    assert tokens("NASA's C02F 3/28, “Máy-bơm” a_b (R&D)") == [
        "nasa",
        "c02f",
        "3",
        "28",
        "máy",
        "bơm",
        "a",
        "b",
        "r",
        "d",
    ]
    assert tokens("?! _ 🙂") == []
    assert tokens("x" * 100) == ["x" * MAX_TOKEN_LENGTH]


@given(st.text() | WORDS)
@example("0 \u0300")
def test_normalising_and_folding_twice_is_once(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)
    assert fold(fold(text)) == fold(text)
    assert fold(text) == strip_marks(normalise(text))


@given(st.text() | WORDS)
def test_unicode_forms_are_one(text: str) -> None:
    assert normalise(unicodedata.normalize("NFD", text)) == normalise(unicodedata.normalize("NFC", text))


@given(st.text() | WORDS)
def test_tokens_are_searchable_terms(text: str) -> None:
    for token in tokens(text):
        assert 1 <= len(token) <= MAX_TOKEN_LENGTH
        assert not set(token) & set(" _\x00\u200b")
        token.encode()


@given(WORDS)
def test_folded_vietnamese_is_plain(text: str) -> None:
    assert all("a" <= letter <= "z" or letter in " '’1_" or unicodedata.combining(letter) for letter in fold(text))


@given(st.text(st.characters(max_codepoint=127)))
@example("A\x00b \x1c C\x7f")
def test_plain_text_is_normalised_as_beside_marked_text(text: str) -> None:
    """ASCII alone takes a shorter way."""
    assert normalise(f"{text} ế") == f"{normalise(text)} ế".lstrip()
    assert normalise(f"ế {text}") == f"ế {normalise(text)}".rstrip()


def test_tones_are_shown_where_people_write_them() -> None:
    for text in ("hóa chất", "thủy lợi", "sức khỏe", "quý", "hoàn toàn", "thuyền"):
        assert as_written(normalise(text)) == text
