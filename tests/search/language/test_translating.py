"""What is no word of the query has no meaning of its own."""

from __future__ import annotations

import pytest

from tests.search.language.reading import interpreter


def meanings(text: str, *texts: tuple[str, str]) -> dict[str, tuple[str, ...]]:
    notes = interpreter(*texts).read(text).notes
    return {note.typed: note.meant for note in notes if note.kind == "translated"}


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("sáng chế", "Bright light, manufacturing"),
        ("đổi mới sáng tạo", "Exchange, new, creative"),
        ("vườn ươm", "Garden"),
        ("5 tỷ đồng", "Copper"),
        ("hang khong", "Goods and products, none"),
    ],
)
def test_a_part_of_a_term_that_texts_have_means_nothing(text: str, english: str) -> None:
    """Not light (sáng) for a patent (sáng chế), which no English text has; nor copper for money."""
    said = ("vi", "Sáng chế, đổi mới sáng tạo, vườn ươm, 5 tỷ đồng, hàng không")
    assert not {one for one in meanings(text, said, ("en", english)) if one != text}


def test_a_term_with_a_meaning_has_it_as_a_whole() -> None:
    texts = [("vi", "Sáng chế"), ("en", "A patent for a bright light")]
    assert meanings("sáng chế", *texts) == {"sáng chế": ("patent",)}


def test_a_term_is_looked_for_in_its_parts_where_no_text_has_it() -> None:
    assert meanings("sáng chế", ("en", "Bright light")) == {"sáng": ("bright", "light")}


def test_a_word_of_a_term_that_has_no_meaning_as_a_whole_keeps_its_own() -> None:
    texts = [("vi", "Máy bơm nước"), ("en", "Pump")]
    assert meanings("máy bơm nước", *texts) == {"máy bơm": ("pump",)}


@pytest.mark.parametrize("text", ["Hòa Lạc", "KCN Hòa Lạc", "hòa lạc", "Cánh Buồm Nâu", "cánh buồm nâu"])
def test_a_part_of_a_name_means_nothing(text: str) -> None:
    texts = [("vi", "Bệ Hòa Lạc, Quỹ Cánh Buồm Nâu"), ("vi", "Hòa Lạc"), ("en", "Peanut, brown wing")]
    texts += [("vi", f"Khu Hòa Lạc {number}") for number in range(30)]
    assert meanings(text, *texts).keys() <= {"KCN"}


@pytest.mark.parametrize("text", ["lạc rang", "vỏ lạc", "lạc"])
def test_the_same_word_beside_others_does(text: str) -> None:
    texts = [("vi", "Hòa Lạc"), ("vi", "Lạc rang, vỏ lạc"), ("en", "Roasted peanut"), ("en", "Peanut shell")]
    assert any("peanut" in name for names in meanings(text, *texts).values() for name in names)


def test_a_part_of_a_code_means_nothing() -> None:
    texts = [("vi", "Kit RT LAMP"), ("en", "RT LAMP kit"), ("vi", "Đèn đường")]
    assert meanings("RTLAMP", *texts) == {}
    assert meanings("lamp", *texts) == {"lamp": ("đèn",)}


def test_marks_as_restored_tell_where_to_cut() -> None:
    """Load and vehicle, though what parks vehicles (trông xe) is written alike without marks."""
    texts = [("vi", "Tải trọng xe"), ("en", "Load of a vehicle"), ("en", "Vehicle parking")]
    assert list(meanings("tai trong xe", *texts)) == ["tải trọng", "xe"]


def test_no_slip_is_forgiven_where_marks_are_guesses() -> None:
    """Not packing (đóng bao) for dong bac."""
    texts = [("vi", "Vùng đông bắc"), ("vi", "Động cơ, bác sĩ"), ("en", "Packing of bags")]
    assert meanings("dong bac", *texts) == {}
    assert list(meanings("đóng bap", *texts)) == ["đóng bap"]
