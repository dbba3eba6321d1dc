from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from ecosystem.kernel.tabular.errors import UnreadableFile
from ecosystem.kernel.tabular.separator import sniff_separator
from ecosystem.kernel.tabular.source import open_source

TEXT = "Tên;Vốn\nĐiện Gió;1,5\nNước Mắm;2,25\n"
CELLS = [("Tên", "Vốn"), ("Điện Gió", "1,5"), ("Nước Mắm", "2,25")]


def cells_of(path: Path) -> list[tuple[str, ...]]:
    return [record.cells for record in open_source(path).records()]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("compress", [bytes, gzip.compress])
def test_encodings_and_compression(tmp_path: Path, encoding: str, compress: type[bytes]) -> None:
    path = tmp_path / "any.name"
    path.write_bytes(compress(TEXT.encode(encoding)))
    assert cells_of(path) == CELLS
    assert cells_of(path) == CELLS, "a second reading begins anew"


@pytest.mark.parametrize("encoding", ["utf-16-be", "utf-16-le"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_utf_16_of_both_byte_orders_with_and_without_mark(tmp_path: Path, encoding: str, mark: str) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes((mark + TEXT).encode(encoding))
    assert cells_of(path) == CELLS


@pytest.mark.parametrize("newline", ["\r\n", "\n", "\r"])
def test_line_ends(tmp_path: Path, newline: str) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(TEXT.replace("\n", newline).encode())
    assert cells_of(path) == CELLS


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_byte_that_is_not_utf_8_is_named(tmp_path: Path, mark: bytes) -> None:
    path = tmp_path / "list.csv"
    good = mark + "Tên,Vốn\nĐiện,1\n".encode()
    path.write_bytes(good + b"N\xad\xebc,2\n")
    with pytest.raises(UnreadableFile, match=rf"Byte {len(good) + 1} \(line 3\) is 0xAD"):
        open_source(path)


def test_a_bad_byte_far_beyond_the_first_block_is_named(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    good = "Tên,Vốn\n".encode() + "Nước,1\n".encode() * 200_000
    path.write_bytes(good + b"\xff,2\n")
    with pytest.raises(UnreadableFile, match=rf"Byte {len(good)} \(line 200002\) is 0xFF"):
        open_source(path)


def test_a_letter_cut_at_the_end_is_named(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes("a,b\nĐ".encode()[:-1])
    with pytest.raises(UnreadableFile, match=r"Byte 4 \(line 2\)"):
        open_source(path)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b" \n\n", "empty"),
        (b"PK\x03\x04rest", "damaged"),
        (b"\xd0\xcf\x11\xe0rest", "damaged or has a password"),
        (b"a\x00\x00\x00b,c\x00\x01\n", "not plain text"),
        (b"\xef\xbb\xbf<html><table>", "web page"),
        (b"<?xml version='1.0'?>", "web page or XML"),
        (gzip.compress(TEXT.encode() * 99, mtime=0)[:-20], "cut short"),
        (gzip.compress(b"", mtime=0), "empty"),
    ],
)
def test_what_is_no_table_is_told_before_anything(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(content)
    with pytest.raises(UnreadableFile, match=words):
        open_source(path)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="cannot be opened"):
        open_source(tmp_path / "none.csv")


def test_the_hash_is_of_the_file_as_it_lies(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(b"abc")
    assert open_source(path).sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


@pytest.mark.parametrize(
    ("lines", "separator"),
    [
        (["a,b", "1,2"], ","),
        (["Tên;Vốn", "A;1,5", "B;2,5"], ";"),
        (["Tên;Địa chỉ", "A;Số 8, ngõ 2, Láng", "B;Số 1, Ba Đình"], ";"),
        (["Tên\tGhi chú", "A, B\tx; y", "C\tz"], "\t"),
        (["a|b|c", "1|2|3"], "|"),
        (["Tên", "Một, hai", "Ba"], ","),
        (['a;"b', 'b, c, d"', "x;y"], ";"),
        (["một cột"], ","),
    ],
)
def test_the_separator_is_found(lines: list[str], separator: str) -> None:
    assert sniff_separator(lines) == separator


def test_known_headers_outweigh_regular_commas() -> None:
    lines = ["Tên, đầy đủ;Vốn, tỷ;Ghi chú, nếu có", "A, b;1,5;c, d", "E, f;2,5;g, h"]
    assert sniff_separator(lines, frozenset({"von, ty"})) == ";"


def test_a_declared_separator_is_believed(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(b"sep=|\r\na,b|c\r\n1,2|3\r\n")
    records = list(open_source(path).records())
    assert [(record.line, record.cells) for record in records] == [(2, ("a,b", "c")), (3, ("1,2", "3"))]
