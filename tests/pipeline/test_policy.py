"""Who may what: every role and relation, default no; the condition for lists says the same."""

from __future__ import annotations

import itertools

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from ecosystem.kernel.access.actor import OPERATOR, VISITOR, Actor, Role
from ecosystem.pipeline.models import Card, Note
from ecosystem.pipeline.policy import Action, may, may_change_note, visible_to
from tests.factories import Factory
from tests.pipeline.world import Fund, fund_of

OURS, THEIRS = 7, 8
ALLOWED = {
    Role.OWNER: {Action.SEE, Action.WRITE, Action.SHAPE},
    Role.EDITOR: {Action.SEE, Action.WRITE},
    Role.VIEWER: {Action.SEE},
}


@pytest.mark.parametrize(("role", "action"), list(itertools.product(Role, Action)))
def test_the_people_of_an_organisation(role: Role, action: Action) -> None:
    actor = Actor(user_id=1, roles={OURS: role}, organisation_id=OURS)
    assert may(actor, action, OURS) is (action in ALLOWED[role])
    assert not may(actor, action, THEIRS)


@pytest.mark.parametrize("action", Action)
def test_nobody_else(action: Action) -> None:
    outsiders = (VISITOR, OPERATOR, Actor(user_id=1), Actor(user_id=1, is_officer=True, is_confirmed=True))
    assert not any(may(actor, action, place) for actor in outsiders for place in (OURS, None))


@pytest.mark.parametrize(("role", "is_author"), list(itertools.product([*Role, None], [True, False])))
def test_a_note_is_changed_by_its_author_while_writing_here(role: Role | None, is_author: bool) -> None:
    actor = Actor(user_id=1, roles={} if role is None else {OURS: role})
    note, card = Note(user_id=1 if is_author else 2, text=""), Card(organisation_id=OURS)
    assert may_change_note(actor, note, card) is (is_author and role in {Role.OWNER, Role.EDITOR})
    assert not may_change_note(OPERATOR, note, card)


def test_lists_hold_what_may_be_seen(fund: Fund, make: Factory, session: Session) -> None:
    card, other = fund.card(), fund_of(make, "Quỹ Khác").card()
    actors = [make.actor(user) for user in (fund.owner, fund.viewer, make.user(officer=True))]
    for actor in (*actors, OPERATOR, VISITOR):
        seen = set(session.scalars(select(Card.id).where(visible_to(actor))))
        assert seen == {one.id for one in (card, other) if may(actor, Action.SEE, one.organisation_id)}
