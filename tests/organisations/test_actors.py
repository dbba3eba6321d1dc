"""From a session to the actor, in few statements."""

from __future__ import annotations

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event
from sqlalchemy.orm import Session

from ecosystem.kernel.access.actor import Role
from ecosystem.kernel.db.session import db
from tests.factories import Factory, sign_in


def test_the_actor_knows_every_role_and_acts_for_the_first(make: Factory, session: Session) -> None:
    user = make.user(confirmed=False, officer=True)
    first, second = make.organisation(user), make.organisation(user, role=Role.VIEWER)
    actor = make.actor(user)
    assert (actor.user_id, actor.name, actor.is_confirmed, actor.is_officer) == (user.id, user.name, False, True)
    assert actor.roles == {first.id: Role.OWNER, second.id: Role.VIEWER}
    assert actor.organisation_id == first.id


def test_a_choice_that_is_no_longer_ones_own_is_not_followed(make: Factory, session: Session) -> None:
    user = make.user()
    own, other = make.organisation(user), make.organisation(make.user())
    user.acting_for_id = other.id
    session.commit()
    assert make.actor(user).organisation_id == own.id


def test_two_statements_for_a_person_and_none_for_a_visitor(app: Flask, client: FlaskClient, make: Factory) -> None:
    assert about_people(app, client, "/login") == []
    user = make.user()
    make.organisation(user)
    sign_in(client, user)
    client.get("/check-mail/register")
    assert about_people(app, client, "/check-mail/register") == ["user_account", "membership"]


def about_people(app: Flask, client: FlaskClient, page: str) -> list[str]:
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        seen.extend(table for table in ("user_account", "membership") if f"FROM {table}" in statement.replace("\n", ""))

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        client.get(page)
    finally:
        event.remove(engine, "before_cursor_execute", note)
    return seen
