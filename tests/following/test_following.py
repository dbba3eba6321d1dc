"""Following: the button, the list, what is not open any more, and who learns of it."""

from __future__ import annotations

import pytest
from flask import Flask, g
from flask.testing import FlaskClient
from sqlalchemy import event, func, select
from sqlalchemy.orm import Session

from ecosystem.app import KINDS
from ecosystem.catalogue.links import kinds
from ecosystem.catalogue.models import Entry
from ecosystem.catalogue.service import publish, withdraw
from ecosystem.following import queries, service
from ecosystem.following.models import Follow
from ecosystem.kernel.access.actor import OPERATOR, VISITOR
from ecosystem.kernel.access.errors import Forbidden, Invalid, NotFound
from ecosystem.kernel.changes.models import AuditEvent
from ecosystem.kernel.db.session import db
from ecosystem.kernel.db.transaction import transaction
from ecosystem.kernel.web.panels import panels
from tests.factories import PASSWORD, Factory, hidden, sign_in
from tests.installation import changed_tables, rows
from tests.markup import Form, form, parse


def address(entry: Entry) -> str:
    kind = KINDS.of(entry)
    return f"/{kind.endpoint}/{entry.address}"


def follow_form(client: FlaskClient, entry: Entry, *, stop: bool = False) -> Form:
    page = client.get(f"/en{address(entry)}").text
    return form(page, f"/en/following/{entry.public_id}{'/stop' if stop else ''}")


def foreign(make: Factory, title: str = "Lúa Xanh", kind: str = "startup") -> Entry:
    return make.entry(make.organisation(make.user()), title, kind=kind)


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS.all])
def test_a_button_on_the_page_follows_and_stops(client: FlaskClient, make: Factory, kind: str) -> None:
    entry = foreign(make, kind=kind)
    sign_in(client, make.user())
    answer = follow_form(client, entry).send(client)
    assert (answer.status_code, answer.location) == (303, f"/en{address(entry)}")
    listed = client.get("/en/following").text
    assert "Lúa Xanh" in parse(listed).one("section", id=f"theo-doi-{kind}").text
    menu = parse(listed).one("nav", aria_label="My desk")
    assert menu.one("a", aria_current="page").text == "Followed 1"
    stopped = follow_form(client, entry, stop=True).send(client)
    assert stopped.location == f"/en{address(entry)}"
    listed = client.get("/en/following").text
    assert "You follow nothing yet" in listed
    assert parse(listed).one("nav", aria_label="My desk").one("a", aria_current="page").text == "Followed"


def test_the_list_has_the_latest_first(client: FlaskClient, make: Factory) -> None:
    reader = sign_in(client, make.user())
    entries = [foreign(make, title) for title in ("Một", "Hai", "Ba")]
    for entry in (entries[1], entries[0], entries[2]):
        follow_form(reader, entry).send(reader)
    links = parse(reader.get("/following").text).one("section", id="theo-doi-startup").all("a")
    assert [link.text for link in links] == ["Ba", "Một", "Hai"]


def test_a_visitor_signs_in_and_comes_back(client: FlaskClient, make: Factory) -> None:
    entry, reader = foreign(make), make.user()
    page = parse(client.get(f"/en{address(entry)}?as=anybody").text)
    link = next(one for one in page.all("a") if one.text.startswith("Follow"))
    assert link.get("href").startswith("/en/login?next=")
    token = hidden(client.get(link.get("href")).text, "csrf_token")
    answer = client.post(link.get("href"), data={"email": reader.email, "password": PASSWORD, "csrf_token": token})
    assert answer.location == f"/en{address(entry)}?as=anybody"
    assert follow_form(client, entry).action


def test_whose_session_ran_out_signs_in_and_comes_back_to_the_page(client: FlaskClient, make: Factory) -> None:
    entry = foreign(make)
    sign_in(client, make.user())
    button = follow_form(client, entry)
    client.post("/logout", data={"csrf_token": hidden(client.get("/account").text, "csrf_token")})
    token = hidden(client.get("/login").text, "csrf_token")
    answer = button.send(client, csrf_token=token)
    assert answer.status_code == 303
    assert answer.location.startswith("/en/login?next=/en/startups/")


def test_it_goes_back_to_no_page_but_ours(client: FlaskClient, make: Factory) -> None:
    entry = foreign(make)
    sign_in(client, make.user())
    assert follow_form(client, entry).send(client, next="https://thu.example/").location == "/en/following"


