"""E01: a form that is sent twice has one effect, one after the other and at the same moment."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from ecosystem.accounts.security import tokens
from ecosystem.accounts.tokens import Purpose
from ecosystem.catalogue.models import Entry
from ecosystem.kernel import clock
from ecosystem.kernel.db.transaction import current_session
from tests.catalogue.editing import BASICS, twin
from tests.factories import PASSWORD, Factory, sign_in
from tests.installation import changed_tables, rows
from tests.markup import Form, form

NEW_PASSWORD = "một câu khác cũng rất dễ nhớ"


@dataclass
class Desk:
    """The product with one person who has a draft that could be public, an entry that is, and two organisations."""

    app: Flask
    client: FlaskClient
    email: str
    names: dict[str, str]


@pytest.fixture
def desk(app: Flask, client: FlaskClient, make: Factory) -> Desk:
    user = make.user()
    own, second = make.organisation(user), make.organisation(user)
    draft = make.entry(own, "Nháp đủ điều kiện", public=False)
    public = make.entry(own, "Đang công khai")
    names = {
        "draft": f"/technologies/{draft.public_id}",
        "public": f"/technologies/{public.public_id}",
        "second": second.public_id,
        "own": own.public_id,
        "confirm": tokens().make(make.user(confirmed=False), Purpose.CONFIRM),
        "reset": tokens().make(make.user(), Purpose.RESET),
        "email": tokens().make(user, Purpose.CHANGE_EMAIL, "moi@thu.example"),
    }
    return Desk(app, sign_in(client, user), user.email, names)


@dataclass(frozen=True)
class Submit:
    """A form: the page it stands on, where it goes, what is typed; `others`: tables that count each try as such."""

    page: str
    action: str = ""
    typed: tuple[tuple[str, Any], ...] = ()
    as_visitor: bool = False

    def form(self, desk: Desk, client: FlaskClient) -> Form:
        page = self.page.format(**desk.names)
        return form(client.get(page).text, (self.action or self.page).format(**desk.names).partition("?")[0])


def typed(**values: Any) -> tuple[tuple[str, Any], ...]:
    return tuple(values.items())


FORMS = {
    "register": Submit(
        "/register",
        typed=typed(name="Lan", email="lan@thu.example", password=PASSWORD, accept_terms="1", role="other"),
        as_visitor=True,
    ),
    "confirm": Submit("/confirm/{confirm}", as_visitor=True),
    "confirmation again": Submit("/confirm", typed=typed(email="nguoi@thu.example"), as_visitor=True),
    "recover": Submit("/recover", typed=typed(email="nguoi@thu.example"), as_visitor=True),
    "reset": Submit("/reset/{reset}", typed=typed(new_password=NEW_PASSWORD), as_visitor=True),
    "settings": Submit("/account", typed=typed(name="Tên Mới")),
    "password": Submit("/account/password", typed=typed(current_password=PASSWORD, new_password=NEW_PASSWORD)),
    "email": Submit("/account/email", typed=typed(current_password=PASSWORD, email="moi@thu.example")),
    "email confirmed": Submit("/account/email/{email}"),
    "other devices": Submit("/account/devices", "/account/devices/others"),
    "new organisation": Submit("/organisations/new", typed=typed(legal_name="Viện Sắp Lập", kind="institute")),
    "organisation": Submit("/organisations/{own}/edit", typed=typed(address="Số 1 đường Thử")),
    "act for": Submit("/organisations", "/organisations/act-for"),
    "new technology": Submit("/technologies/new", typed=typed(**BASICS)),
    "new institute": Submit("/institutes/new", typed=typed(**BASICS)),
    "step": Submit("{draft}/edit/basics", typed=typed(title="Tên mới")),
    "step with rows": Submit(
        "{draft}/edit/rights", typed=typed(**{"rights-0-kind": "patent", "rights-0-number": "VN 1"})
    ),
    "translation": Submit("{draft}/translation", typed=typed(title="A filter")),
    "publish": Submit("{draft}/edit", "{draft}/publish"),
    "withdraw": Submit("{public}/edit", "{public}/withdraw"),
    "sign out": Submit("/", "/logout"),
}


def client_of(desk: Desk, submit: Submit) -> FlaskClient:
    if submit.page == "/account/devices":
        other = desk.app.test_client()
        data = form(other.get("/login").text, "/login").typed({"email": desk.email, "password": PASSWORD})
        assert other.post("/login", data=data).status_code == 303
    return desk.app.test_client() if submit.as_visitor else desk.client


@pytest.mark.parametrize("name", FORMS)
def test_sent_again_it_answers_the_same_and_does_nothing(desk: Desk, name: str) -> None:
    submit = FORMS[name]
    client = client_of(desk, submit)
    shown = submit.form(desk, client)
    assert shown.data["form_nonce"]
    before = rows(desk.app)
    late = twin(desk.app, client)
    first = shown.send(client, **dict(submit.typed))
    assert first.status_code == 303, first.text
    after = rows(desk.app)
    if name not in {"other devices", "sign out", "act for", "recover", "confirmation again"}:
        assert changed_tables(before, after), "the first one did nothing"
    for sender in (client, late):
        with clock.travel(timedelta(seconds=10)):
            second = shown.send(sender, **dict(submit.typed))
        assert (second.status_code, second.location) == (303, first.location), second.text[:300]
    assert changed_tables(after, rows(desk.app)) == []


def at_once(desk: Desk, shown: Form, clients: list[FlaskClient], values: dict[str, Any]) -> list[TestResponse]:
    """Both send in the same moment, each in a thread of its own."""
    barrier = Barrier(len(clients))

    def send(client: FlaskClient) -> TestResponse:
        barrier.wait()
        return shown.send(client, **values)

    with ThreadPoolExecutor(len(clients)) as pool:
        return list(pool.map(send, clients))


@pytest.mark.parametrize(
    "name", ["new technology", "step with rows", "publish", "new organisation", "translation", "register", "email"]
)
def test_sent_twice_at_once_it_has_one_effect(desk: Desk, name: str) -> None:
    submit = FORMS[name]
    client = client_of(desk, submit)
    shown = submit.form(desk, client)
    before = rows(desk.app)
    answers = at_once(desk, shown, [client, twin(desk.app, client)], dict(submit.typed))
    assert {answer.status_code for answer in answers} == {303}, [answer.text[:200] for answer in answers]
    assert len({answer.location for answer in answers}) == 1
    after = rows(desk.app)
    added = {table: len(after[table]) - len(before[table]) for table in changed_tables(before, after)}
    assert added
    expected = {
        "entry": 1,
        "technology": 1,
        "technology_right": 1,
        "organisation": 1,
        "membership": 1,
        "entry_translation": 1,
        "user_account": 1,
    }
    assert all(count <= expected[table] for table, count in added.items() if table in expected), added
    assert added.get("job", 1) == (2 if name == "email" else 1), "one mail to each address"


def test_two_different_forms_have_two_effects(desk: Desk, make: Factory) -> None:
    """A wanted second one still goes; the same title again, a moment later, is the same draft."""
    for title in ("Bể lọc một", "Bể lọc hai", "Bể lọc hai"):
        shown = FORMS["new technology"].form(desk, desk.client)
        assert shown.send(desk.client, **{**BASICS, "title": title}).status_code == 303
    current_session().rollback()
    titles = [title for (title,) in current_session().execute(Entry.__table__.select().with_only_columns(Entry.title))]
    assert (titles.count("Bể lọc một"), titles.count("Bể lọc hai")) == (1, 1)


def test_what_was_wrong_may_be_sent_again_mended(desk: Desk) -> None:
    """An answer that is no redirect frees the nonce, also for the back button."""
    shown = FORMS["new technology"].form(desk, desk.client)
    assert [shown.send(desk.client, title="").status_code for _ in range(2)] == [422, 422]
    assert shown.send(desk.client, **BASICS).status_code == 303
