from __future__ import annotations

import csv
import io
import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecosystem.kernel.tabular.errors import MappingError, UnreadableFile
from ecosystem.kernel.tabular.headings import OWN_HEADERS, column_letter
from ecosystem.kernel.tabular.outcome import Counts, RowOutcome, Status

from .tables import STARTUPS, outcome, read, reason, table_of


def test_a_byte_order_mark_is_no_part_of_the_first_header(tmp_path: Path) -> None:
    content = "Tên,Mã số thuế\nBếp Nâu,0999120070\n"
    assert read(tmp_path, b"\xef\xbb\xbf" + content.encode())[2].fields["name"] == "Bếp Nâu"
    assert read(tmp_path, content)[2].fields == {"name": "Bếp Nâu", "tax_code": "0999120070"}


def test_headers_are_found_whatever_their_marks_case_and_spaces(tmp_path: Path) -> None:
    assert read(tmp_path, "  ten , MÃ SỐ  THUẾ\nA,1\n")[2].fields == {"name": "A", "tax_code": "1"}


def test_of_two_headers_that_differ_in_marks_the_exact_one_is_read(tmp_path: Path) -> None:
    assert read(tmp_path, "Tén,Tên\nsai,đúng\n")[2].fields == {"name": "đúng"}
    latin = STARTUPS.replace('"Tên", ', '"ten", ')
    assert read(tmp_path, "Tên,ten\nsai,đúng\n", latin)[2].fields == {"name": "đúng"}


def test_of_two_headers_that_are_equal_but_for_marks_the_first_is_read(tmp_path: Path) -> None:
    assert read(tmp_path, "TÊN,tén\nđúng,sai\n")[2].fields == {"name": "đúng"}


def test_the_first_of_two_equal_headers_is_read_and_the_rest_named_by_letter(tmp_path: Path) -> None:
    table = table_of(tmp_path, "Tên,,Ghi chú,Ghi chú,Tên ,Website\nCảm Biến,thừa,a,b,Sensor,\n")
    (row,) = table.rows()
    assert row.fields == {"name": "Cảm Biến"}
    told = " ".join(map(str, [*table.heading.remarks(), *table.unread()]))
    words_for = (
        "Columns A and E",
        "E is not read",
        "D is not read",
        "Column C “Ghi chú” is not read",
        "Column B has no",
    )
    for words in words_for:
        assert words in told


def test_empty_columns_at_the_right_are_not_worth_a_word(tmp_path: Path) -> None:
    table = table_of(tmp_path, "Tên,Website,,,\nA,b,,,\n")
    assert next(iter(table.rows())).fields == {"name": "A", "website": "b"}
    assert [*table.heading.remarks(), *table.unread()] == []


def test_rows_that_are_no_data_are_skipped_each_with_its_reason(tmp_path: Path) -> None:
    content = (
        "STT,Tên,Mã số thuế,Ngày thành lập,,\r\n"
        "1,Men Vi Sinh,0999121476,02/03/2021,,\r\n"
        "\r\n"
        " ,\u00a0,,\u200b,,\r\n"
        "Tháng 2/2025,,,,,\r\n"
        ",Quý II/2025,,,,\r\n"
        "stt,TÊN,mã số thuế,Ngày thành lập,,\r\n"
        "2,,,31/01/2025,,\r\n"
        "Tổng cộng:,4,,,,\r\n"
        "Tổng,20 tỷ đồng,,1.5 triệu,,\r\n"
    )
    rows = read(tmp_path, content)
    assert {line: reason(row) for line, row in rows.items() if row.decided} == {
        3: "blank row",
        4: "blank row",
        5: "nothing under the known headings",
        6: "a heading between rows",
        7: "the heading again",
        9: "a row of totals",
        10: "a row of totals",
    }
    assert rows[8].fields.keys() == {"founded"}, "a row with any known value is the slice's to judge"


def test_names_that_look_like_totals_and_periods_are_data(tmp_path: Path) -> None:
    content = "Tên,Mã số thuế,Website\nTổng công ty Nước,1,\nTotal,1,https://total.example\nNăm Sao,,\nQuý,,\n"
    rows = read(tmp_path, content)
    assert [outcome(rows[line]) for line in (2, 3, 4)] == ["", "", ""]
    assert outcome(rows[5]) == "skipped"


@pytest.mark.parametrize(
    "heading",
    [
        "Name / Tên;MST|Tax no",
        "Tên – Name;Mã số thuế (MST)",
        '"Name\nTên";Mã số thuế/Tax code',
        "Tên/Name;MST / mã số thuế",
    ],
)
def test_a_heading_in_two_languages_is_read_by_the_one_that_is_known(tmp_path: Path, heading: str) -> None:
    content = f"Danh sách năm 2025;\n{heading};Website\nBếp Số;0999121476;https://bep.example\n"
    mapping = STARTUPS.replace('"Mã số thuế"', '["Mã số thuế", "MST"]')
    rows = {row.record.line: row for row in table_of(tmp_path, content, mapping).rows()}
    last = rows[max(rows)]
    assert last.fields["name"] == "Bếp Số"
    assert last.fields["tax_code"] == "0999121476"


