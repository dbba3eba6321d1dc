"""Reading introductions, under the viewer's scope; what jobs and mails read stands at the end."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from ecosystem.accounts.models import User
from ecosystem.catalogue.models import Entry
from ecosystem.catalogue.models import State as EntryState
from ecosystem.introductions.models import Happening, Introduction, OrganisationBlock, pair_of
from ecosystem.introductions.policy import QUIET_AFTER_NO, WINDOW, Standing, visible_to
from ecosystem.introductions.states import ALLOW, OPEN, WAITING, State
from ecosystem.kernel import clock
from ecosystem.kernel.access.actor import Actor
from ecosystem.organisations.models import Membership, Organisation
from ecosystem.organisations.queries_people import WRITES

_OPEN = [one.value for one in State if one in OPEN]
_WAITING = [one.value for one in State if one in WAITING]


def find(session: Session, actor: Actor, public_id: str, *, lock: bool = False) -> Introduction | None:
    """The introduction that the actor may see, with its entries, organisations and people.

    `lock` reads it anew and keeps others from changing it until the transaction ends.
    """
    return session.scalar(_locked(_whole().where(Introduction.public_id == public_id, visible_to(actor)), lock=lock))


def of_actor(session: Session, actor: Actor, *conditions: ColumnElement[bool], limit: int) -> Sequence[Introduction]:
    """Those that the actor may see: what has to be answered first by its last day, then the latest changed."""
    is_waiting = Introduction.state.in_(_WAITING)
    last_day = case((is_waiting, Introduction.answer_by))
    order = (is_waiting.desc(), last_day, Introduction.changed_at.desc(), Introduction.id.desc())
    return session.scalars(_whole().where(visible_to(actor), *conditions).order_by(*order).limit(limit)).all()


def number_waiting(session: Session, actor: Actor) -> int:
    """How many wait for an answer of the actor's organisations, today at the latest; one statement."""
    mine = list(actor.roles)
    asked = and_(Introduction.asked_id.in_(mine), Introduction.state.in_([State.ASKED.value, State.REPLIED.value]))
    asking = and_(Introduction.asking_id.in_(mine), Introduction.state == State.QUESTIONED.value)
    is_mine = and_(or_(asked, asking), Introduction.answer_by >= clock.today())
    return session.scalar(select(func.count(Introduction.id)).where(is_mine)) or 0


def happenings(session: Session, introduction: Introduction) -> Sequence[Happening]:
    """What happened to it, in order."""
    statement = select(Happening).where(Happening.introduction_id == introduction.id)
    return session.scalars(statement.order_by(Happening.at, Happening.id)).all()


def asked_entry(session: Session, public_id: str) -> Entry | None:
    """A public entry of any kind, with its owner."""
    statement = select(Entry).where(Entry.public_id == public_id, Entry.state == EntryState.PUBLIC.value)
    return session.scalar(statement.options(joinedload(Entry.owner)))


def own_entries(session: Session, organisation_id: int) -> Sequence[Entry]:
    """The organisation's public entries by title: what it may ask for."""
    statement = select(Entry).where(Entry.owner_id == organisation_id, Entry.state == EntryState.PUBLIC.value)
    return session.scalars(
        statement.options(selectinload(Entry.translations)).order_by(Entry.title_key, Entry.id)
    ).all()


def lock_pair(session: Session, one_id: int, other_id: int) -> None:
    """Let whoever asks between the two organisations, or for one of them, do so after the other."""
    ids = sorted({one_id, other_id})
    statement = select(Organisation.id).where(Organisation.id.in_(ids)).order_by(Organisation.id)
    session.execute(statement.with_for_update(of=Organisation)).all()


def standing(session: Session, actor: Actor, organisation_id: int, entry: Entry) -> Standing:
    """What stands between the organisation and asking the entry's owner; seven statements."""
    owner_id = entry.owner_id
    if owner_id is None:
        return Standing()
    if owner_id == organisation_id or actor.belongs_to(owner_id):
        return Standing(is_own=True)
    window = clock.now() - WINDOW
    asked = session.scalars(
        select(Introduction.asked_at)
        .where(Introduction.asking_id == organisation_id, Introduction.asked_at > window)
        .order_by(Introduction.asked_at)
    ).all()
    declined = session.scalar(
        select(func.max(Introduction.changed_at)).where(
            Introduction.asking_id == organisation_id,
            Introduction.asked_id == owner_id,
            Introduction.state == State.DECLINED.value,
        )
    )
    own = session.get(Organisation, organisation_id, options=[selectinload(Organisation.verifications)])
    return Standing(
        is_answered_for=bool(session.scalar(select(exists(_people(owner_id).with_only_columns(User.id))))),
        is_blocked=is_blocked(session, organisation_id, owner_id),
        is_stopped=bool(session.scalar(select(_stopped_between(organisation_id, owner_id)))),
        open_id=_open_between(session, organisation_id, owner_id),
        declined_on=declined.astimezone(clock.HANOI).date() if declined else None,
        asked_lately=len(asked),
        frees_on=(asked[0] + WINDOW).astimezone(clock.HANOI).date() if asked else None,
        is_verified=own is not None and own.verification_on(clock.today()) is not None,
    )


def is_blocked(session: Session, one_id: int, other_id: int) -> bool:
    """Whether either organisation blocked the other."""
    either = or_(
        and_(OrganisationBlock.organisation_id == one_id, OrganisationBlock.blocked_id == other_id),
        and_(OrganisationBlock.organisation_id == other_id, OrganisationBlock.blocked_id == one_id),
    )
    return bool(session.scalar(select(exists().where(either))))


