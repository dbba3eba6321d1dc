"""pipelines of organisations: stages, cards, notes

Revision: 0016; follows 0015.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _stages()
    _cards()
    _notes()


def downgrade() -> None:
    for table in ("pipeline_note", "pipeline_card", "pipeline_stage"):
        op.drop_table(table)


def _stages() -> None:
    op.create_table(
        "pipeline_stage",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=16), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("meaning", sa.String(length=8), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_pipeline_stage_organisation_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pipeline_stage")),
        sa.UniqueConstraint("organisation_id", "key", name=op.f("uq_pipeline_stage_organisation_id_key")),
    )


def _cards() -> None:
    op.create_table(
        "pipeline_card",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("stage_id", sa.Integer(), nullable=False),
        sa.Column("assignee_id", sa.Integer(), nullable=True),
        sa.Column("next_step", sa.String(length=300), nullable=False),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.Column("reminded_for", sa.Date(), nullable=True),
        sa.Column("verdict", sa.String(length=12), nullable=True),
        sa.Column("verdict_words", sa.Text(), nullable=False),
        sa.Column("verdict_on", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=16), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("looked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_pipeline_card_organisation_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["entry.id"], name=op.f("fk_pipeline_card_entry_id_entry"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["stage_id"], ["pipeline_stage.id"], name=op.f("fk_pipeline_card_stage_id_pipeline_stage")
        ),
        sa.ForeignKeyConstraint(
            ["assignee_id"],
            ["membership.id"],
            name=op.f("fk_pipeline_card_assignee_id_membership"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pipeline_card")),
        sa.UniqueConstraint("public_id", name=op.f("uq_pipeline_card_public_id")),
        sa.UniqueConstraint("organisation_id", "entry_id", name=op.f("uq_pipeline_card_organisation_id_entry_id")),
    )
    for column in ("entry_id", "stage_id", "assignee_id", "next_on"):
        op.create_index(op.f(f"ix_pipeline_card_{column}"), "pipeline_card", [column])


def _notes() -> None:
    op.create_table(
        "pipeline_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("card_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["card_id"], ["pipeline_card.id"], name=op.f("fk_pipeline_note_card_id_pipeline_card"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_pipeline_note_user_id_user_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pipeline_note")),
        sa.UniqueConstraint("public_id", name=op.f("uq_pipeline_note_public_id")),
    )
    for column in ("card_id", "user_id"):
        op.create_index(op.f(f"ix_pipeline_note_{column}"), "pipeline_note", [column])
