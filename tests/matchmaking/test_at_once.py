"""Two people of one organisation at the same moment, on the database of this run."""

from __future__ import annotations

from datetime import date

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from ecosystem.app import KINDS
from ecosystem.kernel import clock
from ecosystem.matchmaking import service, service_appeals
from ecosystem.matchmaking.input import AppealInput, DismissalInput
from ecosystem.matchmaking.models import Appeal, Dismissal, Shown
from ecosystem.matchmaking.reasons import no_reasons
from ecosystem.matchmaking.service_shown import note_shown
from tests.claims.test_at_once import at_once, let_go
from tests.matchmaking.world import Market


def test_a_match_is_passed_over_once(app: Flask, market: Market, session: Session) -> None:
    own, other, actor = market.own.public_id, market.startup().public_id, market.actor
    content = DismissalInput(reason="thesis")
    let_go(session, market.own, market.user, market.fund)
    acts = [lambda s: service.dismiss(s, actor, KINDS, own, other, content)] * 4
    assert at_once(app, acts) == [""] * 4
    assert len(session.scalars(select(Dismissal)).all()) == 1


def test_a_match_is_appealed_against_once(app: Flask, market: Market, session: Session) -> None:
    own, other, actor = market.own.public_id, market.startup().public_id, market.actor
    content = AppealInput(words="Chúng tôi không làm nông nghiệp.")
    let_go(session, market.own, market.user, market.fund)
    acts = [lambda s: service_appeals.appeal(s, actor, KINDS, own, other, content, no_reasons)] * 4
    assert at_once(app, acts).count("") == 1
    assert len(session.scalars(select(Appeal)).all()) == 1


def test_every_page_is_counted(app: Flask, market: Market, session: Session) -> None:
    ids = [market.startup().id for _ in range(3)]
    let_go(session, market.own)
    acts = [lambda s, turn=turn: note_shown(s, ids[turn:] + ids[:turn]) for turn in (0, 1, 2, 0)]
    assert at_once(app, acts) == [""] * 4
    today: date = clock.today()
    counted = session.scalars(select(Shown).order_by(Shown.entry_id)).all()
    assert [(one.entry_id, one.day, one.count) for one in counted] == [(one, today, 4) for one in sorted(ids)]
