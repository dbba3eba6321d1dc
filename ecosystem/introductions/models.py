"""Introductions, what happened to each, and who wants none from whom."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar, Final

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ecosystem.accounts.models import User
from ecosystem.catalogue.models import Entry
from ecosystem.introductions.states import OPEN, REVEALED, TALKING, WAITING, Side, State, waits_for
from ecosystem.kernel.db.base import Base, Changed
from ecosystem.kernel.db.ids import new_public_id
from ecosystem.kernel.db.types import UTCDateTime
from ecosystem.organisations.models import Organisation

_IS_OPEN: Final = text(f"state IN ({', '.join(repr(one.value) for one in State if one in OPEN)})")


def pair_of(one_id: int, other_id: int) -> str:
    """The two organisations, whichever asked."""
    return f"{min(one_id, other_id)}-{max(one_id, other_id)}"


class Introduction(Base):
    """`asking` asks to meet `asked` because of `entry`; `own_entry` is the page of its own that it asked for.

    The words are kept as they were typed and masked when they are shown (`masking.py`) until both agreed. `reasons`
    holds what the match pages said to each side then: `{"asking": {"lines": […], "score": …}, "asked": …}`. A telephone
    number is one that its owner gave for this introduction. `answer_by` is the last day in Hanoi for whoever has to
    answer, `remind_on` the day of the reminder until it was sent, `ask_met_on` that of the question whether they met.
    At most one is open between two organisations (`pair`).
    """

    __tablename__ = "introduction"
    __table_args__ = (
        Index("uq_introduction_open", "pair", unique=True, sqlite_where=_IS_OPEN, postgresql_where=_IS_OPEN),
        Index("ix_introduction_state_answer_by", "state", "answer_by"),
    )
    __audited_values__: ClassVar[frozenset[str]] = frozenset(
        {"asking_id", "asked_id", "entry_id", "own_entry_id", "state", "answer_by", "decline_reason"}
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(16), unique=True, default=new_public_id)
    asking_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    asked_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    pair: Mapped[str] = mapped_column(String(24))
    entry_id: Mapped[int] = mapped_column(ForeignKey("entry.id", ondelete="CASCADE"), index=True)
    own_entry_id: Mapped[int | None] = mapped_column(ForeignKey("entry.id", ondelete="SET NULL"))
    asker_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    answerer_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    why: Mapped[str] = mapped_column(Text)
    proposal: Mapped[str] = mapped_column(Text)
    question: Mapped[str] = mapped_column(Text, default="")
    reply: Mapped[str] = mapped_column(Text, default="")
    decline_reason: Mapped[str] = mapped_column(String(24), default="")
    decline_words: Mapped[str] = mapped_column(Text, default="")
    asker_telephone: Mapped[str] = mapped_column(String(32), default="")
    answerer_telephone: Mapped[str] = mapped_column(String(32), default="")
    reasons: Mapped[dict[str, Any]] = mapped_column(JSON)
    state: Mapped[str] = mapped_column(String(12), default=State.ASKED.value)
    asked_at: Mapped[datetime] = mapped_column(UTCDateTime)
    changed_at: Mapped[datetime] = mapped_column(UTCDateTime)
    answer_by: Mapped[date]
    remind_on: Mapped[date | None]
    ask_met_on: Mapped[date | None]
    version: Mapped[int] = mapped_column()

    asking: Mapped[Organisation] = relationship(foreign_keys=[asking_id], lazy="raise")
    asked: Mapped[Organisation] = relationship(foreign_keys=[asked_id], lazy="raise")
    entry: Mapped[Entry] = relationship(foreign_keys=[entry_id], lazy="raise")
    own_entry: Mapped[Entry | None] = relationship(foreign_keys=[own_entry_id], lazy="raise")
    asker: Mapped[User] = relationship(foreign_keys=[asker_id], lazy="raise")
    answerer: Mapped[User | None] = relationship(foreign_keys=[answerer_id], lazy="raise")

    __mapper_args__: ClassVar[dict[str, object]] = {"version_id_col": version}  # type: ignore[misc]  # SQLAlchemy types it as of instances

    def changed(self) -> Changed:
        return Changed("introduction", self.id, self.public_id)

    @property
    def is_waiting(self) -> bool:
        return self.state in WAITING

    @property
    def is_talking(self) -> bool:
        return self.state in TALKING

    @property
    def is_revealed(self) -> bool:
        """Whether both said yes, and so see each other's names and addresses."""
        return self.state in REVEALED

    @property
    def was_agreed(self) -> bool:
        """Whether both said yes at some time, also where an officer ended it since."""
        return self.answerer_id is not None

    @property
    def waits_for(self) -> Side | None:
        """The side that has to answer."""
        return waits_for(State(self.state))

    def organisation_id(self, side: Side) -> int:
        return self.asking_id if side is Side.ASKING else self.asked_id

    def is_over_on(self, day: date) -> bool:
        """Whether the last day for the answer is over, though nobody has closed it yet."""
        return self.is_waiting and self.answer_by < day


class Happening(Base):
    """What happened to an introduction: a `states.Event` or "ask". Appended, never changed; the log and the figures.

    `side` is the side that acted, "" for the clock and an officer; `user_id` the person.
    """

    __tablename__ = "introduction_event"
    __table_args__ = (Index("ix_introduction_event_event_at", "event", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(16), unique=True, default=new_public_id)
    introduction_id: Mapped[int] = mapped_column(ForeignKey("introduction.id", ondelete="CASCADE"), index=True)
    event: Mapped[str] = mapped_column(String(16))
    side: Mapped[str] = mapped_column(String(8), default="")
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[datetime] = mapped_column(UTCDateTime)


class OrganisationBlock(Base):
    """The organisation wants no requests from the other, and asks it for none."""

    __tablename__ = "organisation_block"
    __table_args__ = (UniqueConstraint("organisation_id", "blocked_id"),)
    __audited_values__: ClassVar[frozenset[str]] = frozenset({"organisation_id", "blocked_id", "user_id"})

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    blocked_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)

    blocked: Mapped[Organisation] = relationship(foreign_keys=[blocked_id], lazy="raise")

    def changed(self) -> Changed:
        return Changed("organisation_block", self.id)
