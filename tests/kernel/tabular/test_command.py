from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from flask import Flask
from sqlalchemy.exc import OperationalError

from ecosystem.kernel.access.messages import Message
from ecosystem.kernel.tabular.assemble import MappedRow
from ecosystem.kernel.tabular.command import ImportOptions, import_options, run_import
from ecosystem.kernel.tabular.mapping_file import load_mapping
from ecosystem.kernel.tabular.outcome import RowOutcome
from ecosystem.kernel.tabular.runner import import_table
from ecosystem.kernel.tabular.table import Table

from .things import MAPPING, Rows, apply, stored

CONTENT = "Id,Name,Code,Staff,Note\n1,One,a,5,x\n2,,b,5,y\n3,Three,c,many,z\n,,,,\n"


@click.command("things")
@import_options
def import_things(options: ImportOptions) -> None:
    """Things of tests."""
    run_import("things", options, apply)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "things.toml").write_text(MAPPING, encoding="utf-8")
    (tmp_path / "list.csv").write_text(CONTENT, encoding="utf-8")
    return tmp_path


def run(folder: Path, *arguments: str, file: str = "list.csv") -> Result:
    mapping = [] if "--mapping" in arguments else ["--mapping", str(folder / "things.toml")]
    return CliRunner().invoke(import_things, [str(folder / file), *mapping, *arguments])


def test_the_counts_are_printed_and_rejected_rows_make_the_status_3(things: Flask, folder: Path) -> None:
    result = run(folder)
    assert result.exit_code == 3
    for words in ("4 rows read:", "1 accepted", "1 noted", "1 rejected", "1 skipped", "2 new, 0 changed, 0 unchanged"):
        assert words in result.stdout
    assert "Column E “Note” is not read." in result.stderr
    assert stored() == {"1": "One", "3": "Three"}


def test_without_a_rejected_row_the_status_is_0(things: Flask, folder: Path) -> None:
    (folder / "list.csv").write_text("Id,Name\n1,One\n", encoding="utf-8")
    assert run(folder).exit_code == 0


def test_json_alone_on_standard_output(things: Flask, folder: Path) -> None:
    counts = json.loads(run(folder, "--json").stdout)
    four = counts["accepted"] + counts["noted"] + counts["rejected"] + counts["skipped"]
    assert counts["read"] == four == 4


def test_a_dry_run_shows_mapping_and_rows_tells_the_same_and_stores_nothing(things: Flask, folder: Path) -> None:
    dry = run(folder, "--dry-run", "--json", "--report", str(folder / "dry.json"))
    assert stored() == {}
    for words in (
        "utf-8, comma",
        "name ← B “Name”",
        "line 2 [1]",
        "name: One",
        "staff: Is not a whole number (“many”)",
    ):
        assert words in dry.stderr
    real = run(folder, "--json", "--report", str(folder / "real.json"))
    assert (dry.stdout, dry.exit_code) == (real.stdout, real.exit_code)
    assert (folder / "dry.json").read_text(encoding="utf-8") == (folder / "real.json").read_text(encoding="utf-8")


def test_a_dry_run_shows_structures_as_they_are_reported(things: Flask, folder: Path) -> None:
    mapping = MAPPING.replace('field = "code"', 'field = "rights.0.day"\ntransform = "date"\nformats = "%d/%m/%Y"')
    (folder / "things.toml").write_text(mapping, encoding="utf-8")
    (folder / "list.csv").write_text('Id,Name,Code\n1,"Ốc\nvít",03/10/2015\n', encoding="utf-8")
    result = run(folder, "--dry-run")
    assert 'rights: [{"day": "2015-10-03"}]' in result.stderr
    assert "name: Ốc vít" in result.stderr


def test_a_dry_run_tells_what_was_found_out_about_a_column(things: Flask, folder: Path) -> None:
    mapping = MAPPING.replace('field = "code"', 'field = "day"\ntransform = "date"').replace(
        'transform = "integer"', 'transform = "amount"'
    )
    (folder / "things.toml").write_text(mapping, encoding="utf-8")
    (folder / "list.csv").write_text("Id,Name,Code,Staff (tỷ đồng)\n1,One,12/31/2023,5\n", encoding="utf-8")
    told = run(folder, "--dry-run").stderr
    assert "day ← C “Code” (month before day)" in told
    assert "staff ← D “Staff (tỷ đồng)” (in 1,000,000,000 VND)" in told


def test_where_reasons_are_is_told_unless_they_are_asked_for(things: Flask, folder: Path) -> None:
    assert "add --errors FILE" in run(folder).stderr
    for option in ("--report", "--errors"):
        assert "add --errors" not in run(folder, option, str(folder / "out.csv")).stderr
    (folder / "list.csv").write_text("Id,Name\n1,One\n", encoding="utf-8")
    assert "add --errors" not in run(folder).stderr


