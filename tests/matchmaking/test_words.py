"""Texts are compared by whole words, never by halves of two."""

from __future__ import annotations

from pathlib import Path

import pytest

from ecosystem.matching.phrases import BREAK, shared_phrases
from ecosystem.matchmaking.words import as_it_stands, half_words, words_of
from ecosystem.search.language.glossary import Glossary

GLOSSARY = Glossary.read(Path("data/language/glossary.tsv"))


def vietnamese(text: str) -> tuple[str, ...]:
    return words_of([text], is_vietnamese=True, is_word=GLOSSARY.is_written_key)


def english(text: str) -> tuple[str, ...]:
    return words_of([text], is_vietnamese=False, is_word=GLOSSARY.is_written_key)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Xử lý nước thải", ["xử lý", "nước thải"]),
        ("quản lý nước sạch", ["quản lý", "nước sạch"]),
        ("Cảm biến IoT và AI cho ao tôm", ["cảm biến", "IoT", "AI", "ao tôm"]),
        ("nước thải dệt nhuộm", ["nước thải", "dệt nhuộm"]),
        ("ai cũng dùng", []),
        ("xưởng có số", []),
    ],
)
def test_vietnamese_words_are_whole(text: str, words: list[str]) -> None:
    found = [one for one in vietnamese(text) if one]
    assert found == words


def test_halves_of_two_words_are_not_in_common() -> None:
    assert shared_phrases(vietnamese("Xử lý nước thải"), vietnamese("Quản lý nước sạch")) == set()
    both = shared_phrases(vietnamese("Trạm xử lý nước thải dệt nhuộm"), vietnamese("Màng xử lý nước thải"))
    assert ("xử lý", "nước thải") in both


def test_what_punctuation_parts_is_no_phrase() -> None:
    parted, phrase = vietnamese("xử lý, nước thải"), vietnamese("xử lý nước thải")
    assert shared_phrases(parted, phrase) == {("xử lý",), ("nước thải",)}


def test_english_phrases_are_as_the_texts_have_them() -> None:
    one, other = english("Industrial wastewater treatment for mills"), english("Low-cost wastewater treatment plant")
    assert shared_phrases(one, other) == {("wastewater", "treatment")}
    assert BREAK in english("treatment of wastewater")
    assert shared_phrases(english("treatment of wastewater"), other) == {("treatment",), ("wastewater",)}


@pytest.mark.parametrize("word", ["máy", "nước", "điện", "tay", "củi", "thực phẩm"])
def test_a_syllable_and_a_sectors_name_say_nothing_alone(word: str) -> None:
    assert half_words(vietnamese("Nông nghiệp và thực phẩm"))(word)


@pytest.mark.parametrize("word", ["men tro", "chitosan", "camera", "RISC", "IoT"])
def test_words_of_two_syllables_and_names_speak_for_themselves(word: str) -> None:
    assert not half_words(vietnamese("Nông nghiệp và thực phẩm"))(word)


@pytest.mark.parametrize(
    ("phrase", "one", "other", "written"),
    [
        ("tiếng việt", "Ghi biên bản họp tiếng Việt ba miền.", "Tiếng Việt trên máy chủ", "tiếng Việt"),
        ("lithi ion", "Pin lithi-ion cũ", "Tái chế pin Lithi-ion", "lithi-ion"),
        ("RISC", "Chip RISC-V", "Lõi RISC-V cho đồng hồ", "RISC-V"),
        ("RISC", "Chip RISC-V", "Lõi RISC", "RISC"),
        ("AI", "Ai cũng dùng AI", "Chip AI", "AI"),
        ("nước thải", "Nước thải dệt nhuộm", "Xử lý. Nước thải", "nước thải"),
        ("quản lý", "Quản lí nước", "", "quản lí"),
        ("nước thải", "Nước, thải", "", "nước thải"),
    ],
)
def test_what_both_speak_of_is_told_as_it_stands(phrase: str, one: str, other: str, written: str) -> None:
    assert as_it_stands(phrase, one, other) == written
