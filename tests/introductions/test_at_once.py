"""Many people and the clock act on the same introduction at the same moment, on the database of this run."""

from __future__ import annotations

import contextvars
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, time, timedelta
from functools import partial
from threading import Barrier
from urllib.parse import urlsplit

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ecosystem.introductions import service
from ecosystem.introductions.input import AgreeInput, DeclineInput, RequestInput
from ecosystem.introductions.links import TalkAct, talk_url
from ecosystem.introductions.models import Happening, Introduction
from ecosystem.introductions.models_talk import IntroductionMessage, IntroductionTime
from ecosystem.introductions.service_deadlines import watch
from ecosystem.introductions.states import ENDINGS
from ecosystem.kernel import clock
from ecosystem.kernel.access.actor import Actor, Role
from ecosystem.kernel.access.errors import Invalid
from ecosystem.kernel.db.session import db
from ecosystem.kernel.db.transaction import current_session, transaction
from ecosystem.kernel.jobs.models import Job
from ecosystem.matchmaking.reasons import no_reasons
from tests.claims.test_at_once import let_go
from tests.factories import hidden, sign_in
from tests.introductions.test_talk import TIMES, write
from tests.introductions.world import SAID, Town

THREADS = 24
ROUNDS = 6
Act = Callable[[], object]


def at_once(app: Flask, acts: Sequence[Act]) -> list[str]:
    """Each in a thread and a context of its own, all at the same moment; "" for one that was done, else why not."""
    start = Barrier(len(acts))

    def run(act: Act) -> str:
        with app.app_context():
            start.wait()
            try:
                act()
            except Invalid as error:
                return str(error)
            finally:
                db.session.remove()
            return ""

    with ThreadPoolExecutor(len(acts)) as pool:
        futures = [pool.submit(contextvars.Context().run, run, act) for act in acts]
        return [future.result(timeout=120) for future in futures]


def _agree(actor: Actor, public_id: str) -> None:
    with transaction() as session:
        service.agree(session, actor, public_id, AgreeInput())


def _decline(actor: Actor, public_id: str) -> None:
    with transaction() as session:
        service.decline(session, actor, public_id, DeclineInput(reason="timing"))


def _withdraw(actor: Actor, public_id: str) -> None:
    with transaction() as session:
        service.withdraw(session, actor, public_id)


def _close(after: timedelta) -> None:
    """The clock of this worker alone is behind the last day."""
    with clock.travel(after):
        watch({})


def test_of_24_at_once_one_decides_and_each_is_told_once(app: Flask, town: Town, session: Session) -> None:
    asked, asking = town.startup.actor, town.fund.actor
    for _ in range(ROUNDS):
        one = town.ask()
        public_id, key = one.public_id, one.id
        last = datetime.combine(one.answer_by, time(0, 0), clock.HANOI) + timedelta(days=1, minutes=1) - clock.now()
        acts: list[Act] = [
            *[partial(_agree, asked, public_id)] * 6,
            *[partial(_decline, asked, public_id)] * 6,
            *[partial(_withdraw, asking, public_id)] * 6,
            *[partial(_close, last)] * 6,
        ]
        session.rollback()
        outcomes = at_once(app, acts)
        session.rollback()
        session.expire_all()
        endings = session.scalars(
            select(Happening.event).where(Happening.introduction_id == key, Happening.event.in_(ENDINGS))
        ).all()
        assert len(endings) == 1, (endings, outcomes)
        assert outcomes[:18].count("") == (0 if endings[0] == "expire" else 1)
        noted = session.scalars(select(Happening.public_id).where(Happening.introduction_id == key)).all()
        mails = [job.payload for job in session.scalars(select(Job).where(Job.kind == "mail.send"))]
        about = [one["event"] for one in mails if one["params"]["happening"] in noted]
        assert len(about) == len(set(about)) == 1 + {"agree": 2, "decline": 1, "withdraw": 1, "expire": 2}[endings[0]]
        _forget(session)


def _forget(session: Session) -> None:
    """So that the next round may ask again."""
    with transaction():
        for one in session.scalars(select(Introduction)):
            session.delete(one)


def test_24_clicks_make_one_request_and_one_mail(app: Flask, town: Town, session: Session) -> None:
    actor, organisation_id, entry = town.fund.actor, town.fund.organisation.id, town.startup.entry.public_id
    let_go(session, town.fund.entry, town.startup.entry, town.fund.organisation, town.startup.organisation)

    def ask() -> None:
        with transaction() as own:
            content = RequestInput.model_validate(SAID)
            service.ask(own, actor, organisation_id, service.Asked(entry), content, no_reasons)

    outcomes = at_once(app, [ask] * THREADS)
    assert outcomes.count("") == 1
    assert session.scalar(select(func.count(Introduction.id))) == 1
    assert session.scalar(select(func.count(Job.id)).where(Job.kind == "mail.send")) == 1


