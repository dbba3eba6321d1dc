from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from ecosystem.kernel.access.legacy_tables import TCVN3, VNI
from ecosystem.kernel.tabular.csv_source import CsvSource
from ecosystem.kernel.tabular.errors import UnreadableFile
from ecosystem.kernel.tabular.source import open_source

CELLS = [
    ("Tên đơn vị", "Công nghệ"),
    ("Viện Cơ điện Thượng Phúc", "Máy sấy lúa dùng trấu"),
    ("Trung tâm ứng dụng tiến bộ", "Đường dẫn nước thông minh"),
]
TEXT = "\r\n".join(";".join(row) for row in CELLS)
FRENCH = "Société;Activité\r\nCrêperie Noël;Pâtisserie française, thé tôt\r\nMüller Söhne;Größe über Köln, bébé\r\n"
TO_TCVN3 = {letter: shown for shown, letter in TCVN3.items()}
TO_VNI = {letter: shown for shown, letter in reversed(VNI.items())}


def windows_1258(text: str) -> bytes:
    """Letters with â, ă, ê, ô, ơ, ư whole, tones as bytes of their own."""
    octets = bytearray()
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        tones = "".join(part for part in parts if part in "\u0300\u0301\u0303\u0309\u0323")
        plain = unicodedata.normalize("NFC", "".join(part for part in parts if part not in tones))
        octets += (plain + tones).encode("cp1258")
    return bytes(octets)


def by(table: dict[str, str], text: str) -> bytes:
    return "".join(table.get(letter, letter) for letter in text).encode("cp1252")


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (windows_1258(TEXT), "Windows-1258"),
        (by(TO_TCVN3, TEXT), "TCVN3 (ABC)"),
        (by(TO_VNI, TEXT), "VNI"),
    ],
)
def test_vietnamese_of_before_unicode_is_recognised_and_told(tmp_path: Path, content: bytes, name: str) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(content)
    source = open_source(path)
    assert [record.cells for record in source.records()] == CELLS
    assert name in source.describe()
    assert [name in str(remark) for remark in source.remarks()] == [True]


def test_western_text_is_not_taken_for_vietnamese(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(FRENCH.encode("cp1252"))
    source = open_source(path)
    assert [record.cells for record in source.records()] == [
        ("Société", "Activité"),
        ("Crêperie Noël", "Pâtisserie française, thé tôt"),
        ("Müller Söhne", "Größe über Köln, bébé"),
    ]
    assert "Windows-1252" in source.describe()


def test_letters_far_beyond_the_first_block_decide_too(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(b"a;b\r\n" * 400_000 + by(TO_TCVN3, TEXT))
    assert "TCVN3" in open_source(path).describe()


def test_unicode_has_nothing_to_be_told(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(TEXT, encoding="utf-8")
    assert open_source(path).remarks() == []


def test_one_wrong_letter_makes_no_other_encoding_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes("Société;Activité\r\nDéjà;1\r\n".encode() + b"Caf\xe9;2\r\n")
    with pytest.raises(UnreadableFile, match=r"\(line 3\) is 0xE9"):
        open_source(path)


def test_bytes_that_nothing_explains_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(bytes(range(0x80, 0x100)) * 3)
    with pytest.raises(UnreadableFile, match="Byte 0"):
        open_source(path)


def test_a_csv_source_knows_its_codec(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(windows_1258(TEXT))
    source = open_source(path)
    assert isinstance(source, CsvSource)
    assert source.encoding.codec == "cp1258"
