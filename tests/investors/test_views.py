from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from flask.testing import FlaskClient

from ecosystem.catalogue import service as catalogue
from ecosystem.catalogue.models import Entry, State
from ecosystem.kernel import clock
from ecosystem.kernel.access.acting import act_as
from ecosystem.kernel.access.actor import OPERATOR
from ecosystem.kernel.access.errors import Forbidden
from ecosystem.kernel.db.transaction import current_session, transaction
from ecosystem.rates.service import set_rate
from tests.factories import Factory, csrf, sign_in

TITLE = "Quỹ Sông Hồng Thử"
FULL: dict[str, Any] = {
    "investor_kind": "fund",
    "summary": "Vốn cho nước sạch.",
    "thesis": "Tìm nhóm làm nước sạch ở làng nghề.",
    "investing": "now",
    "stages": ["prototype"],
    "cheque_min": 200_000,
    "cheque_max": 500_000,
    "currency": "USD",
    "lead_roles": ["lead"],
    "partners": [{"name": "Lê Thị Kín", "role": "Giám đốc"}],
    "website": "https://quy.example",
    "contact_email": "hoi@quy.example",
}


def rate(vnd: int) -> None:
    with act_as(OPERATOR), transaction() as session:
        set_rate(session, OPERATOR, "USD", Decimal(vnd), date(2026, 11, 20))


def reload(entry: Entry) -> None:
    """As it is now: what pages changed came in by sessions of their own."""
    current_session().rollback()
    current_session().refresh(entry)


def shown(client: FlaskClient, entry: Entry) -> str:
    page = client.get(f"/investors/{entry.address}")
    assert page.status_code == 200
    return page.text


def test_its_page_says_what_it_seeks_and_how_much_it_gives(client: FlaskClient, make: Factory) -> None:
    rate(26_000)
    text = shown(client, make.entry(make.organisation(kind="fund"), TITLE, kind="investor", **FULL))
    for words in (
        TITLE,
        FULL["thesis"],
        "200.000–500.000 USD",
        "5,2–13 tỷ đồng",
        "26.000",
        "20/11/2026",
        "quy.example",
    ):
        assert words in text
    assert '<svg class="funding-range' in text
    assert "Lê Thị Kín" not in text
    assert "hoi@quy.example" not in text


def test_without_a_rate_nothing_is_converted_or_drawn(client: FlaskClient, make: Factory) -> None:
    text = shown(client, make.entry(make.organisation(kind="fund"), TITLE, kind="investor", **FULL))
    assert "200.000–500.000 USD" in text
    assert 'class="funding-range' not in text


def test_members_see_who_decides(client: FlaskClient, make: Factory) -> None:
    entry = make.entry(make.organisation(kind="fund"), TITLE, kind="investor", **FULL)
    sign_in(client, make.user())
    text = shown(client, entry)
    assert "Lê Thị Kín" in text
    assert "hoi@quy.example" not in text


def test_a_page_that_says_little_says_that_it_does(client: FlaskClient, make: Factory) -> None:
    text = shown(client, make.entry(None, TITLE, kind="investor"))
    assert text.count('class="panel not-stated"') >= 2
    assert "Chưa nêu hiện có đầu tư không" in text or "whether it invests now" in text
    assert '"@type": "Organization"' in text


@pytest.mark.parametrize(("days", "is_old"), [(10, False), (200, True)])
def test_an_old_statement_says_its_age(client: FlaskClient, make: Factory, days: int, is_old: bool) -> None:
    with clock.travel(-timedelta(days=days)):
        entry = make.entry(make.organisation(), TITLE, kind="investor", investing="now")
    assert ("more than six months" in client.get(f"/en/investors/{entry.address}").text) is is_old


def test_its_people_confirm_that_the_statement_holds(client: FlaskClient, make: Factory) -> None:
    user = make.user()
    with clock.travel(-timedelta(days=200)):
        entry = make.entry(make.organisation(user), TITLE, kind="investor", investing="now")
    before = entry.updated_at
    sign_in(client, user)
    answer = client.post(f"/investors/{entry.public_id}/confirm", data={"csrf_token": csrf(client, "/account")})
    assert (answer.status_code, answer.location) == (303, f"/investors/{entry.address}")
    assert "more than six months" not in client.get(f"/en/investors/{entry.address}").text
    reload(entry)
    assert entry.updated_at == before


def test_where_nothing_was_said_there_is_nothing_to_confirm(client: FlaskClient, make: Factory) -> None:
    user = make.user()
    entry = make.entry(make.organisation(user), TITLE, kind="investor")
    sign_in(client, user)
    answer = client.post(f"/investors/{entry.public_id}/confirm", data={"csrf_token": csrf(client, "/account")})
    assert answer.location == f"/investors/{entry.public_id}/edit/cheque"


def test_a_person_alone_makes_their_page_public(make: Factory, client: FlaskClient) -> None:
    user = make.user()
    complete = {**FULL, "investor_kind": "angel"}
    entry = make.entry(make.organisation(user, kind="individual"), TITLE, kind="investor", public=False, **complete)
    kind = make.kind("investor")
    with pytest.raises(Forbidden), transaction() as session:
        catalogue.publish(session, OPERATOR, kind, entry.public_id)
    sign_in(client, user)
    assert "your own act" in client.get(f"/en/investors/{entry.public_id}/edit").text
    token = csrf(client, "/account")
    answer = client.post(f"/investors/{entry.public_id}/publish", data={"csrf_token": token})
    assert answer.status_code == 303
    reload(entry)
    assert entry.state == State.PUBLIC
    assert '"@type": "Person"' in shown(client, entry)


def test_an_operator_publishes_for_an_organisation(make: Factory, client: FlaskClient) -> None:
    entry = make.entry(make.organisation(make.user()), TITLE, kind="investor", public=False, **FULL)
    with act_as(OPERATOR), transaction() as session:
        catalogue.publish(session, OPERATOR, make.kind("investor"), entry.public_id)
    assert "own act" not in client.get(f"/en/investors/{entry.address}").text


def test_who_takes_over_an_imported_page_fills_it_in_step_by_step(make: Factory, client: FlaskClient) -> None:
    """It was public without what publication needs; what is there by then is not taken away again."""
    user = make.user()
    entry = make.entry(make.organisation(user), TITLE, kind="investor", summary="", sectors=[])
    sign_in(client, user)
    address = f"/investors/{entry.public_id}/edit/basics"
    typed = {"csrf_token": csrf(client, "/account"), "title": TITLE, "summary": "Nước sạch."}
    assert client.post(address, data={**typed, "version": str(entry.version)}).status_code == 303
    reload(entry)
    answer = client.post(address, data={**typed, "summary": "", "version": str(entry.version)})
    assert answer.status_code == 422
    reload(entry)
    assert entry.summary == "Nước sạch."
