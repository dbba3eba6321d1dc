"""The session, and how a transaction begins on SQLite."""

from __future__ import annotations

import json
import sqlite3
from contextvars import ContextVar
from typing import Any, Final

from flask_sqlalchemy import SQLAlchemy
from pydantic_core import from_json
from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from ecosystem.kernel.db.base import Base

_EMPTY: Final = "[]"


def write_json(value: Any) -> str:
    """A column's JSON. Most lists of a row are empty, and the encoder takes ten times as long to say so."""
    return _EMPTY if value == [] else json.dumps(value)


# A page of results reads some hundred lists of codes: the parser that pydantic brings is the quicker one.
db = SQLAlchemy(
    metadata=Base.metadata,
    session_options={"expire_on_commit": False},
    engine_options={"json_serializer": write_json, "json_deserializer": from_json},
)

writing: ContextVar[bool] = ContextVar("writing", default=False)
"""Whether the transaction that begins next will write; set before the first query (see docs/decisions)."""


def engine_options(database_url: str) -> dict[str, Any]:
    """What SQLAlchemy's engine is made with: connections to a server are tried before use and not waited for long."""
    if database_url.startswith("sqlite"):
        return {}
    return {"pool_pre_ping": True, "pool_timeout": 2, "connect_args": {"connect_timeout": 2}}


def prepare_sqlite(engine: Engine) -> None:
    """Durable, concurrent SQLite whose writers queue instead of failing.

    A deferred transaction that reads and then writes fails at once when another wrote meanwhile, whatever the
    timeout; one that will write therefore begins immediate. Does nothing on another database.
    """
    if engine.dialect.name != "sqlite":
        return

    def connect(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
        if isinstance(connection, sqlite3.Connection):
            connection.isolation_level = None
            for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=20000", "foreign_keys=ON"):
                connection.execute(f"PRAGMA {pragma}")

    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing.get() else "BEGIN")

    event.listen(engine, "connect", connect)
    event.listen(engine, "begin", begin)
