"""Who may act, what is decided stays so, who is written to, what no audit holds."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from ecosystem.introductions import queries, service
from ecosystem.introductions.input import AgreeInput
from ecosystem.introductions.models import Introduction
from ecosystem.introductions.states import Event, State
from ecosystem.kernel.access.actor import OPERATOR, VISITOR, Role
from ecosystem.kernel.access.errors import Forbidden, Invalid, NotFound
from ecosystem.kernel.changes.models import AuditEvent
from ecosystem.kernel.db.transaction import transaction
from ecosystem.kernel.jobs.models import Job
from tests.factories import Factory
from tests.introductions.world import Town, mails

ACTS: dict[str, Callable[[Town, Introduction], None]] = {
    "question": lambda town, one: town.question(one),
    "agree": lambda town, one: town.agree(one),
    "decline": lambda town, one: town.decline(one),
    "withdraw": lambda town, one: town.withdraw(one),
}


@pytest.mark.parametrize("first", ["agree", "decline", "withdraw"])
@pytest.mark.parametrize("second", ACTS)
def test_what_is_decided_stays_so(town: Town, session: Session, first: str, second: str) -> None:
    one = town.ask()
    ACTS[first](town, one)
    told = mails(session)
    with pytest.raises(Invalid):
        ACTS[second](town, one)
    assert mails(session) == told


def test_who_may_act(town: Town, make: Factory) -> None:
    one = town.ask()
    stranger, viewer = town.party("Người lạ"), town.startup.colleague(Role.VIEWER)
    unconfirmed = town.startup.colleague(Role.OWNER, confirmed=False)
    with transaction() as session:
        for actor, error in (
            (stranger.actor, NotFound),
            (VISITOR, NotFound),
            (OPERATOR, NotFound),
            (make.actor(make.user(officer=True)), NotFound),
            (make.actor(viewer), Forbidden),
            (make.actor(unconfirmed), Forbidden),
            (town.fund.actor, Forbidden),
        ):
            with pytest.raises(error):
                service.agree(session, actor, one.public_id, AgreeInput())
        with pytest.raises(Forbidden):
            service.withdraw(session, town.startup.actor, one.public_id)
        assert service.load(session, make.actor(viewer), one.public_id).id == one.id
    assert town.look(one).state == "asked"
    for actor in (make.actor(viewer), make.actor(unconfirmed), VISITOR, OPERATOR):
        with pytest.raises(Forbidden):
            town.ask(town.startup, stranger, actor=actor)


def test_an_officer_stops_it_but_not_of_the_own_organisation(town: Town, make: Factory, session: Session) -> None:
    one, officer = town.ask(), make.user(officer=True)
    with transaction() as open_session:
        with pytest.raises(Forbidden):
            service.stop(open_session, town.fund.actor, one.public_id)
        service.stop(open_session, make.actor(officer), one.public_id)
    assert town.look(one).state == State.STOPPED
    assert mails(session)[-2:] == [("stopped", "asking"), ("stopped", "asked")]
    other = town.ask(asked=town.party("Khác"))
    partial = town.fund.colleague(Role.VIEWER, officer=True)
    with transaction() as open_session, pytest.raises(Forbidden):
        service.stop(open_session, make.actor(partial), other.public_id)


def test_every_owner_and_editor_gets_one_mail_and_nobody_else(town: Town, session: Session) -> None:
    editor = town.startup.colleague(Role.EDITOR)
    town.startup.colleague(Role.VIEWER)
    town.startup.colleague(Role.OWNER, confirmed=False)
    left = town.startup.colleague(Role.OWNER)
    with transaction():
        left.active = False
    town.ask()
    session.rollback()
    jobs = session.scalars(select(Job).where(Job.kind == "mail.send")).all()
    assert [job.payload["params"]["user"] for job in jobs] == [town.startup.user.public_id, editor.public_id]
    assert len({job.payload["event"] for job in jobs}) == 2


def test_words_telephone_and_reasons_are_in_no_audit(town: Town, session: Session) -> None:
    town.agree(town.ask(telephone="0912 345 678", why="Một câu rất riêng tư."), telephone="0987 654 321")
    kept = repr([(row.columns, row.values) for row in session.scalars(select(AuditEvent))])
    assert "introduction" in repr({row.entity for row in session.scalars(select(AuditEvent))})
    for secret in ("0912", "0987", "riêng tư"):
        assert secret not in kept


def test_no_event_happens_but_by_the_table(town: Town) -> None:
    one = town.ask()
    with transaction() as session:
        found = queries.by_public_id(session, one.public_id, lock=True)
        assert found is not None
        for event in (Event.REPLY, Event.MEET, Event.CLOSE):
            with pytest.raises(Invalid):
                service.happen(session, found, event, None, None)
