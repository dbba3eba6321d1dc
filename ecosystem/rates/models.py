"""The table of exchange rates."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import ClassVar

from sqlalchemy import Numeric, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ecosystem.kernel.db.base import Base, Changed
from ecosystem.kernel.db.types import UTCDateTime


class ExchangeRate(Base):
    """What one unit of `currency` was worth in VND on `day`, as an operator entered it at `entered_at`.

    `is_demo` marks one that came with the demonstration data and goes with it.
    """

    __tablename__ = "exchange_rate"
    __table_args__ = (UniqueConstraint("currency", "day"),)
    __audited_values__: ClassVar[frozenset[str]] = frozenset({"currency", "day", "vnd"})

    id: Mapped[int] = mapped_column(primary_key=True)
    currency: Mapped[str] = mapped_column(String(3))
    day: Mapped[date]
    vnd: Mapped[Decimal] = mapped_column(Numeric(18, 4, asdecimal=True))
    is_demo: Mapped[bool] = mapped_column(default=False)
    entered_at: Mapped[datetime] = mapped_column(UTCDateTime)

    def changed(self) -> Changed:
        """The currency stands for the id outside: every amount in it is compared anew."""
        return Changed("rate", self.id, self.currency)
