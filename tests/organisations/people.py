"""People of an organisation, and invitations, as the pages make them."""

from __future__ import annotations

import re

from sqlalchemy import select
from sqlalchemy.orm import Session

from ecosystem.accounts.models import User
from ecosystem.kernel import clock
from ecosystem.kernel.access.actor import Role
from ecosystem.kernel.changes.models import AuditEvent
from ecosystem.kernel.db.transaction import transaction
from ecosystem.organisations.invitation_links import link_to
from ecosystem.organisations.models import Invitation, Membership, Organisation
from tests.factories import Factory


def join(make: Factory, organisation: Organisation, role: Role = Role.VIEWER, user: User | None = None) -> User:
    """A new member."""
    joined = user or make.user()
    moment = clock.now()
    with transaction() as session:
        session.add(Membership(organisation_id=organisation.id, user_id=joined.id, role=role.value, created_at=moment))
    return joined


def roles(session: Session, organisation: Organisation) -> dict[int, str]:
    """Everybody's role by the id of the person, as the database has it now."""
    session.rollback()
    session.expire_all()
    statement = select(Membership.user_id, Membership.role).where(Membership.organisation_id == organisation.id)
    return dict(session.execute(statement).all())


def invitation_of(session: Session, email: str) -> Invitation:
    """The one invitation of that address."""
    session.rollback()
    session.expire_all()
    return session.scalars(select(Invitation).where(Invitation.email == email)).one()


def address_of(session: Session, email: str) -> str:
    """The path of the invitation's page."""
    return f"/invitations/{link_to(invitation_of(session, email))}"


def audited(session: Session, table: str) -> list[tuple[str, int | None, dict[str, object]]]:
    """(action, who, values) of what was done to a table, oldest first."""
    session.rollback()
    statement = select(AuditEvent.action, AuditEvent.user_id, AuditEvent.values).where(AuditEvent.table == table)
    return [(action, who, values) for action, who, values in session.execute(statement.order_by(AuditEvent.id))]


def without_tokens(html: str) -> str:
    """A page but for what is new at every opening."""
    return re.sub(r'(name="(?:csrf_token|form_nonce)" value=")[^"]*', r"\1", html)
