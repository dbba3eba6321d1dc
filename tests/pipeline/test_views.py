"""Journeys through the pages, in both languages, without JavaScript."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from ecosystem.accounts.models import User
from ecosystem.app import KINDS
from ecosystem.catalogue.models import Entry
from ecosystem.catalogue.service import withdraw
from ecosystem.following import service as following
from ecosystem.kernel import clock
from ecosystem.kernel.access.actor import OPERATOR
from ecosystem.kernel.db.transaction import transaction
from ecosystem.pipeline import queries, service
from tests.catalogue.editing import errors, sign_in_at, twin
from tests.factories import Factory, sign_in
from tests.installation import changed_tables, rows
from tests.markup import Element, Form, form, parse
from tests.pipeline.world import Fund, fund_of, say


def page(client: FlaskClient, address: str, status: int = 200) -> Element:
    answer = client.get(address)
    assert answer.status_code == status, answer.text[:500]
    return parse(answer.text)


def add_form(client: FlaskClient, fund: Fund, entry: Entry, language: str = "/en") -> Form:
    shown = page(client, f"{language}/{KINDS.of(entry).endpoint}/{entry.address}")
    return form(shown, f"{language}/pipeline/{fund.id}/add")


def column(client: FlaskClient, fund: Fund, key: str, language: str = "/en", query: str = "") -> Element:
    return page(client, f"{language}/pipeline/{fund.id}{query}").one("section", id=f"buoc-{key}")


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


def test_next_step_verdict_and_assignee(client: FlaskClient, fund: Fund) -> None:
    card = fund.card()
    sign_in(client, fund.editor)
    address = f"/en/pipeline/cards/{card.public_id}"
    day = clock.today() - timedelta(days=2)
    answer = form(page(client, address), address).send(
        client,
        assignee=fund.editor.public_id,
        next_step="Hỏi số liệu quý 3",
        next_on=day.isoformat(),
        verdict="for",
        verdict_words="Đội ngũ tốt.",
    )
    assert (answer.status_code, answer.location) == (303, address)
    shown = column(client, fund, "new")
    for words in ("Hỏi số liệu quý 3", "2 days overdue", "In favour", fund.editor.name):
        assert words in shown.text
    desk = page(client, "/en/desk").one("section", id="tien-trinh")
    assert "Lúa Xanh" in desk.text
    assert "2 days overdue" in desk.text
    fund.write(card, next_on=clock.today() + timedelta(days=30))
    assert 'id="tien-trinh"' not in client.get("/en/desk").text


def test_the_desk_shows_ones_own_cards_alone(client: FlaskClient, fund: Fund) -> None:
    fund.write(fund.card(), assignee=fund.editor.public_id, next_on=clock.today())
    sign_in(client, fund.owner)
    assert 'id="tien-trinh"' not in client.get("/desk").text


def test_what_is_wrong_is_told_and_what_was_typed_stays(client: FlaskClient, fund: Fund) -> None:
    card = fund.card()
    sign_in(client, fund.editor)
    address = f"/en/pipeline/cards/{card.public_id}"
    answer = form(page(client, address), address).send(
        client, next_step="Gọi lại", next_on="31/02/2027", verdict_words="Đội ngũ tốt."
    )
    assert answer.status_code == 422
    assert set(errors(answer)) == {"next_on"}
    assert 'value="Gọi lại"' in answer.text
    answer = form(page(client, address), address).send(client, verdict_words="Đội ngũ tốt.")
    assert set(errors(answer)) == {"verdict"}


def test_of_two_who_write_both_texts_are_shown(client: FlaskClient, fund: Fund) -> None:
    card = fund.card()
    sign_in(client, fund.owner)
    address = f"/en/pipeline/cards/{card.public_id}"
    mine = form(page(client, address), address)
    fund.write(card, next_step="Gọi cho chị Hoa")
    answer = mine.send(client, next_step="Gửi thư mời họp")
    assert answer.status_code == 409
    shown = parse(answer.text)
    differences = shown.one("section", aria_labelledby="khac-nhau").text
    assert "Gọi cho chị Hoa" in differences
    assert "Gửi thư mời họp" in differences
    again = form(shown, address)
    assert again.data["next_step"] == "Gửi thư mời họp"
    assert again.send(client).status_code == 303
    assert "Gửi thư mời họp" in client.get(address).text


def test_of_two_who_move_the_second_is_told(client: FlaskClient, fund: Fund) -> None:
    card = fund.card()
    sign_in(client, fund.owner)
    address = f"/en/pipeline/cards/{card.public_id}"
    mine = form(page(client, address), f"{address}/move")
    fund.move(card, "met")
    answer = mine.send(client, stage="diligence")
    text = client.get(answer.location).text
    assert "Someone just moved this card to “Met”" in text


def test_what_changed_is_told_until_somebody_has_seen_it(client: FlaskClient, fund: Fund) -> None:
    entry = fund.startup(stage="prototype")
    card = fund.card(entry)
    say(entry, stage="growth")
    sign_in(client, fund.editor)
    address = f"/en/pipeline/cards/{card.public_id}"
    assert "1 change" in column(client, fund, "new", query="?changed=1").text
    told = page(client, address).one("section", id="thay-doi").text
    assert "Stage Prototype, now Growth." in told
    assert "Nguyên mẫu, nay là Tăng trưởng." in page(client, address.removeprefix("/en")).text
    assert form(page(client, address), f"{address}/looked").send(client).location == address
    assert 'id="thay-doi"' not in client.get(address).text
    assert "Lúa Xanh" not in column(client, fund, "new", query="?changed=1").text


def test_a_withdrawn_page_keeps_its_card_without_its_name(client: FlaskClient, fund: Fund, make: Factory) -> None:
    entry = fund.startup("Tên Kín", stage="prototype")
    card = fund.write(fund.card(entry), next_step="Hỏi lại", next_on=clock.today(), assignee=fund.editor.public_id)
    fund.note(card, "Đã gặp ở sự kiện")
    with transaction() as session:
        withdraw(session, OPERATOR, make.kind("startup"), entry.public_id)
    sign_in(client, fund.editor)
    for address in (f"/en/pipeline/{fund.id}", f"/en/pipeline/cards/{card.public_id}", "/en/desk"):
        text = client.get(address).text
        assert "Tên Kín" not in text
        assert "No longer open" in text
        assert "Hỏi lại" in text
        assert entry.address not in text
    assert "Đã gặp ở sự kiện" in client.get(f"/en/pipeline/cards/{card.public_id}").text


def test_the_desk_names_no_withdrawn_page_to_its_own_people_either(
    client: FlaskClient, fund: Fund, make: Factory
) -> None:
    """They know it, and the card says the same to all: that its page is not open."""
    entry = make.entry(make.organisation(fund.editor), "Tên Kín", kind="startup")
    fund.write(fund.card(entry), next_on=clock.today(), assignee=fund.editor.public_id)
    with transaction() as session:
        withdraw(session, OPERATOR, make.kind("startup"), entry.public_id)
    sign_in(client, fund.editor)
    due = page(client, "/en/desk").one("section", id="tien-trinh").text
    assert "No longer open" in due
    assert "Tên Kín" not in due


def test_an_entry_whose_last_day_is_over_says_so(client: FlaskClient, fund: Fund, make: Factory) -> None:
    card = fund.card(make.entry(make.organisation(make.user()), closes_on=clock.today() - timedelta(days=1)))
    sign_in(client, fund.editor)
    assert "Ended" in column(client, fund, "new").text
    assert "The last day of this page was" in client.get(f"/en/pipeline/cards/{card.public_id}").text


def test_notes_are_written_changed_and_deleted_by_their_author(client: FlaskClient, fund: Fund) -> None:
    card = fund.card()
    sign_in(client, fund.editor)
    address = f"/en/pipeline/cards/{card.public_id}"
    written = form(page(client, address), f"{address}/notes").send(client, text="Hỏi thêm về\nđội ngũ")
    assert written.location == f"{address}#ghi-chu"
    colleague = fund.note(card, "Tôi thấy ổn", fund.owner)
    shown = page(client, address)
    edits = [one.get("href") for one in shown.all("a") if one.get("href").startswith("/en/pipeline/notes/")]
    assert len(edits) == 1
    assert edits[0] != f"/en/pipeline/notes/{colleague.public_id}"
    assert form(page(client, edits[0]), edits[0]).send(client, text="").status_code == 422
    assert form(page(client, edits[0]), edits[0]).send(client, text="Đã hỏi rồi").status_code == 303
    text = client.get(address).text
    assert "Đã hỏi rồi" in text
    assert "đội ngũ" not in text
    assert client.get(f"/en/pipeline/notes/{colleague.public_id}").status_code == 403
    assert form(page(client, address), f"{edits[0]}/delete").send(client).status_code == 303
    text = client.get(address).text
    assert "Đã hỏi rồi" not in text
    assert "Tôi thấy ổn" in text


def test_a_note_typed_while_the_session_ran_out_comes_back(client: FlaskClient, fund: Fund) -> None:
    card = fund.card()
    sign_in(client, fund.editor)
    address = f"/pipeline/cards/{card.public_id}"
    typed = form(page(client, address), f"{address}/notes")
    form(page(client, "/account"), "/logout").send(client)
    token = form(page(client, "/login"), "/login").data["csrf_token"]
    answer = typed.send(client, text="Chưa kịp lưu", csrf_token=token)
    back = sign_in_at(client, answer.location, fund.editor.email).location
    again = form(page(client, back), f"{address}/notes")
    assert again.data["text"] == "Chưa kịp lưu"
    assert again.send(client).status_code == 303
    assert "Chưa kịp lưu" in client.get(address).text


def test_what_was_typed_on_a_card_while_the_session_ran_out_comes_back(client: FlaskClient, fund: Fund) -> None:
    sign_in(client, fund.editor)
    address = f"/pipeline/cards/{fund.card().public_id}"
    typed, moved = form(page(client, address), address), form(page(client, address), f"{address}/move")
    form(page(client, "/account"), "/logout").send(client)
    token = form(page(client, "/login"), "/login").data["csrf_token"]
    assert moved.send(client, stage="met", csrf_token=token).location == f"/login?next={address}"
    answer = typed.send(client, next_step="Gọi lại", csrf_token=token)
    back = sign_in_at(client, answer.location, fund.editor.email).location
    assert form(page(client, back), address).data["next_step"] == "Gọi lại"


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
