"""plans of the city, and what home reads of the entries

Revision: 0003; follows 0002.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=48), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("issuer_vi", sa.String(length=200), nullable=False),
        sa.Column("issuer_en", sa.String(length=200), nullable=False),
        sa.Column("title_vi", sa.String(length=300), nullable=False),
        sa.Column("title_en", sa.String(length=300), nullable=False),
        sa.Column("summary_vi", sa.Text(), nullable=False),
        sa.Column("summary_en", sa.Text(), nullable=False),
        sa.Column("address", sa.String(length=500), nullable=True),
        sa.Column("source", sa.String(length=16), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan")),
        sa.UniqueConstraint("key", name=op.f("uq_plan_key")),
    )
    op.create_table(
        "plan_task",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=48), nullable=True),
        sa.Column("title_vi", sa.String(length=200), nullable=False),
        sa.Column("title_en", sa.String(length=200), nullable=False),
        sa.Column("description_vi", sa.Text(), nullable=False),
        sa.Column("description_en", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_plan_task_plan_id_plan")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_task")),
        sa.UniqueConstraint("plan_id", "number", name=op.f("uq_plan_task_plan_id_number")),
    )
    op.create_index(op.f("ix_plan_task_plan_id"), "plan_task", ["plan_id"], unique=False)
    owned = sa.text("owner_id IS NOT NULL")
    op.create_index("ix_entry_state_published_at", "entry", ["state", "published_at"])
    op.create_index(
        "ix_entry_owned_published_at",
        "entry",
        ["state", "published_at"],
        sqlite_where=owned,
        postgresql_where=owned,
    )
    op.create_index("ix_entry_state_closes_on", "entry", ["state", "closes_on"])


def downgrade() -> None:
    op.drop_index("ix_entry_state_closes_on", "entry")
    op.drop_index("ix_entry_owned_published_at", "entry")
    op.drop_index("ix_entry_state_published_at", "entry")
    op.drop_index(op.f("ix_plan_task_plan_id"), "plan_task")
    op.drop_table("plan_task")
    op.drop_table("plan")