def test_the_limit_holds_when_many_are_asked_at_once(app: Flask, town: Town, session: Session) -> None:
    entries = [town.party(f"Công ty {number}").entry.public_id for number in range(12)]
    actor, organisation_id = town.fund.actor, town.fund.organisation.id
    session.expunge_all()
    session.rollback()

    def ask(entry: str) -> None:
        with transaction() as own:
            content = RequestInput.model_validate(SAID)
            service.ask(own, actor, organisation_id, service.Asked(entry), content, no_reasons)

    outcomes = at_once(app, [partial(ask, entry) for entry in entries])
    assert outcomes.count("") == 3
    assert session.scalar(select(func.count(Introduction.id))) == 3


def test_two_who_ask_each_other_at_once_get_one_introduction(app: Flask, town: Town, session: Session) -> None:
    sides = [(town.fund, town.startup), (town.startup, town.fund)] * 4
    told = [(one.actor, one.organisation.id, other.entry.public_id) for one, other in sides]
    session.expunge_all()
    session.rollback()

    def ask(actor: Actor, organisation_id: int, entry: str) -> None:
        with transaction() as own:
            content = RequestInput.model_validate(SAID)
            service.ask(own, actor, organisation_id, service.Asked(entry), content, no_reasons)

    outcomes = at_once(app, [partial(ask, *one) for one in told])
    assert outcomes.count("") == 1
    assert session.scalar(select(func.count(Introduction.id))) == 1


def test_a_form_posted_eight_times_at_once_asks_once_and_all_are_led_to_it(app: Flask, town: Town) -> None:
    """Case E01, by the page; the same words sent again from a new form are another message."""
    browser = sign_in(app.test_client(), town.fund.user)
    asking = f"/introductions/new/{town.startup.entry.public_id}"
    answers = posted_at_once(app, browser, asking, SAID, 8)
    assert {status for status, _ in answers} == {303}
    assert len({location for _, location in answers}) == 1
    session = current_session()
    session.rollback()
    one = session.scalars(select(Introduction)).one()
    assert session.scalar(select(func.count(Job.id)).where(Job.kind == "mail.send")) == 1
    town.agree(one)
    for count in (1, 2):
        posted_at_once(app, browser, f"/introductions/{one.public_id}/message", {"words": "Hẹn thứ Năm nhé"}, 4)
        session.rollback()
        assert session.scalar(select(func.count(IntroductionMessage.id))) == count


def test_of_answers_from_several_mailboxes_at_once_one_is_sent(app: Flask, town: Town, session: Session) -> None:
    """Of one side, each by a link and in words of its own."""
    people = [town.startup.user, *(town.startup.colleague(Role.EDITOR) for _ in range(3))]
    one = town.ask()
    town.agree(one)
    write(one, town.fund)
    known, about = one.public_id, session.scalars(select(IntroductionMessage.public_id)).one()
    days = {
        user.public_id: {**TIMES, **{f"day_{n}": f"2099-0{place + 1}-1{n}" for n in (1, 2, 3)}}
        for place, user in enumerate(people)
    }
    session.rollback()

    def post(act: TalkAct, user: str, about: str, said: Mapping[str, str]) -> None:
        path = urlsplit(talk_url(act, known, user, about, "vi")).path
        assert app.test_client().post(path, data=said).status_code in {200, 303}

    at_once(app, [partial(post, TalkAct.WRITE, user, about, {"words": user}) for user in days])
    at_once(app, [partial(post, TalkAct.PROPOSE, user, "", said) for user, said in days.items()])
    assert session.scalar(select(func.count(IntroductionMessage.id))) == 2
    assert session.scalar(select(func.count(IntroductionTime.id))) == 3


def posted_at_once(
    app: Flask, browser: FlaskClient, path: str, said: Mapping[str, str], times: int
) -> list[tuple[int, str | None]]:
    """One form, opened once and posted by several connections of one browser; status and where each is led."""
    html = browser.get(path).text
    fields = {**said, **{name: hidden(html, name) for name in ("csrf_token", "form_nonce")}}
    cookies = browser._cookies
    start = Barrier(times)

    def post() -> tuple[int, str | None]:
        other = app.test_client()
        other._cookies = dict(cookies or {})
        start.wait()
        answer = other.post(path, data=fields)
        return answer.status_code, answer.location

    with ThreadPoolExecutor(times) as pool:
        futures = [pool.submit(contextvars.Context().run, post) for _ in range(times)]
        return [future.result(timeout=120) for future in futures]
