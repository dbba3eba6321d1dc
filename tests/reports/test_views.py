"""Reports, decisions and objections on pages, as who reports and whose thing it is sees them."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from ecosystem.catalogue.models import State
from ecosystem.kernel.db.transaction import current_session
from ecosystem.organisations.models import Organisation
from ecosystem.reports.links import link_to
from ecosystem.reports.models import Decision, Report
from ecosystem.reports.models import State as ReportState
from tests.accounts.pages import Mailbox
from tests.catalogue.editing import errors
from tests.factories import Factory, sign_in
from tests.installation import changed_tables, rows
from tests.markup import form
from tests.reports.world import SAID, WHY, Case, as_, entry_address


def new_address(case: Case, kind: str = "entry") -> str:
    return f"/en/reports/new/{kind}/{case.entry.public_id}"


def reports(session: Session) -> list[Report]:
    session.rollback()
    return list(session.scalars(select(Report).order_by(Report.id)))


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


def test_a_decision_leaves_no_trace_of_the_reporter_in_what_the_owner_reads(case: Case, session: Session) -> None:
    made = case.decide(case.report())
    session.refresh(made)
    columns = {column.name: getattr(made, column.key) for column in Decision.__mapper__.columns}
    assert case.reporter.id not in {columns["officer_id"], columns["organisation_id"]}
    assert SAID["words"] not in str(columns)
