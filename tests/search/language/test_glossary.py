from __future__ import annotations

from pathlib import Path

import pytest

from ecosystem.search.language.glossary import MOST_KEYS, Entry, Glossary
from tests.search.language.reading import language

ROWS = {
    "xử lý": "processing; treatment",
    "nước thải": "wastewater; sewage",
    "xử lý nước thải": "wastewater treatment",
    "dây": "wire; rope",
    "dây cáp điện": "power cable",
    "lỗi dây": "wire fault",
    "dò lỗi": "fault detection",
    "độ lợi": "gain",
    "pin": "battery",
}
GLOSSARY = Glossary(
    Entry(tuple(key.split()), tuple(tuple(one.split()) for one in meanings.split("; ")))
    for key, meanings in ROWS.items()
)


def _everything(_word: str) -> bool:
    return True


def _english(text: str, *, marked: bool = True, lacks: str = "") -> list[tuple[str, tuple[str, ...]]]:
    words = text.split()
    pieces = GLOSSARY.english_of(words, lambda word: word not in lacks.split(), marked=marked)
    return [(" ".join(words[one.start : one.end]), tuple(map(" ".join, one.meanings))) for one in pieces]


def test_the_longest_phrase_is_taken() -> None:
    assert _english("máy xử lý nước thải") == [("xử lý nước thải", ("wastewater treatment",))]


def test_it_is_the_longest_of_the_whole_query() -> None:
    """From left to right alone, `lỗi dây` would tear `dây cáp điện` apart."""
    found = _english("tìm lỗi dây cáp điện")
    assert found == [("dây cáp điện", ("power cable",))]


def test_a_phrase_whose_meanings_the_index_lacks_is_cut_further() -> None:
    assert _english("xử lý nước thải", lacks="treatment") == [
        ("xử lý", ("processing",)),
        ("nước thải", ("wastewater", "sewage")),
    ]


@pytest.mark.parametrize("typed", ["xừ lý nước thải", "xử lý nước thả", "xử ly nước thải", "xử lý nướ thải"])
def test_one_syllable_may_be_wrong(typed: str) -> None:
    assert _english(typed) == [(typed, ("wastewater treatment",))]


def test_two_wrong_ones_may_not_nor_a_word_alone() -> None:
    assert _english("xử lí nướ thảiii") == [("xử lí", ("processing", "treatment"))]
    assert _english("pim") == []


def test_without_marks_all_that_is_written_so_counts_unless_the_restored_ones_are_a_key() -> None:
    assert _english("do loi", marked=False) == [("do loi", ("fault detection", "gain"))]
    assert _english("độ lợi", marked=False) == [("độ lợi", ("gain",))]
    assert _english("day", marked=False) == []
    assert _english("dây", marked=False) == [("dây", ("wire", "rope"))]


def test_english_is_found_by_its_stems() -> None:
    pieces = GLOSSARY.vietnamese_of(["wires", "processed"], _everything)
    assert [(one.start, one.end, one.meanings) for one in pieces] == [
        (0, 1, (("dây",),)),
        (1, 2, (("xử", "lý"),)),
    ]


def test_a_document_carries_what_stands_in_it_also_within_longer_phrases() -> None:
    assert GLOSSARY.english_in(["xử", "lý", "nước", "thải"])[:3] == [
        ("process",),
        ("treatment",),
        ("wastewat", "treatment"),
    ]
    assert ("nước", "thải") in GLOSSARY.vietnamese_in(["wastewat", "treatment"])


def test_keys_whose_first_meaning_it_is_come_first_and_few_are_enough() -> None:
    many = Glossary(
        [
            *(Entry((f"từ{number}",), (("other",), ("thing",))) for number in range(2 * MOST_KEYS)),
            Entry(("vật",), (("thing",),)),
        ]
    )
    keys = many.vietnamese_in(["thing"])
    assert keys[0] == ("vật",)
    assert len(keys) == MOST_KEYS


def test_the_file(tmp_path: Path) -> None:
    file = tmp_path / "glossary.tsv"
    file.write_text("vi\ten\tarea\nhóa chất\tchemical; agent\tchemistry\n", encoding="utf-8")
    glossary = Glossary.read(file)
    assert list(glossary.keys) == [("hoá", "chất")]
    assert glossary.english_of(["hoá", "chất"], _everything, marked=True)[0].meanings == (("chemical",), ("agent",))
    assert glossary.digest != Glossary(()).digest


def test_other_words_for_the_same() -> None:
    known = language().glossary
    assert known.alike_in_meaning(("khoai", "mì")) == [("sắn",)]
    assert known.alike_in_meaning(("zzz",)) == []
