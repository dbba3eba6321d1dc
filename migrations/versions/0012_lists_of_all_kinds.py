"""an index for the list of all kinds by title, which stands in for search while the engine rests

Revision: 0012; follows 0011.
"""

from __future__ import annotations

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_entry_state_title_key", "entry", ["state", "title_key"])


def downgrade() -> None:
    op.drop_index("ix_entry_state_title_key", table_name="entry")
