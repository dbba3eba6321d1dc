"""The pages on which matches are passed over, taken back and appealed against, without JavaScript."""

from __future__ import annotations

import pytest
from flask import Flask, render_template_string
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from ecosystem.app import KINDS
from ecosystem.catalogue.service import withdraw
from ecosystem.kernel.access.actor import OPERATOR, Role
from ecosystem.kernel.db.transaction import transaction
from ecosystem.matchmaking.input import REASONS
from ecosystem.matchmaking.models import Appeal, Dismissal
from tests.catalogue.editing import errors, twin
from tests.factories import PASSWORD, hidden, sign_in
from tests.installation import changed_tables, rows
from tests.markup import form, parse
from tests.matchmaking.world import Market, revenue


def passed_address(market: Market) -> str:
    return f"/en/matches/{market.own.public_id}/passed"


def test_a_match_is_passed_over_with_a_reason_and_taken_back(
    client: FlaskClient, market: Market, session: Session
) -> None:
    startup = market.startup(traction=revenue("120"))
    sign_in(client, market.user)
    address = f"/en/matches/{market.own.public_id}/dismiss/{startup.public_id}"
    shown = form(client.get(f"{address}?next=/desk").text, address)
    refused = shown.send(client, reason="other")
    assert refused.status_code == 422
    assert set(errors(refused)) == {"words"}
    assert form(refused.text, address).data["next"] == "/en/desk"
    answer = form(refused.text, address).send(client, words="Không hợp gu.")
    assert (answer.status_code, answer.location) == (303, "/en/desk")
    page = client.get(passed_address(market)).text
    assert "Lúa Xanh" in page
    assert "Another reason" in page
    assert "Không hợp gu." in page
    assert "Changed since" not in page
    market.change(startup, traction=revenue("180"))
    item = parse(client.get(passed_address(market)).text).one("p", class_="changed")
    assert item.text.startswith("Changed since ")
    assert "Monthly revenue: 120 →, now 180 million VND." in item.text
    undo = form(client.get(passed_address(market)).text, f"/en/matches/{market.own.public_id}/undo/{startup.public_id}")
    assert undo.send(client).location == passed_address(market)
    assert "Nothing passed over" in client.get(passed_address(market)).text
    session.rollback()
    assert session.scalars(select(Dismissal)).all() == []


def test_no_reason_chosen_is_asked_for(client: FlaskClient, market: Market) -> None:
    startup = market.startup()
    sign_in(client, market.user)
    address = f"/en/matches/{market.own.public_id}/dismiss/{startup.public_id}"
    assert set(errors(form(client.get(address).text, address).send(client))) == {"reason"}


def test_what_was_chosen_outlives_the_session(client: FlaskClient, market: Market) -> None:
    startup = market.startup()
    sign_in(client, market.user)
    address = f"/en/matches/{market.own.public_id}/dismiss/{startup.public_id}"
    shown = form(client.get(f"{address}?next=/en/desk").text, address)
    client.post("/logout", data={"csrf_token": hidden(client.get("/account").text, "csrf_token")})
    token = hidden(client.get("/login").text, "csrf_token")
    answer = shown.send(client, csrf_token=token, reason="market", words="Chưa thấy kênh bán.")
    token = hidden(client.get(answer.location).text, "csrf_token")
    signed = client.post(answer.location, data={"email": market.user.email, "password": PASSWORD, "csrf_token": token})
    again = form(client.get(signed.location).text, address)
    assert (again.data["reason"], again.data["words"], again.data["next"]) == (
        "market",
        "Chưa thấy kênh bán.",
        "/en/desk",
    )


def test_a_withdrawn_one_shows_no_name(client: FlaskClient, market: Market) -> None:
    startup = market.startup("Lúa Xanh")
    market.dismiss(startup)
    with transaction() as session:
        withdraw(session, OPERATOR, KINDS.of(startup), startup.public_id)
    sign_in(client, market.user)
    page = client.get(passed_address(market)).text
    assert "Lúa Xanh" not in page
    assert "No longer open" in page
    assert form(page, f"/en/matches/{market.own.public_id}/undo/{startup.public_id}").method == "post"


def test_a_viewer_reads_and_has_no_button(client: FlaskClient, market: Market) -> None:
    market.dismiss(market.startup("Lúa Xanh"))
    sign_in(client, market.colleague(Role.VIEWER))
    page = client.get(passed_address(market)).text
    assert "Lúa Xanh" in page
    assert "/undo/" not in page


