"""Weights learnt from the installation's own deals, each time with what from and how good they were."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column

from ecosystem.kernel.db.base import Base
from ecosystem.kernel.db.types import UTCDateTime


class MatchingWeights(Base):
    """One training. `is_used`: it was better than what was in use, and is in use until a later one is.

    `weights` is by term (`ecosystem/matching/terms.py`); `data` says how many profiles, deals and rounds, and the year
    compared on; `figures` are those of the new and of the former weights there.
    """

    __tablename__ = "matching_weights"

    id: Mapped[int] = mapped_column(primary_key=True)
    trained_at: Mapped[datetime] = mapped_column(UTCDateTime)
    is_used: Mapped[bool]
    weights: Mapped[dict[str, float]] = mapped_column(JSON)
    data: Mapped[dict[str, Any]] = mapped_column(JSON)
    figures: Mapped[dict[str, Any]] = mapped_column(JSON)
