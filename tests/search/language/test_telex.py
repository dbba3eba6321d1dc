from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecosystem.search.language.normalise import normalise
from ecosystem.search.language.telex import decode, is_sure, is_syllable, is_written_syllable


@pytest.mark.parametrize(
    ("keys", "syllable"),
    [
        ("coong", "công"),
        ("nghej", "nghẹ"),
        ("ngheej", "nghệ"),
        ("giair", "giải"),
        ("giaos", "giáo"),
        ("quangr", "quảng"),
        ("ddieenj", "điện"),
        ("dduowngf", "đường"),
        ("nuwowcs", "nước"),
        ("hoas", "hoá"),
        ("khoer", "khoẻ"),
        ("thuyr", "thuỷ"),
        ("truwowngf", "trường"),
        ("uwngs", "ứng"),
        ("khuyeens", "khuyến"),
    ],
)
def test_keys_make_syllables(keys: str, syllable: str) -> None:
    assert decode(keys) == syllable


@pytest.mark.parametrize("token", ["robot", "may", "bcd", "f", "água", "co2", "filters", "a" * 11])
def test_other_words_are_no_keystrokes(token: str) -> None:
    assert decode(token) is None


@given(st.text(max_size=12) | st.text("abdegiouwsfrxjznhtc", max_size=12))
def test_what_is_made_is_normal(token: str) -> None:
    made = decode(token)
    assert made is None or normalise(made) == made


def test_which_keys_are_hardly_english() -> None:
    assert all(map(is_sure, ["ddieenj", "nuwowcs", "quangr", "giaf"]))
    assert not any(map(is_sure, ["tax", "car", "pumps", "filters"]))


def test_which_letters_may_be_a_syllable() -> None:
    assert all(map(is_syllable, ["nang", "nghieng", "giai", "quoc", "ai", "thuyen", "y", "pin", "can"]))
    assert not any(map(is_syllable, ["water", "robot", "system", "gps", "like", "", "đi", "3d"]))


@pytest.mark.parametrize("word", ["nguyễn", "cốm", "thỉa", "nghiêng", "quý", "gìn", "hoà", "đường", "khuỷu", "giếng"])
def test_syllables_as_people_write_them(word: str) -> None:
    assert is_written_syllable(normalise(word))


@pytest.mark.parametrize("word", ["nuwóc", "đưòng", "nướcc", "nứơc", "bíên", "càp", "água", "máysấy", "fải"])
def test_what_no_syllable_looks_like(word: str) -> None:
    assert not is_written_syllable(normalise(word))
