"""Letting everybody read an outcome after it was confirmed."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from ecosystem.deals.models import Round
from ecosystem.introductions import service_outcomes
from ecosystem.introductions.models import Happening
from ecosystem.kernel.access.errors import Invalid
from ecosystem.kernel.db.transaction import transaction
from tests.factories import sign_in
from tests.introductions.test_talk import agreed, confirm, say
from tests.introductions.world import Town
from tests.markup import form


def test_what_was_confirmed_can_be_shown_later_by_either_side(
    town: Town, session: Session, client: FlaskClient
) -> None:
    one = agreed(town)
    said = say(one, town.fund, kind="investment", amount="5 tỷ")
    page = f"/introductions/{one.public_id}/outcome"
    sign_in(client, town.startup.user)
    assert "/show" not in client.get(page).text, "before it is confirmed the other form asks"
    with pytest.raises(Invalid), transaction() as writing:
        service_outcomes.show(writing, town.fund.actor, one.public_id, said.public_id)
    confirm(one, town.startup, said)
    assert form(client.get(page).text, f"{page}/{said.public_id}/show").send(client).location == page
    text = client.get(page).text
    assert "khi bên kia cũng đồng ý" in text
    assert "/show" not in text
    assert session.scalars(select(Round)).all() == []
    for _ in range(2):
        with transaction() as writing:
            service_outcomes.show(writing, town.fund.actor, one.public_id, said.public_id)
    session.rollback()
    assert len(session.scalars(select(Round)).all()) == 1
    assert [one.event for one in session.scalars(select(Happening)) if one.event == "show"] == ["show"] * 2
