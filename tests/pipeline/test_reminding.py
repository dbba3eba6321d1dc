"""The mail on the day of a next step: once, in the morning, in the language of whoever takes care of the card."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from flask import Flask

import config
from ecosystem.accounts.models import User
from ecosystem.catalogue.service import withdraw
from ecosystem.kernel import clock
from ecosystem.kernel.access.actor import OPERATOR
from ecosystem.kernel.db.transaction import transaction
from ecosystem.organisations import service_people
from ecosystem.pipeline.models import Card
from ecosystem.pipeline.reminding import remind
from tests.accounts.pages import Mailbox, html_of, text_of
from tests.factories import Factory
from tests.pipeline.world import Fund, fund_of


@pytest.fixture
def mailbox(app: Flask, settings: config.Settings) -> Mailbox:
    return Mailbox(app, Path(settings.mail_url))


@contextmanager
def at(day: date, hour: int) -> Iterator[date]:
    """The product's clock stands at that hour in Hanoi."""
    moment = datetime.combine(day, time(hour, 30), clock.HANOI)
    with clock.travel(moment - clock.now()):
        yield day


@contextmanager
def in_the_morning(days: int = 0) -> Iterator[date]:
    """Half past eight in Hanoi, so many days from today."""
    with at(clock.today() + timedelta(days=days), 8) as day:
        yield day


def due_in(fund: Fund, days: int, **typed: object) -> Card:
    day = clock.today() + timedelta(days=days)
    return fund.write(fund.card(), assignee=fund.editor.public_id, next_step="Hỏi số liệu quý 3", next_on=day, **typed)


def reminders(mailbox: Mailbox) -> list[str]:
    """Whom reminders went to so far."""
    return [str(mail["To"]) for mail in mailbox.all() if "pipeline" in text_of(mail) or "tiến trình" in text_of(mail)]


def test_one_mail_on_the_morning_of_the_day(fund: Fund, mailbox: Mailbox) -> None:
    due_in(fund, 5)
    day = clock.today() + timedelta(days=5)
    for moment, number in ((at(day - timedelta(days=1), 12), 0), (at(day, 1), 0), (at(day, 7), 1), (at(day, 8), 1)):
        with moment:
            remind({})
            assert len(reminders(mailbox)) == number
    with in_the_morning(6):
        remind({})
        assert len(reminders(mailbox)) == 1
    assert fund.editor.email in reminders(mailbox)[0]


def test_the_worker_asks_by_itself(app: Flask, fund: Fund, mailbox: Mailbox) -> None:
    due_in(fund, 2)
    with in_the_morning(2):
        assert len(reminders(mailbox)) == 1


def test_after_a_weekend_without_a_worker(fund: Fund, mailbox: Mailbox) -> None:
    due_in(fund, 2)
    with in_the_morning(5):
        remind({})
        assert len(reminders(mailbox)) == 1
    due_in(fund, 2)
    with in_the_morning(9):
        remind({})
        assert len(reminders(mailbox)) == 1


@pytest.mark.parametrize("language", ["vi", "en"])
def test_it_is_in_the_language_of_whoever_takes_care(make: Factory, mailbox: Mailbox, language: str) -> None:
    fund = fund_of(make, language=language)
    card = due_in(fund, 1)
    fund.note(card, "Lời chỉ để trong quỹ")
    with in_the_morning(1):
        remind({})
        mail = mailbox.all()[-1]
    assert mail["Content-Language"] == language
    assert "Lúa Xanh" not in str(mail["Subject"]), "whom one follows is nobody else's business"
    prefix = "/en" if language == "en" else ""
    assert f"http://nhipcau.example{prefix}/pipeline/cards/{card.public_id}" in text_of(mail)
    for text in (text_of(mail), html_of(mail)):
        assert "Lúa Xanh" in text
        assert "Hỏi số liệu quý 3" in text
        assert "Quỹ Sông Hồng" in text
        assert "Lời chỉ để trong quỹ" not in text


def test_another_day_or_another_person_is_reminded_anew(fund: Fund, mailbox: Mailbox) -> None:
    card = due_in(fund, 0)
    with in_the_morning():
        remind({})
        fund.write(card, assignee=fund.owner.public_id)
        remind({})
        assert len(reminders(mailbox)) == 2
        fund.write(card, next_on=clock.today() + timedelta(days=1))
        remind({})
        assert len(reminders(mailbox)) == 2
    with in_the_morning(1):
        remind({})
        remind({})
        assert len(reminders(mailbox)) == 3


@pytest.mark.parametrize("why", ["nobody", "lost", "left", "moved meanwhile", "not confirmed"])
def test_nobody_is_reminded(fund: Fund, mailbox: Mailbox, why: str) -> None:
    card = due_in(fund, 0)
    with in_the_morning():
        if why == "nobody":
            fund.write(card, assignee=None)
        elif why == "lost":
            fund.move(card, "stopped")
        elif why == "not confirmed":
            with transaction() as session:
                session.get_one(User, fund.editor.id).confirmed_at = None
        elif why == "moved meanwhile":
            remind({})
            fund.write(card, next_on=clock.today() + timedelta(days=9))
        else:
            remind({})
            with transaction() as session:
                service_people.remove(session, fund.actor(fund.owner), fund.id, fund.editor.public_id)
        remind({})
        assert [one for one in mailbox.all() if "Lúa Xanh" in text_of(one)] == []


def test_of_a_page_that_is_withdrawn_no_name_is_told(fund: Fund, make: Factory, mailbox: Mailbox) -> None:
    entry = fund.startup("Tên Kín")
    fund.write(fund.card(entry), assignee=fund.editor.public_id, next_on=clock.today())
    with transaction() as session:
        withdraw(session, OPERATOR, make.kind("startup"), entry.public_id)
    with in_the_morning():
        remind({})
        mail = mailbox.all()[-1]
    assert fund.editor.email in str(mail["To"])
    assert "Tên Kín" not in f"{mail['Subject']}{text_of(mail)}{html_of(mail)}"


def test_reminders_stop_by_one_post_without_signing_in(fund: Fund, mailbox: Mailbox, app: Flask) -> None:
    due_in(fund, 1)
    with in_the_morning(1):
        remind({})
        mail = mailbox.last()
        assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        url = mail["List-Unsubscribe"].strip("<>")
        assert url in text_of(mail)
        assert url in html_of(mail)
        path = url.removeprefix("http://nhipcau.example")
        client = app.test_client()
        assert "nhắc bước tiếp theo trong tiến trình" in client.get(path).text
        assert client.post(path, data={"List-Unsubscribe": "One-Click"}).status_code == 200
        assert "không nhận" in client.get(path).text
    due = fund.startup("Lúa Vàng")
    day = clock.today() + timedelta(days=2)
    fund.write(fund.card(due), assignee=fund.editor.public_id, next_step="Gọi lại", next_on=day)
    with in_the_morning(2):
        remind({})
        assert len(reminders(mailbox)) == 1
