"""Reading what belongs to an introduction after the yes; callers have checked who asks."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, exists, func, select
from sqlalchemy.orm import Session, joinedload

from ecosystem.introductions.models import Introduction
from ecosystem.introductions.models_talk import IntroductionMessage, IntroductionOutcome, IntroductionTime
from ecosystem.introductions.states import REVEALED, Side

_WAITS = (IntroductionOutcome.confirmed_at.is_(None), IntroductionOutcome.denied_at.is_(None))
"""The other side has still to say whether an outcome is so."""


def messages(session: Session, introduction: Introduction) -> Sequence[IntroductionMessage]:
    """The conversation, the oldest first."""
    statement = select(IntroductionMessage).where(IntroductionMessage.introduction_id == introduction.id)
    by_age = (IntroductionMessage.created_at, IntroductionMessage.id)
    return session.scalars(statement.options(joinedload(IntroductionMessage.user)).order_by(*by_age)).all()


def unread(session: Session, introduction: Introduction, side: Side) -> Sequence[IntroductionMessage]:
    """What the other side wrote and nobody of `side` has read."""
    statement = select(IntroductionMessage).where(
        IntroductionMessage.introduction_id == introduction.id,
        IntroductionMessage.side == side.other.value,
        IntroductionMessage.read_at.is_(None),
    )
    return session.scalars(statement).all()


def unread_counts(session: Session, introductions: Sequence[Introduction]) -> dict[tuple[int, str], int]:
    """How many messages of each side nobody of the other has read, by key of the introduction and side that wrote;
    none where the conversation cannot be read any more.
    """
    ids = [one.id for one in introductions if one.is_revealed]
    statement = (
        select(IntroductionMessage.introduction_id, IntroductionMessage.side, func.count(IntroductionMessage.id))
        .where(IntroductionMessage.introduction_id.in_(ids), IntroductionMessage.read_at.is_(None))
        .where(IntroductionMessage.taken_down_at.is_(None))
        .group_by(IntroductionMessage.introduction_id, IntroductionMessage.side)
    )
    return {(key, side): count for key, side, count in session.execute(statement)} if ids else {}


def counts_to_confirm(session: Session, introductions: Sequence[Introduction]) -> dict[tuple[int, str], int]:
    """How many outcomes wait for a word of the other side, by key of the introduction and side that told them."""
    ids = [one.id for one in introductions if one.is_revealed]
    statement = (
        select(IntroductionOutcome.introduction_id, IntroductionOutcome.side, func.count(IntroductionOutcome.id))
        .where(IntroductionOutcome.introduction_id.in_(ids), *_WAITS)
        .group_by(IntroductionOutcome.introduction_id, IntroductionOutcome.side)
    )
    return {(key, side): count for key, side, count in session.execute(statement)} if ids else {}


def has_outcome_to_confirm() -> ColumnElement[bool]:
    """Whether an introduction has an outcome that one side told and the other can still answer."""
    is_revealed = Introduction.state.in_([one.value for one in REVEALED])
    return and_(is_revealed, exists().where(IntroductionOutcome.introduction_id == Introduction.id, *_WAITS))


def message(session: Session, public_id: str, *, lock: bool = False) -> IntroductionMessage | None:
    statement = select(IntroductionMessage).where(IntroductionMessage.public_id == public_id)
    if lock:
        statement = statement.with_for_update().execution_options(populate_existing=True)
    return session.scalar(statement)


def times(session: Session, introduction: Introduction) -> Sequence[IntroductionTime]:
    """The times that are still proposed, and the chosen one, the earliest first."""
    statement = select(IntroductionTime).where(
        IntroductionTime.introduction_id == introduction.id, IntroductionTime.ended_at.is_(None)
    )
    return session.scalars(statement.order_by(IntroductionTime.starts_at, IntroductionTime.id)).all()


def outcomes(session: Session, introduction: Introduction) -> Sequence[IntroductionOutcome]:
    """What was said to have come of it, in order, what was denied too."""
    statement = select(IntroductionOutcome).where(IntroductionOutcome.introduction_id == introduction.id)
    return session.scalars(statement.order_by(IntroductionOutcome.said_at, IntroductionOutcome.id)).all()


def outcome(session: Session, public_id: str) -> IntroductionOutcome | None:
    return session.scalar(select(IntroductionOutcome).where(IntroductionOutcome.public_id == public_id))
