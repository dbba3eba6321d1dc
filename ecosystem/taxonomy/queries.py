"""Reading the reference data. The vocabularies are kept in memory, one copy a database."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from ecosystem.taxonomy.models import STAMP_ID, Holiday, ReferenceStamp, Term
from ecosystem.taxonomy.vocabularies import Vocabularies, VocabularyTerm

_cached: WeakKeyDictionary[Engine, tuple[str, Vocabularies]] = WeakKeyDictionary()
_SEEN = "taxonomy_vocabularies"
# Made once, and of columns alone: every page asks, and making the statement takes longer than the answer.
_STAMPS: Final = ReferenceStamp.__table__.c
_TOKEN: Final = select(_STAMPS.token).where(_STAMPS.id == STAMP_ID)


def vocabularies(session: Session) -> Vocabularies:
    """All terms as they are now.

    Costs one statement of one row a transaction (the stamp), and reads the terms only when they have changed.
    """
    transaction = session.get_transaction()
    seen = session.info.get(_SEEN)
    if seen and transaction is not None and seen[0] is transaction:
        known: Vocabularies = seen[1]
        return known
    loaded = _current(session)
    session.info[_SEEN] = (session.get_transaction(), loaded)
    return loaded


def forget(session: Session) -> None:
    """Let the next `vocabularies(session)` look again, in the same transaction too."""
    session.info.pop(_SEEN, None)


def stamp(session: Session) -> ReferenceStamp | None:
    return session.get(ReferenceStamp, STAMP_ID, populate_existing=True)


def all_terms(session: Session) -> Sequence[Term]:
    """Every row, ended ones included, by id."""
    return session.scalars(select(Term).order_by(Term.id)).all()


def holidays(session: Session, first: date, last: date) -> Sequence[Holiday]:
    """The rows of first..last, both included, by day; those that an operator took back included."""
    between = Holiday.day.between(first, last)
    return session.scalars(select(Holiday).where(between).order_by(Holiday.day)).all()


def all_holidays(session: Session) -> Sequence[Holiday]:
    return session.scalars(select(Holiday).order_by(Holiday.day)).all()


def _current(session: Session) -> Vocabularies:
    token = session.execute(_TOKEN).scalar() or ""
    bind = session.get_bind()
    engine = bind if isinstance(bind, Engine) else bind.engine
    known = _cached.get(engine)
    if known and token and known[0] == token:
        return known[1]
    loaded = Vocabularies(_as_term(row) for row in all_terms(session))
    _cached[engine] = (token, loaded)
    return loaded


def _as_term(row: Term) -> VocabularyTerm:
    return VocabularyTerm(
        vocabulary=row.vocabulary,
        code=row.code,
        parent=row.parent_code,
        label_vi=row.label_vi,
        label_en=row.label_en,
        description_vi=row.description_vi,
        description_en=row.description_en,
        aliases=tuple(row.aliases),
        position=row.position,
        valid_until=row.valid_until,
    )
