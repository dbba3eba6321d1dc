"""which rounds close next is found by an index

Revision: 0009; follows 0008.
"""

from __future__ import annotations

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

NEW = "ix_startup_raising_round_closes_on"
OLD = "ix_startup_round_closes_on"


def upgrade() -> None:
    op.create_index(NEW, "startup", ["raising", "round_closes_on"])
    op.drop_index(OLD, "startup")


def downgrade() -> None:
    op.create_index(OLD, "startup", ["round_closes_on"])
    op.drop_index(NEW, "startup")
