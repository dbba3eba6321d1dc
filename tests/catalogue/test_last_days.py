"""A last day that is over is refused where it would hide at once what was just said; what was typed is kept."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from ecosystem.kernel import clock
from tests.catalogue.editing import begin, errors

ASK = {"raising": "now", "amount_sought": "5 tỷ", "round_closes_on": "01/01/2020"}
STATEMENT = {"investing": "now", "investing_until": "01/01/2020"}


@pytest.mark.parametrize(
    ("kind", "step", "typed", "field"),
    [("startups", "round", ASK, "round_closes_on"), ("investors", "cheque", STATEMENT, "investing_until")],
)
def test_a_day_that_is_over_is_refused_and_stays_typed(
    signed_in: FlaskClient, kind: str, step: str, typed: dict[str, str], field: str
) -> None:
    editing = begin(signed_in, kind)
    answer = editing.save(step, **typed)
    assert answer.status_code == 422
    assert list(errors(answer)) == [field]
    assert editing.again(answer, step).data[field] == typed[field]
    today = f"{clock.today():%d/%m/%Y}"
    assert editing.again(answer, step).send(signed_in, **{field: today}).status_code == 303


def test_a_round_that_is_over_may_be_told_of_and_one_that_ended_meanwhile_be_mended(signed_in: FlaskClient) -> None:
    editing = begin(signed_in, "startups")
    assert editing.save("round", **{**ASK, "raising": "not-now"}).status_code == 303
    assert editing.save("round", raising="now").status_code == 422, "now it would be an ask that nobody sees"
    soon = f"{clock.today() + timedelta(days=1):%d/%m/%Y}"
    assert editing.save("round", raising="now", round_closes_on=soon).status_code == 303
    with clock.travel(timedelta(days=3)):
        assert editing.save("round", amount_sought="6 tỷ").status_code == 303
