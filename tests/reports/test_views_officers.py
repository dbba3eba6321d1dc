"""Officers' pages: reports, decisions, objections, organisations to check; there are none for others."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from ecosystem.catalogue.models import State
from ecosystem.kernel.access.actor import Role
from tests.catalogue.editing import errors, twin
from tests.factories import sign_in
from tests.installation import changed_tables, rows
from tests.markup import form, parse
from tests.reports.world import SAID, WHY, Case, as_, entry_address


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
