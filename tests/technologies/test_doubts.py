from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from ecosystem.accounts.models import User
from ecosystem.technologies.doubts import doubts
from ecosystem.technologies.input import TechnologyInput
from tests.factories import Factory, sign_in


def said(**right: Any) -> list[str]:
    content = TechnologyInput.model_validate({"title": "Máy sấy", "rights": [{"kind": "patent", **right}]})
    return [str(message) for _, message in doubts(content)]


@pytest.mark.parametrize(
    "right",
    [
        {},
        {"number": "1-0012345"},
        {"number": "VN 2-2019-00123", "filed_on": "05/05/2020", "expires_on": "05/05/2040"},
        {"kind": "utility-solution", "filed_on": "29/02/2020", "expires_on": "01/03/2030"},
        {"kind": "trademark", "filed_on": "05/05/2020", "expires_on": "05/05/2060"},
        {"expires_on": "05/05/2060"},
    ],
)
def test_what_can_be_is_not_doubted(right: dict[str, Any]) -> None:
    assert said(**right) == []


@pytest.mark.parametrize(
    ("right", "words"),
    [
        ({"number": "xx??"}, "no digit"),
        ({"filed_on": "05/05/2020", "expires_on": "06/05/2040"}, "20 years"),
        ({"kind": "utility-solution", "filed_on": "05/05/2020", "expires_on": "05/05/2040"}, "10 years"),
    ],
)
def test_what_can_hardly_be_is(right: dict[str, Any], words: str) -> None:
    assert words in said(**right)[0]


def test_its_own_people_are_asked_to_look_again_and_nobody_else(client: FlaskClient, make: Factory) -> None:
    owner: User = make.user()
    entry = make.entry(make.organisation(owner), rights=[{"kind": "patent", "number": "xx??"}])
    sign_in(client, owner)
    assert "không có chữ số nào" in client.get(f"/technologies/{entry.public_id}/edit").text
    assert "không có chữ số nào" not in client.get(f"/technologies/{entry.address}").text
