"""deals, and claims of entries

Revision: 0007; follows 0006.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _deals()
    _claims()


def _deals() -> None:
    op.create_table(
        "funding_round",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("startup_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("source_code", sa.String(length=40), nullable=False),
        sa.Column(
            "dated",
            sa.String(length=10).with_variant(sa.String(length=10, collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=True),
        sa.Column("source", sa.String(length=64), nullable=False),
        sa.Column("external_id", sa.String(length=300), nullable=False),
        sa.Column("digest", sa.String(length=32), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["startup_id"], ["entry.id"], name=op.f("fk_funding_round_startup_id_entry"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_funding_round")),
        sa.UniqueConstraint("source", "external_id", name=op.f("uq_funding_round_source_external_id")),
    )
    op.create_index(op.f("ix_funding_round_startup_id"), "funding_round", ["startup_id"], unique=False)
    op.create_table(
        "investment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("investor_id", sa.Integer(), nullable=True),
        sa.Column("investor_name", sa.String(length=200), nullable=False),
        sa.Column("investor_kind", sa.String(length=12), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=True),
        sa.Column("is_lead", sa.Boolean(), nullable=True),
        sa.Column("source", sa.String(length=64), nullable=False),
        sa.Column("external_id", sa.String(length=300), nullable=False),
        sa.Column("digest", sa.String(length=32), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["round_id"], ["funding_round.id"], name=op.f("fk_investment_round_id_funding_round"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["investor_id"], ["entry.id"], name=op.f("fk_investment_investor_id_entry"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_investment")),
        sa.UniqueConstraint("source", "external_id", name=op.f("uq_investment_source_external_id")),
    )
    op.create_index(op.f("ix_investment_investor_id"), "investment", ["investor_id"], unique=False)
    op.create_index(op.f("ix_investment_round_id"), "investment", ["round_id"], unique=False)


def _claims() -> None:
    op.create_table(
        "entry_claim",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.String(length=120), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("is_given_away", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["entry.id"], name=op.f("fk_entry_claim_entry_id_entry"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_entry_claim_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_entry_claim_user_id_user_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry_claim")),
        sa.UniqueConstraint("public_id", name=op.f("uq_entry_claim_public_id")),
    )
    op.create_index(op.f("ix_entry_claim_entry_id"), "entry_claim", ["entry_id"], unique=False)
    op.create_index(op.f("ix_entry_claim_organisation_id"), "entry_claim", ["organisation_id"], unique=False)
    op.create_index(op.f("ix_entry_claim_user_id"), "entry_claim", ["user_id"], unique=False)
    is_waiting = sa.text("state = 'waiting'")
    op.create_index(
        "uq_entry_claim_waiting",
        "entry_claim",
        ["entry_id", "organisation_id"],
        unique=True,
        sqlite_where=is_waiting,
        postgresql_where=is_waiting,
    )


def downgrade() -> None:
    op.drop_table("entry_claim")
    op.drop_table("investment")
    op.drop_table("funding_round")
