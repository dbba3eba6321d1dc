"""A technology offer."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from sqlalchemy import JSON, BigInteger, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ecosystem.catalogue.models import Entry
from ecosystem.kernel.db.base import Base, Changed


class Technology(Entry):
    """What an institute or a company offers. Lists of small things are JSON, shaped by `input.py`."""

    __tablename__ = "technology"

    id: Mapped[int] = mapped_column(ForeignKey("entry.id"), primary_key=True)
    reference_code: Mapped[str | None] = mapped_column(String(60))
    advantages: Mapped[str] = mapped_column(Text, default="")
    alternative_name: Mapped[str] = mapped_column(String(200), default="")
    comparison: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    economic_comparison: Mapped[str] = mapped_column(Text, default="")
    ipc: Mapped[list[str]] = mapped_column(JSON, default=list)
    sdg: Mapped[list[str]] = mapped_column(JSON, default=list)
    trl: Mapped[int | None]
    trl_target: Mapped[int | None]
    trl_evidence: Mapped[str] = mapped_column(Text, default="")
    trl_date: Mapped[date | None]
    owners: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    parameters: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    test_results: Mapped[str] = mapped_column(Text, default="")
    standards: Mapped[list[str]] = mapped_column(JSON, default=list)
    sites: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    warranty: Mapped[str] = mapped_column(Text, default="")
    delivery: Mapped[str] = mapped_column(Text, default="")
    certificates: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    mission_code: Mapped[str | None] = mapped_column(String(60))
    registration_number: Mapped[str | None] = mapped_column(String(60))
    ownership_decision: Mapped[str | None] = mapped_column(String(200))
    contact_name: Mapped[str | None] = mapped_column(String(120))
    contact_role: Mapped[str | None] = mapped_column(String(120))
    contact_email: Mapped[str | None] = mapped_column(String(254))
    contact_phone: Mapped[str | None] = mapped_column(String(32))
    transfers: Mapped[list[str]] = mapped_column(JSON, default=list)
    price_from: Mapped[int | None] = mapped_column(BigInteger)
    price_to: Mapped[int | None] = mapped_column(BigInteger)
    currency: Mapped[str] = mapped_column(String(3), default="VND")
    price_basis: Mapped[str | None] = mapped_column(String(16))
    price_note: Mapped[str] = mapped_column(Text, default="")
    partner_types: Mapped[list[str]] = mapped_column(JSON, default=list)
    partner_size: Mapped[str] = mapped_column(String(120), default="")
    partner_role: Mapped[str] = mapped_column(Text, default="")
    publications: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)

    rights: Mapped[list[Right]] = relationship(
        back_populates="technology", cascade="all, delete-orphan", order_by="Right.position", lazy="raise"
    )
    confidential: Mapped[Confidential | None] = relationship(
        back_populates="technology", cascade="all, delete-orphan", lazy="raise"
    )

    __mapper_args__: ClassVar[dict[str, Any]] = {"polymorphic_identity": "technology"}  # type: ignore[misc]  # SQLAlchemy types it as of instances


class Right(Base):
    """An intellectual property right in a technology; evidence of it will point here."""

    __tablename__ = "technology_right"

    id: Mapped[int] = mapped_column(primary_key=True)
    technology_id: Mapped[int] = mapped_column(ForeignKey("technology.id"), index=True)
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(String(24))
    number: Mapped[str] = mapped_column(String(80), default="")
    office: Mapped[str] = mapped_column(String(120), default="")
    status: Mapped[str | None] = mapped_column(String(16))
    territory: Mapped[str] = mapped_column(String(120), default="")
    filed_on: Mapped[date | None]
    expires_on: Mapped[date | None]

    technology: Mapped[Technology] = relationship(back_populates="rights")

    def changed(self) -> Changed:
        return Changed("entry", self.technology_id, self.parent("technology").public_id)


class Confidential(Base):
    """The confidential text of a technology, apart from it: loaded only for its own organisation, never indexed.

    It leaves no values in the audit, and no outbox row of its own says more than that the entry changed.
    """

    __tablename__ = "technology_confidential"

    technology_id: Mapped[int] = mapped_column(ForeignKey("technology.id"), primary_key=True)
    detail: Mapped[str] = mapped_column(Text)

    technology: Mapped[Technology] = relationship(back_populates="confidential")

    def changed(self) -> Changed:
        return Changed("entry", self.technology_id, self.parent("technology").public_id)
