"""The page of a card: next step, verdict, notes, what changed; what was typed comes back."""

from __future__ import annotations

from datetime import timedelta

from flask.testing import FlaskClient

from ecosystem.catalogue.models import Entry
from ecosystem.catalogue.service import withdraw
from ecosystem.kernel import clock
from ecosystem.kernel.access.actor import OPERATOR
from ecosystem.kernel.db.transaction import transaction
from tests.catalogue.editing import errors, sign_in_at
from tests.factories import Factory, sign_in
from tests.markup import form, parse
from tests.pipeline.pages import column, page
from tests.pipeline.world import Fund, say


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
    assert set(errors(answer)) == {"next_on", "verdict"}
    assert 'value="Gọi lại"' in answer.text


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


def test_amounts_that_changed_are_told_whole(client: FlaskClient, fund: Fund) -> None:
    entry = fund.startup(raising="now", amount_sought=8 * 10**9, currency="VND")
    card = fund.card(entry)
    say(entry, amount_sought=12 * 10**9)
    sign_in(client, fund.editor)
    address = f"/en/pipeline/cards/{card.public_id}"
    told = page(client, address).one("section", id="thay-doi").text
    assert "Amount sought VND 8 billion, now VND 12 billion." in told
    assert "8 tỷ đồng, nay là 12 tỷ đồng." in page(client, address.removeprefix("/en")).text


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


def test_a_withdrawn_page_keeps_its_card_under_the_name_it_had(client: FlaskClient, fund: Fund, make: Factory) -> None:
    entry = fund.startup("Tên Cũ", stage="prototype")
    card = fund.write(fund.card(entry), next_step="Hỏi lại", next_on=clock.today(), assignee=fund.editor.public_id)
    fund.note(card, "Đã gặp ở sự kiện")
    with transaction() as session:
        withdraw(session, OPERATOR, make.kind("startup"), entry.public_id)
        session.get_one(Entry, entry.id).title = "Tên Mới"
    sign_in(client, fund.editor)
    for address in (f"/en/pipeline/{fund.id}", f"/en/pipeline/cards/{card.public_id}", "/en/desk"):
        text = client.get(address).text
        assert "Tên Cũ" in text
        assert "Tên Mới" not in text, "nobody outside has read it"
        assert "No longer open" in text
        assert "Hỏi lại" in text
        assert entry.address not in text
    assert "Đã gặp ở sự kiện" in client.get(f"/en/pipeline/cards/{card.public_id}").text


def test_the_desk_names_a_withdrawn_page_as_it_was_called(client: FlaskClient, fund: Fund, make: Factory) -> None:
    entry = make.entry(make.organisation(fund.editor), "Tên Cũ", kind="startup")
    fund.write(fund.card(entry), next_on=clock.today(), assignee=fund.editor.public_id)
    with transaction() as session:
        withdraw(session, OPERATOR, make.kind("startup"), entry.public_id)
    sign_in(client, fund.editor)
    due = page(client, "/en/desk").one("section", id="tien-trinh").text
    assert "No longer open" in due
    assert "Tên Cũ" in due


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
