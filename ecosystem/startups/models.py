"""A startup's page."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from ecosystem.catalogue.models import Entry
from ecosystem.kernel.access.partial_dates import LENGTH
from ecosystem.kernel.access.values import LONGEST_ADDRESS


class Startup(Entry):
    """What a startup says of itself. Name in law, tax code and address are its organisation's.

    `title` is the brand name. Lists are JSON, shaped by `input.py`; amounts are whole, in `currency`; `founded_on` is
    as exact as it is known ("2019", "2019-03", "2019-03-12"). `round_closes_on` ends the ask, never the page.
    """

    __tablename__ = "startup"

    id: Mapped[int] = mapped_column(ForeignKey("entry.id"), primary_key=True)
    stage: Mapped[str | None] = mapped_column(String(24))
    website: Mapped[str | None] = mapped_column(String(LONGEST_ADDRESS))
    video: Mapped[str | None] = mapped_column(String(LONGEST_ADDRESS))
    founded_on: Mapped[str | None] = mapped_column(String(LENGTH))
    status: Mapped[str | None] = mapped_column(String(16))
    employees: Mapped[int | None]
    employees_to: Mapped[int | None]
    business_models: Mapped[list[str]] = mapped_column(JSON, default=list)
    market: Mapped[str] = mapped_column(Text, default="")
    country: Mapped[str | None] = mapped_column(String(2))
    city: Mapped[str | None] = mapped_column(String(120))
    traction: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    revenue: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    team: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    technologies: Mapped[list[str]] = mapped_column(JSON, default=list)
    recognition_number: Mapped[str | None] = mapped_column(String(80))
    recognition_date: Mapped[date | None]
    recognition_issuer: Mapped[str | None] = mapped_column(String(200))
    raising: Mapped[str | None] = mapped_column(String(16))
    amount_sought: Mapped[int | None] = mapped_column(BigInteger)
    amount_sought_to: Mapped[int | None] = mapped_column(BigInteger)
    currency: Mapped[str] = mapped_column(String(3), default="VND")
    round: Mapped[str | None] = mapped_column(String(24))
    instruments: Mapped[list[str]] = mapped_column(JSON, default=list)
    valuation: Mapped[int | None] = mapped_column(BigInteger)
    valuation_basis: Mapped[str | None] = mapped_column(String(16))
    committed: Mapped[int | None] = mapped_column(BigInteger)
    minimum_ticket: Mapped[int | None] = mapped_column(BigInteger)
    round_lead: Mapped[str | None] = mapped_column(String(16))
    use_of_funds: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    round_closes_on: Mapped[date | None]
    earlier_rounds: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    contact_name: Mapped[str | None] = mapped_column(String(120))
    contact_role: Mapped[str | None] = mapped_column(String(120))
    contact_email: Mapped[str | None] = mapped_column(String(254))
    contact_phone: Mapped[str | None] = mapped_column(String(32))

    __mapper_args__: ClassVar[dict[str, Any]] = {"polymorphic_identity": "startup"}  # type: ignore[misc]  # SQLAlchemy types it as of instances

    def is_raising_on(self, day: date) -> bool:
        """Whether the ask is open on that day; the closing day itself is still one."""
        return self.raising == "now" and (self.round_closes_on is None or self.round_closes_on >= day)


# What is open and closes next; without the first column SQLite would rather walk through all public entries.
Index("ix_startup_raising_round_closes_on", Startup.raising, Startup.round_closes_on)
