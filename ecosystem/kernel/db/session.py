"""The session, and how a transaction begins on SQLite."""

from __future__ import annotations

import sqlite3
from contextvars import ContextVar

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from ecosystem.kernel.db.base import Base

db = SQLAlchemy(metadata=Base.metadata, session_options={"expire_on_commit": False})

writing: ContextVar[bool] = ContextVar("writing", default=False)
"""Whether the transaction that begins next will write; set before the first query (see docs/decisions)."""


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
