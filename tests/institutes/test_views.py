from __future__ import annotations

from flask.testing import FlaskClient

from tests.factories import Factory, sign_in

TITLE = "Viện Nước Thử nghiệm"


def test_its_page_shows_it_with_what_its_organisation_says(client: FlaskClient, make: Factory) -> None:
    owner = make.organisation(name="Viện Nước Thử nghiệm trực thuộc Thử")
    entry = make.entry(owner, TITLE, kind="institute", code="VNTN", ror_id="02mhbdp94", groups=[{"name": "Nhóm Bùn"}])
    page = client.get(f"/institutes/{entry.address}")
    assert page.status_code == 200
    for shown in (TITLE, "VNTN", "https://ror.org/02mhbdp94", "Nhóm Bùn", owner.legal_name):
        assert shown in page.text


def test_a_draft_is_not_there_for_others(client: FlaskClient, make: Factory) -> None:
    entry = make.entry(make.organisation(make.user()), TITLE, kind="institute", public=False)
    assert client.get(f"/institutes/{entry.public_id}").status_code == 404


def test_the_editor_says_when_there_is_a_page_already(client: FlaskClient, make: Factory) -> None:
    user = make.user()
    owner = make.organisation(user)
    sign_in(client, user)
    first = client.get("/institutes/new")
    assert first.status_code == 200
    assert TITLE not in first.text
    make.entry(owner, TITLE, kind="institute", public=False)
    second = client.get("/institutes/new")
    assert second.status_code == 200
    assert TITLE in second.text


def test_the_page_of_a_stranger_is_not_mentioned(client: FlaskClient, make: Factory) -> None:
    user = make.user()
    make.organisation(user)
    make.entry(make.organisation(make.user()), TITLE, kind="institute")
    sign_in(client, user)
    assert TITLE not in client.get("/institutes/new").text
