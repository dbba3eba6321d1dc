"""Every role by every act; the list filter says the same as the check."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from ecosystem.kernel.access.actor import OPERATOR, VISITOR, Actor, Role
from ecosystem.organisations.models import Organisation
from ecosystem.organisations.policy import Action, may, may_create, visible_to
from tests.factories import Factory

OWN, OTHER = Organisation(id=1), Organisation(id=2)
ALLOWED = {
    Role.OWNER: {Action.SEE, Action.EDIT, Action.ACT_FOR, Action.MANAGE, Action.INVITE},
    Role.EDITOR: {Action.SEE, Action.EDIT, Action.ACT_FOR},
    Role.VIEWER: {Action.SEE, Action.ACT_FOR},
}


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("action", Action)
def test_members(role: Role, action: Action) -> None:
    actor = Actor(user_id=7, is_confirmed=True, roles={1: role})
    assert may(actor, action, OWN) is (action in ALLOWED[role])
    assert not may(actor, action, OTHER)


def test_an_unconfirmed_owner_writes_to_nobody() -> None:
    actor = Actor(user_id=7, roles={1: Role.OWNER})
    assert may(actor, Action.MANAGE, OWN)
    assert not may(actor, Action.INVITE, OWN)


@pytest.mark.parametrize("action", Action)
def test_visitors_and_strangers_may_nothing_officers_check(action: Action) -> None:
    for actor in (VISITOR, Actor(user_id=7)):
        assert not may(actor, action, OWN)
    assert may(Actor(user_id=7, is_officer=True), action, OWN) is (action is Action.VERIFY)


@pytest.mark.parametrize("role", Role)
def test_an_officer_never_checks_the_own_organisation(role: Role) -> None:
    officer = Actor(user_id=7, is_officer=True, roles={1: role})
    assert not may(officer, Action.VERIFY, OWN)
    assert may(officer, Action.VERIFY, OTHER)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("action", Action)
def test_for_a_suspended_one_nobody_writes(role: Role, action: Action) -> None:
    actor = Actor(user_id=7, is_confirmed=True, roles={1: role}, suspended=frozenset({1}))
    assert may(actor, action, OWN) is (action in {Action.SEE, Action.ACT_FOR})


def test_the_operator_verifies_and_acts_for_nobody() -> None:
    assert may(OPERATOR, Action.VERIFY, OWN)
    assert not may(OPERATOR, Action.ACT_FOR, OWN)
    assert not may(OPERATOR, Action.INVITE, OWN)


def test_an_account_is_enough_to_create_one() -> None:
    assert may_create(Actor(user_id=7))
    assert not may_create(VISITOR)


@pytest.mark.parametrize("role", Role)
def test_who_wrote_for_a_suspended_one_does_not_go_on_with_another(role: Role) -> None:
    actor = Actor(user_id=7, is_confirmed=True, roles={1: role, 2: Role.OWNER}, suspended=frozenset({1}))
    assert may_create(actor) is (role is Role.VIEWER)


def test_the_filter_and_the_check_agree(make: Factory, session: Session) -> None:
    people = [make.user() for _ in range(3)]
    for person in people[:2]:
        make.organisation(person)
    actors = [make.actor(person) for person in people] + [VISITOR, OPERATOR]
    everything = session.scalars(select(Organisation)).all()
    for actor in actors:
        listed = set(session.scalars(select(Organisation.id).where(visible_to(actor))))
        assert listed == {one.id for one in everything if may(actor, Action.SEE, one)}
