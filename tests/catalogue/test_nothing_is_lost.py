"""What was typed survives: two people at once, a session that ran out, a token that is gone, a page that was left."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from ecosystem.accounts.models import User
from ecosystem.catalogue.models import Draft, Entry
from ecosystem.kernel import clock
from ecosystem.kernel.db.transaction import transaction
from ecosystem.kernel.web.models import ParkedForm, WebSession
from ecosystem.organisations.models import Membership
from tests.catalogue.editing import BASICS, Editing, begin, note, sign_in_at
from tests.factories import Factory, sign_in
from tests.markup import form, parse

SENTENCE = "nước thải, vi sinh, “bể lọc” <b>&amp; "
TEXT = "\r\n\r\n".join(f"Đoạn {number}: {SENTENCE * 40}hết." for number in range(10))


@pytest.fixture
def editing(client: FlaskClient, owner: User) -> Editing:
    return begin(sign_in(client, owner))


@pytest.fixture
def colleague(app: Flask, make: Factory, owner: User) -> FlaskClient:
    other = make.user()
    with transaction() as session:
        organisation_id = next(iter(make.actor(owner).roles))
        moment = clock.now()
        session.add(Membership(organisation_id=organisation_id, user_id=other.id, role="editor", created_at=moment))
    return sign_in(app.test_client(), other)


def lines(text: str) -> str:
    return text.replace("\r\n", "\n")


def test_the_second_of_two_sees_both_versions(editing: Editing, colleague: FlaskClient, session: Session) -> None:
    mine = editing.step("basics")
    theirs = Editing(colleague, editing.address)
    assert theirs.save("basics", title="Tên của người kia", summary="Tóm tắt của người kia.").status_code == 303
    answer = mine.send(editing.client, title="Tên của tôi", keywords="một\r\nhai")
    assert answer.status_code == 409
    table = parse(answer.text).one("table")
    cells = [cell.text for row in table.all("tr") for cell in row.all("td")]
    assert {"Tên của tôi", "Tên của người kia", "Tóm tắt của người kia."} <= set(cells)
    assert session.scalar(select(Entry.title)) == "Tên của người kia"
    again = editing.again(answer, "basics")
    assert (again.data["title"], lines(again.data["keywords"])) == ("Tên của tôi", "một\nhai")
    assert again.send(editing.client).status_code == 303
    session.rollback()
    assert session.scalar(select(Entry.title)) == "Tên của tôi"
    assert session.scalar(select(Draft.id)) is None


def test_taking_what_was_saved_drops_mine(editing: Editing, colleague: FlaskClient) -> None:
    mine = editing.step("basics")
    Editing(colleague, editing.address).save("basics", title="Tên của người kia")
    answer = mine.send(editing.client, title="Tên của tôi")
    dropped = form(answer.text, f"{editing.address}/edit/basics/discard").send(editing.client)
    assert (dropped.status_code, dropped.location) == (303, f"{editing.address}/edit/basics")
    assert editing.step("basics").data["title"] == "Tên của người kia"


def test_a_third_save_between_is_a_conflict_again(editing: Editing, colleague: FlaskClient) -> None:
    mine, theirs = editing.step("basics"), Editing(colleague, editing.address)
    theirs.save("basics", title="Một")
    answer = mine.send(editing.client, title="Của tôi")
    theirs.save("basics", title="Hai")
    once_more = editing.again(answer, "basics").send(editing.client)
    assert once_more.status_code == 409
    assert "Hai" in parse(once_more.text).one("table").text


def test_two_translations_at_once(editing: Editing, colleague: FlaskClient) -> None:
    address = f"{editing.address}/translation"
    mine, theirs = (form(client.get(address).text, address) for client in (editing.client, colleague))
    assert theirs.send(colleague, title="Theirs").status_code == 303
    answer = mine.send(editing.client, title="Mine")
    assert answer.status_code == 409
    assert {"Mine", "Theirs"} <= {cell.text for cell in parse(answer.text).one("table").all("td")}
    assert form(answer.text, address).send(editing.client).status_code == 303
    assert form(editing.client.get(address).text, address).data["title"] == "Mine"


def test_what_was_being_typed_is_kept_with_its_version(
    editing: Editing, colleague: FlaskClient, session: Session
) -> None:
    """The page's script sends it; later the form shows it, still on the version that it was typed on."""
    shown = editing.step("basics")
    kept = editing.client.post(f"{editing.address}/edit/basics/draft", data=shown.typed({"title": "Đang gõ dở"}))
    assert kept.json is not None
    assert set(kept.json) == {"saved_at"}
    Editing(colleague, editing.address).save("basics", summary="Người kia đã sửa.")
    page = editing.client.get(f"{editing.address}/edit/basics")
    assert "chưa lưu" in note(page)
    shown = editing.step("basics")
    assert shown.data["title"] == "Đang gõ dở"
    assert shown.data["version"] != str(session.scalar(select(Entry.version)))
    assert shown.send(editing.client).status_code == 409
    assert Editing(colleague, editing.address).step("basics").data["title"] == BASICS["title"]
    assert editing.press(f"{editing.address}/edit/basics", "edit/basics/discard").status_code == 303
    assert editing.step("basics").data["summary"] == "Người kia đã sửa."


def sessions_end(session: Session) -> None:
    with transaction():
        session.execute(delete(WebSession))


