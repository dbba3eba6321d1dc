"""From an introduction into the pipeline: the other side's page, for the organisation on whose side one is."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from ecosystem.kernel.access.actor import Role
from ecosystem.kernel.db.transaction import transaction
from ecosystem.pipeline import queries
from ecosystem.pipeline.models import Source
from tests.factories import Factory, sign_in
from tests.introductions.world import Town
from tests.markup import form, parse


@pytest.fixture
def town(make: Factory) -> Town:
    return Town.of(make, language="en")


@pytest.mark.parametrize("agreed", [False, True])
def test_each_side_adds_the_others_page(app: Flask, town: Town, session: Session, *, agreed: bool) -> None:
    one = town.ask()
    if agreed:
        town.agree(one)
    here = f"/en/introductions/{one.public_id}"
    for own, other in ((town.fund, town.startup), (town.startup, town.fund)):
        client = sign_in(app.test_client(), own.user)
        add = form(parse(client.get(here).text), f"/en/pipeline/{own.organisation.public_id}/add")
        answer = add.send(client)
        assert (answer.status_code, answer.location) == (303, here)
        session.rollback()
        card = queries.card_of(session, own.organisation.id, other.entry.id)
        assert card is not None
        assert card.source == Source.INTRODUCTION
        assert f"/en/pipeline/cards/{card.public_id}" in client.get(here).text
        shown = client.get(f"/en/pipeline/cards/{card.public_id}").text
        assert "Added from an introduction" in shown


def test_after_the_yes_it_stands_beside_whom_one_meets(app: Flask, town: Town) -> None:
    one = town.ask()
    town.agree(one)
    page = parse(sign_in(app.test_client(), town.fund.user).get(f"/en/introductions/{one.public_id}").text)
    assert "Add to the pipeline" in page.one("section", id="lien-he").text
    assert page.text.count("Add to the pipeline") == 1


def test_it_is_for_the_side_and_not_for_whom_one_acts(app: Flask, town: Town, make: Factory) -> None:
    """Somebody of two organisations adds for the one that has the introduction."""
    one = town.ask()
    second = make.organisation(town.fund.user, "Quỹ Thứ Hai", kind="fund")
    with transaction() as session:
        session.merge(town.fund.user).acting_for_id = second.id
    page = sign_in(app.test_client(), town.fund.user).get(f"/en/introductions/{one.public_id}").text
    assert f"/en/pipeline/{town.fund.organisation.public_id}/add" in page


def test_viewers_and_withdrawn_pages_have_no_button(
    app: Flask, client: FlaskClient, town: Town, session: Session
) -> None:
    one = town.ask()
    viewer = town.fund.colleague(Role.VIEWER, language="en")
    assert "Add to the pipeline" not in sign_in(client, viewer).get(f"/en/introductions/{one.public_id}").text
    entry = session.merge(town.startup.entry)
    entry.state = "withdrawn"
    session.commit()
    own = sign_in(app.test_client(), town.fund.user).get(f"/en/introductions/{one.public_id}")
    assert own.status_code == 200
    assert "Add to the pipeline" not in own.text
