"""Migration 0002 goes down and up with invitations in the tables."""

from __future__ import annotations

import flask_migrate
import sqlalchemy as sa
from flask import Flask

from ecosystem.accounts.models import User
from ecosystem.kernel.db.session import db
from ecosystem.kernel.db.transaction import transaction
from ecosystem.organisations import service_invitations
from ecosystem.organisations.input_invitation import InvitationInput
from tests.factories import Factory


def test_down_and_up_keep_the_accounts(app_context: Flask, make: Factory) -> None:
    owner = make.user()
    own = make.organisation(owner)
    with transaction() as session:
        session.get_one(User, owner.id).comes_as = "startup"
        typed = InvitationInput(email="lan@thu.example", role="editor")
        service_invitations.invite(session, make.actor(owner), own.public_id, typed, "vi")
    email = owner.email
    db.session.remove()
    flask_migrate.downgrade(revision="0001")
    assert not sa.inspect(db.engine).has_table("invitation")
    flask_migrate.upgrade()
    found = db.session.execute(sa.select(User.email, User.comes_as)).one()
    assert tuple(found) == (email, None)
