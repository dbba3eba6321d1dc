"""Stopping a kind of mails: by one POST of a mail program, by a person's choice, never by opening or a scanner."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from ecosystem.kernel import clock
from ecosystem.mailing import service
from ecosystem.mailing.links import INTRODUCTIONS, unsubscribe_url
from tests.installation import changed_tables, rows
from tests.markup import parse

ADDRESS = "Lan@Thu.example"


@pytest.fixture
def path(app_context: Flask) -> str:
    return unsubscribe_url(ADDRESS, INTRODUCTIONS, "en").removeprefix("http://nhipcau.example")


def is_stopped(session: Session) -> bool:
    session.rollback()
    return service.is_stopped(session, ADDRESS, INTRODUCTIONS)


def test_one_post_stops_them_without_session_or_token(client: FlaskClient, session: Session, path: str) -> None:
    for _ in range(2):
        answer = client.post(path, data={"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200, "a mail program follows no redirect"
        assert is_stopped(session)


def test_opening_the_link_changes_nothing(app: Flask, client: FlaskClient, session: Session, path: str) -> None:
    before = rows(app)
    assert "lan@thu.example" in client.get(path).text
    assert client.head(path).status_code == 200
    assert changed_tables(before, rows(app)) == []
    assert not is_stopped(session)


def test_the_form_as_it_is_found_changes_nothing(client: FlaskClient, session: Session, path: str) -> None:
    page = parse(client.get(path).text)
    form = next(one for one in page.all("form") if "/mail/stop/" in one.get("action"))
    assert not [one for one in form.all("input") if one.get("checked") is not None and one.get("type") == "radio"] or (
        "checked" not in client.get(path).text
    )
    fields = {one.get("name"): one.get("value") for one in form.all("input") if one.get("type") == "hidden"}
    assert client.post(path, data=fields).status_code == 422
    assert client.post(path, data={"choice": "keep"}).status_code == 303
    assert not is_stopped(session)


def test_a_person_stops_and_resumes(client: FlaskClient, session: Session, path: str) -> None:
    assert client.post(path, data={"choice": "stop"}).status_code == 303
    assert is_stopped(session)
    assert "gets no more mails" in client.get(path).text
    assert client.post(path, data={"choice": "resume"}).status_code == 303
    assert not is_stopped(session)


def test_other_links_do_nothing(client: FlaskClient, path: str) -> None:
    assert client.get(path[:-2] + "xx").status_code == 410
    assert client.post("/mail/stop/x.y.z", data={"List-Unsubscribe": "One-Click"}).status_code == 410
    with clock.travel(timedelta(days=366)):
        assert client.post(path, data={"List-Unsubscribe": "One-Click"}).status_code == 410
