"""From other pages into the pipeline, in both languages, without JavaScript."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from ecosystem.app import KINDS
from ecosystem.following import service as following
from ecosystem.kernel.db.transaction import transaction
from ecosystem.pipeline import queries
from tests.factories import Factory, sign_in
from tests.markup import form
from tests.pipeline.pages import add_form, column, page
from tests.pipeline.world import Fund


@pytest.mark.parametrize("language", ["", "/en"])
def test_from_the_page_of_an_entry_through_the_stages(client: FlaskClient, fund: Fund, language: str) -> None:
    entry = fund.startup()
    sign_in(client, fund.editor)
    answer = add_form(client, fund, entry, language).send(client)
    here = f"{language}/startups/{entry.address}"
    assert (answer.status_code, answer.location) == (303, here)
    words = {"": "Trong tiến trình: Mới", "/en": "In the pipeline: New"}[language]
    link = next(one for one in page(client, here).all("a") if one.text.startswith(words))
    card = link.get("href")
    assert card.startswith(f"{language}/pipeline/cards/")
    begun = column(client, fund, "new", language)
    assert "Lúa Xanh" in begun.text
    moved = form(begun, f"{card}/move").send(client, stage="met")
    assert moved.location.startswith(f"{language}/pipeline/{fund.id}#the-")
    assert "Lúa Xanh" not in column(client, fund, "new", language).text
    assert "Lúa Xanh" in column(client, fund, "met", language).text


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS.all])
def test_every_kind_of_page_has_the_button(client: FlaskClient, fund: Fund, make: Factory, kind: str) -> None:
    entry = make.entry(make.organisation(make.user()), kind=kind)
    sign_in(client, fund.editor)
    assert add_form(client, fund, entry).send(client).status_code == 303
    assert entry.title in column(client, fund, "new").text


def test_who_has_no_button(client: FlaskClient, fund: Fund, make: Factory) -> None:
    entry = fund.startup()
    own = make.entry(fund.organisation, kind="investor")
    for user, shown in ((None, entry), (make.user(), entry), (fund.viewer, entry), (fund.owner, own)):
        if user is not None:
            client = client.application.test_client()
            sign_in(client, user)
        assert "/pipeline/" not in client.get(f"/{KINDS.of(shown).endpoint}/{shown.address}").text


def test_from_the_list_of_what_one_follows(client: FlaskClient, fund: Fund) -> None:
    entry = fund.startup()
    with transaction() as session:
        following.follow(session, fund.actor(), entry.public_id)
    sign_in(client, fund.editor)
    answer = form(page(client, "/en/following"), f"/en/pipeline/{fund.id}/add").send(client)
    assert answer.location == "/en/following"
    with transaction() as session:
        [(card, _)] = queries.cards(session, fund.actor(), fund.organisation.id)
        assert card.source == "followed"


def test_from_a_match(client: FlaskClient, fund: Fund, make: Factory) -> None:
    thesis = "Chúng tôi đầu tư vào xử lý nước thải."
    own = make.entry(fund.organisation, kind="investor", thesis=thesis, stages=["prototype"], investing="now")
    fund.startup(raising="now", stage="prototype", round="seed")
    sign_in(client, fund.editor)
    address = f"/en/matches/{own.public_id}"
    answer = form(page(client, address), f"/en/pipeline/{fund.id}/add").send(client)
    assert answer.location == address
    with transaction() as session:
        [(card, _)] = queries.cards(session, fund.actor(), fund.organisation.id)
        assert card.source == "match"


def test_a_duplicate_leads_to_its_card(client: FlaskClient, fund: Fund) -> None:
    entry = fund.startup()
    sign_in(client, fund.editor)
    old = add_form(client, fund, entry)
    card = fund.card(entry)
    answer = old.send(client)
    assert answer.location == f"/en/pipeline/cards/{card.public_id}"
    assert "in the pipeline already" in client.get(answer.location).text


def test_an_empty_pipeline_says_where_to_begin(client: FlaskClient, fund: Fund, make: Factory) -> None:
    sign_in(client, fund.viewer)
    assert client.get("/en/pipeline").location == f"/en/pipeline/{fund.id}"
    shown = page(client, f"/en/pipeline/{fund.id}")
    links = {one.get("href") for one in shown.one("div", class_="empty").all("a")}
    assert links == {"/en/following", "/en/matches"}
    assert "Due diligence" in shown.text
    other = client.application.test_client()
    sign_in(other, make.user())
    assert "/en/organisations/new" in other.get("/en/pipeline").text
