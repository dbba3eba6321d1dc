from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ecosystem.kernel.tabular.errors import MappingError
from ecosystem.kernel.tabular.mapping_file import SHIPPED, load_mapping

from .tables import mapping_of, outcome, read, reason, table_of

RIGHTS = """
kind = "technologies"
source = "patents"
language = "en"
external_id = "{Case}/{Part}"
empty = ["n/a", "–"]

[defaults]
"rights.0.kind" = "patent"
"owner.country" = "US"
licence = "CC0"

[[columns]]
header = "Title"
field = "title"
replace = { "â€“" = "–" }

[[columns]]
header = ["Patent", "Application"]
field = "rights.0.number"
empty = "0"

[[columns]]
header = "Status"
field = "rights.0.status"
values = { "Issued" = "granted", "Application" = "filed" }

[[columns]]
header = "Expiry"
field = "rights.0.expires_on"
transform = "date"
formats = ["%m/%d/%Y", "%Y-%m-%d"]
earliest = 2000-01-01

[[columns]]
header = "Centre"
field = "owner.name"

[[columns]]
header = "Tags"
field = "keywords"
transform = "list"

[[columns]]
header = "Staff"
field = "staff"
transform = "integer"

[[columns]]
header = "Share"
field = "share"
transform = "decimal"

[[columns]]
header = "Case"
field = "territory"
values = { "K-9" = "" }
otherwise = "US"
"""
HEADER = "Case,Part,Title,Patent,Application,Status,Expiry,Centre,Tags,Staff,Share\n"


def test_several_columns_make_one_structure(tmp_path: Path) -> None:
    content = HEADER + 'K-1,2,A â€“ B,0,13/033,Issued,12/31/2030,Ames,"a, b;a",12,0.5\n'.replace("13/033", "13-033")
    row = read(tmp_path, content, RIGHTS)[2]
    assert row.fields == {
        "title": "A – B",
        "rights": [{"kind": "patent", "number": "13-033", "status": "granted", "expires_on": date(2030, 12, 31)}],
        "owner": {"name": "Ames", "country": "US"},
        "keywords": ["a", "b"],
        "staff": 12,
        "share": row.fields["share"],
        "territory": "US",
        "licence": "CC0",
    }
    assert str(row.fields["share"]) == "0.5"
    assert (row.row.external_id, row.row.source, row.row.language) == ("K-1/2", "patents", "en")


def test_defaults_alone_make_no_structure_and_no_id(tmp_path: Path) -> None:
    row = read(tmp_path, HEADER + "K-9,,A,n/a,0,–,,,,,\n", RIGHTS)[2]
    assert row.fields == {"title": "A", "licence": "CC0"}
    assert row.row.external_id is None


def test_a_cell_that_cannot_be_read_is_noted_with_what_stood_there(tmp_path: Path) -> None:
    row = read(tmp_path, HEADER + "K-2,1,A,,,GM,04/03/1932,,,1.5,nan\n", RIGHTS)[2]
    assert [(note.field, note.stood, str(note.reason)) for note in row.row.notes] == [
        ("rights.0.status", "GM", "is not one of the values known for this column"),
        ("rights.0.expires_on", "04/03/1932", "is not a likely date here"),
        ("staff", "1.5", "is not a whole number"),
        ("share", "nan", "is not a number"),
    ]
    assert row.fields == {"title": "A", "territory": "US", "licence": "CC0"}


REQUIRED = RIGHTS.replace('field = "owner.name"', 'field = "owner.name"\nrequired = true').replace(
    'transform = "integer"', 'transform = "integer"\nrequired = true'
)


@pytest.mark.parametrize(
    ("centre", "staff", "field", "words"),
    [
        ("", "5", "owner.name", "is empty, and must be filled in"),
        ("n/a", "5", "owner.name", "is empty, and must be filled in"),
        ("\x00", "5", "owner.name", "is empty, and must be filled in"),
        ("Ames", "many", "staff", "is not a whole number"),
    ],
)
def test_a_row_that_leaves_a_required_field_empty_is_rejected(
    tmp_path: Path, centre: str, staff: str, field: str, words: str
) -> None:
    row = read(tmp_path, HEADER + f"K-2,1,A,,,,,{centre},,{staff},\n", REQUIRED)[2]
    assert (outcome(row), reason(row)) == ("rejected", words)
    assert row.decided is not None
    assert row.decided.field == field


