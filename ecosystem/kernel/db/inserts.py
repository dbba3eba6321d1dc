"""INSERT with what becomes of a row that is there already: both databases have it, SQLAlchemy in each one's own."""

from __future__ import annotations

from typing import Any

from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session


def insert_into(session: Session, model: type[Any]) -> Any:
    """An INSERT with `on_conflict_do_nothing` and `on_conflict_do_update`."""
    return (sqlite_insert if session.get_bind().dialect.name == "sqlite" else postgresql_insert)(model)
