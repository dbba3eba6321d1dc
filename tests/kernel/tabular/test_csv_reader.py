from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecosystem.kernel.tabular import csv_reader
from ecosystem.kernel.tabular.csv_reader import physical_lines, read_records
from ecosystem.kernel.tabular.rows import Record

cells = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
separators = st.sampled_from([",", ";", "\t", "|"])


def records(text: str, separator: str = ",", newline: str = "\n") -> list[Record]:
    return list(read_records(physical_lines(io.StringIO(text, newline=newline)), separator))


def rows(text: str, separator: str = ",") -> list[list[str]]:
    return [list(record.cells) for record in records(text, separator)]


@given(
    st.lists(st.lists(cells, min_size=1, max_size=5), max_size=8),
    separators,
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
)
def test_what_csv_wrote_is_read_back(table: list[list[str]], separator: str, quoting: Literal[0, 1]) -> None:
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=separator, quoting=quoting).writerows(table)
    assert rows(written.getvalue(), separator) == table


@given(st.text(st.sampled_from('ab ,;"\n\r'), max_size=60))
def test_every_line_of_any_garbage_belongs_to_one_record(text: str) -> None:
    covered: list[int] = []
    for record in records(text):
        covered += range(record.line, record.last_line + 1)
    lines = text.split("\n")
    assert covered == list(range(1, len(lines) + (1 if lines[-1] else 0)))


def test_a_record_starts_on_the_line_an_editor_shows() -> None:
    found = records('a,b\r\n"một\r\nhai ""ngoặc""\r\n",x\r\ny,z\r\n')
    assert [(record.line, record.last_line) for record in found] == [(1, 1), (2, 4), (5, 5)]
    assert found[1].cells == ('một\r\nhai "ngoặc"\r\n', "x")


def test_the_last_line_needs_no_line_end() -> None:
    assert rows('a,"b\n\n\nc"') == [["a", "b\n\n\nc"]]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('Ngoặc "giữa" ô,x', ['Ngoặc "giữa" ô', "x"]),
        ('"Công ty "ABC"",x', None),
        ('"Công ty "ABC" Hà Nội",x', ['Công ty "ABC" Hà Nội', "x"]),
        ('a, "b, c" ,d', ["a", "b, c", "d"]),
        ('"",""', ["", ""]),
        ("a,", ["a", ""]),
        ('"a",', ["a", ""]),
    ],
)
def test_quotes_as_people_type_them(line: str, expected: list[str] | None) -> None:
    (record,) = records(line)
    assert (record.fault is not None) is (expected is None)
    if expected is not None:
        assert list(record.cells) == expected


def test_an_open_quote_costs_its_own_row_only() -> None:
    found = records('a,b\n"mở,b\nsau,1\nnữa,2\n')
    assert [(record.line, record.cells) for record in found if record.fault is None] == [
        (1, ("a", "b")),
        (3, ("sau", "1")),
        (4, ("nữa", "2")),
    ]
    assert "line 2" in str(found[1].fault)
    assert [record.opened_on for record in found] == [None, None, 2, 2]


def test_an_open_quote_is_seen_at_the_next_quoted_cell() -> None:
    found = records('"mở,b\nsau,1\n"Xã A, Hà Nội",2\nxa,3\n')
    assert [record.fault is None for record in found] == [False, True, True, True]
    assert found[2].cells == ("Xã A, Hà Nội", "2")
    assert found[3].opened_on is None


def test_an_open_quote_before_a_quoted_cell_of_its_own_line_shifts_nothing() -> None:
    (record,) = records('"mở,1,"Phường A, Hà Nội",x')
    assert record.fault is not None


def test_a_quote_open_for_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_reader, "MAX_LINES", 3)

    def endless() -> Iterator[csv_reader.Line]:
        yield csv_reader.Line(1, '"mở', "\n")
        for number in range(2, 100):
            yield csv_reader.Line(number, "x", "\n")

    found = list(read_records(endless(), ","))
    assert len(found) == 99
    assert [record.opened_on for record in found[:5]] == [None, 1, 1, None, None]


def test_a_line_too_long_for_any_table_is_cut_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_reader, "MAX_LINE", 10)
    found = records("a,b\n" + "x" * 35 + "\nc,d\n" + "123456789\n")
    assert [record.fault is None for record in found] == [True, False, True, True]
    assert found[2].cells == ("c", "d")


def test_lines_of_old_macintosh_files() -> None:
    assert [record.cells for record in records("a,b\rc,d\r", newline="\r")] == [("a", "b"), ("c", "d")]
