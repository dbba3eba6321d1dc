"""How Alembic reaches the database: through the application, so that there is one address and one metadata."""

from __future__ import annotations

from alembic import context
from flask import current_app
from sqlalchemy import Connection

from ecosystem.kernel.db.session import db, writing
from ecosystem.kernel.db.types import UTCDateTime


def render_item(kind: str, item: object, _context: object) -> str | bool:
    """A migration stays as it is when the product's own types change: it names the database's."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, UTCDateTime) else False


def run(connection: Connection) -> None:
    """Apply the migrations in one transaction (SQLite rebuilds tables in batches)."""
    context.configure(
        connection=connection,
        target_metadata=db.metadata,
        render_as_batch=True,
        compare_type=True,
        render_item=render_item,
        compare_server_default=True,
    )
    with context.begin_transaction():
        context.run_migrations()


def main() -> None:
    writing.set(True)
    engine = current_app.extensions["migrate"].db.engine
    with engine.connect() as connection:
        run(connection)


main()
