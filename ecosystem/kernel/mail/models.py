"""Addresses that get no more mail."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from ecosystem.kernel.db.base import Base
from ecosystem.kernel.db.types import UTCDateTime

EVERYTHING: Final = "all"
"""The scope of an address whose server refuses mail for it."""
LONGEST_REASON: Final = 120


class SuppressedAddress(Base):
    """An address whose server refused it or whose holder wants no mail. `scope`: `EVERYTHING`, or a kind of mails."""

    __tablename__ = "suppressed_address"

    address: Mapped[str] = mapped_column(String(254), primary_key=True)
    scope: Mapped[str] = mapped_column(String(8), primary_key=True)
    reason: Mapped[str] = mapped_column(String(LONGEST_REASON))
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
