"""numbers of the outbox are never given twice, on SQLite too

Revision: 0008; follows 0007.
"""

from __future__ import annotations

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _recreate(sqlite_autoincrement=True)


def downgrade() -> None:
    _recreate(sqlite_autoincrement=False)


def _recreate(*, sqlite_autoincrement: bool) -> None:
    if op.get_bind().dialect.name == "sqlite":
        arguments = {"sqlite_autoincrement": sqlite_autoincrement}
        with op.batch_alter_table("outbox", recreate="always", table_kwargs=arguments):
            pass
