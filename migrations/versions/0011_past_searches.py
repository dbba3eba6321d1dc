"""past searches, their visitors until there are enough, words that nothing knew

Revision: 0011; follows 0010.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "past_search",
        sa.Column("text", sa.String(length=80), nullable=False),
        sa.Column(
            "folded",
            sa.String(length=80).with_variant(sa.String(length=80, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("text", name=op.f("pk_past_search")),
    )
    op.create_index(op.f("ix_past_search_folded"), "past_search", ["folded"])
    op.create_table(
        "search_visit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=80), nullable=False),
        sa.Column("visitor", sa.String(length=32), nullable=False),
        sa.Column("seen_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_visit")),
        sa.UniqueConstraint("text", "visitor", name=op.f("uq_search_visit_text_visitor")),
    )
    op.create_index(op.f("ix_search_visit_seen_on"), "search_visit", ["seen_on"])
    op.create_table(
        "search_miss",
        sa.Column("word", sa.String(length=32), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("word", name=op.f("pk_search_miss")),
    )


def downgrade() -> None:
    op.drop_table("search_miss")
    op.drop_table("search_visit")
    op.drop_table("past_search")
