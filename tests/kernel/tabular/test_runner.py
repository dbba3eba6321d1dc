from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select
from sqlalchemy.exc import OperationalError

from ecosystem.kernel.db.session import db
from ecosystem.kernel.db.transaction import transaction
from ecosystem.kernel.tabular.assemble import MappedRow
from ecosystem.kernel.tabular.errors import ImportBusy
from ecosystem.kernel.tabular.models import ImportRun
from ecosystem.kernel.tabular.outcome import Counts, RowOutcome
from ecosystem.kernel.tabular.runner import Apply, ImportResult, import_table, rehearse_table
from ecosystem.kernel.tabular.table import ReadRow, Table

from .tables import table_of
from .things import MAPPING, THINGS, Rows, apply, ids_are_whole, stored

GOOD = "Id,Name,Code,Staff\n" + "".join(f"{number},Thing {number},c{number},{number}\n" for number in range(1, 10))
MIXED = (
    "Id,Name,Code,Staff\n"
    "1,One,a,5\n"
    "2,,b,5\n"  # no name
    "3,Three,a,5\n"  # a code that is taken: the database refuses
    "4,Four,d,many\n"  # noted
    ",,,\n"  # skipped
    "6,crash,f,5\n"  # a programming error, after it has written
    "7,Seven,g,5,8\n"  # too many cells
    "8,Eight,h,5\n"
)


class Seen:
    """An observer that remembers."""

    def __init__(self) -> None:
        self.outcomes: list[tuple[int, str, str]] = []

    def begin(self, table: Table, after_line: int) -> None:
        pass

    def see(self, row: ReadRow, outcome: RowOutcome) -> None:
        self.outcomes.append((row.record.line, outcome.status.value, outcome.field))

    def flush(self) -> None:
        pass

    def finish(self, counts: Counts) -> None:
        self.counts = counts

    def close(self) -> None:
        pass


class Stop(BaseException):
    """As a kill: nothing catches it."""


def run(table: Table, *, restart: bool = False, chunk: int = 500) -> ImportResult:
    return import_table(table, apply, restart=restart, chunk=chunk)


def runs() -> list[tuple[str, int]]:
    with db.engine.connect() as connection:
        table = ImportRun.__table__
        return [(row.state, row.position) for row in connection.execute(select(table).order_by(table.c.id))]


@pytest.mark.parametrize("chunk", [1, 3, 500])
def test_a_bad_row_stops_nothing_whatever_the_chunk(things: Flask, tmp_path: Path, chunk: int) -> None:
    seen = Seen()
    result = import_table(table_of(tmp_path, MIXED, MAPPING), apply, observers=[seen], chunk=chunk)
    assert stored() == {"1": "One", "4": "Four", "8": "Eight"}
    assert seen.outcomes == [
        (2, "accepted", ""),
        (3, "rejected", "name"),
        (4, "rejected", ""),
        (5, "noted", ""),
        (6, "skipped", ""),
        (7, "rejected", ""),
        (8, "rejected", ""),
        (9, "accepted", ""),
    ]
    assert result.counts == seen.counts == Counts(accepted=2, noted=1, rejected=4, skipped=1, new=3)
    assert result.counts.read == 8
    assert runs() == [("finished", 8)]


def test_the_same_file_again_changes_nothing_and_a_changed_one_only_its_change(things: Flask, tmp_path: Path) -> None:
    assert run(table_of(tmp_path, GOOD, MAPPING)).counts.new == 9
    again = run(table_of(tmp_path, GOOD, MAPPING)).counts
    assert (again.unchanged, again.new, again.changed) == (9, 0, 0)
    other = run(table_of(tmp_path, GOOD.replace("Thing 4", "Other"), MAPPING)).counts
    assert (other.unchanged, other.changed) == (8, 1)
    assert [state for state, _ in runs()] == ["finished"] * 3


def interrupted_at(line: int) -> Apply:
    @Rows
    def stopping(record: Mapping[str, object], row: MappedRow) -> RowOutcome:
        if row.line == line:
            raise Stop
        return apply(record, row)

    return stopping


