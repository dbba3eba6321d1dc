"""The table of what people follow."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from ecosystem.kernel.db.base import Base
from ecosystem.kernel.db.types import UTCDateTime


class Follow(Base):
    """A person follows an entry. It says what somebody reads, so no audit keeps it: the row goes with the following."""

    __tablename__ = "follow"

    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("entry.id", ondelete="CASCADE"), primary_key=True, index=True)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