def block(session: Session, organisation_id: int, blocked_id: int) -> OrganisationBlock | None:
    return session.scalar(
        select(OrganisationBlock).where(
            OrganisationBlock.organisation_id == organisation_id, OrganisationBlock.blocked_id == blocked_id
        )
    )


def blocks(session: Session, organisation_ids: Collection[int]) -> Sequence[OrganisationBlock]:
    """Whom these organisations block, the latest first."""
    statement = select(OrganisationBlock).where(OrganisationBlock.organisation_id.in_(organisation_ids))
    latest_first = (OrganisationBlock.created_at.desc(), OrganisationBlock.id.desc())
    return session.scalars(statement.options(joinedload(OrganisationBlock.blocked)).order_by(*latest_first)).all()


def entries_asked(session: Session, organisation_ids: Collection[int]) -> Mapping[int, frozenset[str]]:
    """For each organisation the public ids of all entries of those whom it asked, or who asked it, while that is open
    and for 90 days after it ended in any other way than by being taken back. One statement.
    """
    ended = Introduction.state.not_in([*_OPEN, State.WITHDRAWN.value])
    counts = or_(Introduction.state.in_(_OPEN), and_(ended, Introduction.changed_at > clock.now() - QUIET_AFTER_NO))
    mine = or_(Introduction.asking_id.in_(organisation_ids), Introduction.asked_id.in_(organisation_ids))
    statement = (
        select(Introduction.asking_id, Introduction.asked_id, Entry.owner_id, Entry.public_id)
        .join(Entry, or_(Entry.owner_id == Introduction.asking_id, Entry.owner_id == Introduction.asked_id))
        .where(mine, counts)
    )
    found: dict[int, set[str]] = {one: set() for one in organisation_ids}
    for asking_id, asked_id, owner_id, public_id in session.execute(statement):
        own_id = asking_id if owner_id == asked_id else asked_id
        if own_id in found:
            found[own_id].add(public_id)
    return {one: frozenset(asked) for one, asked in found.items()}


def people(session: Session, organisation_id: int) -> Sequence[User]:
    """Who is written to and may answer: active, confirmed owners and editors, in order of joining."""
    return session.scalars(_people(organisation_id)).all()


def answered_for(session: Session, organisation_ids: Collection[int]) -> set[int]:
    """Those of the organisations that have somebody who may answer; one statement."""
    statement = select(Membership.organisation_id).join(User, Membership.user_id == User.id).distinct()
    statement = statement.where(Membership.organisation_id.in_(organisation_ids), *WRITES)
    return set(session.scalars(statement))


def by_public_id(session: Session, public_id: str, *, lock: bool = False) -> Introduction | None:
    """The introduction whoever asks: for jobs, and for what officers are told of."""
    return session.scalar(_locked(_whole().where(Introduction.public_id == public_id), lock=lock))


def by_id(session: Session, key: int) -> Introduction | None:
    """The same by its key."""
    return session.scalar(_whole().where(Introduction.id == key))


def happening(session: Session, public_id: str) -> tuple[Happening, Introduction] | None:
    """What a mail is about: for jobs alone."""
    found = session.execute(
        select(Happening, Introduction.public_id)
        .join(Introduction, Introduction.id == Happening.introduction_id)
        .where(Happening.public_id == public_id)
    ).one_or_none()
    whole = by_public_id(session, found[1]) if found is not None else None
    return (found[0], whole) if found is not None and whole is not None else None


def due(session: Session, day: date) -> Sequence[str]:
    """The introductions of which the clock has something to say on that day, by public id; the longest due first."""
    is_waiting = Introduction.state.in_(_WAITING)
    is_due = or_(
        and_(is_waiting, or_(Introduction.answer_by < day, Introduction.remind_on <= day)),
        and_(Introduction.state == State.AGREED.value, Introduction.ask_met_on <= day),
    )
    return session.scalars(
        select(Introduction.public_id).where(is_due).order_by(Introduction.answer_by, Introduction.id)
    ).all()


def _open_between(session: Session, one_id: int, other_id: int) -> str:
    pair = Introduction.pair == pair_of(one_id, other_id)
    return session.scalar(select(Introduction.public_id).where(pair, Introduction.state.in_(_OPEN))) or ""


def _stopped_between(one_id: int, other_id: int) -> ColumnElement[bool]:
    """Whether an officer ended an introduction between the two, and nobody has undone that."""
    is_undone = exists().where(Happening.introduction_id == Introduction.id, Happening.event == ALLOW)
    ended = and_(Introduction.pair == pair_of(one_id, other_id), Introduction.state == State.STOPPED.value)
    return exists().where(ended, ~is_undone)


def _people(organisation_id: int) -> Select[User]:
    return (
        select(User)
        .join(Membership, Membership.user_id == User.id)
        .where(Membership.organisation_id == organisation_id, *WRITES)
        .order_by(Membership.id)
    )


def _whole() -> Select[Introduction]:
    organisations = (joinedload(Introduction.asking), joinedload(Introduction.asked))
    entries = (
        joinedload(Introduction.entry).selectinload(Entry.translations),
        joinedload(Introduction.own_entry).selectinload(Entry.translations),
    )
    people = (joinedload(Introduction.asker), joinedload(Introduction.answerer))
    return select(Introduction).options(*organisations, *entries, *people)


def _locked(statement: Select[Introduction], *, lock: bool) -> Select[Introduction]:
    if not lock:
        return statement
    return statement.with_for_update(of=Introduction).execution_options(populate_existing=True)