def test_a_whole_heading_goes_before_half_of_another(tmp_path: Path) -> None:
    rows = read(tmp_path, "Địa chỉ / Tên,Tên,Website\nHà Nội,Bếp Số,\n")
    assert rows[2].fields["name"] == "Bếp Số"


def test_cells_never_shift(tmp_path: Path) -> None:
    content = (
        "Tên,Mã số thuế,Địa chỉ,Website\n"
        "Không Ngoặc,1,Số 2, Phường Láng, Hà Nội,https://lech.example\n"
        "Thiếu Cột,2\n"
        'Thừa Phẩy,3,"Sóc Sơn, Hà Nội",https://thua.example,,,\n'
    )
    rows = read(tmp_path, content)
    assert "6 values under 4 headings" in reason(rows[2])
    assert rows[3].fields == {"name": "Thiếu Cột", "tax_code": "2"}
    assert rows[4].fields["website"] == "https://thua.example"


def test_rows_after_an_open_quote_are_read_with_a_note_or_counted_as_not_read(tmp_path: Path) -> None:
    content = 'Tên,Mã số thuế,Website\n"Mở,1,a\nSau,2,b\nmột mẩu\n'
    rows = read(tmp_path, content)
    assert "a quote opens on line 2" in reason(rows[2])
    assert rows[3].fields["name"] == "Sau"
    assert [str(note.reason) for note in rows[3].row.notes] == ["read on its own after the quote that opens on line 2"]
    assert (outcome(rows[4]), "opens on line 2" in reason(rows[4])) == ("rejected", True)


def test_lines_above_the_heading_are_counted(tmp_path: Path) -> None:
    rows = read(tmp_path, "DANH SÁCH DOANH NGHIỆP,,\n,,\nSTT,Tên,Website\n1,A,b\n")
    assert [(line, reason(row)) for line, row in rows.items()] == [
        (1, "above the heading"),
        (2, "above the heading"),
        (4, ""),
    ]


def test_the_columns_that_an_errors_file_adds_are_ignored(tmp_path: Path) -> None:
    heading = ",".join([*OWN_HEADERS, "Tên", "Website"])
    table = table_of(tmp_path, f"{heading}\n7,Tên,thiếu,chưa vào,Mới,b\n9,Tên,thiếu,chưa vào,,\n")
    rows = list(table.rows())
    assert rows[0].fields == {"name": "Mới", "website": "b"}
    assert outcome(rows[1]) == "skipped"
    assert table.heading.remarks() == []


def test_a_file_without_the_columns_is_refused_with_what_it_has(tmp_path: Path) -> None:
    with pytest.raises(MappingError, match="its first row is: “Foo”, “Bar”"):
        table_of(tmp_path, "Foo,Bar\n1,2\n")
    needs = STARTUPS.replace('field = "tax_code"', 'field = "tax_code"\nrequired = true')
    with pytest.raises(MappingError, match="The column “Mã số thuế” is not in the file; it has: “Tên”, “Website”"):
        table_of(tmp_path, "Tên,Website\n1,2\n", needs)


def test_a_heading_of_two_rows_is_one(tmp_path: Path) -> None:
    toml = STARTUPS.replace('"Địa chỉ"', '"Địa chỉ Xã"').replace('"Website"', '"Trang"')
    content = "STT,Tên,Địa chỉ,,Liên hệ,\n,,Tỉnh,Xã,Điện thoại,Trang\n1,Một,Hà Nội,Sóc Sơn,09,a\n"
    table = table_of(tmp_path, content, toml)
    assert (table.heading.line, table.heading.last_line) == (1, 2)
    (row,) = table.rows()
    assert row.fields == {"name": "Một", "address": "Sóc Sơn", "website": "a"}
    told = [str(remark) for remark in table.heading.remarks()]
    assert "Column E “Liên hệ Điện thoại” is not read." in told


def test_units_in_a_row_of_their_own_belong_to_the_heading(tmp_path: Path) -> None:
    toml = STARTUPS + '[[columns]]\nheader = "Giá"\nfield = "price"\ntransform = "amount"\n'
    (row,) = table_of(tmp_path, "Tên;Giá\n;(triệu đồng)\nMột;1,5\n", toml).rows()
    assert row.fields["price"] == {"min": 1_500_000, "max": 1_500_000, "currency": "VND"}
    (row,) = table_of(tmp_path, "Tên;Giá (tỷ đồng)\nMột;1,5\n", toml).rows()
    assert row.fields["price"] == {"min": 1_500_000_000, "max": 1_500_000_000, "currency": "VND"}


def test_headers_are_known_with_brackets_underscores_and_signs_at_their_end(tmp_path: Path) -> None:
    content = "TEN_DOANH_NGHIEP,Mã số thuế (nếu có),Website *,Mô tả:\nA,1,b,c\n"
    assert read(tmp_path, content)[2].fields == {"name": "A", "tax_code": "1", "website": "b", "description": "c"}


