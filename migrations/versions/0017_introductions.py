"""introductions, what happened to each, messages, times, outcomes; organisations that block one another

Revision: 0017; follows 0016.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


_IS_OPEN = sa.text("state IN ('asked', 'questioned', 'replied', 'agreed', 'met')")


def upgrade() -> None:
    _blocks()
    _introductions()
    _events()
    _messages()
    _outcomes()
    _times()


def downgrade() -> None:
    for table in (
        "introduction_time",
        "introduction_outcome",
        "introduction_message",
        "introduction_event",
        "introduction",
        "organisation_block",
    ):
        op.drop_table(table)


def _blocks() -> None:
    op.create_table(
        "organisation_block",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("blocked_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["blocked_id"], ["organisation.id"], name=op.f("fk_organisation_block_blocked_id_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_organisation_block_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_organisation_block_user_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation_block")),
        sa.UniqueConstraint(
            "organisation_id", "blocked_id", name=op.f("uq_organisation_block_organisation_id_blocked_id")
        ),
    )
    op.create_index(op.f("ix_organisation_block_blocked_id"), "organisation_block", ["blocked_id"])
    op.create_index(op.f("ix_organisation_block_organisation_id"), "organisation_block", ["organisation_id"])


def _introductions() -> None:
    op.create_table(
        "introduction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("asking_id", sa.Integer(), nullable=False),
        sa.Column("asked_id", sa.Integer(), nullable=False),
        sa.Column("pair", sa.String(length=24), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("own_entry_id", sa.Integer(), nullable=True),
        sa.Column("asker_id", sa.Integer(), nullable=False),
        sa.Column("answerer_id", sa.Integer(), nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("proposal", sa.Text(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("reply", sa.Text(), nullable=False),
        sa.Column("decline_reason", sa.String(length=24), nullable=False),
        sa.Column("decline_words", sa.Text(), nullable=False),
        sa.Column("asker_telephone", sa.String(length=32), nullable=False),
        sa.Column("answerer_telephone", sa.String(length=32), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer_by", sa.Date(), nullable=False),
        sa.Column("remind_on", sa.Date(), nullable=True),
        sa.Column("ask_met_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["answerer_id"], ["user_account.id"], name=op.f("fk_introduction_answerer_id_user_account")
        ),
        sa.ForeignKeyConstraint(["asked_id"], ["organisation.id"], name=op.f("fk_introduction_asked_id_organisation")),
        sa.ForeignKeyConstraint(["asker_id"], ["user_account.id"], name=op.f("fk_introduction_asker_id_user_account")),
        sa.ForeignKeyConstraint(
            ["asking_id"], ["organisation.id"], name=op.f("fk_introduction_asking_id_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["entry.id"], name=op.f("fk_introduction_entry_id_entry"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["own_entry_id"], ["entry.id"], name=op.f("fk_introduction_own_entry_id_entry"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_introduction")),
        sa.UniqueConstraint("public_id", name=op.f("uq_introduction_public_id")),
    )
    op.create_index(op.f("ix_introduction_asked_id"), "introduction", ["asked_id"])
    op.create_index(op.f("ix_introduction_asking_id"), "introduction", ["asking_id"])
    op.create_index(op.f("ix_introduction_entry_id"), "introduction", ["entry_id"])
    op.create_index("ix_introduction_state_answer_by", "introduction", ["state", "answer_by"])
    op.create_index(
        "uq_introduction_open", "introduction", ["pair"], unique=True, sqlite_where=_IS_OPEN, postgresql_where=_IS_OPEN
    )


def _events() -> None:
    op.create_table(
        "introduction_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("introduction_id", sa.Integer(), nullable=False),
        sa.Column("event", sa.String(length=16), nullable=False),
        sa.Column("side", sa.String(length=8), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["introduction_id"],
            ["introduction.id"],
            name=op.f("fk_introduction_event_introduction_id_introduction"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_introduction_event_user_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_introduction_event")),
        sa.UniqueConstraint("public_id", name=op.f("uq_introduction_event_public_id")),
    )
    op.create_index("ix_introduction_event_event_at", "introduction_event", ["event", "at"])
    op.create_index(op.f("ix_introduction_event_introduction_id"), "introduction_event", ["introduction_id"])


def _messages() -> None:
    op.create_table(
        "introduction_message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("introduction_id", sa.Integer(), nullable=False),
        sa.Column("side", sa.String(length=8), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["introduction_id"],
            ["introduction.id"],
            name=op.f("fk_introduction_message_introduction_id_introduction"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_introduction_message_user_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_introduction_message")),
        sa.UniqueConstraint("public_id", name=op.f("uq_introduction_message_public_id")),
    )
    op.create_index(op.f("ix_introduction_message_introduction_id"), "introduction_message", ["introduction_id"])


def _outcomes() -> None:
    op.create_table(
        "introduction_outcome",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("introduction_id", sa.Integer(), nullable=False),
        sa.Column("side", sa.String(length=8), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("dated", sa.Date(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("is_public_for_other", sa.Boolean(), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("confirmed_by_id", sa.Integer(), nullable=True),
        sa.Column("denied_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["confirmed_by_id"], ["user_account.id"], name=op.f("fk_introduction_outcome_confirmed_by_id_user_account")
        ),
        sa.ForeignKeyConstraint(
            ["introduction_id"],
            ["introduction.id"],
            name=op.f("fk_introduction_outcome_introduction_id_introduction"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_introduction_outcome_user_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_introduction_outcome")),
        sa.UniqueConstraint("public_id", name=op.f("uq_introduction_outcome_public_id")),
    )
    op.create_index(op.f("ix_introduction_outcome_confirmed_at"), "introduction_outcome", ["confirmed_at"])
    op.create_index(op.f("ix_introduction_outcome_introduction_id"), "introduction_outcome", ["introduction_id"])


def _times() -> None:
    op.create_table(
        "introduction_time",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("introduction_id", sa.Integer(), nullable=False),
        sa.Column("side", sa.String(length=8), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=300), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("chosen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["introduction_id"],
            ["introduction.id"],
            name=op.f("fk_introduction_time_introduction_id_introduction"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_introduction_time")),
        sa.UniqueConstraint("public_id", name=op.f("uq_introduction_time_public_id")),
    )
    op.create_index(op.f("ix_introduction_time_introduction_id"), "introduction_time", ["introduction_id"])
