"""A database from which the reference data was taken out again."""

from __future__ import annotations

import pytest
from sqlalchemy import delete
from sqlalchemy.orm import Session

from ecosystem.taxonomy.models import Holiday, ReferenceStamp, Term
from ecosystem.taxonomy.queries import forget


@pytest.fixture
def empty(session: Session) -> Session:
    """The session on a database without terms, holidays and stamp."""
    for model in (Term, Holiday, ReferenceStamp):
        session.execute(delete(model))
    session.commit()
    forget(session)
    return session
