"""Reading memberships and invitations for those who change them; callers have checked who asks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, selectinload

from ecosystem.accounts.models import User
from ecosystem.kernel.access.actor import Role
from ecosystem.organisations.models import Invitation, Membership, Organisation

WRITES: Final = (
    Membership.role.in_([Role.OWNER.value, Role.EDITOR.value]),
    User.active.is_(True),
    User.confirmed_at.is_not(None),
)
"""Who acts for an organisation and is written to: active owners and editors whose address is confirmed."""


def memberships(session: Session, organisation: Organisation) -> list[Membership]:
    """Everybody's membership as the database has it now, in order of joining."""
    statement = select(Membership).where(Membership.organisation_id == organisation.id).order_by(Membership.id)
    return list(session.scalars(statement.execution_options(populate_existing=True)))


def person(session: Session, organisation: Organisation, public_id: str) -> User | None:
    """The member with that public id."""
    statement = select(User).join(Membership, Membership.user_id == User.id)
    return session.scalar(statement.where(Membership.organisation_id == organisation.id, User.public_id == public_id))


def name_of(session: Session, user_id: int) -> str:
    """The name of an account; "" where it is gone."""
    return session.scalar(select(User.name).where(User.id == user_id)) or ""


def belongs(session: Session, organisation: Organisation, email: str) -> bool:
    """Whether the address is that of a member; the same work whether it has an account or not."""
    statement = select(Membership.id).join(User, User.id == Membership.user_id)
    found = session.scalar(statement.where(Membership.organisation_id == organisation.id, User.email == email))
    return found is not None


def waiting(session: Session, organisation: Organisation) -> list[tuple[Invitation, str]]:
    """Invitations neither accepted nor withdrawn, expired ones too, the latest first, with who invited."""
    statement = (
        select(Invitation, User.name)
        .join(User, User.id == Invitation.invited_by_id)
        .where(
            Invitation.organisation_id == organisation.id,
            Invitation.accepted_at.is_(None),
            Invitation.withdrawn_at.is_(None),
        )
        .order_by(Invitation.id.desc())
    )
    return [(one, name) for one, name in session.execute(statement)]


def invitation(session: Session, public_id: str, *, fresh: bool = False) -> Invitation | None:
    """An invitation whatever became of it, with its organisation; `fresh` reads again what is known already."""
    statement = _with_organisation().where(Invitation.public_id == public_id)
    return session.scalar(statement.execution_options(populate_existing=fresh))


def open_to(session: Session, email: str, day: date) -> list[Invitation]:
    """The open invitations of an address, the latest first, with their organisations."""
    statement = _with_organisation().where(
        Invitation.email == email,
        Invitation.accepted_at.is_(None),
        Invitation.withdrawn_at.is_(None),
        Invitation.expires_on >= day,
    )
    return list(session.scalars(statement.order_by(Invitation.id.desc())))


def to_tell(session: Session, organisation_id: int | None) -> Sequence[User]:
    """The people of `WRITES` of an organisation; nobody for None."""
    if organisation_id is None:
        return []
    statement = select(User).join(Membership, Membership.user_id == User.id)
    return session.scalars(
        statement.where(Membership.organisation_id == organisation_id, *WRITES).order_by(User.id)
    ).all()


def locked(session: Session, organisation_id: int) -> Organisation:
    """The organisation, kept from changing its people until the transaction ends."""
    statement = select(Organisation).where(Organisation.id == organisation_id).with_for_update(of=Organisation)
    return session.scalars(statement.execution_options(populate_existing=True)).one()


def _with_organisation() -> Select[Invitation]:
    return select(Invitation).options(selectinload(Invitation.organisation))