@pytest.mark.parametrize("line", range(2, 11))
def test_an_interrupted_run_goes_on_without_losing_or_doubling(things: Flask, tmp_path: Path, line: int) -> None:
    with pytest.raises(Stop):
        import_table(table_of(tmp_path, GOOD, MAPPING), interrupted_at(line), chunk=2)
    committed = (line - 2) // 2 * 2
    assert len(stored()) == committed
    assert runs() == [("running", committed)]
    result = run(table_of(tmp_path, GOOD, MAPPING), chunk=2)
    assert result.resumed_after == (committed + 1 if committed else 0)
    assert result.counts == Counts(accepted=9, new=9), "the counts are of the whole file"
    assert len(stored()) == 9
    assert runs() == [("finished", 9)]


def test_a_restart_gives_the_interrupted_run_up(things: Flask, tmp_path: Path) -> None:
    with pytest.raises(Stop):
        import_table(table_of(tmp_path, GOOD, MAPPING), interrupted_at(6), chunk=2)
    result = run(table_of(tmp_path, GOOD, MAPPING), restart=True)
    assert (result.resumed_after, result.counts.unchanged, result.counts.new) == (0, 4, 5)
    assert [state for state, _ in runs()] == ["given_up", "finished"]


@pytest.mark.parametrize("other", [GOOD + "10,Ten,c10,1\n", GOOD])
def test_another_file_or_mapping_begins_a_run_of_its_own(things: Flask, tmp_path: Path, other: str) -> None:
    with pytest.raises(Stop):
        import_table(table_of(tmp_path, GOOD, MAPPING), interrupted_at(6), chunk=2)
    mapping = MAPPING if other != GOOD else MAPPING.replace("[[columns]]", 'empty = ["none"]\n[[columns]]', 1)
    assert run(table_of(tmp_path, other, mapping)).resumed_after == 0


KILLED = """
import os, signal, sys
from pathlib import Path
from flask import Flask
from ecosystem.kernel.db.session import db, prepare_sqlite
from ecosystem.kernel.tabular.runner import import_table
from ecosystem.kernel.tabular.table import Table
sys.path.insert(0, sys.argv[1])
import tables, things

@things.Rows
def apply(record, row):
    if row.line == 95:
        os.kill(os.getpid(), signal.SIGKILL)
    return things.apply(record, row)

app = Flask("killed")
app.config["SQLALCHEMY_DATABASE_URI"] = sys.argv[2]
db.init_app(app)
with app.app_context():
    prepare_sqlite(db.engine)
    import_table(Table.open(Path(sys.argv[3]), tables.mapping_of(things.MAPPING)), apply, chunk=10)
"""