def test_a_row_that_fills_what_is_required_goes_on(tmp_path: Path) -> None:
    assert outcome(read(tmp_path, HEADER + "K-2,1,A,,,,,Ames,,5,\n", REQUIRED)[2]) == ""


def test_a_rejected_row_keeps_its_code_free(tmp_path: Path) -> None:
    rows = read(tmp_path, HEADER + "K-2,1,A,,,,,,,5,\nK-2,1,A,,,,,Ames,,5,\n", REQUIRED)
    assert [outcome(row) for row in rows.values()] == ["rejected", ""]


def test_the_second_row_of_a_code_names_the_first_ones_line(tmp_path: Path) -> None:
    rows = read(tmp_path, HEADER + 'K-2,1,A,,,,,,,,\n,,B,,,,,,,,\n"K-2 ",1,C,,,,,,,,\n,,D,,,,,,,,\n', RIGHTS)
    assert [reason(row) for row in rows.values()] == ["", "", "has the same code as line 2", ""]


@pytest.mark.parametrize(
    ("cell", "left", "stood"),
    [
        ("A\x00B", "AB", r"A\x00B"),
        ("A\ufffdB", "AB", r"A\ufffdB"),
        ("A\x1b[1mB", "A[1mB", r"A\x1b[1mB"),
        ("A\uf0b7 B", "A B", r"A\uf0b7 B"),
    ],
)
def test_damage_that_is_left_out_is_noted_with_what_stood_there(
    tmp_path: Path, cell: str, left: str, stood: str
) -> None:
    row = read(tmp_path, HEADER + f"K-2,1,{cell},,,,,,,,\n", RIGHTS)[2]
    assert row.fields["title"] == left
    assert [(note.field, note.stood) for note in row.row.notes] == [("title", stood)]


def test_damage_in_a_code_is_noted_and_what_nobody_misses_is_not(tmp_path: Path) -> None:
    damaged, plain = read(
        tmp_path, HEADER + 'K-2,1\x01,A,,,,,,,,\nK-3,1,"A\t\u200b\u00a0\n\ufeffB",,,,,,,,\n', RIGHTS
    ).values()
    assert [note.field for note in damaged.row.notes] == ["external_id"]
    assert damaged.row.external_id == "K-2/1"
    assert (plain.row.notes, plain.fields["title"]) == ((), "A\nB")


def test_a_code_is_one_line(tmp_path: Path) -> None:
    assert read(tmp_path, HEADER + '"K\n2",1,A,,,,,,,,\n', RIGHTS)[2].row.external_id == "K 2/1"


def test_an_impossible_day_is_no_date(tmp_path: Path) -> None:
    row = read(tmp_path, HEADER + "K-2,1,A,,,,02/30/2030,,,,\n", RIGHTS)[2]
    assert [str(note.reason) for note in row.row.notes] == ["is not a date in the form of this column"]


PRICE = """
kind = "technologies"
source = "list"

[[columns]]
header = "Tên"
field = "title"

[[columns]]
header = ["Giá", "Giá bán"]
field = "price"
transform = "amount"
parts = { min = "price_from", max = "price_to", currency = "currency", basis = "price_basis" }

[[columns]]
header = "Lĩnh vực"
field = "sectors"
transform = "list"
values = { "Nước" = ["water"], "Điện" = ["energy", "water"], "Khác" = [] }
"""


@pytest.mark.parametrize(
    ("cell", "fields"),
    [
        ("1,5", {"price_from": 1_500_000, "price_to": 1_500_000, "currency": "VND"}),
        ("trên 2 tỷ", {"price_from": 2_000_000_000, "currency": "VND"}),
        ("$5k - $7k", {"price_from": 5_000, "price_to": 7_000, "currency": "USD"}),
        ("thỏa thuận", {"price_basis": "negotiable"}),
        ("chưa có", {}),
    ],
)
def test_a_value_of_several_parts_fills_several_fields(tmp_path: Path, cell: str, fields: dict[str, object]) -> None:
    row = read(tmp_path, f'Tên;Giá bán (triệu đồng)\nA;"{cell}"\n', PRICE)[2]
    assert row.fields == {"title": "A", **fields}
    assert row.row.notes == ()


