"""Reading entries, always under the viewer's scope."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cache
from typing import Final, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import (
    InstrumentedAttribute,
    Session,
    joinedload,
    selectin_polymorphic,
    selectinload,
    with_polymorphic,
)
from sqlalchemy.orm.strategy_options import _AbstractLoad
from sqlalchemy.orm.util import AliasedClass

from ecosystem.catalogue.kinds import Kind, Kinds
from ecosystem.catalogue.models import Entry, EntryTranslation, State, address_of
from ecosystem.catalogue.policy import visible_to
from ecosystem.kernel import clock
from ecosystem.kernel.access.actor import Actor
from ecosystem.organisations.models import Organisation

_FIRST_STEP: Final = 2
"""The version of an entry that was created and had its first step written."""


def _common() -> tuple[_AbstractLoad, ...]:
    return (
        joinedload(Entry.owner).selectinload(Organisation.verifications),
        selectinload(Entry.translations),
    )


def is_listed() -> ColumnElement[bool]:
    """Public, and its last day is not over: the rows of `search_document.is_listed`."""
    not_over = or_(Entry.closes_on.is_(None), Entry.closes_on >= clock.today())
    return and_(Entry.state == State.PUBLIC.value, not_over)


def with_everything(kinds: Kinds) -> tuple[_AbstractLoad, ...]:
    """How to load a mixed page in a constant number of statements."""
    kind_loads = tuple(load for kind in kinds.all for load in kind.load)
    return (selectin_polymorphic(Entry, [kind.model for kind in kinds.all]), *_common(), *kind_loads)


def _rows(kinds: Kinds, *conditions: ColumnElement[bool]) -> Select[Entry]:
    """Entries of all kinds with what a row of results shows, in one statement; its scalars are to be made unique.

    What a kind keeps in tables of its own is not among it.
    """
    entry, loads = _every_kind(tuple(kind.model for kind in kinds.all))
    return select(entry).where(*conditions).options(*loads)


@cache
def _every_kind(models: tuple[type[Entry], ...]) -> tuple[AliasedClass[Entry], tuple[_AbstractLoad, ...]]:
    """Made once: it takes longer than to run the statement."""
    entry = with_polymorphic(Entry, models)
    owner = joinedload(entry.owner).joinedload(Organisation.verifications)
    return entry, (owner, joinedload(entry.translations))


def find(session: Session, actor: Actor, kind: Kind, public_id: str, *, own: bool = False) -> Entry | None:
    """The entry of this kind that `actor` may see, with all that its page shows; `own` loads what is kept apart too."""
    statement = (
        select(kind.model)
        .where(Entry.public_id == public_id, visible_to(actor))
        .options(*_common(), *kind.load, *(kind.load_own if own else ()))
        .execution_options(populate_existing=own)
    )
    return session.scalar(statement)


def in_order(session: Session, actor: Actor, kinds: Kinds, public_ids: Sequence[str]) -> list[Entry]:
    """The entries that `actor` may see, in the order of `public_ids`; others are left out."""
    if not public_ids:
        return []
    statement = _rows(kinds, Entry.public_id.in_(public_ids), visible_to(actor))
    found = {entry.public_id: entry for entry in session.scalars(statement).unique()}
    return [found[public_id] for public_id in public_ids if public_id in found]


class Titled(NamedTuple):
    """What an entry is called: language to title, the original first. `address` as in `Entry.address`."""

    public_id: str
    kind: str
    address: str
    titles: Mapping[str, str]


def titles_in_order(session: Session, actor: Actor, public_ids: Sequence[str]) -> list[Titled]:
    """The same for titles alone, by one statement that loads no entry."""
    if not public_ids:
        return []
    translated = EntryTranslation.texts["title"].as_string()
    statement = (
        select(Entry.public_id, Entry.kind, Entry.slug, Entry.language, Entry.title)
        .add_columns(EntryTranslation.language, translated)
        .outerjoin(EntryTranslation, EntryTranslation.entry_id == Entry.id)
        .where(Entry.public_id.in_(public_ids), visible_to(actor))
    )
    found: dict[str, Titled] = {}
    for public_id, kind, slug, language, title, other, other_title in session.execute(statement):
        titles = {language: title} | ({other: other_title} if other_title else {})
        found[public_id] = Titled(public_id, kind, address_of(slug, public_id), titles)
    return [found[public_id] for public_id in public_ids if public_id in found]


def listed(
    session: Session, actor: Actor, kinds: Kinds, kind: Kind | None, offset: int, limit: int
) -> tuple[list[Entry], int]:
    """A page of listed entries by title, from the database alone: what is offered while the engine rests."""
    conditions: list[ColumnElement[bool]] = [is_listed(), visible_to(actor)]
    if kind is not None:
        conditions.append(Entry.kind == kind.name)
    total = session.scalar(select(func.count(Entry.id)).where(*conditions)) or 0
    # Their ids first: rows of all kinds are wide, and all of them would be put in order.
    by_title = select(Entry.public_id).where(*conditions).order_by(Entry.title_key, Entry.public_id)
    return in_order(session, actor, kinds, session.scalars(by_title.offset(offset).limit(limit)).all()), total


def counts_by_kind(session: Session) -> dict[str, int]:
    """How many listed entries each kind has."""
    statement = select(Entry.kind, func.count(Entry.id)).where(is_listed()).group_by(Entry.kind)
    return dict(session.execute(statement).all())


def newest_ids(session: Session, limit: int) -> Sequence[str]:
    """The listed entries that were published last by those whose they are; of all, where nobody published his own.

    What came in by a list of thousands does not push out what people entered.
    """
    latest_first = (Entry.published_at.desc(), Entry.id.desc())
    statement = select(Entry.public_id).where(is_listed()).order_by(*latest_first).limit(limit)
    owned = session.scalars(statement.where(Entry.owner_id.is_not(None))).all()
    return owned or session.scalars(statement).all()


def closing_ids(session: Session, kinds: Kinds, limit: int) -> Sequence[str]:
    """The listed entries that end soonest, or whose offer does. A statement for each kind of offer."""
    ends = [_soonest(Entry, Entry.closes_on)]
    ends += [_soonest(kind.model, kind.offer.ends_on).where(kind.offer.stands) for kind in kinds.all if kind.offer]
    rows = [(day, row_id, one) for end in ends for day, row_id, one in session.execute(end.limit(limit))]
    return list(dict.fromkeys(public_id for _, _, public_id in sorted(rows)))[:limit]


def _soonest(model: type[Entry], ends_on: InstrumentedAttribute[date | None]) -> Select[date | None, int, str]:
    open_still = (Entry.state == State.PUBLIC.value, ends_on >= clock.today())
    return select(ends_on, model.id, model.public_id).where(*open_still).order_by(ends_on, model.id)


def public_addresses(session: Session, limit: int) -> list[tuple[str, str]]:
    """(kind, last part of the address) of listed entries, the latest changed first."""
    statement = (
        select(Entry.kind, Entry.slug, Entry.public_id)
        .where(is_listed())
        .order_by(Entry.updated_at.desc(), Entry.id)
        .limit(limit)
    )
    return [(kind, f"{slug}-{public_id}") for kind, slug, public_id in session.execute(statement)]


def imported(session: Session, kind: Kind, entry_id: int) -> Entry:
    """An entry with all that its input says, what is kept apart too. Raises NoResultFound."""
    statement = select(kind.model).where(kind.model.id == entry_id)
    loads = (*kind.load, *kind.load_own, selectinload(Entry.translations))
    return session.scalars(statement.options(*loads).execution_options(populate_existing=True)).one()


def is_owner_suspended(session: Session, owner_id: int | None, *, lock: bool = False) -> bool:
    """Whether an officer keeps the owner from being seen; `lock` lets nobody suspend it until the transaction ends."""
    if owner_id is None:
        return False
    statement = select(Organisation.suspended_at).where(Organisation.id == owner_id)
    return session.scalar(statement.with_for_update(read=True) if lock else statement) is not None


def draft_begun_since(session: Session, kind: Kind, owner_id: int | None, title: str, moment: datetime) -> Entry | None:
    """The owner's draft of this title that was begun after `moment` and went no further than its first step."""
    statement = select(kind.model).where(
        Entry.owner_id == owner_id,
        Entry.title == title,
        Entry.state == State.DRAFT.value,
        Entry.created_at > moment,
        Entry.version <= _FIRST_STEP,
    )
    loads = (*kind.load, *kind.load_own, selectinload(Entry.translations))
    return session.scalar(statement.order_by(Entry.id.desc()).limit(1).options(*loads))
