from __future__ import annotations

import pytest

from ecosystem.investors.models import Investor
from ecosystem.investors.policy import is_natural_person
from ecosystem.organisations.models import Organisation
from ecosystem.technologies.models import Technology


@pytest.mark.parametrize(
    ("kind", "owner", "is_person"),
    [
        ("angel", None, True),
        ("angel", "company", True),
        ("fund", "individual", True),
        (None, "individual", True),
        ("fund", "fund", False),
        ("fund", None, False),
        (None, None, False),
    ],
)
def test_a_page_is_a_persons_by_what_it_says_or_by_whose_it_is(
    kind: str | None, owner: str | None, is_person: bool
) -> None:
    made = Investor(investor_kind=kind, owner=Organisation(kind=owner, legal_name="Ai đó") if owner else None)
    assert is_natural_person(made) is is_person


def test_an_organisations_technology_is_nobodys_page() -> None:
    assert not is_natural_person(Technology(owner=Organisation(kind="institute", legal_name="Viện Thử")))
