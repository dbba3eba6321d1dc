"""Reports, decisions and objections on pages, as each side sees them; who reported is told to officers alone."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from ecosystem.accounts.models import User
from ecosystem.catalogue.models import State
from ecosystem.kernel.access.actor import Role
from ecosystem.kernel.db.transaction import current_session
from ecosystem.organisations.models import Organisation
from ecosystem.reports.links import link_to
from ecosystem.reports.models import Decision, Report
from ecosystem.reports.models import State as ReportState
from tests.accounts.pages import Mailbox
from tests.catalogue.editing import errors, twin
from tests.factories import Factory, sign_in
from tests.installation import changed_tables, rows
from tests.markup import form, parse
from tests.reports.world import SAID, WHY, Case


def new_address(case: Case, kind: str = "entry") -> str:
    return f"/en/reports/new/{kind}/{case.entry.public_id}"


def entry_address(case: Case) -> str:
    return f"/en/technologies/{case.entry.address}"


def reports(session: Session) -> list[Report]:
    session.rollback()
    return list(session.scalars(select(Report).order_by(Report.id)))


def as_(app: Flask, user: User) -> FlaskClient:
    return sign_in(app.test_client(), user)


@pytest.mark.parametrize("kind", ["technology", "startup", "institute", "investor"])
def test_every_entry_of_others_can_be_reported(client: FlaskClient, make: Factory, kind: str) -> None:
    owner = make.user()
    entry = make.entry(make.organisation(owner), kind=kind)
    endpoint = make.kind(kind).endpoint
    address = f"/reports/new/entry/{entry.public_id}"
    assert f'href="{address}"' in client.get(f"/{endpoint}/{entry.address}").text
    assert client.get(address).status_code == 200
    sign_in(client, owner)
    assert f'href="{address}"' not in client.get(f"/{endpoint}/{entry.address}").text
    assert client.get(address).status_code == 403


def test_no_fee_is_said_where_contact_is_and_on_the_form(client: FlaskClient, case: Case) -> None:
    for address in (entry_address(case), new_address(case)):
        assert "Nobody may ask a fee" in client.get(address).text


def test_a_person_reports_and_sees_what_became_of_it(client: FlaskClient, case: Case, session: Session) -> None:
    sign_in(client, case.reporter)
    answer = form(client.get(new_address(case)).text, new_address(case)).send(client, **SAID)
    (made,) = reports(session)
    assert (answer.status_code, answer.location) == (303, f"/en/reports/{made.public_id}")
    assert (made.state, made.user_id, made.email) == (ReportState.OPEN, case.reporter.id, None)
    assert "Waiting for an officer" in client.get(answer.location).text
    assert client.get(new_address(case)).location == answer.location
    case.decide(made)
    text = client.get(answer.location).text
    assert WHY in text
    assert "Taken down" in text


def test_what_is_lacking_is_told_and_what_was_typed_stays(client: FlaskClient, case: Case) -> None:
    sign_in(client, case.reporter)
    page = form(client.get(new_address(case)).text, new_address(case))
    assert set(errors(page.send(client, reason="other", words=""))) == {"words"}
    answer = page.send(client, reason="", words="Sai ở dòng ba.")
    assert set(errors(answer)) == {"reason"}
    assert "Sai ở dòng ba." in answer.text


def test_a_visitor_confirms_by_the_link_and_opening_it_changes_nothing(
    app: Flask, client: FlaskClient, case: Case, mailbox: Mailbox, session: Session
) -> None:
    page = form(client.get(new_address(case)).text, new_address(case))
    assert set(errors(page.send(client, **SAID, email="khach"))) == {"email"}
    answer = page.send(client, **SAID, email="Khach@Thu.example")
    assert answer.location == "/en/reports/sent"
    assert client.get(answer.location).status_code == 200
    (mail,) = mailbox.all()
    part = mail.get_body(("plain",))
    assert part is not None
    found = re.search(r"http://nhipcau\.example(/en/reports/confirm/\S+)", part.get_content())
    assert found
    before = rows(app)
    for _ in range(2):
        assert app.test_client().get(found.group(1)).status_code == 200
        assert app.test_client().head(found.group(1)).status_code == 200
    assert changed_tables(before, rows(app)) == []
    button = form(client.get(found.group(1)).text, found.group(1))
    assert button.send(client).location == found.group(1)
    (made,) = reports(session)
    assert (made.state, made.email) == (ReportState.OPEN, "khach@thu.example")
    assert "is with the officers" in client.get(found.group(1)).text
    assert client.get("/en/reports/confirm/WyJub2JvZHkiXQ.bbbb").status_code == 410


def test_who_confirms_the_same_twice_is_led_to_the_first(client: FlaskClient, case: Case) -> None:
    first, again = case.visitor_and_open(), case.visitor_report()
    address = f"/en/reports/confirm/{link_in(case, again)}"
    answer = form(client.get(address).text, address).send(client)
    assert answer.location == f"/en/reports/confirm/{link_in(case, first)}"
    assert "is with the officers" in client.get(answer.location).text


def link_in(case: Case, report: Report) -> str:
    current_session().refresh(report)
    return link_to(report)


def test_nobody_learns_which_address_reported(client: FlaskClient, case: Case) -> None:
    """A second report with the same address is answered as the first one, whoever it is that asks."""
    case.visitor_and_open("nghi.ngo@thu.example")
    page = form(client.get(new_address(case)).text, new_address(case))
    asked = page.send(client, **SAID, email="nghi.ngo@thu.example")
    other = form(client.get(new_address(case)).text, new_address(case)).send(client, **SAID, email="khac@thu.example")
    assert (asked.status_code, asked.location, asked.text) == (other.status_code, other.location, other.text)


def test_an_officer_reads_it_all_and_decides(app: Flask, case: Case, session: Session) -> None:
    report = case.report()
    officer = as_(app, case.officer)
    assert "Officers’ work" in officer.get("/en/desk").text
    assert "1 waiting" in officer.get("/en/officer").text
    address = f"/en/officer/reports/{report.public_id}"
    assert f'href="{address}"' in officer.get("/en/officer/reports").text
    text = officer.get(address).text
    for words in (SAID["words"], case.reporter.name, "Đã có bằng sáng chế.", "Entered", "What it says is not true"):
        assert words in text
    page = form(text, address)
    assert set(errors(page.send(officer, action="withdraw", words="ngắn"))) == {"words"}
    assert page.send(officer, action="withdraw", words=WHY).location == "/en/officer/reports"
    assert case.state() == State.TAKEN_DOWN
    text = officer.get("/en/officer/reports").text
    assert "All checked" in text
    assert "within a day" in text
    assert "You see this page as an officer" in officer.get(entry_address(case)).text


def test_an_officer_puts_it_back(app: Flask, case: Case, session: Session) -> None:
    made = case.decide(case.report(), "suspend")
    officer = as_(app, case.officer)
    address = f"/en/officer/decisions/{made.public_id}"
    assert f'href="{address}"' in officer.get("/en/officer/decisions").text
    assert form(officer.get(address).text, address).send(officer, words=WHY).location == address
    assert case.state() == State.PUBLIC
    assert "Put back on" in officer.get(address).text


def test_the_second_of_two_officers_is_told(app: Flask, case: Case) -> None:
    report, second = case.report(), as_(app, case.make.user(officer=True))
    address = f"/en/officer/reports/{report.public_id}"
    page = form(second.get(address).text, address)
    case.decide(report, "dismiss")
    answer = page.send(second, action="withdraw", words=WHY)
    assert answer.status_code == 409
    assert "Another officer has decided this meanwhile" in answer.text
    assert WHY in answer.text
    assert case.state() == State.PUBLIC


def test_its_owner_does_not_go_on_with_a_new_organisation(app: Flask, case: Case, session: Session) -> None:
    owner = as_(app, case.owner)
    address = "/en/organisations/new"
    before = form(owner.get(address).text, address)
    made = case.decide(case.report(), "suspend")
    for answer in (owner.get(address), before.send(owner, legal_name="Công ty Lúa Mới", kind="company")):
        assert answer.status_code == 403
        assert "can object" in answer.text
        assert 'href="/en/organisations"' in answer.text
    assert address not in owner.get("/en/organisations").text
    assert session.scalar(select(Organisation.id).where(Organisation.legal_name == "Công ty Lúa Mới")) is None
    case.restore(made)
    assert owner.get(address).status_code == 200


@pytest.mark.parametrize("action", ["withdraw", "suspend"])
def test_its_people_see_why_and_object(app: Flask, case: Case, session: Session, action: str) -> None:
    made = case.decide(case.report(), action)
    owner = as_(app, case.owner)
    decision = f"/en/reports/decisions/{made.public_id}"
    edit = f"/en/technologies/{case.entry.public_id}/edit"
    for address in (entry_address(case), edit, "/en/desk", decision):
        text = owner.get(address).text
        assert decision in text or address == decision, address
        for secret in (case.reporter.name, case.reporter.email, SAID["words"]):
            assert secret not in text, address
    if action == "suspend":
        assert decision in owner.get(f"/en/organisations/{case.organisation.public_id}").text
    assert "/publish" not in owner.get(edit).text
    assert form(owner.get(decision).text, decision).send(owner, words="Chúng tôi đã sửa trang.").location == decision
    assert "Waiting for an officer" in owner.get(decision).text
    second = as_(app, case.make.user(officer=True))
    text = second.get("/en/officer/objections").text
    found = re.search(r'href="(/en/officer/objections/\w+)"', text)
    assert found
    page = form(second.get(found.group(1)).text, found.group(1))
    assert page.send(second, verdict="restored", words=WHY).location == "/en/officer/objections"
    assert case.state() == State.PUBLIC
    assert "All checked" in second.get("/en/officer/objections").text


def test_others_find_a_page_that_was_taken_down_no_more(app: Flask, client: FlaskClient, case: Case) -> None:
    case.decide(case.report())
    assert client.get(entry_address(case)).status_code == 404
    assert as_(app, case.reporter).get(entry_address(case)).status_code == 404
    assert case.entry.title not in client.get("/technologies").text
    assert as_(app, case.owner).get(entry_address(case)).status_code == 200


def test_an_officer_of_the_organisation_finds_neither_report_nor_decision(app: Flask, case: Case) -> None:
    report = case.report()
    colleague = as_(app, case.member(Role.VIEWER, officer=True))
    assert "All checked" in colleague.get("/en/officer/reports").text
    assert colleague.get(f"/en/officer/reports/{report.public_id}").status_code == 404
    made = case.decide(report)
    waiting = case.object_to(made)
    assert case.entry.title not in colleague.get("/en/officer/decisions").text
    for address in (f"decisions/{made.public_id}", f"objections/{waiting.public_id}"):
        assert colleague.get(f"/en/officer/{address}").status_code == 404
    page = colleague.get(f"/en/reports/decisions/{made.public_id}").text
    assert case.reporter.name not in page
    assert SAID["words"] not in page


@pytest.mark.parametrize("person", ["visitor", "person", "owner"])
def test_there_are_no_officers_pages_for_others(app: Flask, client: FlaskClient, case: Case, person: str) -> None:
    report, made = case.report(), case.decide(case.report(case.make.user()), "dismiss", seen=2)
    if person != "visitor":
        sign_in(client, case.owner if person == "owner" else case.reporter)
    paths = (
        "",
        "/reports",
        f"/reports/{report.public_id}",
        "/decisions",
        f"/decisions/{made.public_id}",
        "/objections",
    )
    for path in paths:
        assert client.get(f"/officer{path}").status_code == (303 if person == "visitor" else 404), path
    for path in ("/organisations/checks", "/claims/waiting", "/matches/appeals"):
        assert client.get(path).status_code == (303 if person == "visitor" else 404), path


def test_sent_again_nothing_more_happens(app: Flask, case: Case) -> None:
    officer = as_(app, case.officer)
    address = f"/officer/reports/{case.report().public_id}"
    page = form(officer.get(address).text, address)
    first = page.send(officer, action="withdraw", words=WHY)
    after = rows(app)
    for sender in (officer, twin(app, officer)):
        again = page.send(sender, action="withdraw", words=WHY)
        assert (again.status_code, again.location) == (303, first.location)
    assert changed_tables(after, rows(app)) == []


def test_the_queue_has_each_thing_once_the_oldest_first(app: Flask, case: Case, session: Session) -> None:
    other = case.make.entry(case.organisation, "Máy khác")
    case.report()
    case.report(thing=other.public_id)
    case.report(case.make.user())
    text = as_(app, case.officer).get("/en/officer/reports").text
    assert re.findall(r"(\d) reports?<", text) == ["2", "1"]
    assert text.index("Máy sấy lúa") < text.index("Máy khác")


def test_an_organisation_is_checked_with_what_was_seen(app: Flask, case: Case, session: Session) -> None:
    officer, owner = as_(app, case.officer), as_(app, case.owner)
    address = f"/en/organisations/{case.organisation.public_id}/check"
    assert f'href="{address}"' in officer.get("/en/organisations/checks").text
    said = {"checked_by": "Ban quản lý", "evidence": "Đã xem giấy đăng ký.", "document_number": "0109999999"}
    page = form(officer.get(address).text, address)
    assert set(errors(page.send(officer, **said, valid_until="2001-01-01"))) == {"valid_until"}
    assert page.send(officer, **said, valid_until="2099-12-31").location == address
    assert address not in officer.get("/en/organisations/checks").text
    for words in said.values():
        assert words in officer.get(address).text
        assert words in owner.get(f"/en/organisations/{case.organisation.public_id}").text
    public = app.test_client().get(entry_address(case)).text
    assert "Ban quản lý" in public
    assert "Đã xem giấy đăng ký." not in public
    assert "0109999999" not in public


def test_an_officer_does_not_check_the_own_organisation(app: Flask, case: Case, session: Session) -> None:
    colleague = as_(app, case.member(Role.OWNER, officer=True))
    address = f"/en/organisations/{case.organisation.public_id}/check"
    assert address not in colleague.get("/en/organisations/checks").text
    text = colleague.get(address).text
    assert "Nobody decides on the own organisation" in text
    token = parse(text).all("input", name="csrf_token")[0].get("value")
    said = {"checked_by": "Ban quản lý", "valid_until": "2099-12-31", "csrf_token": token}
    assert colleague.post(address, data=said).status_code == 403
    assert not case.organisation.verifications


def test_a_decision_leaves_no_trace_of_the_reporter_in_what_the_owner_reads(case: Case, session: Session) -> None:
    made = case.decide(case.report())
    session.refresh(made)
    columns = {column.name: getattr(made, column.key) for column in Decision.__mapper__.columns}
    assert case.reporter.id not in {columns["officer_id"], columns["organisation_id"]}
    assert SAID["words"] not in str(columns)
