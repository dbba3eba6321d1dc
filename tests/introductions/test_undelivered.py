"""Where no mail reaches a side, officers and the other side see it, without any address."""

from __future__ import annotations

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from ecosystem.introductions.queries_undelivered import undelivered, unreached_since
from ecosystem.kernel import clock
from ecosystem.kernel.access.actor import OPERATOR, VISITOR, Role
from ecosystem.kernel.db.transaction import transaction
from ecosystem.kernel.mail.models import EVERYTHING, SuppressedAddress
from ecosystem.mailing.links import INTRODUCTIONS
from tests.factories import Factory, sign_in
from tests.introductions.world import Town, at
from tests.markup import parse

LIST = "/en/introductions/undelivered"
NOTE = "mails to Lúa Xanh do not arrive"


def refuse_mail(address: str, scope: str = EVERYTHING) -> None:
    """As when the server of the address answered a mail for good."""
    with transaction() as session:
        made = SuppressedAddress(address=address.lower(), scope=scope, reason="550 5.1.1", created_at=clock.now())
        session.add(made)


def page_of(client: FlaskClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return parse(answer.text).one("main").text


def test_after_the_yes_officers_and_the_other_side_see_it(app: Flask, make: Factory) -> None:
    town, officer = Town.of(make, language="en"), make.user(officer=True)
    one = town.ask()
    town.agree(one)
    with at("2026-11-20"):
        refuse_mail(town.startup.user.email)
    shown = page_of(sign_in(app.test_client(), officer), LIST)
    for words in ("Lúa Xanh", "Quỹ Đồng Hành", "20 Nov 2026", "Both have agreed"):
        assert words in shown
    assert "1 waiting" in page_of(sign_in(app.test_client(), officer), "/en/officer")
    other = page_of(sign_in(app.test_client(), town.fund.user), f"/en/introductions/{one.public_id}")
    assert f"Since 20 Nov 2026 {NOTE}" in other
    own = page_of(sign_in(app.test_client(), town.startup.user), f"/en/introductions/{one.public_id}")
    assert "do not arrive" not in own
    with transaction() as session:
        session.delete(session.get_one(SuppressedAddress, (town.startup.user.email.lower(), EVERYTHING)))
    assert "Mail reaches everybody" in page_of(sign_in(app.test_client(), officer), LIST)
    assert NOTE not in page_of(sign_in(app.test_client(), town.fund.user), f"/en/introductions/{one.public_id}")


def test_no_page_of_it_names_an_address_or_a_person(app: Flask, make: Factory) -> None:
    town, officer = Town.of(make, language="en"), make.user(officer=True)
    one = town.ask(why="Bí mật của chúng tôi.")
    refuse_mail(town.startup.user.email)
    shown = sign_in(app.test_client(), officer).get(LIST).text
    assert "Lúa Xanh" in shown
    for secret in (town.startup.user, town.fund.user):
        assert secret.email not in shown
        assert secret.name not in shown
    assert "Bí mật" not in shown
    waiting = sign_in(app.test_client(), town.fund.user).get(f"/en/introductions/{one.public_id}").text
    assert NOTE in waiting
    assert town.startup.user.email not in waiting


def test_a_colleague_who_gets_mail_is_enough(make: Factory, session: Session) -> None:
    town, officer = Town.of(make), make.actor(make.user(officer=True))
    town.ask()
    refuse_mail(town.startup.user.email)
    for role, more in ((Role.VIEWER, {}), (Role.EDITOR, {"confirmed": False})):
        town.startup.colleague(role, **more)
        assert len(undelivered(session, officer)) == 1
    editor = town.startup.colleague()
    assert undelivered(session, officer) == []
    refuse_mail(editor.email)
    assert len(undelivered(session, officer)) == 1


def test_who_stopped_mails_is_reached_and_what_has_ended_is_not_listed(make: Factory, session: Session) -> None:
    town, officer = Town.of(make), make.actor(make.user(officer=True))
    one = town.ask()
    refuse_mail(town.startup.user.email, INTRODUCTIONS)
    assert undelivered(session, officer) == []
    assert not unreached_since(session, [town.startup.organisation.id])
    refuse_mail(town.startup.user.email)
    assert [row.about.id for row in undelivered(session, officer)] == [one.id]
    town.decline(one)
    assert undelivered(session, officer) == []


def test_the_longest_unreached_stands_first(make: Factory, session: Session) -> None:
    town = Town.of(make)
    tractors = town.party("Máy Cày")
    later, earlier = town.ask(), town.ask(town.party("Quỹ Hồ Tây", "investor"), tractors)
    for day, party in (("2026-11-21", town.startup), ("2026-11-20", tractors)):
        with at(day):
            refuse_mail(party.user.email)
    assert [row.about.id for row in undelivered(session, OPERATOR)] == [earlier.id, later.id]


def test_it_is_for_officers_of_neither_side(app: Flask, make: Factory, session: Session) -> None:
    town = Town.of(make)
    town.ask()
    refuse_mail(town.startup.user.email)
    for party in (town.fund, town.startup):
        colleague = party.colleague(Role.VIEWER, officer=True, language="en")
        assert undelivered(session, make.actor(colleague)) == []
        assert "Mail reaches everybody" in page_of(sign_in(app.test_client(), colleague), LIST)
    assert undelivered(session, VISITOR) == []
    assert undelivered(session, town.fund.actor) == []
    assert sign_in(app.test_client(), town.fund.user).get(LIST).status_code == 404


def test_who_stopped_the_mails_reads_so_and_gets_them_again(app: Flask, make: Factory) -> None:
    town = Town.of(make, language="en")
    town.ask()
    with at("2026-11-20"):
        refuse_mail(town.startup.user.email, INTRODUCTIONS)
    client = sign_in(app.test_client(), town.startup.user)
    pages = [parse(client.get(path).text) for path in ("/en/desk", "/en/account")]
    assert all("Since 20 Nov 2026 you get no mails of this kind" in page.text for page in pages)
    links = [one.get("href") for page in pages for one in page.all("a") if one.text == "Get these mails again"]
    assert len(links) == 2
    assert client.post(links[0].removeprefix("http://nhipcau.example"), data={"choice": "resume"}).status_code == 303
    assert "Get these mails again" not in client.get("/en/desk").text + client.get("/en/account").text


def test_the_asking_side_is_told_that_no_mail_reaches_the_other(app: Flask, make: Factory) -> None:
    town = Town.of(make, language="en")
    editor = town.startup.colleague()
    fund = sign_in(app.test_client(), town.fund.user)
    form = f"/en/introductions/new/{town.startup.entry.public_id}"
    refuse_mail(town.startup.user.email, INTRODUCTIONS)
    assert "get this by mail and here" in page_of(fund, form), "a colleague gets them"
    refuse_mail(editor.email)
    assert "Lúa Xanh gets no mails about requests at present" in page_of(fund, form)
    assert "get this by mail" not in page_of(fund, form)
    one = town.ask()
    here = f"/en/introductions/{one.public_id}"
    assert "Lúa Xanh gets no mails about this" in page_of(fund, here)
    assert "gets no mails" not in page_of(sign_in(app.test_client(), town.startup.user), here)
    refuse_mail(town.startup.user.email)
    assert NOTE in page_of(fund, here)
    assert "gets no mails about this" not in page_of(fund, here), "one reason is enough"
