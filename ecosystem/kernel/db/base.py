"""The base of all models, with the naming convention that lets migrations go down on both databases."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from sqlalchemy import MetaData, inspect
from sqlalchemy.orm import DeclarativeBase

NAMING_CONVENTION = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


@dataclass(frozen=True)
class Changed:
    """The thing that a changed row belongs to: what kind, its key inside, and its id outside where it has one."""

    entity: str
    entity_id: int
    public_id: str = ""


class Base(DeclarativeBase):
    """What every model derives from.

    A model that people change says which thing it belongs to (`changed`); its changes then reach audit and outbox.
    The audit keeps the names of changed columns, and values only of those in `__audited_values__`: never of personal
    or confidential ones.
    """

    metadata = MetaData(naming_convention=NAMING_CONVENTION)
    __audited_values__: ClassVar[frozenset[str]] = frozenset()

    def changed(self) -> Changed | None:
        """What this row belongs to; None keeps the table out of audit and outbox (queues, sessions, ledgers)."""
        return None

    def parent(self, name: str) -> Any:
        """What the relationship `name` leads to, or led to until the row was taken out of it in this flush."""
        found = getattr(self, name)
        return found if found is not None else next(iter(inspect(self).attrs[name].history.deleted), None)
