"""The table of claims."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ecosystem.accounts.models import User
from ecosystem.catalogue.models import Entry
from ecosystem.kernel.db.base import Base, Changed
from ecosystem.kernel.db.ids import new_public_id
from ecosystem.kernel.db.types import UTCDateTime
from ecosystem.organisations.models import Organisation


class State(StrEnum):
    """Waiting for an operator; decided; or taken back by those who claimed."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


_IS_WAITING = text("state = 'waiting'")


class Claim(Base):
    """`user_id` claims the entry for an organisation, at most once at a time. Position and evidence are personal.

    `answer` is what the operator wrote; `is_given_away`: refused because another claim of the entry was accepted.
    """

    __tablename__ = "entry_claim"
    __table_args__ = (
        Index(
            "uq_entry_claim_waiting",
            "entry_id",
            "organisation_id",
            unique=True,
            sqlite_where=_IS_WAITING,
            postgresql_where=_IS_WAITING,
        ),
    )
    __audited_values__: ClassVar[frozenset[str]] = frozenset({"entry_id", "organisation_id", "user_id", "state"})

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(16), unique=True, default=new_public_id)
    entry_id: Mapped[int] = mapped_column(ForeignKey("entry.id", ondelete="CASCADE"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    position: Mapped[str] = mapped_column(String(120))
    reason: Mapped[str] = mapped_column(Text)
    evidence: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(12), default=State.WAITING.value)
    answer: Mapped[str] = mapped_column(Text, default="")
    is_given_away: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    decided_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    version: Mapped[int] = mapped_column()

    entry: Mapped[Entry] = relationship(lazy="raise")
    organisation: Mapped[Organisation] = relationship(lazy="raise")
    user: Mapped[User] = relationship(lazy="raise")

    __mapper_args__: ClassVar[dict[str, object]] = {"version_id_col": version}  # type: ignore[misc]  # SQLAlchemy types it as of instances

    def changed(self) -> Changed:
        return Changed("claim", self.id, self.public_id)

    @property
    def is_waiting(self) -> bool:
        return self.state == State.WAITING
