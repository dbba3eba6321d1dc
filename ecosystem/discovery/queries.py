"""Reading what was searched for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from ecosystem.discovery.models import PastSearch, SearchMiss

_LAST: Final = "\U0010ffff"
"""No letter sorts behind it."""


def past_searches(session: Session, beginnings: Sequence[str], limit: int) -> Sequence[str]:
    """Searches that begin with one of the texts, folded as `PastSearch.folded`, those asked most often first."""
    begun = [and_(PastSearch.folded >= one, PastSearch.folded < one + _LAST) for one in beginnings]
    most_first = (PastSearch.count.desc(), PastSearch.text)
    return session.scalars(select(PastSearch.text).where(or_(*begun)).order_by(*most_first).limit(limit)).all()


def misses(session: Session, limit: int) -> Sequence[SearchMiss]:
    """Those asked most often first."""
    return session.scalars(select(SearchMiss).order_by(SearchMiss.count.desc(), SearchMiss.word).limit(limit)).all()
