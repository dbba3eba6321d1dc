"""People of one organisation at the same moment, on the database of this run."""

from __future__ import annotations

from functools import partial

from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ecosystem.app import KINDS
from ecosystem.kernel.access.actor import Actor
from ecosystem.kernel.access.errors import Conflict, Invalid, NotFound
from ecosystem.kernel.jobs.models import Job
from ecosystem.organisations import service_people
from ecosystem.organisations.models import Organisation
from ecosystem.pipeline import queries, service, service_stages
from ecosystem.pipeline.input import CardInput
from ecosystem.pipeline.models import Card, Source, Stage
from ecosystem.pipeline.reminding import remind
from tests.claims.test_at_once import Act, at_once
from tests.pipeline.test_reminding import in_the_morning
from tests.pipeline.world import Fund


def _add(actor: Actor, organisation: int, entry: str, session: Session) -> None:
    found = queries.public_entry(session, entry)
    assert found is not None
    own = session.get_one(Organisation, organisation)
    service.add(session, actor, KINDS, own, found, source=Source.PAGE)


def _save(actor: Actor, card: str, filled_with: str, words: str, session: Session) -> None:
    try:
        service.save(session, actor, card, CardInput(next_step=words), filled_with)
    except Conflict as conflict:
        raise Invalid({"": conflict.message}) from conflict


def _move(actor: Actor, card: str, stage: str, session: Session) -> None:
    try:
        service.move(session, actor, card, stage, "new")
    except (Conflict, NotFound) as error:
        raise Invalid({"": error.message}) from error


def test_eight_clicks_make_one_card_and_one_set_of_stages(app: Flask, fund: Fund, session: Session) -> None:
    act = partial(_add, fund.actor(), fund.organisation.id, fund.startup().public_id)
    session.rollback()
    assert at_once(app, [act] * 8) == [""] * 8
    session.expire_all()
    assert session.scalar(select(func.count(Card.id))) == 1
    assert session.scalar(select(func.count(Stage.id))) == 6


def test_of_two_who_write_one_learns_of_the_other(app: Flask, fund: Fund, session: Session) -> None:
    card, actor = fund.card().public_id, fund.actor()
    seen = service.base(service.values_of(service.load(session, actor, card)))
    session.rollback()
    outcomes = at_once(app, [partial(_save, actor, card, seen, words) for words in ("Gọi", "Viết")])
    assert sorted(map(bool, outcomes)) == [False, True]
    session.expire_all()
    assert session.scalars(select(Card.next_step)).one() == ("Gọi", "Viết")[outcomes.index("")]


def test_of_two_who_move_one_learns_of_the_other(app: Flask, fund: Fund, session: Session) -> None:
    card, actor = fund.card().public_id, fund.actor()
    session.rollback()
    outcomes = at_once(app, [partial(_move, actor, card, stage) for stage in ("met", "diligence")])
    assert sorted(map(bool, outcomes)) == [False, True]


def test_no_card_is_lost_with_its_stage(app: Flask, fund: Fund, session: Session) -> None:
    """One moves a card into a stage while the owner removes it: it is either not moved or moved on."""
    cards = [fund.card().public_id for _ in range(3)]
    actor, owner, own = fund.actor(), fund.actor(fund.owner), fund.id
    session.rollback()
    acts: list[Act] = [partial(_move, actor, card, "met") for card in cards]
    acts.append(lambda s: service_stages.remove_stage(s, owner, own, "met", "diligence"))
    assert at_once(app, acts)[-1] in {"", "Please choose where its cards go"}
    session.expire_all()
    stages = dict(session.execute(select(Stage.id, Stage.key)).all())
    assert "met" not in stages.values()
    found = [stages[stage_id] for stage_id in session.scalars(select(Card.stage_id))]
    assert len(found) == 3
    assert set(found) <= {"new", "diligence"}


def test_two_workers_remind_once(app: Flask, fund: Fund, session: Session) -> None:
    with in_the_morning() as day:
        fund.write(fund.card(), assignee=fund.editor.public_id, next_on=day)
        session.rollback()
    # Threads begin with a clock of their own.

    def act(_session: Session) -> None:
        with in_the_morning():
            remind({})

    assert at_once(app, [act] * 4) == [""] * 4
    session.expire_all()
    assert session.scalar(select(func.count(Job.id)).where(Job.kind == "mail.send")) == 1


def test_who_is_being_removed_takes_care_of_nothing_afterwards(app: Flask, fund: Fund, session: Session) -> None:
    card, owner, own = fund.card().public_id, fund.actor(fund.owner), fund.id
    leaving, seen = fund.editor.public_id, service.base(CardInput().model_dump())
    session.rollback()

    def assign(s: Session) -> None:
        service.save(s, owner, card, CardInput(assignee=leaving), seen)

    outcomes = at_once(app, [assign, lambda s: service_people.remove(s, owner, own, leaving)])
    assert outcomes[1] == ""
    session.expire_all()
    assert session.scalars(select(Card.assignee_id)).one() is None
