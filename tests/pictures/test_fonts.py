"""Only what the font has is drawn."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecosystem.pictures.fonts import FOLDER, drawable
from tests.pictures.cmap import characters

FILES = sorted(FOLDER.glob("BeVietnamPro_*.ttf"))
HAS = characters(FILES[0]) & characters(FILES[1])
VIETNAMESE = "aăâbcdđeêghiklmnoôơpqrstuưvxy"
TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")


def test_the_font_has_all_of_vietnamese() -> None:
    letters = {unicodedata.normalize("NFC", letter + tone) for letter in "aăâeêioôơuưy" for tone in TONES}
    letters |= set(VIETNAMESE) | {letter.upper() for letter in letters}
    assert letters <= HAS
    assert all(drawable(letter) == letter for letter in letters)


@given(st.text(max_size=80))
def test_nothing_is_drawn_that_the_font_lacks(text: str) -> None:
    assert set(drawable(text)) - {" "} <= HAS


@given(st.text(alphabet=sorted(HAS - {"\u00ad"}), max_size=80))
def test_what_it_has_stays_as_it_is(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    if set(composed) <= HAS | {" "}:
        assert drawable(text) == " ".join(composed.split())


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("🚀 Bể lọc 🇻🇳", "Bể lọc"),
        ("β-glucan", "beta-glucan"),
        ("Δ và δ", "Delta và delta"),
        ("A → B", "A - B"),
        ("ﬁlter №１", "filter No1"),
        ("日本語", ""),
        ("Be\u0302\u0309 lo\u0323c", "Bể lọc"),
        ("", ""),
    ],
)
def test_another_way_to_write_it(text: str, drawn: str) -> None:
    assert drawable(text) == drawn
