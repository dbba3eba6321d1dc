"""Two operators, or two browsers, at the same moment, on the database of this run."""

from __future__ import annotations

import contextvars
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from ecosystem.catalogue.models import Entry
from ecosystem.claims import service
from ecosystem.claims.models import Claim, State
from ecosystem.kernel.access.acting import act_as
from ecosystem.kernel.access.actor import OPERATOR
from ecosystem.kernel.access.errors import Invalid
from ecosystem.kernel.db.session import db
from ecosystem.kernel.db.transaction import transaction
from ecosystem.kernel.jobs.models import Job
from ecosystem.organisations.models import Membership
from tests.claims.world import Registry
from tests.factories import Factory

Act = Callable[[Session], object]


def _accept(public_id: str, session: Session) -> None:
    service.accept(session, OPERATOR, public_id)


def at_once(app: Flask, acts: Sequence[Act]) -> list[str]:
    """Each in a thread and a context of its own, all at the same moment; "" for one that was done, else why not."""
    start = Barrier(len(acts))

    def run(act: Act) -> str:
        with app.app_context(), act_as(OPERATOR):
            start.wait()
            try:
                with transaction() as session:
                    act(session)
            except Invalid as error:
                return str(error)
            finally:
                db.session.remove()
            return ""

    with ThreadPoolExecutor(len(acts)) as pool:
        futures = [pool.submit(contextvars.Context().run, run, act) for act in acts]
        return [future.result(timeout=60) for future in futures]


def let_go(session: Session, *rows: object) -> None:
    """So that no thread reads through the session of another."""
    for row in rows:
        session.refresh(row)
    session.expunge_all()
    session.rollback()


@pytest.mark.parametrize("shape", ["one entry", "one owner without people"])
def test_of_two_acceptances_one_is_done(
    app: Flask, registry: Registry, make: Factory, session: Session, shape: str
) -> None:
    owner = make.organisation() if shape == "one owner without people" else None
    entries = [registry.entry(owner)] * 2 if owner is None else [registry.entry(owner), registry.entry(owner)]
    claimants = [registry.claimant(), registry.claimant()]
    claims = [registry.claim(entry, claimant) for entry, claimant in zip(entries, claimants, strict=True)]
    acts = [partial(_accept, claim.public_id) for claim in claims]
    session.rollback()
    outcomes = at_once(app, acts)
    assert sorted(map(bool, outcomes)) == [False, True], outcomes
    session.expire_all()
    assert sorted(session.scalars(select(Claim.state))) == [State.ACCEPTED, State.REFUSED]
    winner = claimants[outcomes.index("")]
    if owner is None:
        assert session.scalars(select(Entry.owner_id)).all() == [winner.organisation.id]
    else:
        people = select(Membership.user_id).where(Membership.organisation_id == owner.id)
        assert session.scalars(people).all() == [winner.user.id]
    assert len(session.scalars(select(Job).where(Job.kind == "mail.send")).all()) == 2


def test_of_accepting_and_withdrawing_one_is_done(app: Flask, registry: Registry, session: Session) -> None:
    entry, claimant = registry.entry(), registry.claimant()
    public_id, actor = registry.claim(entry, claimant).public_id, registry.make.actor(claimant.user)
    session.rollback()
    outcomes = at_once(app, [partial(_accept, public_id), lambda s: service.withdraw(s, actor, public_id)])
    assert sorted(map(bool, outcomes)) == [False, True], outcomes
    session.expire_all()
    state = session.scalars(select(Claim.state)).one()
    owned = session.scalars(select(Entry.owner_id)).one()
    assert (state, owned) in {(State.ACCEPTED, claimant.organisation.id), (State.WITHDRAWN, None)}


def test_four_clicks_make_one_claim(app: Flask, registry: Registry, session: Session) -> None:
    entry, claimant = registry.entry(), registry.claimant()
    let_go(session, entry, claimant.user, claimant.organisation)
    outcomes = at_once(app, [lambda _s: registry.claim(entry, claimant)] * 4)
    assert outcomes.count("") == 1
    session.expire_all()
    assert len(session.scalars(select(Claim)).all()) == 1
