"""Reading accounts."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from ecosystem.accounts.models import User


def by_email(session: Session, email: str) -> User | None:
    """The account of a normalised address."""
    return session.scalar(select(User).where(User.email == email))


def by_public_id(session: Session, public_id: str) -> User | None:
    return session.scalar(select(User).where(User.public_id == public_id))


def by_uniquifier(session: Session, uniquifier: str) -> User | None:
    """The account that a session names."""
    return session.scalar(select(User).where(User.fs_uniquifier == uniquifier))


def officers(session: Session) -> Sequence[User]:
    """The officers who can be written to."""
    statement = select(User).where(User.is_officer, User.active, User.confirmed_at.is_not(None))
    return session.scalars(statement.order_by(User.id)).all()
