"""Exchange rates, and keys by which imported rows find their entries again.

Revision: 0004; follows 0003.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "exchange_rate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("vnd", sa.Numeric(precision=18, scale=4), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exchange_rate")),
        sa.UniqueConstraint("currency", "day", name=op.f("uq_exchange_rate_currency_day")),
    )
    op.create_table(
        "entry_key",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("scheme", sa.String(length=12), nullable=False),
        sa.Column("value", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_entry_key_entry_id_entry")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry_key")),
        sa.UniqueConstraint("source", "kind", "scheme", "value", name=op.f("uq_entry_key_source_kind_scheme_value")),
    )
    with op.batch_alter_table("entry_key", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_entry_key_entry_id"), ["entry_id"], unique=False)


def downgrade() -> None:
    op.drop_table("entry_key")
    op.drop_table("exchange_rate")
