"""Reading organisations, scoped by policy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, exists, or_, select
from sqlalchemy.orm import Session, selectinload

from ecosystem.accounts.models import User
from ecosystem.kernel.access.actor import Actor, Role
from ecosystem.organisations.models import Membership, Organisation, Verification
from ecosystem.organisations.names import folded_name
from ecosystem.organisations.policy import visible_to

_MOST_SIMILAR = 10


@dataclass(frozen=True)
class Member:
    """A person of an organisation, as the others there see them."""

    public_id: str
    name: str
    email: str
    role: Role


def roles_of(session: Session, user_id: int) -> dict[int, Role]:
    """The person's role in each of their organisations, by its id, in order of joining."""
    statement = select(Membership.organisation_id, Membership.role).where(Membership.user_id == user_id)
    return {one: Role(role) for one, role in session.execute(statement.order_by(Membership.id))}


def roles_and_suspended(session: Session, user_id: int) -> tuple[dict[int, Role], frozenset[int]]:
    """The same, and which of those organisations are suspended, by one statement."""
    statement = (
        select(Membership.organisation_id, Membership.role, Organisation.suspended_at)
        .join(Organisation, Organisation.id == Membership.organisation_id)
        .where(Membership.user_id == user_id)
        .order_by(Membership.id)
    )
    rows = session.execute(statement).all()
    roles = {one: Role(role) for one, role, _ in rows}
    return roles, frozenset(one for one, _, suspended_at in rows if suspended_at is not None)


def organisations_of(session: Session, actor: Actor) -> list[Organisation]:
    """The organisations that the actor belongs to, in order of joining."""
    ids = list(actor.roles)
    if not ids:
        return []
    statement = select(Organisation).where(Organisation.id.in_(ids)).options(selectinload(Organisation.verifications))
    return sorted(session.scalars(statement), key=lambda one: ids.index(one.id))


def find(session: Session, actor: Actor, public_id: str, *, lock: bool = False) -> Organisation | None:
    """The organisation, when its own page is open to the actor; `lock` keeps others from changing it meanwhile."""
    statement = select(Organisation).where(Organisation.public_id == public_id, visible_to(actor))
    if lock:
        statement = statement.with_for_update(of=Organisation).execution_options(populate_existing=True)
    return session.scalar(statement)


def to_check(session: Session, actor: Actor, public_id: str, *, lock: bool = False) -> Organisation | None:
    """The organisation with its checks, for those who check organisations: operator and officers."""
    if not (actor.is_operator or actor.is_officer):
        return None
    statement = select(Organisation).where(Organisation.public_id == public_id)
    statement = statement.options(selectinload(Organisation.verifications))
    if lock:
        statement = statement.with_for_update(of=Organisation).execution_options(populate_existing=True)
    return session.scalar(statement)


def unchecked(actor: Actor, day: date) -> Select[Organisation]:
    """Organisations with people, nobody's check of which holds on `day`, the oldest first; never the actor's own."""
    holds = exists().where(Verification.organisation_id == Organisation.id, Verification.valid_until >= day)
    has_people = exists().where(Membership.organisation_id == Organisation.id)
    others = Organisation.id.not_in(list(actor.roles))
    statement = select(Organisation).where(has_people, ~holds, others, Organisation.suspended_at.is_(None))
    return statement.order_by(Organisation.created_at, Organisation.id)


def by_public_id(session: Session, public_id: str) -> Organisation | None:
    """The organisation whoever asks: for jobs alone."""
    return session.scalar(select(Organisation).where(Organisation.public_id == public_id))


def members(session: Session, organisation: Organisation) -> list[Member]:
    """Its people, owners first, in order of joining."""
    statement = (
        select(User.public_id, User.name, User.email, Membership.role)
        .join(Membership, Membership.user_id == User.id)
        .where(Membership.organisation_id == organisation.id)
        .order_by(Membership.id)
    )
    order = list(Role)
    found = [Member(key, name, email, Role(role)) for key, name, email, role in session.execute(statement)]
    return sorted(found, key=lambda member: order.index(member.role))


def similar(
    session: Session, name: str, tax_code: str | None = None, *, besides: int | None = None
) -> Sequence[Organisation]:
    """Organisations of the same name, however it is spelt, or the same tax code; individuals are never shown."""
    key = folded_name(name)
    same = [Organisation.folded_name == key] if key else []
    if tax_code:
        same.append(Organisation.tax_code == tax_code)
    if not same:
        return []
    statement = select(Organisation).where(
        or_(*same), Organisation.kind != "individual", Organisation.id != (besides or 0)
    )
    return session.scalars(statement.order_by(Organisation.id).limit(_MOST_SIMILAR)).all()
