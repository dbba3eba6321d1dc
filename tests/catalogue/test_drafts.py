"""Drafts that nobody needs, and the same one begun twice."""

from __future__ import annotations

from datetime import timedelta

from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ecosystem.accounts.models import User
from ecosystem.catalogue.models import Entry
from ecosystem.kernel import clock
from tests.catalogue.editing import begin
from tests.factories import Factory


def count(session: Session) -> int:
    session.rollback()
    return session.scalar(select(func.count(Entry.id))) or 0


def test_going_back_and_sending_the_first_step_again_is_the_same_draft(
    signed_in: FlaskClient, session: Session
) -> None:
    first = begin(signed_in, summary="Một.")
    again = begin(signed_in, summary="Hai.")
    assert again.address == first.address
    assert count(session) == 1
    assert session.scalars(select(Entry.summary)).one() == "Hai."


def test_another_title_or_a_later_day_is_another_draft(signed_in: FlaskClient, session: Session) -> None:
    first = begin(signed_in)
    assert begin(signed_in, title="Bể lọc sinh học 2").address != first.address
    with clock.travel(timedelta(hours=1)):
        assert begin(signed_in).address != first.address
    assert count(session) == 3


def test_a_draft_that_went_on_is_not_begun_anew(signed_in: FlaskClient, session: Session) -> None:
    first = begin(signed_in)
    assert first.save("working", description="Đã viết tiếp.").status_code == 303
    assert begin(signed_in).address != first.address
    assert count(session) == 2


def test_a_draft_is_deleted_with_what_was_typed_into_it(signed_in: FlaskClient, session: Session) -> None:
    draft = begin(signed_in)
    draft.save("terms", price_from="không phải số")
    answer = draft.press(f"{draft.address}/edit", "delete")
    assert (answer.status_code, answer.location) == (303, "/desk")
    assert "Đã xóa bản nháp" in signed_in.get("/desk").text
    assert count(session) == 0
    assert signed_in.get(f"{draft.address}/edit").status_code == 404


def test_what_was_public_cannot_be_deleted(signed_in: FlaskClient, make: Factory, owner: User) -> None:
    entry = make.entry(make.organisation(owner))
    assert "/delete" not in signed_in.get(f"/technologies/{entry.public_id}/edit").text
