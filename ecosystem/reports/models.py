"""The tables of reports, of officers' decisions, and of objections to them."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import JSON, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ecosystem.accounts.models import User
from ecosystem.kernel.db.base import Base, Changed
from ecosystem.kernel.db.ids import new_public_id
from ecosystem.kernel.db.types import UTCDateTime
from ecosystem.organisations.models import Organisation


class State(StrEnum):
    """Of a report: a visitor has not confirmed it by mail yet; it waits for an officer; an officer decided."""

    UNCONFIRMED = "unconfirmed"
    OPEN = "open"
    DECIDED = "decided"


class Action(StrEnum):
    """What an officer decided: nothing is wrong; hide the thing; suspend its organisation; undo one of these two."""

    DISMISS = "dismiss"
    WITHDRAW = "withdraw"
    SUSPEND = "suspend"
    RESTORE = "restore"


class Verdict(StrEnum):
    """Of an objection: waiting; the decision stays; it is undone."""

    OPEN = "open"
    STAYS = "stays"
    RESTORED = "restored"


_IS_OPEN = text("state = 'open'")
_IN_FORCE = text("is_in_force")
_IS_WAITING = text("verdict = 'open'")


class Decision(Base):
    """What an officer decided about a thing, with words that its owner and the reporters read.

    `organisation_id`: whose the thing was; `party_id`: the other side of one between two. `officer_id` is None for the
    operator. `is_in_force`: this one keeps the thing withdrawn, or the organisation suspended; at most one at a time.
    `ends_id`: the decision that this one undoes.
    """

    __tablename__ = "officer_decision"
    __table_args__ = (
        Index(
            "uq_officer_decision_in_force",
            "kind",
            "thing",
            unique=True,
            sqlite_where=_IN_FORCE,
            postgresql_where=_IN_FORCE,
        ),
    )
    __audited_values__: ClassVar[frozenset[str]] = frozenset(
        {"kind", "thing", "organisation_id", "party_id", "officer_id", "action", "is_in_force", "ends_id"}
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(16), unique=True, default=new_public_id)
    kind: Mapped[str] = mapped_column(String(24))
    thing: Mapped[str] = mapped_column(String(16), index=True)
    title: Mapped[str] = mapped_column(String(300))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id", ondelete="SET NULL"), index=True)
    party_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id", ondelete="SET NULL"))
    officer_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"), index=True)
    action: Mapped[str] = mapped_column(String(12))
    words: Mapped[str] = mapped_column(Text)
    is_in_force: Mapped[bool] = mapped_column(default=False)
    ends_id: Mapped[int | None] = mapped_column(ForeignKey("officer_decision.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)

    organisation: Mapped[Organisation | None] = relationship(lazy="raise", foreign_keys=organisation_id)
    officer: Mapped[User | None] = relationship(lazy="raise")

    def changed(self) -> Changed:
        return Changed("decision", self.id, self.public_id)


class Report(Base):
    """Somebody says that a thing should not stand here: a person (`user_id`), or a visitor (`email`, `language`).

    `thing` is its public id, `organisation_id` whose it was then, `party_id` the other side of one between two; `texts`
    are [label's message id, text] pairs as they stood when it was reported. Who reported is for officers alone and in
    no audit value.
    """

    __tablename__ = "report"
    __table_args__ = (
        Index(
            "uq_report_open",
            "kind",
            "thing",
            "user_id",
            unique=True,
            sqlite_where=_IS_OPEN,
            postgresql_where=_IS_OPEN,
        ),
        Index("ix_report_state_created_at", "state", "created_at"),
    )
    __audited_values__: ClassVar[frozenset[str]] = frozenset({"kind", "thing", "reason", "state", "decision_id"})

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(16), unique=True, default=new_public_id)
    kind: Mapped[str] = mapped_column(String(24))
    thing: Mapped[str] = mapped_column(String(16), index=True)
    title: Mapped[str] = mapped_column(String(300))
    texts: Mapped[list[list[str]]] = mapped_column(JSON)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id", ondelete="SET NULL"), index=True)
    party_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id", ondelete="SET NULL"))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"), index=True)
    email: Mapped[str | None] = mapped_column(String(254))
    language: Mapped[str] = mapped_column(String(2))
    reason: Mapped[str] = mapped_column(String(24))
    words: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(12))
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("officer_decision.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    decided_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    user: Mapped[User | None] = relationship(lazy="raise")
    decision: Mapped[Decision | None] = relationship(lazy="raise")

    def changed(self) -> Changed:
        return Changed("report", self.id, self.public_id)

    @property
    def is_open(self) -> bool:
        return self.state == State.OPEN


class Objection(Base):
    """The people of the organisation ask that a decision be undone; an officer who did not make it answers."""

    __tablename__ = "objection"
    __table_args__ = (
        Index(
            "uq_objection_waiting",
            "decision_id",
            unique=True,
            sqlite_where=_IS_WAITING,
            postgresql_where=_IS_WAITING,
        ),
    )
    __audited_values__: ClassVar[frozenset[str]] = frozenset({"decision_id", "user_id", "verdict", "officer_id"})

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(16), unique=True, default=new_public_id)
    decision_id: Mapped[int] = mapped_column(ForeignKey("officer_decision.id"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    words: Mapped[str] = mapped_column(Text)
    verdict: Mapped[str] = mapped_column(String(12), default=Verdict.OPEN.value)
    answer: Mapped[str] = mapped_column(Text, default="")
    officer_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    answered_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    decision: Mapped[Decision] = relationship(lazy="raise")
    user: Mapped[User] = relationship(lazy="raise", foreign_keys=user_id)

    def changed(self) -> Changed:
        return Changed("objection", self.id, self.public_id)

    @property
    def is_open(self) -> bool:
        return self.verdict == Verdict.OPEN
