"""The smallest slice that can be imported into: named things with a unique code."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sqlalchemy import Column, Integer, MetaData, String, Table, func, insert, select, update

from ecosystem.kernel.access.messages import N_
from ecosystem.kernel.db.session import db
from ecosystem.kernel.db.transaction import current_session
from ecosystem.kernel.tabular.assemble import MappedRow
from ecosystem.kernel.tabular.errors import RowRejected
from ecosystem.kernel.tabular.outcome import Effect, RowOutcome

THINGS = Table(
    "thing_of_tests",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("external_id", String(40), unique=True),
    Column("name", String(80), nullable=False),
    Column("code", String(40), unique=True),
)

MAPPING = """
kind = "things"
source = "tests"
external_id = "{Id}"

[[columns]]
header = "Name"
field = "name"

[[columns]]
header = "Code"
field = "code"

[[columns]]
header = "Staff"
field = "staff"
transform = "integer"
"""


@dataclass
class Rows:
    """A function as the runner wants it: it puts nothing off and remembers nothing."""

    write: Callable[[Mapping[str, object], MappedRow], RowOutcome]

    def __call__(self, record: Mapping[str, object], row: MappedRow) -> RowOutcome:
        return self.write(record, row)

    def settle(self) -> None: ...
    def forget(self) -> None: ...


@Rows
def apply(record: Mapping[str, object], row: MappedRow) -> RowOutcome:
    """Writes one thing: by its id found again; a name is needed, and "crash" stands for a programming error."""
    session = current_session()
    if "name" not in record:
        raise RowRejected(N_("is missing"), field="name")
    values = {"name": record["name"], "code": record.get("code")}
    stored = session.execute(select(THINGS).where(THINGS.c.external_id == row.external_id)).one_or_none()
    if stored is not None and (stored.name, stored.code) == (values["name"], values["code"]):
        return RowOutcome.accepted(Effect.UNCHANGED)
    if stored is None:
        session.execute(insert(THINGS).values(external_id=row.external_id, **values))
    else:
        session.execute(update(THINGS).where(THINGS.c.id == stored.id).values(**values))
    if record["name"] == "crash":
        raise RuntimeError("an error in the slice")
    return RowOutcome.accepted(Effect.NEW if stored is None else Effect.CHANGED)


def stored() -> dict[str, str]:
    """Every thing's name by its external id, as another connection sees it."""
    with db.engine.connect() as connection:
        return {row.external_id: row.name for row in connection.execute(select(THINGS))}


def ids_are_whole() -> bool:
    """Whether no thing was stored twice."""
    with db.engine.connect() as connection:
        total = connection.scalar(select(func.count()).select_from(THINGS))
        return total == len(stored())
