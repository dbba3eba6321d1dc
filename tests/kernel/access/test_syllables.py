from __future__ import annotations

import csv
from pathlib import Path

import pytest

from ecosystem.kernel.access.syllables import is_syllable

PLACES = Path(__file__).parents[3] / "data" / "reference" / "places.csv"


@pytest.mark.parametrize(
    "word",
    ["nghiệp", "Đường", "khuỷu", "quý", "gì", "giếng", "hoà", "hòa", "thuý", "thúy", "ươm", "yến", "Oanh", "Lắk"],
)
def test_syllables(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["Müller", "öl", "façon", "noël", "heọ", "bàt", "ốộ", "ngh", "bốn5", "", "fùr"])
def test_what_is_none(word: str) -> None:
    assert not is_syllable(word)


def test_the_names_of_all_units_of_the_country_are_syllables() -> None:
    with PLACES.open(encoding="utf-8", newline="") as file:
        words = {word for row in csv.DictReader(file) for word in row["vi"].replace("-", " ").split()}
    assert [word for word in sorted(words) if word.isalpha() and not is_syllable(word)] == []
