"""Which weights are in use."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from ecosystem.matching.terms import HAND_WEIGHTS
from ecosystem.matchmaking.models_weights import MatchingWeights


def last_training(session: Session) -> MatchingWeights | None:
    """The latest one, whether or not its weights are in use."""
    return session.scalars(select(MatchingWeights).order_by(MatchingWeights.id.desc()).limit(1)).one_or_none()


def used_training(session: Session) -> MatchingWeights | None:
    """The training whose weights are in use; None for those set by hand."""
    statement = select(MatchingWeights).where(MatchingWeights.is_used).order_by(MatchingWeights.id.desc()).limit(1)
    return session.scalars(statement).one_or_none()


def weights_in_use(session: Session) -> Mapping[str, float]:
    """By term."""
    found = used_training(session)
    return found.weights if found else HAND_WEIGHTS
