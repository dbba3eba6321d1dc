"""the words of the index

Revision: 0010; follows 0009.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "lexicon",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lexicon")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "lexicon_word",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("word", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lexicon_word")),
        sa.UniqueConstraint("language", "word", name=op.f("uq_lexicon_word_language_word")),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    op.drop_table("lexicon_word")
    op.drop_table("lexicon")
