from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecosystem.search.language.collation import MAX_LENGTH, collation_key

ALPHABET = "0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
TONES = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]
VOWELS = "aăâeêioôơuưy"

_syllables = st.builds(
    lambda start, vowel, tone, end: (start, vowel, tone, end),
    st.text(st.sampled_from("bcdđghklmnprstvx1"), max_size=2),
    st.sampled_from(VOWELS),
    st.integers(0, 5),
    st.text(st.sampled_from("cmnpt2"), max_size=1),
)
_names = st.lists(_syllables, min_size=1, max_size=6)


def _written(name: list[tuple[str, str, int, str]]) -> str:
    return " ".join(unicodedata.normalize("NFC", start + vowel + TONES[tone]) + end for start, vowel, tone, end in name)


def _rank(name: list[tuple[str, str, int, str]]) -> tuple[list[int], list[int]]:
    """The rule itself: places in the alphabet with the space before all, then tones word by word."""
    letters = " ".join(start + vowel + end for start, vowel, _, end in name)
    return [ALPHABET.find(letter) for letter in letters], [tone for _, _, tone, _ in name]


@given(_names, _names)
def test_keys_order_as_the_rule_does(
    one: list[tuple[str, str, int, str]], other: list[tuple[str, str, int, str]]
) -> None:
    by_key = collation_key(_written(one)) < collation_key(_written(other))
    assert by_key == (_rank(one) < _rank(other))


@given(st.text(max_size=400))
def test_keys_are_short_and_plain(text: str) -> None:
    assert re.fullmatch(rf"[0-9a-z]{{1,{MAX_LENGTH}}}", collation_key(text))


@given(st.text(max_size=30))
def test_spellings_of_one_name_have_one_key(text: str) -> None:
    assert collation_key(unicodedata.normalize("NFD", text)) == collation_key(unicodedata.normalize("NFC", text))


@pytest.mark.parametrize(
    "in_order",
    [
        "ba|bà|bả|bã|bá|bạ",
        "|".join("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"),
        "An-Bình|ANH|ánh dương|ăn|ô tô|ơi",
        "1|10|2|2 a|9|a",
        "|3S Tech|An|Zy|Ω|水",
        "ma ma|ma mà|mà ma",
        "An|An Bình|Anh",
    ],
)
def test_examples(in_order: str) -> None:
    names = in_order.split("|")
    keys = [collation_key(name) for name in names]
    assert keys == sorted(set(keys))


def test_signs_and_case_do_not_count() -> None:
    assert len({collation_key(name) for name in ("Vườn ươm Hòa", "VƯỜN-ƯƠM hoà", " “vườn” ươm (hoà) ")}) == 1


def test_long_names_are_cut_between_letters() -> None:
    long = "Một cái tên rất dài " * 30
    assert collation_key(long + "a") == collation_key(long + "b")
    assert len(collation_key("水" * 500)) <= MAX_LENGTH
