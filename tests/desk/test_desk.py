"""The desk: what waits, how far each entry is, what to do next."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from ecosystem.accounts.roles import OTHERS_CAN, ComesAs
from ecosystem.app import KINDS
from ecosystem.catalogue import drafts
from ecosystem.kernel import clock
from ecosystem.kernel.access.actor import Role
from ecosystem.kernel.db.session import db
from ecosystem.kernel.db.transaction import transaction
from ecosystem.kernel.web.languages import translate
from ecosystem.organisations.models import Membership
from ecosystem.organisations.roles import FIRST_ENTRY
from tests.factories import Factory, sign_in
from tests.markup import parse


def test_visitors_sign_in_first(client: FlaskClient) -> None:
    assert client.get("/desk").location == "/login?next=/desk"
    assert client.get("/desk/entries?state=draft").status_code == 303


def test_three_first_steps_for_who_has_nothing(client: FlaskClient, make: Factory) -> None:
    sign_in(client, make.user())
    page = client.get("/desk").text
    for address in ("/organisations/new", "/technologies/new", "/institutes/new"):
        assert f'href="{address}"' in page


@pytest.mark.parametrize("role", ComesAs)
def test_the_first_steps_follow_the_role(app: Flask, client: FlaskClient, make: Factory, role: ComesAs) -> None:
    user = make.user()
    with transaction():
        user.comes_as = role.value
    sign_in(client, user)
    steps = parse(client.get("/desk").text).one("ol", class_="list-rows")
    urls = [link.get("href") for link in steps.all("a")]
    assert len(urls) <= 3
    assert "/organisations/new" in urls
    entry = FIRST_ENTRY.get(role)
    if entry and entry.endpoint in app.view_functions:
        assert f"/{entry.endpoint.replace('.', '/')}" in urls
    assert ("/search" in urls) is (role is ComesAs.OTHER)


def test_home_and_desk_promise_the_same_to_other_organisations(client: FlaskClient, make: Factory) -> None:
    said = translate(OTHERS_CAN)
    assert parse(client.get("/").text).one("main").text.count(said) == 1
    user = make.user()
    with transaction():
        user.comes_as = "other"
    assert said in parse(sign_in(client, user).get("/desk").text).one("main").text


def test_a_step_that_is_done_is_ticked(client: FlaskClient, make: Factory) -> None:
    user = make.user()
    with transaction():
        user.comes_as = "other"
    own = make.organisation(user)
    sign_in(client, user)
    steps = parse(client.get("/desk").text).one("ol", class_="list-rows")
    urls = [link.get("href") for link in steps.all("a")]
    assert urls == ["/search", f"/organisations/{own.public_id}/members"]


@pytest.mark.parametrize(
    ("kind", "first"), [("company", "startup"), ("fund", "investor"), ("university", "institute"), ("public-body", "")]
)
def test_an_invited_colleague_gets_the_steps_of_the_organisation(
    client: FlaskClient, make: Factory, kind: str, first: str
) -> None:
    user = make.user()
    make.organisation(user, kind=kind)
    page = parse(sign_in(client, user).get("/desk").text)
    urls = [link.get("href") for link in page.one("ol", class_="list-rows").all("a")]
    assert (f"/{first}s/new" if first else "/search") == urls[0]
    assert [one for one in page.all("a") if one.get("href").endswith("/account#f-role")]


def test_who_has_entries_begins_the_kind_of_the_role_first(client: FlaskClient, make: Factory) -> None:
    user = make.user()
    make.entry(make.organisation(user, kind="association"), public=False)
    sign_in(client, user)
    for role, address in ((None, "/technologies/new"), ("institute", "/institutes/new")):
        with transaction():
            user.comes_as = role
        assert likely(client) == [address]


def test_what_is_there_already_is_not_likely_to_be_begun(client: FlaskClient, make: Factory) -> None:
    user = make.user()
    own = make.organisation(user)
    for kind in ("institute", "startup"):
        make.entry(own, kind=kind, public=False)
    sign_in(client, user)
    for role, addresses in (("institute", ["/technologies/new"]), ("startup", [])):
        with transaction():
            user.comes_as = role
        assert likely(client) == addresses
        assert "/startups/new" in client.get("/desk").text


def likely(client: FlaskClient) -> list[str]:
    """Where the desk's primary buttons lead."""
    return [one.get("href") for one in parse(client.get("/desk").text).all("a", class_="btn btn-primary")]