def test_any_name_of_a_required_column_will_do(tmp_path: Path) -> None:
    needs = STARTUPS.replace('field = "name"', 'field = "name"\nrequired = true')
    assert read(tmp_path, "Công ty,Website\nA,b\n", needs)[2].fields["name"] == "A"


def test_a_file_that_lost_its_letters_is_refused(tmp_path: Path) -> None:
    content = "T\xean doanh nghi?p;M\xe3 s? thu?\r\nC\xf4ng ty C? ph?n;1\r\nVi?n V?t li?u;2\r\n".encode("latin-1")
    with pytest.raises(UnreadableFile, match=r"lost its Vietnamese letters when it was saved: “Tên doanh nghi\?p”"):
        table_of(tmp_path, content)


def test_a_question_mark_here_and_there_is_no_loss(tmp_path: Path) -> None:
    content = "Tên,Website\nAi?,https://a.example/?q=b\nThế à? Vâng,www.b.example/x?y=z\n"
    assert [row.row.notes for row in read(tmp_path, content).values()] == [(), ()]


def test_what_cannot_be_put_right_is_not_stored(tmp_path: Path) -> None:
    row = read(tmp_path, "Tên,Website\nA,HÃ Ná»™i\n")[2]
    assert row.fields == {"name": "A"}
    assert [note.stood for note in row.row.notes] == ["HÃ Ná»™i"]


def test_cells_in_the_wrong_encoding_are_put_right_and_told(tmp_path: Path) -> None:
    rows = read(tmp_path, "Tên,Mô tả\nC«ng nghÖ,Ðất Sét\nCÃ´ng nghá»‡,Hoà Bình\n")
    assert [row.fields["name"] for row in rows.values()] == ["Công nghệ", "Công nghệ"]
    assert rows[2].fields["description"] == "Đất Sét"
    assert [(note.field, note.stood) for note in rows[2].row.notes] == [
        ("name", "C«ng nghÖ"),
        ("description", "Ðất Sét"),
    ]
    assert [note.field for note in rows[3].row.notes] == ["name"]


def test_the_order_of_day_and_month_is_the_columns(tmp_path: Path) -> None:
    toml = STARTUPS.replace('formats = ["%d/%m/%Y"]\n', "")
    american = read(tmp_path, "Tên,Ngày thành lập\nA,05/06/2024\nB,12/31/2023\n", toml)
    assert american[2].fields["founded"] == date(2024, 5, 6)
    ours = read(tmp_path, "Tên,Ngày thành lập\nA,05/06/2024\nB,31/12/2023\n", toml)
    assert ours[2].fields["founded"] == date(2024, 6, 5)
    both = read(tmp_path, "Tên,Ngày thành lập\nA,05/06/2024\nB,31/12/2023\nC,12/31/2023\n", toml)
    assert ["founded" in row.fields for row in both.values()] == [False, True, True]


def test_columns_are_named_as_spreadsheets_do() -> None:
    assert [column_letter(at) for at in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=8), max_size=6), max_size=20))
def test_counts_of_any_table_add_up_to_its_records(garbage: list[list[str]]) -> None:
    written = io.StringIO(newline="")
    csv.writer(written).writerows([["Tên", "Website", "Ngày thành lập"], *garbage])
    with tempfile.TemporaryDirectory() as folder:
        try:
            table = table_of(Path(folder), written.getvalue())
        except UnreadableFile:
            return  # by chance as many question marks as in a file that lost its letters
        rows = list(table.rows())
    counts = Counts()
    for row in rows:
        counts = counts.plus(row.decided or RowOutcome(Status.ACCEPTED))
    assert counts.read == len(rows) == len(garbage) - bool(table.heading.last_line)


def test_a_second_row_that_only_divides_one_group_belongs_to_the_heading(tmp_path: Path) -> None:
    toml = STARTUPS + '[[columns]]\nheader = "Gọi vốn"\nfield = "ask"\n'
    table = table_of(tmp_path, "Tên,Website,Gọi vốn,\n,,Số tiền,Loại tiền\nMột,a,5 tỷ,VND\n", toml)
    assert (table.heading.line, table.heading.last_line) == (1, 2)
    (row,) = table.rows()
    assert row.fields == {"name": "Một", "website": "a", "ask": "5 tỷ"}


def test_a_first_row_of_data_is_not_taken_for_the_heading(tmp_path: Path) -> None:
    for second in ("Một,a,có,không", ",,5 tỷ,VND", "Một,,,"):
        assert table_of(tmp_path, f"Tên,Website,Mô tả,\n{second}\n").heading.last_line == 0


def test_a_row_that_stands_there_already_is_skipped_and_told(tmp_path: Path) -> None:
    table = table_of(tmp_path, "Tên,Website,Mô tả\nMột,a,x\nHai,b,\nMột,a,x\nMột,a,y\n")
    decided = [row.decided for row in table.rows()]
    assert [one and one.status for one in decided] == [None, None, Status.SKIPPED, None]
    assert decided[2] is not None
    assert "line 2" in str(decided[2].reason)
    assert [row.decided and row.decided.status for row in table.rows()][2] is Status.SKIPPED, "each reading begins anew"