def test_a_killed_process_neither_loses_nor_doubles(things: Flask, tmp_path: Path) -> None:
    table = table_of(tmp_path, "Id,Name,Code\n" + "".join(f"{n},Thing {n},c{n}\n" for n in range(200)), MAPPING)
    here = Path(__file__)
    command = [
        sys.executable,
        "-c",
        KILLED,
        str(here.parent),
        db.engine.url.render_as_string(hide_password=False),
        str(table.source.path),
    ]
    killed = subprocess.run(command, cwd=here.parents[3], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert len(stored()) == 90
    assert run(table).counts == Counts(accepted=200, new=200)
    assert len(stored()) == 200


def test_a_rehearsal_tells_the_same_counts_and_stores_nothing(things: Flask, tmp_path: Path) -> None:
    doubled = MIXED + "1,One,a,5\n1,Uno,a,5\n"
    rehearsed = rehearse_table(table_of(tmp_path, doubled, MAPPING), apply)
    assert (stored(), runs()) == ({}, [])
    assert rehearsed.counts == run(table_of(tmp_path, doubled, MAPPING)).counts
    assert (rehearsed.counts.new, rehearsed.counts.rejected) == (3, 5)


TWICE = "Id,Name,Code\n1,One,a\n2,Two,b\n1,Uno,c\n3,Three,d\n2,Two,b\n"


def test_the_second_row_of_a_code_is_rejected_and_a_run_again_changes_nothing(things: Flask, tmp_path: Path) -> None:
    for new, unchanged in ((3, 0), (0, 3)):
        seen = Seen()
        table = table_of(tmp_path, TWICE, MAPPING)
        counts = import_table(table, apply, observers=[seen]).counts
        assert counts == Counts(accepted=3, rejected=1, skipped=1, new=new, unchanged=unchanged)
        assert [one for one in seen.outcomes if one[1] in {"rejected", "skipped"}] == [
            (4, "rejected", "external_id"),
            (6, "skipped", ""),
        ]
        assert table.header_of("external_id") == "Id"
    assert stored() == {"1": "One", "2": "Two", "3": "Three"}


@pytest.mark.parametrize("line", [2, 3, 5])
def test_a_code_from_before_an_interruption_is_known_after_it(things: Flask, tmp_path: Path, line: int) -> None:
    with pytest.raises(Stop):
        import_table(table_of(tmp_path, TWICE, MAPPING), interrupted_at(line), chunk=1)
    result = run(table_of(tmp_path, TWICE, MAPPING), chunk=1)
    assert result.counts == Counts(accepted=3, rejected=1, skipped=1, new=3)
    assert stored() == {"1": "One", "2": "Two", "3": "Three"}


def test_a_rehearsal_begins_at_the_start_beside_an_interrupted_run_and_leaves_it(things: Flask, tmp_path: Path) -> None:
    with pytest.raises(Stop):
        import_table(table_of(tmp_path, GOOD, MAPPING), interrupted_at(6), chunk=2)
    rehearsed = rehearse_table(table_of(tmp_path, GOOD, MAPPING), apply)
    assert rehearsed.counts == Counts(accepted=9, new=5, unchanged=4)
    assert runs() == [("running", 4)]


def test_two_processes_on_one_run_do_not_double(things: Flask, tmp_path: Path) -> None:
    @Rows
    def overtaken(record: Mapping[str, object], row: MappedRow) -> RowOutcome:
        if row.line == 5:
            with transaction() as session:
                session.query(ImportRun).one().position += 1
        return apply(record, row)

    with pytest.raises(ImportBusy):
        import_table(table_of(tmp_path, GOOD, MAPPING), overtaken, chunk=2)
    assert len(stored()) == 2, "the chunk is undone"


def test_a_lost_database_ends_the_run_which_then_goes_on(things: Flask, tmp_path: Path) -> None:
    @Rows
    def lost(record: Mapping[str, object], row: MappedRow) -> RowOutcome:
        if row.line == 6:
            raise OperationalError("INSERT", {}, Exception("disk full"))
        return apply(record, row)

    with pytest.raises(OperationalError):
        import_table(table_of(tmp_path, GOOD, MAPPING), lost, chunk=2)
    assert run(table_of(tmp_path, GOOD, MAPPING)).counts == Counts(accepted=9, new=9)


lines = st.sampled_from(
    [
        "1,One,a,1",
        "2,,b,1",
        "3,Three,a,1",
        "4,Four,d,x",
        ",,,",
        "5,crash,e,1",
        "6,Six,f,1,1",
        '7,"Seven',
        "8,Eight,h,1",
        "9",
    ]
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(lines, max_size=14), chunk=st.integers(1, 5))
def test_any_mixture_adds_up_and_agrees_with_the_database(
    things: Flask, tmp_path: Path, rows: list[str], chunk: int
) -> None:
    with transaction() as session:
        session.execute(delete(THINGS))
    table = table_of(tmp_path, "\n".join(["Id,Name,Code,Staff", *rows]), MAPPING)
    counts = import_table(table, apply, chunk=chunk, restart=True).counts
    assert counts.read == sum(1 for _ in table.rows())
    assert counts.new + counts.changed + counts.unchanged == counts.accepted + counts.noted
    assert counts.new == len(stored())
    assert ids_are_whole()
