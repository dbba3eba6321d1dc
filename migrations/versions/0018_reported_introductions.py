"""both organisations of what is reported between two, messages that officers took down

Revision: 0018; follows 0017.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

_TABLES = ("report", "officer_decision")


def upgrade() -> None:
    for table in _TABLES:
        with op.batch_alter_table(table) as batch:
            batch.add_column(sa.Column("party_id", sa.Integer(), nullable=True))
            batch.create_foreign_key(
                op.f(f"fk_{table}_party_id_organisation"), "organisation", ["party_id"], ["id"], ondelete="SET NULL"
            )
    op.add_column("introduction_message", sa.Column("taken_down_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column("introduction_message", "taken_down_at")
    for table in _TABLES:
        with op.batch_alter_table(table) as batch:
            batch.drop_constraint(op.f(f"fk_{table}_party_id_organisation"), type_="foreignkey")
            batch.drop_column("party_id")
