"""Organisations, who belongs to them, who is invited, and who checked them."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from ecosystem.kernel.access.actor import Role
from ecosystem.kernel.db.base import Base, Changed
from ecosystem.kernel.db.ids import new_public_id
from ecosystem.kernel.db.types import UTCDateTime
from ecosystem.organisations.names import folded_name


class Organisation(Base):
    """A company, institute, university, fund, team without a company, or an individual.

    `folded_name` finds an existing one whatever the spelling; it proposes, it never decides. `suspended_at`: since when
    an officer keeps its people from writing and its entries from being seen; None while nobody does.
    """

    __tablename__ = "organisation"
    __table_args__ = (
        UniqueConstraint("source", "external_id"),
        Index("ix_organisation_folded_name", "folded_name"),
    )
    __audited_values__: ClassVar[frozenset[str]] = frozenset({"kind", "is_demo", "suspended_at"})

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(16), unique=True, default=new_public_id, insert_sentinel=True)
    kind: Mapped[str] = mapped_column(String(16))
    legal_name: Mapped[str] = mapped_column(String(200))
    folded_name: Mapped[str] = mapped_column(String(200))
    tax_code: Mapped[str | None] = mapped_column(String(14), index=True)
    address: Mapped[str] = mapped_column(Text, default="")
    province_code: Mapped[str | None] = mapped_column(String(8))
    ward_code: Mapped[str | None] = mapped_column(String(8))
    email: Mapped[str | None] = mapped_column(String(254))
    telephone: Mapped[str | None] = mapped_column(String(32))
    website: Mapped[str | None] = mapped_column(String(300))
    source: Mapped[str | None] = mapped_column(String(64))
    external_id: Mapped[str | None] = mapped_column(String(120))
    is_demo: Mapped[bool] = mapped_column(default=False)
    suspended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    version: Mapped[int] = mapped_column()
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    updated_at: Mapped[datetime] = mapped_column(UTCDateTime)

    memberships: Mapped[list[Membership]] = relationship(back_populates="organisation", cascade="all, delete-orphan")
    invitations: Mapped[list[Invitation]] = relationship(back_populates="organisation", cascade="all, delete-orphan")
    verifications: Mapped[list[Verification]] = relationship(
        back_populates="organisation", cascade="all, delete-orphan", order_by="Verification.id"
    )

    __mapper_args__: ClassVar[dict[str, object]] = {"version_id_col": version}  # type: ignore[misc]  # SQLAlchemy types it as of instances

    @property
    def is_suspended(self) -> bool:
        return self.suspended_at is not None

    @property
    def place_code(self) -> str | None:
        """The narrowest place that it states: its ward or commune, else its province."""
        return self.ward_code or self.province_code

    @validates("legal_name")
    def _name_is_found(self, _key: str, name: str) -> str:
        self.folded_name = folded_name(name)
        return name

    def changed(self) -> Changed:
        return Changed("organisation", self.id)

    def verification_on(self, day: date) -> Verification | None:
        """The check that holds on `day`, the latest one."""
        return next((one for one in reversed(self.verifications) if one.valid_until >= day), None)


class Membership(Base):
    """A person's role in an organisation."""

    __tablename__ = "membership"
    __table_args__ = (UniqueConstraint("organisation_id", "user_id"),)
    __audited_values__: ClassVar[frozenset[str]] = frozenset({"user_id", "role"})

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    role: Mapped[str] = mapped_column(String(8), default=Role.OWNER.value)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)

    organisation: Mapped[Organisation] = relationship(back_populates="memberships")

    def changed(self) -> Changed:
        return Changed("organisation", self.organisation_id)


class InvitationState(StrEnum):
    """What became of an invitation; only an open one can be accepted."""

    OPEN = "open"
    ACCEPTED = "accepted"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


class Invitation(Base):
    """An address asked to join, with a role, up to and including `expires_on` (a day in Hanoi).

    `email` is normalised; whether it has an account is not known here. `language` is the inviter's, for an address
    without an account. Not indexed: the audit knows the organisation by its value.
    """

    __tablename__ = "invitation"
    __audited_values__: ClassVar[frozenset[str]] = frozenset({"organisation_id", "role", "accepted_by_id"})

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(16), unique=True, default=new_public_id)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    email: Mapped[str] = mapped_column(String(254), index=True)
    role: Mapped[str] = mapped_column(String(8))
    language: Mapped[str] = mapped_column(String(2))
    invited_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    sent_at: Mapped[datetime] = mapped_column(UTCDateTime)
    expires_on: Mapped[date]
    accepted_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    accepted_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    withdrawn_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    organisation: Mapped[Organisation] = relationship(back_populates="invitations")

    def changed(self) -> Changed:
        return Changed("invitation", self.id)

    def state_on(self, day: date) -> InvitationState:
        """What became of it by `day`."""
        if self.accepted_at is not None:
            return InvitationState.ACCEPTED
        if self.withdrawn_at is not None:
            return InvitationState.WITHDRAWN
        return InvitationState.EXPIRED if self.expires_on < day else InvitationState.OPEN


class Verification(Base):
    """An operator or officer checked the organisation: who, by what, when, until when. Never changed, only added to.

    `checked_by` stands on public pages. `evidence` (what was seen) and `document_number` are for its own people and for
    officers.
    """

    __tablename__ = "verification"
    __audited_values__: ClassVar[frozenset[str]] = frozenset({"valid_until"})

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    checked_by: Mapped[str] = mapped_column(String(200))
    user_id: Mapped[int | None]
    checked_at: Mapped[datetime] = mapped_column(UTCDateTime)
    valid_until: Mapped[date]
    evidence: Mapped[str] = mapped_column(Text, default="")
    document_number: Mapped[str] = mapped_column(String(60), default="")

    organisation: Mapped[Organisation] = relationship(back_populates="verifications")

    def changed(self) -> Changed:
        return Changed("organisation", self.organisation_id)