def test_entries_stand_by_state_with_what_they_lack(client: FlaskClient, make: Factory) -> None:
    user = make.user()
    own = make.organisation(user)
    make.entry(own, "Bản nháp còn thiếu", public=False, summary="", sectors=[])
    make.entry(own, "Đã đăng rồi")
    make.entry(make.organisation(make.user()), "Của người khác", public=False)
    sign_in(client, user)
    page = client.get("/desk").text
    assert re.search(r'data-state="draft".*?Bản nháp còn thiếu', page, re.DOTALL)
    assert re.search(r'data-state="public".*?Đã đăng rồi', page, re.DOTALL)
    assert "Của người khác" not in page
    assert 'href="/organisations/new"' in page


def test_viewers_get_no_edit_buttons(client: FlaskClient, make: Factory) -> None:
    user = make.user()
    entry = make.entry(make.organisation(user, role=Role.VIEWER), "Chỉ để xem")
    sign_in(client, user)
    page = client.get("/desk").text
    assert "Chỉ để xem" in page
    assert f"{entry.public_id}/edit" not in page


def test_viewers_begin_nothing(client: FlaskClient, make: Factory) -> None:
    user = make.user()
    organisation = make.organisation(user, role=Role.VIEWER)
    page = parse(sign_in(client, user).get("/desk").text)
    advice = next(one.text for one in page.one("main").all("p") if "Bạn chỉ có quyền xem" in one.text)
    new = {f"/{kind.endpoint}/new" for kind in KINDS.all}
    assert not new & {link.get("href") for link in page.all("a")}
    draft = make.entry(organisation, "Chỉ để xem", public=False)
    page = parse(client.get("/desk").text)
    assert client.get(page.one("li", class_="task-row").one("a").get("href")).status_code == 200
    assert f"/technologies/{draft.address}" in client.get("/desk").text
    assert "Bạn đọc được nhưng chưa viết được" in client.get("/technologies/new").text
    assert advice in client.get("/technologies/new").text
    assert "Bạn chỉ có quyền xem" not in page.one("main").text
    assert not new & {link.get("href") for link in page.all("a")}


def test_a_team_is_not_offered_the_page_of_an_institute(client: FlaskClient, make: Factory) -> None:
    user = make.user()
    team = make.organisation(user, kind="team")
    make.entry(team, kind="startup")
    assert "/institutes/new" not in sign_in(client, user).get("/desk").text
    make.organisation(user)
    assert "/institutes/new" in client.get("/desk").text


def test_text_that_was_typed_and_not_saved_waits_for_its_writer_alone(
    app: Flask, client: FlaskClient, make: Factory
) -> None:
    writer, colleague = make.user(), make.user()
    own = make.organisation(writer)
    with transaction():
        own.memberships.append(Membership(user_id=colleague.id, role=Role.EDITOR.value, created_at=clock.now()))
    entry = make.entry(own, "Có nội dung chưa lưu")
    step = make.kind().steps[0].name
    with transaction() as session:
        drafts.keep(session, entry, writer.id, step, [("title", "Gõ dở")])
    address = f"{entry.public_id}/edit/{step}"
    assert address in sign_in(client, writer).get("/desk").text
    page = sign_in(app.test_client(), colleague).get("/desk").text
    assert "Có nội dung chưa lưu" in page
    assert address not in page


def test_an_unconfirmed_person_can_send_the_mail_again(client: FlaskClient, make: Factory) -> None:
    user = make.user(confirmed=False)
    sign_in(client, user)
    page = client.get("/desk").text
    assert 'action="/confirm"' in page
    assert f'value="{user.email}"' in page


def test_long_lists_have_pages_of_their_own(client: FlaskClient, make: Factory) -> None:
    user = make.user()
    own = make.organisation(user)
    for number in range(23):
        make.entry(own, f"Bản nháp {number:02}", public=False)
    sign_in(client, user)
    assert client.get("/desk").text.count('data-state="draft"') == 8
    first, second = (client.get(f"/desk/entries?state=draft&page={page}").text for page in (1, 2))
    assert (first.count('data-state="draft"'), second.count('data-state="draft"')) == (20, 3)
    assert client.get("/desk/entries?state=draft&page=3").status_code == 404
    assert client.get("/desk/entries?state=khac").status_code == 404


def test_the_number_of_statements_does_not_grow_with_the_entries(
    app: Flask, client: FlaskClient, make: Factory
) -> None:
    user = make.user()
    own = make.organisation(user)
    make.entry(own, public=False)
    make.entry(own, kind="institute", public=False)
    sign_in(client, user)
    client.get("/desk")  # puts the token of forms into the session
    few = statements(app, client)
    for _ in range(6):
        make.entry(own, public=False)
        make.organisation(user)
    assert statements(app, client) == few


def statements(app: Flask, client: FlaskClient) -> int:
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith(("BEGIN", "COMMIT", "ROLLBACK", "PRAGMA")):
            seen.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        assert client.get("/desk").status_code == 200
    finally:
        event.remove(engine, "before_cursor_execute", note)
    return len(seen)
