"""What finds a technology besides its words."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.factories import Factory


@pytest.mark.parametrize("number", ["2-0099731", "2 0099731", '"2-0099731"', "QCVN 40:2011/BTNMT"])
def test_numbers_of_rights_and_standards_find_it(client: FlaskClient, make: Factory, number: str) -> None:
    rights = [{"kind": "utility_solution", "number": "2-0099731"}, {"kind": "patent"}]
    made = make.entry(
        title="Bể lọc", rights=rights, standards=["QCVN 40:2011/BTNMT"], translation={"title": "A filter"}
    )
    make.entry(title="Bể lắng", rights=[{"kind": "patent", "number": "1-0000123"}])
    make.index()
    page = client.get("/technologies", query_string={"q": number}).text
    assert made.address in page
    assert "Bể lắng" not in page
