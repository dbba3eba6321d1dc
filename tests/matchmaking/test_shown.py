"""Counting who stood among the first ten, and forgetting it."""

from __future__ import annotations

from datetime import timedelta

from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ecosystem.kernel import clock
from ecosystem.kernel.db.transaction import transaction
from ecosystem.kernel.jobs.worker import Worker
from ecosystem.matchmaking.models import Shown
from ecosystem.matchmaking.queries_pages import shown
from ecosystem.matchmaking.service_shown import FORGET_SHOWN, forget_shown, note_shown
from tests.matchmaking.world import Market


def test_each_page_counts_once_a_day(app: Flask, market: Market, session: Session) -> None:
    startups = [market.startup(), market.startup()]
    first, second = (one.id for one in startups)
    for ids in ([second, first, first], [first], []):
        with transaction():
            note_shown(session, ids)
    with clock.travel(timedelta(days=1)), transaction():
        note_shown(session, [first])
    assert shown(session, "startup") == {}
    with clock.travel(timedelta(days=1)):
        assert shown(session, "startup") == {startups[0].public_id: 2, startups[1].public_id: 1}
    with clock.travel(timedelta(days=2)):
        assert shown(session, "startup") == {startups[0].public_id: 3, startups[1].public_id: 1}
    with clock.travel(timedelta(days=90)):
        assert shown(session, "startup") == {startups[0].public_id: 1}
    assert shown(session, "investor") == {}


def test_it_is_forgotten_after_ninety_days(worker: Worker, market: Market, session: Session) -> None:
    entry_id = market.startup().id
    with transaction():
        note_shown(session, [entry_id])
    for days, left in ((90, 1), (91, 0)):
        with clock.travel(timedelta(days=days)):
            forget_shown({})
            forget_shown({})
        assert session.scalar(select(func.count()).select_from(Shown)) == left
    assert FORGET_SHOWN in worker.handlers
    assert FORGET_SHOWN in {one.kind for one in worker.scheduled}