def test_a_doubtful_value_of_several_parts_is_told_by_its_own_name_and_header(tmp_path: Path) -> None:
    table = table_of(tmp_path, "Tên;Giá bán\nA;5\n", PRICE)
    (row,) = table.rows()
    assert [(note.field, note.stood) for note in row.row.notes] == [("price", "5")]
    assert table.header_of("price") == table.header_of("price_to") == "Giá bán"


def test_the_pieces_of_a_list_stand_for_values(tmp_path: Path) -> None:
    row = read(tmp_path, "Tên;Lĩnh vực\nA;Điện, nuoc, Khác, Gió\nB;Khác\n", PRICE)[2]
    assert row.fields["sectors"] == ["energy", "water"]
    assert [str(note.reason) for note in row.row.notes] == ["holds values that are not known for this column: Gió"]


def test_a_spreadsheets_error_and_lost_letters_are_noted(tmp_path: Path) -> None:
    row = read(tmp_path, HEADER + "K-2,1,#N/A,,,,,C?ng ngh?,,,\n", RIGHTS.replace('"en"', '"vi"'))[2]
    assert [(note.field, note.stood, str(note.reason)) for note in row.row.notes] == [
        ("title", "#N/A", "is an error of the spreadsheet"),
        ("owner.name", "C?ng ngh?", "lost its Vietnamese letters when it was saved"),
    ]


def test_in_english_a_question_mark_inside_a_word_is_meant(tmp_path: Path) -> None:
    row = read(tmp_path, HEADER + "K-2,1,What?If,,,,,Who?What,,,\n", RIGHTS)[2]
    assert (row.fields["title"], row.row.notes) == ("What?If", ())


def test_what_a_mapping_puts_right_itself_is_no_news(tmp_path: Path) -> None:
    row = read(tmp_path, HEADER + "K-2,1,A â€“ B,,,,,A â€“ B,,,\n", RIGHTS)[2]
    assert [note.field for note in row.row.notes] == ["owner.name"]
    assert row.fields["title"] == "A – B"


def test_the_digest_follows_what_the_mapping_says() -> None:
    assert mapping_of(RIGHTS).digest == mapping_of(RIGHTS + "\n# a remark").digest
    assert mapping_of(RIGHTS).digest != mapping_of(RIGHTS.replace("CC0", "CC1")).digest


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ('kind = "technologies"', "", "kind: Field required"),
        ("language =", "langauge =", "langauge: Extra inputs"),
        ('field = "title"', 'field = "Title!"', "columns.1.field: must be a field"),
        ('transform = "list"', 'transform = "magic"', "columns.6.transform: must be one of"),
        ('formats = ["%m/%d/%Y", "%Y-%m-%d"]', 'unit = "tấn"', "columns.4.unit: must be a unit of money"),
        ('formats = ["%m/%d/%Y", "%Y-%m-%d"]', 'order = "ydm"', "columns.4.order: Input should be"),
        ('transform = "integer"', 'parts = { min = "title" }', "two columns fill title"),
        ('transform = "integer"', 'parts = { min = "A b" }', "columns.7.parts: must be a field"),
        ('field = "title"', 'field = "rights.0"', "two columns fill rights.0"),
        ('field = "title"', 'field = "staff"', "two columns fill staff"),
        ('"owner.country"', '"owner country"', "defaults: must be a field"),
        ("[defaults]", "[defaults", "cannot be read"),
        ('"technologies"', '"deals"', "is a mapping for deals, not technologies"),
    ],
)
def test_an_error_in_a_mapping_is_told_with_its_key(tmp_path: Path, before: str, after: str, words: str) -> None:
    path = tmp_path / "own.toml"
    path.write_text(RIGHTS.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(MappingError, match=words):
        load_mapping(str(path), "technologies")


def test_a_mapping_by_name_and_another_source() -> None:
    mapping = load_mapping("nasa-patents", "technologies", source="again")
    assert (mapping.source, mapping.external_id) == ("again", "{Case Number}")


def test_an_unknown_name_is_told_with_the_known_ones() -> None:
    with pytest.raises(MappingError, match=r"no mapping nasa; there are: .*nasa-patents"):
        load_mapping("nasa", "technologies")


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("*.toml")), ids=lambda path: path.stem)
def test_each_shipped_mapping_is_right(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert load_mapping(path.stem, mapping_of(text).kind).columns
