"""Whether this installation holds demonstration data, or has had it."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy.orm import Mapped, mapped_column

from ecosystem.kernel.db.base import Base
from ecosystem.kernel.db.types import UTCDateTime

STATE_ID: Final = 1


class DemonstrationState(Base):
    """One row (id 1), from the first load or removal on; what was removed by hand does not come back by itself."""

    __tablename__ = "demonstration_state"

    id: Mapped[int] = mapped_column(primary_key=True)
    loaded_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    removed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
