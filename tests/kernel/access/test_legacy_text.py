from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecosystem.kernel.access.legacy_tables import TCVN3, VNI
from ecosystem.kernel.access.legacy_text import from_tcvn3, from_vni, recognise

PLACES = Path(__file__).parents[3] / "data" / "reference" / "places.csv"
LETTERS = set("àảãáạăằẳẵắặâầẩẫấậèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵđ")
TO_TCVN3 = {letter: shown for shown, letter in TCVN3.items()}
TO_VNI = {letter: shown for shown, letter in reversed(VNI.items())}


def names() -> list[str]:
    with PLACES.open(encoding="utf-8", newline="") as file:
        return [row["vi"] for row in csv.DictReader(file)]


def in_tcvn3(text: str) -> str:
    return "".join(TO_TCVN3.get(letter, letter) for letter in text)


def in_vni(text: str) -> str:
    return "".join(TO_VNI.get(letter, letter) for letter in text)


def test_the_tables_hold_every_letter_once() -> None:
    assert set(TCVN3.values()) == LETTERS | set("ĂÂÊÔƠƯĐ")
    assert len(TCVN3) == len(set(TCVN3.values()))
    assert set(VNI.values()) == LETTERS | {letter.upper() for letter in LETTERS}


@pytest.mark.parametrize(
    ("letter", "code"),
    [
        *(("Ă", 0xA1), ("Đ", 0xA7), ("ă", 0xA8), ("ư", 0xAD), ("đ", 0xAE), ("à", 0xB5), ("ạ", 0xB9), ("ằ", 0xBB)),
        *(("ắ", 0xBE), ("ặ", 0xC6), ("ầ", 0xC7), ("ậ", 0xCB), ("è", 0xCC), ("ẹ", 0xD1), ("ế", 0xD5), ("ệ", 0xD6)),
        *(("ì", 0xD7), ("ĩ", 0xDC), ("ị", 0xDE), ("ò", 0xDF), ("ỏ", 0xE1), ("ó", 0xE3), ("ố", 0xE8), ("ộ", 0xE9)),
        *(("ớ", 0xED), ("ợ", 0xEE), ("ù", 0xEF), ("ủ", 0xF1), ("ũ", 0xF2), ("ú", 0xF3), ("ừ", 0xF5), ("ứ", 0xF8)),
        *(("ự", 0xF9), ("ỳ", 0xFA), ("ỹ", 0xFC), ("ý", 0xFD), ("ỵ", 0xFE)),
    ],
)
def test_code_points_of_the_standard(letter: str, code: int) -> None:
    assert TCVN3[chr(code)] == letter


@pytest.mark.parametrize(
    ("shown", "text", "encoding"),
    [
        ("C«ng nghÖ", "Công nghệ", "TCVN3 (ABC)"),
        ("§\u00ad\u00eang dÉn n\u00ad\u00edc th«ng minh", "Đường dẫn nước thông minh", "TCVN3 (ABC)"),
        ("M¸y sÊy lóa dïng trÊu", "Máy sấy lúa dùng trấu", "TCVN3 (ABC)"),
        ("C¤NG NGHÖ", "CÔNG NGHỆ", "TCVN3 (ABC)"),
        ("§iÒu 5, thuû s¶n", "Điều 5, thuỷ sản", "TCVN3 (ABC)"),
        ("Coâng ngheä", "Công nghệ", "VNI"),
        ("Xöû lyù nöôùc thaûi", "Xử lý nước thải", "VNI"),
        ("NGUYEÃN VAÊN AN", "NGUYỄN VĂN AN", "VNI"),
        ("CÃ´ng nghá»‡", "Công nghệ", "UTF-8"),
        ("HÃ  Ná»™i", "Hà Nội", "UTF-8"),
        ("A â€“ B", "A – B", "UTF-8"),
        ("Ðất Sét Nung", "Đất Sét Nung", "Ð"),
    ],
)
def test_what_is_surely_wrong_is_read_right(shown: str, text: str, encoding: str) -> None:
    found = recognise(shown)
    assert found is not None
    assert (found.text, found.encoding) == (text, encoding)


@pytest.mark.parametrize(
    "text",
    [
        *("Công ty", "Hoà Bình, hoá toà", "Gạch không nung từ bùn đỏ", "Tên", "Thuý Hoà, Tp. Hồ Chí Minh"),
        *(
            "Müller & Söhne GmbH, Köln",
            "« L'été à la crème », où est-elle ? Où ?",
            "Citroën, naïve façon",
            "brûlée",
            "Où – où",
        ),
        *(
            "São Paulo, niño, año, João",
            "Smørrebrød på fløde",
            "Häng",
            "Ðormóður",
            "Höhn Küng",
            "Škoda",
            "Brand® 5 km²",
        ),
        *("5 µm", "±5 °C, m³/ngày", "x² + y²", "1ª edición", "© 2024", "quÝ"),
    ],
)
def test_right_text_stays_as_it_is(text: str) -> None:
    assert recognise(text) is None


def test_a_doubtful_word_is_taken_for_the_encoding_of_those_around_it() -> None:
    found = recognise("quÝ", "TCVN3 (ABC)")
    assert found is not None
    assert found.text == "quí"
    assert recognise("Müller", "TCVN3 (ABC)") is None


def test_every_name_of_a_place_survives_the_old_encodings_and_is_left_alone_in_unicode() -> None:
    for name in names():
        assert from_tcvn3(in_tcvn3(name)) == name
        assert from_vni(in_vni(name)) == name
        assert recognise(name) is None


@given(st.sampled_from(names()).filter(lambda name: len(name.split()) > 2))
def test_what_is_recognised_is_never_made_into_something_else(name: str) -> None:
    for shown in (in_tcvn3(name), in_vni(name), name.encode().decode("cp1252", "ignore")):
        found = recognise(shown)
        assert found is None or found.text in {name, shown} or found.encoding == "UTF-8"