def test_a_list_of_another_kind_is_led_to_the_mappings_that_know_it(things: Flask, folder: Path) -> None:
    (folder / "list.csv").write_text("Tên quỹ;Khẩu vị;MST;Vé đầu tư\nQuỹ Một;x;;\n", encoding="utf-8")
    told = run(folder).stderr
    assert "its first row is: “Tên quỹ”, “Khẩu vị”, “MST”, “Vé đầu tư”" in told
    assert "Nearest mappings:\n  --mapping investors (import investors): 4 known\n" in told
    assert told.count("--mapping") <= 3
    assert len(told) < 400, "no list of all headings that there are"


def test_a_wide_heading_is_told_by_its_beginning(things: Flask, folder: Path) -> None:
    (folder / "list.csv").write_text(",".join(f"c{n}" for n in range(90)) + "\n", encoding="utf-8")
    told = run(folder).stderr
    assert "“c11”, …" in told
    assert "“c12”" not in told
    assert "No mapping is near." in told


def test_the_terminal_speaks_one_language_and_the_files_the_persons(things: Flask, folder: Path) -> None:
    def translate(message: Message) -> str:
        return f"vi:{message.id}"

    @click.command("things")
    @import_options
    def import_vietnamese(options: ImportOptions) -> None:
        run_import("things", options, apply, translate=translate)

    written = [str(folder / name) for name in ("errors.csv", "report.json")]
    arguments = ["--mapping", str(folder / "things.toml"), "--errors", written[0], "--report", written[1]]
    result = CliRunner().invoke(import_vietnamese, [str(folder / "list.csv"), *arguments, "--dry-run"])
    assert result.exit_code == 3
    assert "vi:" not in result.output
    assert "Vi:is missing" in Path(written[0]).read_text(encoding="utf-8-sig")
    assert "Vi:is missing" in Path(written[1]).read_text(encoding="utf-8")


def test_without_a_mapping_one_is_asked_for(things: Flask, folder: Path) -> None:
    result = CliRunner().invoke(import_things, [str(folder / "list.csv")])
    assert result.exit_code == 1
    assert "Say what the columns mean: --mapping NAME-OR-FILE (there are: " in result.stderr
    assert "nasa-patents" in result.stderr


def test_an_import_that_went_on_says_so(things: Flask, folder: Path) -> None:
    table = Table.open(folder / "list.csv", load_mapping(str(folder / "things.toml"), "things"))

    @Rows
    def stopping(record: Mapping[str, object], row: MappedRow) -> RowOutcome:
        if row.line == 4:
            raise OperationalError("INSERT", {}, Exception("disk full"))
        return apply(record, row)

    with pytest.raises(OperationalError):
        import_table(table, stopping, chunk=1)
    assert "Went on after line 3" in run(folder).stderr
    assert "Went on" not in run(folder).stderr


def test_errors_file(things: Flask, folder: Path) -> None:
    run(folder, "--errors", str(folder / "errors.csv"))
    assert (folder / "errors.csv").read_text(encoding="utf-8-sig").splitlines()[1:] == [
        "3,Name,Is missing,Did not go in,2,,b,5,y",
        '4,Staff,Is not a whole number,"Went in, with a note",3,Three,c,many,z',
    ]


@pytest.mark.parametrize(
    ("arguments", "file", "words"),
    [
        ((), "none.csv", "cannot be opened"),
        ((), "things.toml", "No column of this mapping is in the file"),
        (("--mapping", "nothing"), "list.csv", "There is no mapping nothing"),
        (("--mapping", "nasa-patents"), "list.csv", "is a mapping for technologies, not things"),
    ],
)
def test_what_cannot_be_imported_says_why_with_status_1(
    things: Flask, folder: Path, arguments: tuple[str, ...], file: str, words: str
) -> None:
    result = run(folder, *arguments, file=file)
    assert result.exit_code == 1
    assert words in result.stderr
    assert "Traceback" not in result.output


@pytest.mark.parametrize("option", ["--errors", "--report"])
def test_an_own_file_is_never_written_over(things: Flask, folder: Path, option: str) -> None:
    result = run(folder, option, str(folder / "list.csv"))
    assert result.exit_code != 0
    assert (folder / "list.csv").read_text(encoding="utf-8") == CONTENT


def test_help_has_every_option() -> None:
    text = CliRunner().invoke(import_things, ["--help"]).output
    for option in ("--mapping", "--source", "--dry-run", "--errors", "--report", "--restart", "--json"):
        assert option in text
