"""reports, officers' decisions and objections; suspended organisations; what was seen when one was checked

Revision: 0015; follows 0014.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("organisation", sa.Column("suspended_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("verification", sa.Column("evidence", sa.Text(), nullable=False, server_default=""))
    op.add_column("verification", sa.Column("document_number", sa.String(length=60), nullable=False, server_default=""))
    with op.batch_alter_table("verification") as table:
        table.alter_column("evidence", server_default=None)
        table.alter_column("document_number", server_default=None)
    _decisions()
    _reports()
    _objections()


def downgrade() -> None:
    for table in ("objection", "report", "officer_decision"):
        op.drop_table(table)
    entry = sa.table("entry", sa.column("state", sa.String))
    held = entry.c.state.in_(["taken-down", "suspended"])
    op.execute(sa.update(entry).where(held).values(state="withdrawn"))
    op.drop_column("verification", "document_number")
    op.drop_column("verification", "evidence")
    op.drop_column("organisation", "suspended_at")


def _decisions() -> None:
    op.create_table(
        "officer_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("thing", sa.String(length=16), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("officer_id", sa.Integer(), nullable=True),
        sa.Column("action", sa.String(length=12), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("is_in_force", sa.Boolean(), nullable=False),
        sa.Column("ends_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_officer_decision_organisation_id_organisation"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["user_account.id"], name=op.f("fk_officer_decision_officer_id_user_account")
        ),
        sa.ForeignKeyConstraint(
            ["ends_id"], ["officer_decision.id"], name=op.f("fk_officer_decision_ends_id_officer_decision")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_officer_decision")),
        sa.UniqueConstraint("public_id", name=op.f("uq_officer_decision_public_id")),
    )
    for column in ("thing", "organisation_id", "officer_id", "ends_id"):
        op.create_index(op.f(f"ix_officer_decision_{column}"), "officer_decision", [column])
    _unique_while("uq_officer_decision_in_force", "officer_decision", ["kind", "thing"], "is_in_force")


def _reports() -> None:
    op.create_table(
        "report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("thing", sa.String(length=16), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("reason", sa.String(length=24), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_report_organisation_id_organisation"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_report_user_id_user_account")),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["officer_decision.id"], name=op.f("fk_report_decision_id_officer_decision")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report")),
        sa.UniqueConstraint("public_id", name=op.f("uq_report_public_id")),
    )
    for column in ("thing", "organisation_id", "user_id", "decision_id"):
        op.create_index(op.f(f"ix_report_{column}"), "report", [column])
    op.create_index("ix_report_state_created_at", "report", ["state", "created_at"])
    _unique_while("uq_report_open", "report", ["kind", "thing", "user_id"], "state = 'open'")


def _objections() -> None:
    op.create_table(
        "objection",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("verdict", sa.String(length=12), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["officer_decision.id"], name=op.f("fk_objection_decision_id_officer_decision")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_objection_user_id_user_account")),
        sa.ForeignKeyConstraint(["officer_id"], ["user_account.id"], name=op.f("fk_objection_officer_id_user_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_objection")),
        sa.UniqueConstraint("public_id", name=op.f("uq_objection_public_id")),
    )
    for column in ("decision_id", "user_id", "officer_id"):
        op.create_index(op.f(f"ix_objection_{column}"), "objection", [column])
    _unique_while("uq_objection_waiting", "objection", ["decision_id"], "verdict = 'open'")


def _unique_while(name: str, table: str, columns: list[str], condition: str) -> None:
    holds = sa.text(condition)
    op.create_index(name, table, columns, unique=True, sqlite_where=holds, postgresql_where=holds)
