"""`import deals` with the mapping that ships with the product."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from ecosystem.deals.commands import DealRows
from ecosystem.deals.models import Investment, Round
from ecosystem.kernel.access.acting import act_as
from ecosystem.kernel.access.actor import OPERATOR
from ecosystem.kernel.db.session import db
from ecosystem.kernel.tabular.mapping_file import load_mapping
from ecosystem.kernel.tabular.outcome import Counts, RowOutcome
from ecosystem.kernel.tabular.runner import import_table
from ecosystem.kernel.tabular.table import ReadRow, Table
from tests.deals.world import Market
from tests.factories import Factory

MAPPING = "crunchbase-2013-investments"
HEADING = "edge_id,round_id,startup_id,investor_id,date,round_code,amount_usd"


class Import:
    """`import deals` on a table of its own."""

    def __init__(self, app: Flask, folder: Path) -> None:
        self.app = app
        self.folder = folder

    def run(self, *rows: str, heading: str = HEADING, mapping: str = MAPPING) -> tuple[int, dict[str, int]]:
        """The exit status and the counts that are not 0."""
        table = self.folder / "table.csv"
        table.write_text("\n".join([heading, *rows]) + "\n", encoding="utf-8")
        options = ["--mapping", mapping, "--report", str(self.folder / "report.json"), "--json"]
        result = self.app.test_cli_runner().invoke(args=["import", "deals", str(table), *options])
        assert result.exit_code in {0, 3}, result.output
        counts = json.loads(result.stdout)
        return result.exit_code, {name: number for name, number in counts.items() if number}

    def report(self) -> list[dict[str, object]]:
        rows: list[dict[str, object]] = json.loads((self.folder / "report.json").read_text(encoding="utf-8"))["rows"]
        return rows


@pytest.fixture
def command(app_context: Flask, tmp_path: Path) -> Import:
    return Import(app_context, tmp_path)


@pytest.fixture
def snapshot(make: Factory, session: Session) -> Market:
    """Two startups, two funds and a person as `import startups` and `import investors` leave them."""
    market = Market(make, session, "crunchbase-2013")
    for number in (1, 2):
        market.startup(f"Startup {number}", f"c:{number}")
        market.investor(f"Fund {number}", f"f:{number}")
    market.investor("A Person", "p:1", public=False)
    return market


def test_rows_go_in_and_the_same_rows_change_nothing(command: Import, snapshot: Market, session: Session) -> None:
    rows = ["10,100,c:1,f:1,2012-03-01,a,1500000", "11,100,c:1,p:1,2012-03-01,a,1500000", "12,101,c:2,f:1,2011-01-15,,"]
    assert command.run(*rows) == (0, {"read": 3, "accepted": 3, "new": 3})
    assert command.run(*rows) == (0, {"read": 3, "accepted": 3, "unchanged": 3})
    changed = [*rows[:2], "12,101,c:2,f:2,2011-01-15,,"]
    assert command.run(*changed) == (0, {"read": 3, "accepted": 3, "changed": 1, "unchanged": 2})
    found = [(one.external_id, one.dated, one.code, one.amount, one.currency) for one in session.scalars(select(Round))]
    assert found == [("100", "2012-03-01", "series-a", 1_500_000, "USD"), ("101", "2011-01-15", "", None, None)]
    assert len(session.scalars(select(Investment)).all()) == 3


@pytest.mark.parametrize(
    ("word", "code", "source_code"),
    [
        ("seed", "seed", "seed"),
        ("d", "later", "d"),
        ("debt_round", "debt", "debt_round"),
        ("angel", "", "angel"),
        ("unattributed", "", ""),
        ("", "", ""),
    ],
)
def test_a_round_is_one_of_ours_only_where_that_is_sure(
    command: Import, snapshot: Market, session: Session, word: str, code: str, source_code: str
) -> None:
    assert command.run(f"10,100,c:1,f:1,2012-03-01,{word},")[1] == {"read": 1, "accepted": 1, "new": 1}
    found = session.scalars(select(Round)).one()
    assert (found.code, found.source_code) == (code, source_code)


def test_a_row_without_its_startup_or_investor_is_rejected_by_name(command: Import, snapshot: Market) -> None:
    rows = ["10,100,c:9,f:1,2012-03-01,a,1", "11,101,c:1,f:9,2012-03-01,a,1", "12,102,c:1,f:1,2012-03-01,a,1"]
    assert command.run(*rows) == (3, {"read": 3, "accepted": 1, "rejected": 2, "new": 1})
    told = [str(row["reasons"]) for row in command.report()]
    assert "c:9" in told[0]
    assert "f:9" in told[1]


def test_a_doubtful_cell_stays_empty_and_is_noted(command: Import, snapshot: Market, session: Session) -> None:
    assert command.run("10,100,c:1,f:1,31/02/2012,a,nhiều") == (0, {"read": 1, "noted": 1, "new": 1})
    found = session.scalars(select(Round)).one()
    assert (found.dated, found.amount) == (None, None)


def test_a_list_of_ones_own_with_words_and_names(
    command: Import, make: Factory, session: Session, tmp_path: Path
) -> None:
    Market(make, session, "tu-ghi").startup("Lúa Xanh", "LX")
    mapping = tmp_path / "own.toml"
    columns = {"Mã": "startup_id", "Quỹ": "investor_name", "Vòng": "code", "Ngày": "dated", "Số tiền": "amount"}
    transforms = {"dated": 'transform = "partial_date"\n', "amount": 'transform = "amount"\n'}
    mapping.write_text(
        'kind = "deals"\nsource = "tu-ghi"\n'
        + "".join(
            f'[[columns]]\nheader = "{header}"\nfield = "{field}"\n{transforms.get(field, "")}'
            for header, field in columns.items()
        ),
        encoding="utf-8",
    )
    rows = ["LX,Quỹ Sông Hồng,Vòng hạt giống,03/2025,5 tỷ đồng", "LX,Quỹ Sông Hồng,Vòng A,2026,1 - 2 triệu USD"]
    heading = ",".join(columns)
    assert command.run(*rows, heading=heading, mapping=str(mapping))[1] == {
        "read": 2,
        "accepted": 1,
        "noted": 1,
        "new": 2,
    }
    found = {(one.code, one.dated, one.amount, one.currency) for one in session.scalars(select(Round))}
    assert found == {("seed", "2025-03", 5_000_000_000, "VND"), ("series-a", "2026", None, None)}
    assert command.run(*rows, heading=heading, mapping=str(mapping))[1]["unchanged"] == 2


class Stops:
    """An observer that is interrupted in the second chunk."""

    def __init__(self) -> None:
        self.chunks = 0

    def begin(self, table: Table, after_line: int) -> None: ...
    def see(self, row: ReadRow, outcome: RowOutcome) -> None: ...

    def flush(self) -> None:
        self.chunks += 1
        if self.chunks == 2:
            raise KeyboardInterrupt

    def finish(self, counts: Counts) -> None: ...
    def close(self) -> None: ...


def test_an_interrupted_import_goes_on_and_counts_every_row_once(
    snapshot: Market, session: Session, tmp_path: Path
) -> None:
    path = tmp_path / "table.csv"
    rows = [f"{n},{100 + n // 2},c:1,{'f:1' if n % 2 else 'f:2'},2012-03-01,a,5" for n in range(7)]
    path.write_text("\n".join([HEADING, *rows, "99,199,c:9,f:1,2012-03-01,a,5"]) + "\n", encoding="utf-8")
    table = Table.open(path, load_mapping(MAPPING, "deals"), "")
    apply = DealRows()
    with act_as(OPERATOR), pytest.raises(KeyboardInterrupt):
        import_table(table, apply, observers=[Stops()], chunk=3)
    assert len(session.scalars(select(Investment)).all()) == 3
    apply = DealRows()
    with act_as(OPERATOR):
        result = import_table(Table.open(path, load_mapping(MAPPING, "deals"), ""), apply, chunk=3)
    assert (result.resumed_after, result.counts.new, result.counts.rejected, result.counts.read) == (4, 7, 1, 8)
    found = select(Round.external_id, Investment.external_id).join(Round, Round.id == Investment.round_id)
    assert {(one, other) for one, other in session.execute(found)} == {(str(100 + n // 2), str(n)) for n in range(7)}


def test_no_row_is_looked_up_alone(command: Import, snapshot: Market, app_context: Flask) -> None:
    heard: list[str] = []

    def hear(*arguments: object) -> None:
        if str(arguments[2]).lstrip().startswith("SELECT"):
            heard.append(str(arguments[2]))

    def statements(*rows: str) -> int:
        heard.clear()
        event.listen(db.engine, "before_cursor_execute", hear)
        command.run(*rows)
        event.remove(db.engine, "before_cursor_execute", hear)
        return len(heard)

    statements("1,1,c:1,f:1,2012-03-01,a,1")
    few = statements(*(f"{n},{n},c:1,f:1,2012-03-01,a,1" for n in range(300, 302)))
    many = statements(*(f"{n},{n},c:1,f:1,2012-03-01,a,1" for n in range(2, 202)))
    again = statements(*(f"{n},{n},c:1,f:1,2012-03-01,a,1" for n in range(2, 202)))
    assert (many, again) == (few, few - 1), "the ids of new rounds are read together"