@pytest.mark.usefixtures("with_reasons")
def test_an_appeal_shows_what_is_sent_and_then_what_was(client: FlaskClient, market: Market, session: Session) -> None:
    startup = market.startup("Lúa Xanh")
    sign_in(client, market.user)
    address = f"/en/matches/{market.own.public_id}/appeal"
    page = client.get(f"{address}?about={startup.public_id}").text
    aside = parse(page).one("section", aria_labelledby="se-gui").text
    for words in ("Lúa Xanh", "Quỹ Hồ Tây", "Both in agriculture", "+1.5", "−0.2", "+1.3"):
        assert words in aside
    assert errors(form(page, address).send(client, words="Sai.")).keys() == {"words"}
    opened = form(client.get(f"{address}?about={startup.public_id}").text, address)
    answer = form(page, address).send(client, words="Chúng tôi không làm nông nghiệp.")
    made = session.scalars(select(Appeal)).one()
    assert (made.other_entry_id, made.score) == (startup.id, 1.25)
    assert answer.location == f"/en/matches/appeals/{made.public_id}"
    shown = client.get(answer.location).text
    for words in ("Waiting for a person", "Lúa Xanh", "Both in agriculture", "Chúng tôi không làm nông nghiệp."):
        assert words in shown
    assert "Cùng lĩnh vực nông nghiệp" in client.get(answer.location.removeprefix("/en")).text
    again = client.get(f"{address}?about={startup.public_id}")
    assert again.location == answer.location
    assert "has asked about this already" in client.get(again.location).text
    refused = opened.send(client, words="Vẫn chưa đúng đâu.")
    assert refused.status_code == 422
    assert "has asked about this already" in refused.text


def test_all_matches_may_be_appealed_against(client: FlaskClient, market: Market, session: Session) -> None:
    sign_in(client, market.user)
    address = f"/matches/{market.own.public_id}/appeal"
    page = client.get(address).text
    assert "Toàn bộ gợi ý của trang này" in page
    assert form(page, address).send(client, words="Toàn là quỹ nước ngoài.").status_code == 303
    assert session.scalars(select(Appeal.other_entry_id)).all() == [None]
    assert client.get(f"{address}?about=zzzzzzzzzz").status_code == 404


@pytest.mark.parametrize("what", ["dismiss", "appeal"])
def test_sent_again_it_does_nothing_more(app: Flask, client: FlaskClient, market: Market, what: str) -> None:
    startup = market.startup()
    sign_in(client, market.user)
    address = f"/matches/{market.own.public_id}/{what}" + (f"/{startup.public_id}" if what == "dismiss" else "")
    shown = form(client.get(address).text, address)
    said = {"reason": "thesis"} if what == "dismiss" else {"words": "Toàn là quỹ nước ngoài."}
    first = shown.send(client, **said)
    after = rows(app)
    for sender in (client, twin(app, client)):
        second = shown.send(sender, **said)
        assert (second.status_code, second.location) == (303, first.location)
    assert changed_tables(after, rows(app)) == []


CARDS = """{% import "matchmaking/_feedback.html" as feedback with context %}
{% for id in ids %}{{ feedback.dismiss(own, id, 'Lúa Xanh', reasons, '/desk') }}{{ feedback.undo(own, id, 'Lúa Xanh') }}
{{ feedback.appeal_link(own, id, 'Lúa Xanh') }}{% endfor %}{{ feedback.appeal_link(own) }}"""


def test_the_parts_of_a_card_stand_on_one_page_many_times(app: Flask, client: FlaskClient, market: Market) -> None:
    """And the menu's form is taken."""
    ids = [market.startup().public_id for _ in range(3)]
    with app.test_request_context("/matches"):
        html = render_template_string(CARDS, own=market.own.public_id, ids=ids, reasons=REASONS)
    tree = parse(html)
    assert len(tree.all("details")) == 3
    address = f"/matches/{market.own.public_id}/dismiss/{ids[0]}"
    made = form(tree, address)
    assert (made.data["reason"], made.data["next"]) == ("", "/desk"), "nobody's reason is chosen for them"
    assert f"/matches/{market.own.public_id}/appeal" in [link.get("href") for link in tree.all("a")]
    sign_in(client, market.user)
    token = hidden(client.get("/account").text, "csrf_token")
    answer = made.send(client, csrf_token=token, form_nonce=None, reason="too-early")
    assert answer.location == "/desk"


def test_an_appeal_promises_what_this_installation_does(
    client: FlaskClient, market: Market, request: pytest.FixtureRequest
) -> None:
    """Without an address of the operator nobody is written to: the appeal waits on the officers' list."""
    sign_in(client, market.user)
    address = f"/en/matches/{market.own.public_id}/appeal"
    silent = client.get(address).text
    assert "stay on the list of the officers of this platform until one of them answers." in silent
    assert "go by email to whoever runs this platform" not in silent
    request.getfixturevalue("operator_address")
    assert "go by email to whoever runs this platform" in client.get(address).text


def test_a_change_that_the_reason_is_not_about_is_told_and_brings_nothing_back(
    client: FlaskClient, market: Market
) -> None:
    startup = market.startup(traction=revenue("120"))
    market.dismiss(startup, "thesis")
    market.change(startup, traction=revenue("180"))
    sign_in(client, market.user)
    page = client.get(passed_address(market)).text
    assert "Changed since" in page
    assert "It stays away: that is not what your reason was about." in page
    assert "stands among your matches again" not in page
    other = market.startup("Nước Sạch", traction=revenue("120"))
    market.dismiss(other, "description")
    market.change(other, traction=revenue("180"))
    page = client.get(passed_address(market)).text
    assert "stands among your matches again. The change may have nothing to do with it." in " ".join(page.split())