def test_ones_own_page_and_a_draft_have_no_button(client: FlaskClient, make: Factory) -> None:
    user = make.user()
    own = make.organisation(user)
    sign_in(client, user)
    for entry in (make.entry(own, kind="startup"), make.entry(own, kind="startup", public=False)):
        assert "/following/" not in client.get(address(entry)).text


def test_a_withdrawn_page_keeps_its_name_to_itself(client: FlaskClient, make: Factory) -> None:
    """And stands where it stood when it is published again."""
    owner = make.user()
    entry = make.entry(make.organisation(owner), "Lúa Xanh", kind="startup")
    sign_in(client, make.user())
    follow_form(client, entry).send(client)
    with transaction() as session:
        withdraw(session, OPERATOR, make.kind("startup"), entry.public_id)
    page = client.get("/en/following").text
    assert "Lúa Xanh" not in page
    closed = parse(page).one("section", id="khong-con-mo")
    assert "Startup" in closed.text
    assert parse(page).one("nav", aria_label="My desk").one("a", aria_current="page").text == "Followed"
    with transaction() as session:
        publish(session, make.actor(owner), make.kind("startup"), entry.public_id)
    assert "Lúa Xanh" in client.get("/en/following").text
    with transaction() as session:
        withdraw(session, OPERATOR, make.kind("startup"), entry.public_id)
    stop = form(client.get("/en/following").text, f"/en/following/{entry.public_id}/stop")
    assert stop.send(client).status_code == 303
    assert "You follow nothing yet" in client.get("/en/following").text


def test_what_one_may_not_see_cannot_be_followed(make: Factory, session: Session) -> None:
    draft = make.entry(make.organisation(make.user()), kind="startup", public=False)
    for public_id in (draft.public_id, "zzzzzzzzzz", ""):
        with pytest.raises(NotFound):
            service.follow(session, make.actor(make.user()), public_id)
    with pytest.raises(Forbidden):
        service.follow(session, VISITOR, foreign(make).public_id)


def test_following_twice_is_following_once(app: Flask, make: Factory, session: Session) -> None:
    entry, actor = foreign(make), make.actor(make.user())
    with transaction():
        service.follow(session, actor, entry.public_id)
    after = rows(app)
    with transaction():
        service.follow(session, actor, entry.public_id)
    assert changed_tables(after, rows(app)) == []
    assert session.scalar(select(func.count()).select_from(Follow)) == 1
    for _ in range(2):
        with transaction():
            service.stop(session, actor, entry.public_id)
    assert changed_tables(after, rows(app)) == ["follow"]
    assert session.scalar(select(func.count()).select_from(Follow)) == 0


def test_nobody_follows_more_than_one_page_can_list(
    make: Factory, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "MOST", 2)
    actor = make.actor(make.user())
    for _ in range(2):
        with transaction():
            service.follow(session, actor, foreign(make).public_id)
    with pytest.raises(Invalid):
        service.follow(session, actor, foreign(make).public_id)


def test_no_audit_tells_what_somebody_follows(make: Factory, session: Session) -> None:
    entry, actor = foreign(make), make.actor(make.user())
    before = session.scalar(select(func.count()).select_from(AuditEvent))
    with transaction():
        service.follow(session, actor, entry.public_id)
    assert session.scalar(select(func.count()).select_from(AuditEvent)) == before
    other = make.actor(make.user())
    assert queries.followed_ids(session, other) == frozenset()


def test_a_deleted_draft_is_followed_no_more(make: Factory, session: Session) -> None:
    user = make.user()
    draft = make.entry(make.organisation(user), kind="startup", public=False)
    with transaction():
        service.follow(session, make.actor(user), draft.public_id)
    with transaction():
        session.delete(draft)
    assert queries.followed(session, make.actor(user), kinds()) == ([], [])


def test_all_cards_of_a_page_ask_once(app: Flask, make: Factory, session: Session) -> None:
    entries = [foreign(make) for _ in range(12)]
    actor = make.actor(make.user())
    with transaction():
        service.follow(session, actor, entries[3].public_id)
    for entry in entries:
        session.refresh(entry)
    heard: list[str] = []

    def hear(*arguments: object) -> None:
        heard.append(str(arguments[2]))

    with app.test_request_context("/en/matches"):
        g.actor = actor
        event.listen(db.engine, "before_cursor_execute", hear)
        drawn = [panels("match.actions", actor, entry) for entry in entries]
        event.remove(db.engine, "before_cursor_execute", hear)
    assert [("/stop" in str(one[0])) for one in drawn] == [number == 3 for number in range(12)]
    assert len([one for one in heard if "follow" in one]) == 1, heard
    assert len(heard) == 1, heard
