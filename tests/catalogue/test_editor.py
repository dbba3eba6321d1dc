"""The editor through its pages: from an empty form to a public page and back."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ecosystem.accounts.models import User
from ecosystem.catalogue.models import Draft, Entry, State
from ecosystem.kernel.access.actor import Role
from ecosystem.kernel.changes.models import AuditEvent
from ecosystem.kernel.db.transaction import transaction
from ecosystem.technologies.models import Technology
from tests.catalogue.editing import BASICS, begin, errors, note
from tests.factories import Factory, sign_in
from tests.markup import form, forms, parse

LONG = "Một đoạn dài, có dấu.\r\n\r\n<b>và thẻ</b> & ký tự “lạ”.\r\n" * 40


@pytest.fixture
def signed_in(client: FlaskClient, owner: User) -> FlaskClient:
    return sign_in(client, owner)


def entry_of(session: Session) -> Entry:
    session.rollback()
    session.expire_all()
    return session.scalars(select(Entry)).one()


def test_from_an_empty_form_to_a_public_page(app: Flask, signed_in: FlaskClient, session: Session) -> None:
    editing = begin(signed_in)
    assert entry_of(session).state == State.DRAFT
    lacking = editing.press(f"{editing.address}/edit/basics", "edit/basics")
    assert lacking.status_code == 303
    overview = parse(signed_in.get(f"{editing.address}/edit").text)
    assert "#f-trl" in str([link.get("href") for link in overview.all("a")])
    assert not [one for one in forms(overview) if one.action.endswith("/publish")]
    assert editing.save("readiness", trl="5").status_code == 303
    assert editing.save("terms", transfers=["assignment"]).status_code == 303
    published = editing.press(f"{editing.address}/edit", "publish")
    assert published.status_code == 303
    stranger = app.test_client().get(published.location)
    assert stranger.status_code == 200
    assert "Bể lọc sinh học" in stranger.text
    parse(stranger.text)


def test_an_organisations_own_page_begins_with_its_name(client: FlaskClient, make: Factory, session: Session) -> None:
    user = make.user()
    make.organisation(user, "Nhóm Sen Đá", kind="team")
    sign_in(client, user)
    for kind, name in (("startups", "Nhóm Sen Đá"), ("investors", "Nhóm Sen Đá"), ("technologies", "")):
        assert form(client.get(f"/{kind}/new").text, f"/{kind}/new").data["title"] == name
    assert begin(client, "startups", title="Sen Đá").step("basics").data["title"] == "Sen Đá"
    refused = form(client.get("/startups/new").text, "/startups/new").send(client, title="")
    assert form(refused.text, "/startups/new").data["title"] == "", "what was taken out stays out"
    make.organisation(user, "Nhóm khác", kind="team")
    assert form(client.get("/startups/new").text, "/startups/new").data["title"] == "", "one of two: it asks"


@pytest.mark.parametrize(
    ("organisation", "investor"),
    [("fund", "fund"), ("individual", "angel"), ("company", "corporate"), ("public-body", "public-fund"), ("team", "")],
)
def test_an_investors_kind_is_known_from_its_organisations(
    client: FlaskClient, make: Factory, organisation: str, investor: str
) -> None:
    user = make.user()
    make.organisation(user, "Sông Hồng", kind=organisation)
    sign_in(client, user)
    first = form(client.get("/investors/new").text, "/investors/new")
    assert first.data.get("investor_kind", "") == investor
    refused = first.send(client, investor_kind="", title="")
    assert form(refused.text, "/investors/new").data.get("investor_kind", "") == "", "what was taken out stays out"


def test_publishing_too_early_leads_to_what_is_lacking(signed_in: FlaskClient, session: Session) -> None:
    editing = begin(signed_in, summary="", sectors=None)
    data = editing.step("basics").data
    answer = signed_in.post(f"{editing.address}/publish", data={"csrf_token": data["csrf_token"]})
    assert (answer.status_code, answer.location) == (303, f"{editing.address}/edit/basics")
    assert "thiếu" in note(signed_in.get(answer.location))
    assert entry_of(session).state == State.DRAFT


def test_what_is_wrong_comes_back_by_field_with_all_that_was_typed(signed_in: FlaskClient, session: Session) -> None:
    editing = begin(signed_in)
    typed = {
        "trl": "5",
        "trl_target": "2",
        "trl_evidence": LONG,
        "trl_date": "31/02/2026",
        "parameters-0-name": "Lưu lượng",
        "parameters-0-value": "nhiều",
        "parameters-0-unit": "m³/h",
        "parameters-1-name": "",
        "parameters-2-name": "Áp suất",
        "parameters-2-value": "1,5",
        "standards": "QCVN 40\r\nQCVN 41",
        "publications-0-title": "Bài báo",
        "publications-0-url": "javascript:alert(1)",
    }
    before = session.scalar(select(Entry.version))
    answer = editing.save("readiness", **typed)
    assert answer.status_code == 422
    assert re.search(r"<title>\s*Lỗi", answer.text)
    found = errors(answer)
    assert {"trl_date", "parameters-0-value", "publications-0-url"} <= set(found)
    shown = editing.again(answer, "readiness").data
    assert shown["trl_evidence"].replace("\r\n", "\n") == LONG.replace("\r\n", "\n")
    assert (shown["trl"], shown["trl_target"], shown["trl_date"]) == ("5", "2", "31/02/2026")
    assert (shown["parameters-0-value"], shown["parameters-0-unit"]) == ("nhiều", "m³/h")
    assert (shown["parameters-1-name"], shown["parameters-1-value"]) == ("Áp suất", "1,5")
    assert shown["publications-0-url"] == "javascript:alert(1)"
    assert shown["standards"].split() == ["QCVN", "40", "QCVN", "41"]
    assert entry_of(session).version == before
    mended = {
        "trl_evidence": LONG[:1500],
        "trl_target": "7",
        "trl_date": "",
        "parameters-0-value": "20",
        "publications-0-url": "https://thu.example",
    }
    saved = editing.again(answer, "readiness").send(signed_in, **mended)
    assert saved.status_code == 303, errors(saved)
    session.expire_all()
    technology = entry_of(session)
    assert [row["name"] for row in technology.parameters] == ["Lưu lượng", "Áp suất"]  # type: ignore[attr-defined]  # a technology
    assert editing.step("readiness").data["parameters-1-value"] in {"1.5", "1,5"}


def test_rows_come_and_go_with_a_button_and_nothing_else_changes(signed_in: FlaskClient, session: Session) -> None:
    editing = begin(signed_in)
    shown = editing.step("rights")
    assert [name for name in shown.data if name.startswith("rights-")]
    more = shown.send(signed_in, **{"rights-0-number": "VN 1", "mission_code": "ĐT.01", "_add": "rights"})
    assert more.status_code == 200
    shown = editing.again(more, "rights")
    assert (shown.data["rights-0-number"], shown.data["rights-1-number"], shown.data["mission_code"]) == (
        "VN 1",
        "",
        "ĐT.01",
    )
    less = shown.send(signed_in, **{"rights-1-number": "VN 2", "_remove": "rights-0"})
    shown = editing.again(less, "rights")
    assert shown.data["rights-0-number"] == "VN 2"
    assert "rights-1-number" not in shown.data
    assert shown.data["mission_code"] == "ĐT.01"
    assert shown.send(signed_in, **{"rights-0-kind": "patent"}).status_code == 303
    assert editing.step("rights").data["rights-0-number"] == "VN 2"
    assert session.scalar(select(func.count()).select_from(Draft)) == 0


def test_a_page_that_is_public_cannot_lose_what_it_needs(signed_in: FlaskClient, make: Factory, owner: User) -> None:
    organisation_id = next(iter(make.actor(owner).roles))
    entry = make.entry(None, "Đang công khai")
    with transaction() as session:
        session.merge(entry).owner_id = organisation_id
    answer = form(
        signed_in.get(f"/technologies/{entry.public_id}/edit/basics").text,
        f"/technologies/{entry.public_id}/edit/basics",
    ).send(signed_in, summary="", sectors=None)
    assert answer.status_code == 422
    assert set(errors(answer)) == {"summary", "sectors"}


def test_the_translation_and_who_sees_it(app: Flask, signed_in: FlaskClient, make: Factory, owner: User) -> None:
    editing = begin(signed_in)
    editing.save("readiness", trl="5")
    editing.save("terms", transfers=["assignment"])
    published = editing.press(f"{editing.address}/edit", "publish")
    address = f"{editing.address}/translation"
    lacking = form(signed_in.get(address).text, address).send(signed_in, summary="It filters.")
    assert lacking.status_code == 422
    assert set(errors(lacking)) == {"title"}
    saved = form(lacking.text, address).send(signed_in, title="A biological filter")
    assert saved.status_code == 303
    english = app.test_client().get(f"/en{published.location}")
    assert "A biological filter" in english.text
    assert "It filters." in english.text
    assert "A biological filter" not in app.test_client().get(published.location).text
    emptied = form(signed_in.get(address).text, address).send(signed_in, title="", summary="")
    assert emptied.status_code == 303
    assert "A biological filter" not in app.test_client().get(f"/en{published.location}").text


def test_withdrawn_it_is_gone_for_strangers_and_comes_back_at_its_address(app: Flask, signed_in: FlaskClient) -> None:
    editing = begin(signed_in)
    editing.save("readiness", trl="5")
    editing.save("terms", transfers=["assignment"])
    address = editing.press(f"{editing.address}/edit", "publish").location
    assert editing.press(f"{editing.address}/edit", "withdraw").status_code == 303
    assert app.test_client().get(address).status_code == 404
    assert signed_in.get(address).status_code == 200
    assert editing.press(f"{editing.address}/edit", "publish").location == address
    assert app.test_client().get(address).status_code == 200


def test_the_address_is_frozen_and_old_ones_lead_to_it(app: Flask, signed_in: FlaskClient) -> None:
    editing = begin(signed_in)
    editing.save("readiness", trl="5")
    editing.save("terms", transfers=["assignment"])
    address = editing.press(f"{editing.address}/edit", "publish").location
    assert editing.save("basics", title="Tên mới hẳn").status_code == 303
    stranger = app.test_client()
    assert "Tên mới hẳn" in stranger.get(address).text
    public_id = address[-10:]
    for other in (public_id, f"ten-cu-{public_id}", f"x{public_id}"):
        moved = stranger.get(f"/technologies/{other}")
        assert (moved.status_code, moved.location) == (301, address)
        assert stranger.get(f"/en/technologies/{other}").location == f"/en{address}"
    assert stranger.get(f"/institutes/{public_id}").status_code == 404


def test_who_has_not_confirmed_is_told_why_it_stays_a_draft(
    client: FlaskClient, make: Factory, session: Session
) -> None:
    user = make.user(confirmed=False)
    make.organisation(user)
    sign_in(client, user)
    editing = begin(client)
    editing.save("readiness", trl="5")
    editing.save("terms", transfers=["assignment"])
    overview = client.get(f"{editing.address}/edit")
    assert "/confirm" in overview.text
    assert not [one for one in forms(parse(overview.text)) if one.action.endswith("/publish")]
    token = editing.step("basics").data["csrf_token"]
    answer = client.post(f"{editing.address}/publish", data={"csrf_token": token})
    assert (answer.status_code, answer.location) == (303, f"{editing.address}/edit")
    assert "email" in note(client.get(answer.location)).lower()
    assert entry_of(session).state == State.DRAFT


def test_who_belongs_to_nothing_is_led_to_an_organisation(client: FlaskClient, make: Factory, session: Session) -> None:
    sign_in(client, make.user())
    page = client.get("/technologies/new")
    assert page.status_code == 200
    assert 'href="/organisations/new"' in page.text
    assert not [one for one in forms(parse(page.text)) if one.action == "/technologies/new"]


def test_a_viewer_may_not_begin_one(client: FlaskClient, make: Factory, session: Session) -> None:
    user = make.user()
    make.organisation(user, role=Role.VIEWER)
    sign_in(client, user)
    page = client.get("/technologies/new").text
    token = form(page, "/logout").data["csrf_token"]
    answer = client.post("/technologies/new", data={**BASICS, "csrf_token": token})
    assert answer.status_code in {200, 403, 422}
    assert session.scalar(select(func.count(Entry.id))) == 0


def test_it_belongs_to_the_organisation_that_was_chosen(client: FlaskClient, make: Factory, session: Session) -> None:
    user = make.user()
    make.organisation(user)
    second, foreign = make.organisation(user), make.organisation(make.user())
    sign_in(client, user)
    begin(client, owner=second.public_id, language="en")
    assert (entry_of(session).owner_id, entry_of(session).language) == (second.id, "en")
    answer = form(client.get("/technologies/new").text, "/technologies/new").send(
        client, **BASICS, owner=foreign.public_id
    )
    assert answer.status_code in {303, 403, 404, 422}
    session.rollback()
    assert session.scalar(select(func.count(Entry.id)).where(Entry.owner_id == foreign.id)) == 0


def test_what_was_saved_can_be_taken_out_again(signed_in: FlaskClient, session: Session) -> None:
    """Rows of a table of their own, and the text that is kept apart."""
    editing = begin(signed_in)
    rights = {"rights-0-kind": "patent", "rights-0-number": "VN 1", "confidential_detail": "Bí quyết."}
    assert editing.save("rights", **rights).status_code == 303
    assert editing.step("rights").data["confidential_detail"] == "Bí quyết."
    shown = editing.again(editing.save("rights", _remove="rights-0"), "rights")
    assert shown.send(signed_in, confidential_detail="").status_code == 303
    assert editing.step("rights").data["rights-0-number"] == ""
    assert editing.step("rights").data["confidential_detail"] == ""
    session.rollback()
    changes = session.scalars(select(AuditEvent.table).where(AuditEvent.action == "delete"))
    assert set(changes) == {"technology_right", "technology_confidential"}


def test_a_currency_that_is_typed_counts_more_than_the_one_in_the_list(
    signed_in: FlaskClient, session: Session
) -> None:
    draft = begin(signed_in)
    assert draft.save("terms", price_from="500k USD", price_to="1M", currency="VND").status_code == 303
    assert session.execute(select(Technology.price_from, Technology.currency)).one() == (500_000, "USD")
    assert "tính bằng USD, như bạn đã ghi" in note(signed_in.get(f"{draft.address}/edit"))
    shown = draft.step("terms")
    assert (shown.data["price_from"], shown.data["price_to"]) == ("500.000", "1.000.000")
    assert draft.save("terms", price_from="500k USD", currency="USD").status_code == 303
    assert "tính bằng" not in note(signed_in.get(f"{draft.address}/edit"))
    mixed = draft.save("terms", price_from="1.200.000.000đ", price_to="500k USD")
    assert mixed.status_code == 422
    assert "loại tiền" in errors(mixed)["price_to"]
    assert "thỏa thuận" in errors(draft.save("terms", price_from="thỏa thuận"))["price_from"]
