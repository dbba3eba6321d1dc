"""What people do with matches: pass one over, ask a person to look again; how often an entry was among the first."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, ClassVar, Final

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ecosystem.accounts.models import User
from ecosystem.catalogue.models import Entry
from ecosystem.kernel.db.base import Base, Changed
from ecosystem.kernel.db.ids import new_public_id
from ecosystem.kernel.db.types import UTCDateTime
from ecosystem.organisations.models import Organisation

SHOWN_KEPT: Final = timedelta(days=90)
"""How long it counts that an entry was among the first."""


class State(StrEnum):
    """Of an appeal: waiting for a person, or answered by one."""

    OPEN = "open"
    ANSWERED = "answered"


class Dismissal(Base):
    """The organisation passed over a match of its own entry; the words are for its own people.

    `facts` is what the other entry said then, shaped by `facts.py`: a fact that changed since brings the match back.
    """

    __tablename__ = "match_dismissal"
    __table_args__ = (UniqueConstraint("own_entry_id", "other_entry_id", "organisation_id"),)
    __audited_values__: ClassVar[frozenset[str]] = frozenset(
        {"organisation_id", "own_entry_id", "other_entry_id", "reason"}
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    own_entry_id: Mapped[int] = mapped_column(ForeignKey("entry.id", ondelete="CASCADE"))
    other_entry_id: Mapped[int] = mapped_column(ForeignKey("entry.id", ondelete="CASCADE"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    reason: Mapped[str] = mapped_column(String(24))
    words: Mapped[str] = mapped_column(Text, default="")
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)

    def changed(self) -> Changed:
        return Changed("dismissal", self.id)


class Appeal(Base):
    """A person asks a person to look at a match again, or (`other_entry_id` None) at all matches of an entry.

    `reasons` are those that the page showed, in both languages, shaped by `reasons.py`; `score` their sum, None where
    there were none. `answer` is what the operator wrote.
    """

    __tablename__ = "match_appeal"
    __audited_values__: ClassVar[frozenset[str]] = frozenset(
        {"organisation_id", "own_entry_id", "other_entry_id", "user_id", "state"}
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(16), unique=True, default=new_public_id)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    own_entry_id: Mapped[int] = mapped_column(ForeignKey("entry.id", ondelete="CASCADE"), index=True)
    other_entry_id: Mapped[int | None] = mapped_column(ForeignKey("entry.id", ondelete="CASCADE"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    words: Mapped[str] = mapped_column(Text)
    reasons: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    score: Mapped[float | None]
    state: Mapped[str] = mapped_column(String(12), default=State.OPEN.value)
    answer: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    answered_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    organisation: Mapped[Organisation] = relationship(lazy="raise")
    own_entry: Mapped[Entry] = relationship(lazy="raise", foreign_keys=own_entry_id)
    other_entry: Mapped[Entry | None] = relationship(lazy="raise", foreign_keys=other_entry_id)
    user: Mapped[User] = relationship(lazy="raise")

    def changed(self) -> Changed:
        return Changed("appeal", self.id, self.public_id)

    @property
    def is_open(self) -> bool:
        return self.state == State.OPEN


class Shown(Base):
    """How often the entry stood among the first ten matches of anybody on that day of Hanoi; nothing tells whose."""

    __tablename__ = "match_shown"

    entry_id: Mapped[int] = mapped_column(ForeignKey("entry.id", ondelete="CASCADE"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True, index=True)
    count: Mapped[int]
