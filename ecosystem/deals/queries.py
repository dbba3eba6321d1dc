"""Reading deals, as far as the other side is public; each page in a number of statements that no row adds to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import Session

from ecosystem.catalogue.models import Entry, EntryTranslation
from ecosystem.deals.models import Investment, Round
from ecosystem.deals.policy import is_named

Statement = Select[*tuple[Any, ...]]


@dataclass(frozen=True)
class YearCount:
    """How many deals of a year (None: not known) a source tells of."""

    source: str
    year: int | None
    count: int


def deal_counts(session: Session, investor_id: int) -> list[YearCount]:
    """The investor's deals with startups that are public, by source and year; one statement."""
    year = func.substr(Round.dated, 1, 4)
    statement = _with_startup(select(Round.source, year, func.count(Investment.id)), investor_id)
    found = session.execute(statement.group_by(Round.source, year).order_by(Round.source, year))
    return [YearCount(source, int(told) if told else None, count) for source, told, count in found]


def portfolio(session: Session, investor_id: int, language: str, *, offset: int, limit: int) -> Sequence[Row[Any]]:
    """The same deals, newest first; one statement.

    A row has `Round`, `Investment`, and of the startup `kind`, `slug`, `public_id`, `title`, `language`, `translated`:
    its title in `language`, where it has one.
    """
    statement = _with_title(_with_startup(select(Round, Investment, *_NAMED), investor_id), language)
    newest = (Round.dated.desc().nulls_last(), Round.id.desc(), Investment.id.desc())
    return session.execute(statement.order_by(*newest).offset(offset).limit(limit)).all()


def rounds_of(session: Session, startup_id: int) -> Sequence[Round]:
    """A startup's rounds, newest first, those without a date at the end; one statement."""
    statement = select(Round).where(Round.startup_id == startup_id)
    return session.scalars(statement.order_by(Round.dated.desc().nulls_last(), Round.id.desc())).all()


def investors_in(session: Session, startup_id: int, language: str) -> Sequence[Row[Any]]:
    """Every part in the startup's rounds, leads first; one statement.

    A row has `Investment`, and of the investor's entry (None where there is none) what `portfolio` has of the
    startup's, with `state` and `owner_id`. Who of them may be named, the caller decides by `state`.
    """
    statement = (
        select(Investment, *_NAMED, Entry.state, Entry.owner_id)
        .join(Round, Round.id == Investment.round_id)
        .outerjoin(Entry, Entry.id == Investment.investor_id)
        .where(Round.startup_id == startup_id)
    )
    leads_first = func.coalesce(Investment.is_lead, False).desc()
    order = (leads_first, Entry.title_key.nulls_last(), Investment.investor_name, Investment.id)
    return session.execute(_with_title(statement, language).order_by(*order)).all()


def investment(session: Session, source: str, external_id: str) -> Investment:
    """The investment that the source knows by this id. Raises NoResultFound."""
    statement = select(Investment).where(Investment.source == source, Investment.external_id == external_id)
    return session.scalars(statement).one()


_NAMED: Final[tuple[Any, ...]] = (
    Entry.kind,
    Entry.slug,
    Entry.public_id,
    Entry.title,
    Entry.language,
    EntryTranslation.texts["title"].as_string().label("translated"),
)


def _with_startup(statement: Statement, investor_id: int) -> Statement:
    return (
        statement.select_from(Investment)
        .join(Round, Round.id == Investment.round_id)
        .join(Entry, Entry.id == Round.startup_id)
        .where(Investment.investor_id == investor_id, is_named())
    )


def _with_title(statement: Statement, language: str) -> Statement:
    """`statement` with the entry's translation into `language` beside it."""
    return statement.outerjoin(
        EntryTranslation, (EntryTranslation.entry_id == Entry.id) & (EntryTranslation.language == language)
    )
