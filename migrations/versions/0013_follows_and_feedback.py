"""what people follow, matches that were passed over, appeals, and how often an entry was shown

Revision: 0013; follows 0012.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _follows()
    _dismissals()
    _appeals()
    op.create_table(
        "match_shown",
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["entry.id"], name=op.f("fk_match_shown_entry_id_entry"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("entry_id", "day", name=op.f("pk_match_shown")),
    )
    op.create_index(op.f("ix_match_shown_day"), "match_shown", ["day"])


def downgrade() -> None:
    for table in ("match_shown", "match_appeal", "match_dismissal", "follow"):
        op.drop_table(table)


def _follows() -> None:
    op.create_table(
        "follow",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_follow_user_id_user_account")),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_follow_entry_id_entry"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("user_id", "entry_id", name=op.f("pk_follow")),
    )
    op.create_index(op.f("ix_follow_entry_id"), "follow", ["entry_id"])


def _dismissals() -> None:
    op.create_table(
        "match_dismissal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("own_entry_id", sa.Integer(), nullable=False),
        sa.Column("other_entry_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=24), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_match_dismissal_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["own_entry_id"], ["entry.id"], name=op.f("fk_match_dismissal_own_entry_id_entry"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["other_entry_id"], ["entry.id"], name=op.f("fk_match_dismissal_other_entry_id_entry"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_match_dismissal_user_id_user_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_match_dismissal")),
        sa.UniqueConstraint(
            "own_entry_id",
            "other_entry_id",
            "organisation_id",
            name=op.f("uq_match_dismissal_own_entry_id_other_entry_id_organisation_id"),
        ),
    )
    for column in ("organisation_id", "other_entry_id", "user_id"):
        op.create_index(op.f(f"ix_match_dismissal_{column}"), "match_dismissal", [column])


def _appeals() -> None:
    op.create_table(
        "match_appeal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("own_entry_id", sa.Integer(), nullable=False),
        sa.Column("other_entry_id", sa.Integer(), nullable=True),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("score", sa.Double(), nullable=True),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_match_appeal_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["own_entry_id"], ["entry.id"], name=op.f("fk_match_appeal_own_entry_id_entry"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["other_entry_id"], ["entry.id"], name=op.f("fk_match_appeal_other_entry_id_entry"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_match_appeal_user_id_user_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_match_appeal")),
        sa.UniqueConstraint("public_id", name=op.f("uq_match_appeal_public_id")),
    )
    for column in ("organisation_id", "own_entry_id", "other_entry_id", "user_id"):
        op.create_index(op.f(f"ix_match_appeal_{column}"), "match_appeal", [column])
