"""Investors.

Revision: 0006; follows 0005.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_OF_AN_ENTRY = ("draft", "entry_translation", "entry_import", "entry_key", "investor")


def upgrade() -> None:
    op.create_table(
        "investor",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("investor_kind", sa.String(length=24), nullable=True),
        sa.Column("thesis", sa.Text(), nullable=False),
        sa.Column("investing", sa.String(length=16), nullable=True),
        sa.Column("investing_until", sa.Date(), nullable=True),
        sa.Column("investing_confirmed_on", sa.Date(), nullable=True),
        sa.Column("stages", sa.JSON(), nullable=False),
        sa.Column("rounds", sa.JSON(), nullable=False),
        sa.Column("geographies", sa.JSON(), nullable=False),
        sa.Column("business_models", sa.JSON(), nullable=False),
        sa.Column("cheque_min", sa.BigInteger(), nullable=True),
        sa.Column("cheque_max", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("instruments", sa.JSON(), nullable=False),
        sa.Column("lead_roles", sa.JSON(), nullable=False),
        sa.Column("deals_per_year", sa.Integer(), nullable=True),
        sa.Column("minimum_traction", sa.Text(), nullable=False),
        sa.Column("added_value", sa.Text(), nullable=False),
        sa.Column("exclusions", sa.Text(), nullable=False),
        sa.Column("excluded_sectors", sa.JSON(), nullable=False),
        sa.Column("partners", sa.JSON(), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=True),
        sa.Column("city", sa.String(length=120), nullable=True),
        sa.Column("website", sa.String(length=300), nullable=True),
        sa.Column("contact_name", sa.String(length=120), nullable=True),
        sa.Column("contact_role", sa.String(length=120), nullable=True),
        sa.Column("contact_email", sa.String(length=254), nullable=True),
        sa.Column("contact_phone", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(["id"], ["entry.id"], name=op.f("fk_investor_id_entry")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_investor")),
    )


def downgrade() -> None:
    # An entry of a kind that nobody knows could not be loaded: the entries go with their table.
    entry = sa.table("entry", sa.column("id", sa.Integer), sa.column("kind", sa.String))
    ids = sa.select(entry.c.id).where(entry.c.kind == "investor")
    for name in _OF_AN_ENTRY:
        key = "id" if name == "investor" else "entry_id"
        rows = sa.table(name, sa.column(key, sa.Integer))
        op.execute(sa.delete(rows).where(rows.c[key].in_(ids)))
    op.drop_table("investor")
    op.execute(sa.delete(entry).where(entry.c.kind == "investor"))
