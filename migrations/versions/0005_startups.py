"""Startups.

Revision: 0005; follows 0004.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_OF_AN_ENTRY = ("draft", "entry_translation", "entry_import", "entry_key")


def upgrade() -> None:
    op.create_table(
        "startup",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(length=24), nullable=True),
        sa.Column("website", sa.String(length=300), nullable=True),
        sa.Column("video", sa.String(length=300), nullable=True),
        sa.Column("founded_on", sa.String(length=10), nullable=True),
        sa.Column("status", sa.String(length=16), nullable=True),
        sa.Column("employees", sa.Integer(), nullable=True),
        sa.Column("employees_to", sa.Integer(), nullable=True),
        sa.Column("business_models", sa.JSON(), nullable=False),
        sa.Column("market", sa.Text(), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=True),
        sa.Column("city", sa.String(length=120), nullable=True),
        sa.Column("traction", sa.JSON(), nullable=False),
        sa.Column("revenue", sa.JSON(), nullable=False),
        sa.Column("team", sa.JSON(), nullable=False),
        sa.Column("technologies", sa.JSON(), nullable=False),
        sa.Column("recognition_number", sa.String(length=80), nullable=True),
        sa.Column("recognition_date", sa.Date(), nullable=True),
        sa.Column("recognition_issuer", sa.String(length=200), nullable=True),
        sa.Column("raising", sa.String(length=16), nullable=True),
        sa.Column("amount_sought", sa.BigInteger(), nullable=True),
        sa.Column("amount_sought_to", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("round", sa.String(length=24), nullable=True),
        sa.Column("instruments", sa.JSON(), nullable=False),
        sa.Column("valuation", sa.BigInteger(), nullable=True),
        sa.Column("valuation_basis", sa.String(length=16), nullable=True),
        sa.Column("committed", sa.BigInteger(), nullable=True),
        sa.Column("minimum_ticket", sa.BigInteger(), nullable=True),
        sa.Column("round_lead", sa.String(length=16), nullable=True),
        sa.Column("use_of_funds", sa.JSON(), nullable=False),
        sa.Column("round_closes_on", sa.Date(), nullable=True),
        sa.Column("earlier_rounds", sa.JSON(), nullable=False),
        sa.Column("contact_name", sa.String(length=120), nullable=True),
        sa.Column("contact_role", sa.String(length=120), nullable=True),
        sa.Column("contact_email", sa.String(length=254), nullable=True),
        sa.Column("contact_phone", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(["id"], ["entry.id"], name=op.f("fk_startup_id_entry")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_startup")),
    )
    with op.batch_alter_table("startup", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_startup_round_closes_on"), ["round_closes_on"], unique=False)


def downgrade() -> None:
    # The version below knows no such kind and could not load its entries: they go with their table.
    entry = sa.table("entry", sa.column("id", sa.Integer), sa.column("kind", sa.String))
    startups = sa.select(entry.c.id).where(entry.c.kind == "startup")
    for name in _OF_AN_ENTRY:
        rows = sa.table(name, sa.column("entry_id", sa.Integer))
        op.execute(sa.delete(rows).where(rows.c.entry_id.in_(startups)))
    op.drop_table("startup")
    op.execute(sa.delete(entry).where(entry.c.kind == "startup"))
