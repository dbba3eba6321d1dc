from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecosystem.kernel.access.text import clean

ANY_TEXT = st.text(st.characters(codec=None), max_size=200)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Lan\u00a0Anh  ", "Lan Anh"),
        ("Hoa\u0300 Bi\u0300nh", "Hoà Bình"),
        ("a\u200bb\u00adc\ufeffd", "abcd"),
        ("x\x00y\ufffdz\ud800", "xyz"),
        ("\u202eevil\u202c", "evil"),
        ("một\r\nhai", "một hai"),
        ("\u200b \u00ad", ""),
        ("§\u00ad\u00eang Th\u00adîng TÝn", "Đường Thượng Tín"),
        ("Coâng\u200b ngheä", "Công nghệ"),
    ],
)
def test_one_line(typed: str, kept: str) -> None:
    assert clean(typed) == kept


def test_lines_stay_where_they_are_wanted() -> None:
    assert clean("một \r\n\r\n\r\n\r\n  hai\u2028ba", multiline=True) == "một\n\n hai\nba"


def test_tabs_stay_where_lines_do() -> None:
    assert clean("•\tmột \t hai\t\n\tba", multiline=True) == "•\tmột \t hai\n\tba"
    assert clean("một\thai") == "một hai"


LEGACY = st.text(st.sampled_from("aeonghCTÃÂá¡º»ÖÊ«¬\u00ad§®µ\u200b\u00a0 "), max_size=20)


@given(st.one_of(ANY_TEXT, LEGACY), st.booleans())
def test_what_comes_out_is_clean_and_stays_so(text: str, multiline: bool) -> None:
    once = clean(text, multiline=multiline)
    assert clean(once, multiline=multiline) == once
    assert unicodedata.is_normalized("NFC", once)
    once.encode("utf-8")
    assert "\x00" not in once
    assert "\ufffd" not in once
    assert multiline or "\n" not in once
