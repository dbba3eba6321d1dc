"""Which introductions a side learns nothing of, since the servers of its addresses refuse mail for them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, exists, func, or_, select
from sqlalchemy.orm import Session, joinedload

from ecosystem.accounts.models import User
from ecosystem.introductions.models import Introduction
from ecosystem.introductions.states import OPEN, Side
from ecosystem.kernel.access.actor import Actor
from ecosystem.kernel.mail.models import EVERYTHING, SuppressedAddress
from ecosystem.mailing.links import INTRODUCTIONS
from ecosystem.organisations.models import Membership, Organisation
from ecosystem.organisations.queries_people import WRITES


@dataclass(frozen=True)
class Undelivered:
    """An open introduction and its sides that no mail reaches, each since when."""

    about: Introduction
    sides: Sequence[tuple[Side, Organisation, datetime]]


def unreached_since(session: Session, organisation_ids: Collection[int]) -> Mapping[int, datetime]:
    """Those of the organisations whose people all have addresses that refuse mail: since when nobody is reached.

    People are those who are written to about introductions. One statement.
    """
    refused = and_(
        SuppressedAddress.address == func.lower(User.email),
        SuppressedAddress.scope == EVERYTHING,
    )
    statement = (
        select(Membership.organisation_id, func.max(SuppressedAddress.created_at))
        .join(User, Membership.user_id == User.id)
        .outerjoin(SuppressedAddress, refused)
        .where(Membership.organisation_id.in_(organisation_ids), *WRITES)
        .group_by(Membership.organisation_id)
        .having(func.count(SuppressedAddress.address) == func.count(User.id))
    )
    return {row[0]: row[1] for row in session.execute(statement)}


def without_mails(session: Session, organisation_ids: Collection[int]) -> set[int]:
    """Those of the organisations of whose people nobody gets mails about introductions: each has stopped them, or has
    an address that refuses mail. Two statements.
    """
    nothing = exists().where(
        SuppressedAddress.address == func.lower(User.email), SuppressedAddress.scope.in_([EVERYTHING, INTRODUCTIONS])
    )
    people = select(Membership.organisation_id).join(User, Membership.user_id == User.id)
    people = people.where(Membership.organisation_id.in_(organisation_ids), *WRITES)
    reached = set(session.scalars(people.where(~nothing)))
    return set(session.scalars(people)) - reached


def undelivered(session: Session, actor: Actor) -> list[Undelivered]:
    """The open introductions, of others than the officer's organisations, with a side that no mail reaches; the one
    that has been so for longest first. Nothing for who is no officer.
    """
    if not actor.may_decide_on():
        return []
    own = list(actor.roles)
    statement = select(Introduction).options(joinedload(Introduction.asking), joinedload(Introduction.asked))
    statement = statement.where(Introduction.state.in_([one.value for one in OPEN]))
    statement = statement.where(Introduction.asking_id.not_in(own), Introduction.asked_id.not_in(own))
    refusing = select(Membership.organisation_id).join(User, Membership.user_id == User.id)
    refusing = refusing.join(SuppressedAddress, SuppressedAddress.address == func.lower(User.email))
    refusing = refusing.where(SuppressedAddress.scope == EVERYTHING)
    concerned = or_(Introduction.asking_id.in_(refusing), Introduction.asked_id.in_(refusing))
    found = session.scalars(statement.where(concerned).order_by(Introduction.id)).all()
    unreached = unreached_since(session, {key for one in found for key in (one.asking_id, one.asked_id)})
    rows = [Undelivered(one, sides) for one in found if (sides := _sides(one, unreached))]
    return sorted(rows, key=lambda row: (min(since for _side, _organisation, since in row.sides), row.about.id))


def _sides(about: Introduction, unreached: Mapping[int, datetime]) -> list[tuple[Side, Organisation, datetime]]:
    organisations = {Side.ASKING: about.asking, Side.ASKED: about.asked}
    return [(side, one, unreached[one.id]) for side, one in organisations.items() if one.id in unreached]
