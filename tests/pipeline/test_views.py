"""The page of a pipeline and its stages, for each role, in both languages, without JavaScript."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from ecosystem.accounts.models import User
from ecosystem.pipeline import service
from tests.catalogue.editing import twin
from tests.factories import Factory, sign_in
from tests.installation import changed_tables, rows
from tests.markup import form, parse
from tests.pipeline.pages import add_form, column, page
from tests.pipeline.world import Fund, fund_of, say


def test_viewers_read_and_are_offered_nothing_to_write(client: FlaskClient, fund: Fund) -> None:
    card = fund.write(fund.card(), next_step="Gọi lại", verdict="against", verdict_words="Quá sớm")
    fund.note(card, "Lời của đồng nghiệp")
    sign_in(client, fund.viewer)
    for address in (f"/en/pipeline/{fund.id}", f"/en/pipeline/cards/{card.public_id}"):
        shown = page(client, address)
        assert [one.get("action") for one in shown.all("form") if "/pipeline/" in one.get("action")] == []
        assert "Gọi lại" in shown.text
    assert "Lời của đồng nghiệp" in client.get(f"/en/pipeline/cards/{card.public_id}").text
    assert client.get(f"/en/pipeline/{fund.id}/stages").status_code == 403


def test_an_owner_shapes_the_stages(client: FlaskClient, fund: Fund) -> None:
    card = fund.move(fund.card(), "met")
    sign_in(client, fund.owner)
    home = f"/en/pipeline/{fund.id}/stages"
    assert form(page(client, home), home).send(client, name="", meaning="open").status_code == 422
    assert form(page(client, home), home).send(client, name="Trình hội đồng", meaning="open").location == home
    assert form(page(client, f"{home}/met"), f"{home}/met").send(client, name="Đã gặp hai lần").location == home
    form(page(client, home), f"{home}/diligence/shift").send(client, direction="up")
    names = [one.text for one in page(client, home).one("ol", class_="list-rows").all("b")]
    assert names == [
        "1. New",
        "2. Looking at it",
        "3. Due diligence",
        "4. Đã gặp hai lần",
        "5. Trình hội đồng",
        "6. Invested",
        "7. Stopped",
    ]
    refused = form(page(client, f"{home}/met/remove"), f"{home}/met/remove").send(client, to="")
    assert refused.status_code == 422
    removed = form(page(client, f"{home}/met/remove"), f"{home}/met/remove").send(client, to="diligence")
    assert removed.location == home
    assert card.public_id in str(column(client, fund, "diligence").one("li", class_="board-card").attributes)
    assert client.get(f"{home}/met").status_code == 404


def test_an_owner_who_renames_a_stage_that_another_just_renamed_sees_both(app: Flask, fund: Fund) -> None:
    address = f"/en/pipeline/{fund.id}/stages/met"
    client = sign_in(app.test_client(), fund.owner)
    late = form(page(client, address), address)
    form(page(client, address), address).send(client, name="Talked")
    answer = late.send(client, name="Met twice")
    assert answer.status_code == 409
    shown = parse(answer.text)
    assert "Another owner just changed this stage." in shown.text
    assert [one.text for one in shown.one("table").all("td")] == ["Met twice", "Talked"]
    assert form(shown, address).send(client, name="Met twice").status_code == 303
    assert "Met twice" in fund.stages()


def test_only_owners_take_cards_away(client: FlaskClient, fund: Fund) -> None:
    card = fund.card()
    address = f"/en/pipeline/cards/{card.public_id}"
    sign_in(client, fund.editor)
    assert "/remove" not in client.get(address).text
    other = client.application.test_client()
    sign_in(other, fund.owner)
    answer = form(page(other, address), f"{address}/remove").send(other)
    assert answer.location == f"/en/pipeline/{fund.id}"
    assert client.get(address).status_code == 404


def test_who_acts_for_several_switches(client: FlaskClient, fund: Fund, make: Factory) -> None:
    second = make.organisation(fund.owner, "Công ty Thứ Hai", kind="company")
    sign_in(client, fund.owner)
    shown = page(client, f"/en/pipeline/{fund.id}")
    assert "of Quỹ Sông Hồng" in shown.text
    switch = form(shown, "/en/organisations/act-for")
    assert switch.send(client).location == f"/en/pipeline/{second.public_id}"
    assert "of Công ty Thứ Hai" in client.get(f"/en/pipeline/{second.public_id}").text
    assert client.get("/en/pipeline").location == f"/en/pipeline/{second.public_id}"
    entry = fund.startup()
    assert "Add to the pipeline of Công ty Thứ Hai" in client.get(f"/en/startups/{entry.address}").text


def test_closed_stages_are_hidden_and_shown(client: FlaskClient, fund: Fund) -> None:
    fund.move(fund.card(), "stopped")
    sign_in(client, fund.viewer)
    shown = page(client, f"/en/pipeline/{fund.id}")
    assert "Lúa Xanh" not in shown.text
    link = next(one for one in shown.all("a") if one.text == "Ended ones too (1)")
    assert "Lúa Xanh" in client.get(link.get("href")).text
    assert client.get(f"/en/pipeline/{fund.id}?stage=nowhere").status_code == 404


def test_a_long_column_leads_to_the_stage_of_its_own(
    client: FlaskClient, fund: Fund, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ecosystem.pipeline.board.MOST_IN_COLUMN", 2)
    for _ in range(3):
        fund.card()
    sign_in(client, fund.viewer)
    shown = column(client, fund, "new")
    assert len(shown.all("li", class_="board-card")) == 2
    link = next(one for one in shown.all("a") if one.text.startswith("All 3"))
    assert len(parse(client.get(link.get("href")).text).all("li", class_="board-card")) == 3


@pytest.mark.parametrize("what", ["add", "move", "note"])
def test_sent_again_it_does_nothing_more(app: Flask, client: FlaskClient, fund: Fund, what: str) -> None:
    sign_in(client, fund.editor)
    said = {"add": {}, "move": {"stage": "met"}, "note": {"text": "Một ghi chú"}}[what]
    if what == "add":
        sent = add_form(client, fund, fund.startup())
    else:
        address = f"/en/pipeline/cards/{fund.card().public_id}"
        sent = form(page(client, address), f"{address}/{'move' if what == 'move' else 'notes'}")
    first = sent.send(client, **said)
    assert first.status_code == 303
    after = rows(app)
    for sender in (client, twin(app, client)):
        assert sent.send(sender, **said).location == first.location
    assert changed_tables(after, rows(app)) == []


def test_looking_changes_nothing(app: Flask, client: FlaskClient, fund: Fund, session: Session) -> None:
    entry = fund.startup(stage="prototype")
    card = fund.card(entry)
    say(entry, stage="growth")
    users: list[User] = [fund.owner, fund.viewer]
    for user in users:
        client = app.test_client()
        sign_in(client, user)
        before = rows(app)
        for address in ("/pipeline", f"/pipeline/{fund.id}", f"/pipeline/cards/{card.public_id}", "/desk"):
            client.get(address)
        assert changed_tables(before, rows(app)) == []
    assert service.load(session, fund.actor(), card.public_id).facts == card.facts


def test_another_organisations_pipeline_is_not_there(client: FlaskClient, fund: Fund, make: Factory) -> None:
    card, stranger = fund.card(), fund_of(make, "Quỹ Khác")
    sign_in(client, stranger.owner)
    for address in (f"/pipeline/{fund.id}", f"/pipeline/{fund.id}/stages", f"/pipeline/cards/{card.public_id}"):
        assert client.get(address).status_code == 404
