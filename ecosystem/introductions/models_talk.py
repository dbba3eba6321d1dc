"""What belongs to an introduction after the yes: messages, times to meet, outcomes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import BigInteger, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ecosystem.accounts.models import User
from ecosystem.introductions.states import Side
from ecosystem.kernel.db.base import Base, Changed
from ecosystem.kernel.db.ids import new_public_id
from ecosystem.kernel.db.types import UTCDateTime


class IntroductionMessage(Base):
    """What one side wrote to the other. `read_at`: when somebody of the other side first opened the page with it.

    `taken_down_at`: since when an officer keeps it from the other side.
    """

    __tablename__ = "introduction_message"
    __audited_values__: ClassVar[frozenset[str]] = frozenset({"introduction_id", "side", "user_id", "taken_down_at"})

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(16), unique=True, default=new_public_id)
    introduction_id: Mapped[int] = mapped_column(ForeignKey("introduction.id", ondelete="CASCADE"), index=True)
    side: Mapped[str] = mapped_column(String(8))
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    words: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    read_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    taken_down_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    user: Mapped[User] = relationship(lazy="raise")

    def changed(self) -> Changed:
        return Changed("introduction", self.introduction_id)


class IntroductionTime(Base):
    """A time to meet that `side` proposed; the other side chooses one. A newer proposal ends the older ones."""

    __tablename__ = "introduction_time"
    __audited_values__: ClassVar[frozenset[str]] = frozenset({"introduction_id", "side"})

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(16), unique=True, default=new_public_id)
    introduction_id: Mapped[int] = mapped_column(ForeignKey("introduction.id", ondelete="CASCADE"), index=True)
    side: Mapped[str] = mapped_column(String(8))
    starts_at: Mapped[datetime] = mapped_column(UTCDateTime)
    minutes: Mapped[int]
    place: Mapped[str] = mapped_column(String(300), default="")
    proposed_at: Mapped[datetime] = mapped_column(UTCDateTime)
    chosen_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    def changed(self) -> Changed:
        return Changed("introduction", self.introduction_id)


class OutcomeKind(StrEnum):
    """What came of it. Memoranda and contracts are different things and never counted together."""

    MET = "met"
    MEMORANDUM = "memorandum"
    CONTRACT = "contract"
    INVESTMENT = "investment"
    NOT_MET = "not-met"

    @property
    def shows_a_meeting(self) -> bool:
        """Whether the two have met who confirm it: nobody signs or invests without."""
        return self is not OutcomeKind.NOT_MET


class IntroductionOutcome(Base):
    """What `side` says came of it, until the other side confirms or denies it.

    `amount` in whole units of `currency`; None means not told. `is_public`: the side that said so lets it be shown;
    `is_public_for_other`: so does the other. Only what both let be shown is shown. `words`: why they did not meet.
    """

    __tablename__ = "introduction_outcome"
    __audited_values__: ClassVar[frozenset[str]] = frozenset({"introduction_id", "kind", "side", "user_id"})

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(16), unique=True, default=new_public_id)
    introduction_id: Mapped[int] = mapped_column(ForeignKey("introduction.id", ondelete="CASCADE"), index=True)
    side: Mapped[str] = mapped_column(String(8))
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    kind: Mapped[str] = mapped_column(String(16))
    dated: Mapped[date | None]
    amount: Mapped[int | None] = mapped_column(BigInteger)
    currency: Mapped[str | None] = mapped_column(String(3))
    words: Mapped[str] = mapped_column(Text, default="")
    is_public: Mapped[bool] = mapped_column(default=False)
    is_public_for_other: Mapped[bool] = mapped_column(default=False)
    said_at: Mapped[datetime] = mapped_column(UTCDateTime)
    confirmed_at: Mapped[datetime | None] = mapped_column(UTCDateTime, index=True)
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    denied_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    def changed(self) -> Changed:
        return Changed("introduction", self.introduction_id)

    @property
    def is_waiting(self) -> bool:
        """Whether the other side has still to say whether it is so."""
        return self.confirmed_at is None and self.denied_at is None

    def may_be_read(self, side: Side) -> bool:
        """Whether `side` lets everybody read it."""
        return self.is_public if self.side == side.value else self.is_public_for_other

    @property
    def is_shown(self) -> bool:
        """Whether everybody may read it."""
        return self.confirmed_at is not None and self.is_public and self.is_public_for_other


def first_meeting(outcomes: Iterable[IntroductionOutcome]) -> IntroductionOutcome | None:
    """Of an introduction's outcomes the one by whose confirmation the two have met; None where nothing shows it.

    The state of the introduction, its page and the public figures all go by it.
    """
    confirmed = [
        (one.confirmed_at, one.id, one)
        for one in outcomes
        if one.confirmed_at is not None and OutcomeKind(one.kind).shows_a_meeting
    ]
    return min(confirmed)[2] if confirmed else None