@pytest.mark.parametrize("step", ["basics", "working"])
def test_a_session_that_ran_out_loses_nothing(editing: Editing, owner: User, session: Session, step: str) -> None:
    """A03, without JavaScript: the long text survives the sign-in, and is then saved as it was typed."""
    typed = {"summary": "Tóm tắt mới."} if step == "basics" else {"description": TEXT, "comparison-0-criterion": "Giá"}
    shown = editing.step(step)
    sessions_end(session)
    answer = shown.send(editing.client, **typed, **({"sectors": ["crops", "solid-waste"]} if step == "basics" else {}))
    assert answer.status_code == 400
    onward = parse(answer.text).one("a", class_="btn btn-primary").get("href")
    asked = editing.client.get(onward)
    assert asked.status_code == 303
    back = sign_in_at(editing.client, asked.location, owner.email)
    assert back.status_code == 303
    page = editing.client.get(back.location)
    assert page.status_code == 200
    restored = editing.again(page, step)
    assert {name: lines(restored.data[name]) for name in typed} == {name: lines(text) for name, text in typed.items()}
    assert restored.send(editing.client).status_code == 303
    again = editing.step(step)
    assert {name: lines(again.data[name]) for name in typed} == {name: lines(text) for name, text in typed.items()}
    if step == "basics":
        assert again.data.getlist("sectors") == ["crops", "solid-waste"]


def test_signing_in_again_in_another_tab_loses_nothing(
    app: Flask, editing: Editing, owner: User, session: Session
) -> None:
    """The session is a new one, the token on the open page an old one: one button, and the form stands there filled."""
    shown = editing.step("basics")
    form(editing.client.get("/").text, "/logout").send(editing.client)
    sign_in(editing.client, owner)
    answer = shown.send(editing.client, title="Vẫn còn đây")
    assert answer.status_code == 400
    page = editing.client.get(parse(answer.text).one("a", class_="btn btn-primary").get("href"))
    again = editing.again(page, "basics")
    assert again.data["title"] == "Vẫn còn đây"
    assert again.send(editing.client).status_code == 303
    session.rollback()
    assert session.scalar(select(Entry.title)) == "Vẫn còn đây"


def test_a_session_that_idled_too_long_loses_nothing(editing: Editing, owner: User) -> None:
    shown = editing.step("basics")
    with clock.travel(timedelta(days=15)):
        answer = shown.send(editing.client, title="Sau kỳ nghỉ")
        asked = editing.client.get(parse(answer.text).one("a", class_="btn btn-primary").get("href"))
        back = sign_in_at(editing.client, asked.location, owner.email)
        assert editing.again(editing.client.get(back.location), "basics").data["title"] == "Sau kỳ nghỉ"


def test_a_new_entry_survives_too(client: FlaskClient, owner: User, session: Session) -> None:
    sign_in(client, owner)
    shown = form(client.get("/technologies/new").text, "/technologies/new")
    sessions_end(session)
    answer = shown.send(client, **BASICS, language="en")
    asked = client.get(parse(answer.text).one("a", class_="btn btn-primary").get("href"))
    page = client.get(sign_in_at(client, asked.location, owner.email).location)
    restored = form(page.text, "/technologies/new")
    assert (restored.data["title"], restored.data.getlist("sectors")) == (BASICS["title"], BASICS["sectors"])
    assert restored.data["language"] == "en"
    assert restored.send(client).status_code == 303


def test_the_other_long_forms_survive_too(editing: Editing, owner: User, session: Session, make: Factory) -> None:
    organisation = next(iter(make.actor(owner).roles))
    public_id = session.scalar(select(Membership).where(Membership.organisation_id == organisation).limit(1))
    assert public_id is not None
    address = f"/organisations/{public_id.organisation.public_id}/edit"
    for page, changes in (
        (f"{editing.address}/translation", {"title": "A biological filter"}),
        (address, {"address": "Số 1 đường Thử, Hà Nội"}),
        ("/organisations/new", {"legal_name": "Viện Sắp Lập"}),
        ("/account", {"name": "Tên Mới"}),
    ):
        shown = form(editing.client.get(page).text, page)
        sessions_end(session)
        answer = shown.send(editing.client, **changes)
        asked = editing.client.get(parse(answer.text).one("a", class_="btn btn-primary").get("href"))
        back = sign_in_at(editing.client, asked.location, owner.email)
        restored = form(editing.client.get(back.location).text, page)
        assert {name: restored.data[name] for name in changes} == changes, page


def test_nobody_else_gets_what_was_parked(
    app: Flask, editing: Editing, colleague: FlaskClient, session: Session
) -> None:
    """The key in the address is random and holds for that page alone; a password is never kept."""
    shown = editing.step("basics")
    sessions_end(session)
    answer = shown.send(editing.client, title="Của riêng tôi")
    onward = parse(answer.text).one("a", class_="btn btn-primary").get("href")
    stranger = app.test_client().get(onward)
    assert stranger.status_code == 303
    assert "Của riêng tôi" not in stranger.text
    key = onward.partition("restore=")[2]
    assert len(key) >= 32
    elsewhere = app.test_client().get(f"/register?restore={key}")
    assert "Của riêng tôi" not in elsewhere.text
    secret = "một mật khẩu không được giữ"
    app.test_client().post("/login", data={"email": "a@thu.example", "password": secret})
    app.test_client().post("/register", data={"email": "a@thu.example", "password": secret, "name": "A"})
    session.rollback()
    assert secret not in repr([row.fields for row in session.scalars(select(ParkedForm))])
