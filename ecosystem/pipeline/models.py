"""The tables of a pipeline: its stages, its cards, and the notes on them."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ecosystem.accounts.models import User
from ecosystem.catalogue.models import Entry
from ecosystem.kernel.db.base import Base, Changed
from ecosystem.kernel.db.ids import new_public_id
from ecosystem.kernel.db.types import UTCDateTime
from ecosystem.organisations.models import Membership, Organisation


class Meaning(StrEnum):
    """What standing in a stage means: still open, won, or lost."""

    OPEN = "open"
    WON = "won"
    LOST = "lost"


class Verdict(StrEnum):
    """What the organisation thinks of an entry."""

    FOR = "for"
    AGAINST = "against"
    UNDECIDED = "undecided"


class Source(StrEnum):
    """Where a card was added from."""

    PAGE = "page"
    MATCH = "match"
    FOLLOWED = "followed"
    INTRODUCTION = "introduction"


class Stage(Base):
    """A stage of the organisation's own; `position` orders them.

    `key` is unique in the organisation: of the usual stages their name in `stages.py`, of others an id. `name` is ""
    while a usual stage has its usual name, which stands in both languages.
    """

    __tablename__ = "pipeline_stage"
    __table_args__ = (UniqueConstraint("organisation_id", "key"),)
    __audited_values__: ClassVar[frozenset[str]] = frozenset({"organisation_id", "position", "meaning"})

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"))
    key: Mapped[str] = mapped_column(String(16), default=new_public_id)
    name: Mapped[str] = mapped_column(String(60), default="")
    position: Mapped[int]
    meaning: Mapped[str] = mapped_column(String(8), default=Meaning.OPEN.value)

    def changed(self) -> Changed:
        return Changed("pipeline_stage", self.id)

    @property
    def is_open(self) -> bool:
        return self.meaning == Meaning.OPEN


class Card(Base):
    """An entry of others that the organisation follows. All words on it are for its own people.

    The assignee is a membership, so that leaving the organisation clears it. `facts` is what the entry said when the
    card was last looked at, shaped by `changes.py`. `reminded_for` is the date for which a reminder was asked for.
    """

    __tablename__ = "pipeline_card"
    __table_args__ = (UniqueConstraint("organisation_id", "entry_id"),)
    __audited_values__: ClassVar[frozenset[str]] = frozenset({"organisation_id", "entry_id", "source"})

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(16), unique=True, default=new_public_id)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"))
    entry_id: Mapped[int] = mapped_column(ForeignKey("entry.id", ondelete="CASCADE"), index=True)
    stage_id: Mapped[int] = mapped_column(ForeignKey("pipeline_stage.id"), index=True)
    assignee_id: Mapped[int | None] = mapped_column(ForeignKey("membership.id", ondelete="SET NULL"), index=True)
    next_step: Mapped[str] = mapped_column(String(300), default="")
    next_on: Mapped[date | None] = mapped_column(index=True)
    reminded_for: Mapped[date | None]
    verdict: Mapped[str | None] = mapped_column(String(12))
    verdict_words: Mapped[str] = mapped_column(Text, default="")
    verdict_on: Mapped[date | None]
    source: Mapped[str] = mapped_column(String(16))
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)
    looked_at: Mapped[datetime] = mapped_column(UTCDateTime)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)

    organisation: Mapped[Organisation] = relationship(lazy="raise")
    entry: Mapped[Entry] = relationship(lazy="raise")
    stage: Mapped[Stage] = relationship(lazy="raise")
    assignee: Mapped[User | None] = relationship(
        secondary=Membership.__table__,
        primaryjoin=lambda: Card.assignee_id == Membership.id,
        secondaryjoin=lambda: Membership.user_id == User.id,
        viewonly=True,
        lazy="raise",
    )

    def changed(self) -> Changed:
        return Changed("pipeline_card", self.id, self.public_id)


class Note(Base):
    """A note on a card, for the people of its organisation alone: no audit keeps a word of it."""

    __tablename__ = "pipeline_note"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(16), unique=True, default=new_public_id)
    card_id: Mapped[int] = mapped_column(ForeignKey("pipeline_card.id", ondelete="CASCADE"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    text: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    edited_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    card: Mapped[Card] = relationship(lazy="raise")
    author: Mapped[User] = relationship(lazy="raise")

    def changed(self) -> Changed:
        return Changed("pipeline_card", self.card_id)
