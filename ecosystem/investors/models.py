"""An investor's page."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, ClassVar, Final

from sqlalchemy import JSON, BigInteger, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, validates

from ecosystem.catalogue.models import Entry
from ecosystem.kernel import clock

STATEMENT_HOLDS: Final = timedelta(days=183)
"""How long "investing now" is taken at its word: six months."""


class Investor(Entry):
    """What an investor says of itself. Lists are JSON, shaped by `input.py`; amounts are whole, in `currency`.

    `investing_confirmed_on` is the day of Hanoi on which `investing` was said last; it ages, and the page says so.
    """

    __tablename__ = "investor"

    id: Mapped[int] = mapped_column(ForeignKey("entry.id"), primary_key=True)
    investor_kind: Mapped[str | None] = mapped_column(String(24))
    thesis: Mapped[str] = mapped_column(Text, default="")
    investing: Mapped[str | None] = mapped_column(String(16))
    investing_until: Mapped[date | None]
    investing_confirmed_on: Mapped[date | None]
    stages: Mapped[list[str]] = mapped_column(JSON, default=list)
    rounds: Mapped[list[str]] = mapped_column(JSON, default=list)
    geographies: Mapped[list[str]] = mapped_column(JSON, default=list)
    business_models: Mapped[list[str]] = mapped_column(JSON, default=list)
    cheque_min: Mapped[int | None] = mapped_column(BigInteger)
    cheque_max: Mapped[int | None] = mapped_column(BigInteger)
    currency: Mapped[str] = mapped_column(String(3), default="VND")
    instruments: Mapped[list[str]] = mapped_column(JSON, default=list)
    lead_roles: Mapped[list[str]] = mapped_column(JSON, default=list)
    deals_per_year: Mapped[int | None]
    minimum_traction: Mapped[str] = mapped_column(Text, default="")
    added_value: Mapped[str] = mapped_column(Text, default="")
    exclusions: Mapped[str] = mapped_column(Text, default="")
    excluded_sectors: Mapped[list[str]] = mapped_column(JSON, default=list)
    partners: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    country: Mapped[str | None] = mapped_column(String(2))
    city: Mapped[str | None] = mapped_column(String(120))
    website: Mapped[str | None] = mapped_column(String(300))
    contact_name: Mapped[str | None] = mapped_column(String(120))
    contact_role: Mapped[str | None] = mapped_column(String(120))
    contact_email: Mapped[str | None] = mapped_column(String(254))
    contact_phone: Mapped[str | None] = mapped_column(String(32))

    __mapper_args__: ClassVar[dict[str, Any]] = {"polymorphic_identity": "investor"}  # type: ignore[misc]  # SQLAlchemy types it as of instances

    @validates("investing", "investing_until")
    def _said_today(self, _name: str, value: str | date | None) -> str | date | None:
        """Whoever changes the statement makes it today."""
        self.investing_confirmed_on = clock.today()
        return value

    def investing_on(self, day: date) -> str | None:
        """What it says of investing on that day; nothing once the time for which it said so is over."""
        return None if self.investing_until is not None and self.investing_until < day else self.investing

    @property
    def statement_is_old(self) -> bool:
        """Whether what was said of investing now was said too long ago, or for a time that is over."""
        said, until, today = self.investing_confirmed_on, self.investing_until, clock.today()
        return said is not None and (said < today - STATEMENT_HOLDS or (until is not None and until < today))
