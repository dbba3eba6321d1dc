"""A filter with very many values shows the most frequent ones, the others on demand, and never loses a chosen one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from ecosystem.kernel.db.transaction import transaction
from ecosystem.taxonomy.models import Term
from tests.discovery.world import results
from tests.factories import Factory
from tests.installation import inside, installation

LISTED: Final = 24
WARDS: Final = 30
LIST: Final = "/technologies"


@pytest.fixture(scope="module")
def visitor(template_database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    with installation(template_database, tmp_path_factory.mktemp("wards")) as app:
        with inside(app):
            make = Factory()
            with transaction() as session:
                of_hanoi = select(Term.code).where(Term.vocabulary == "place", Term.parent_code == "01")
                wards = session.scalars(of_hanoi.order_by(Term.code).limit(WARDS)).all()
            for ward in wards:
                owner = make.organisation(None)
                with transaction() as session:
                    session.add(owner)
                    owner.province_code, owner.ward_code = "01", ward
                make.entry(owner, f"Bể lọc {ward}", public=True)
            make.index()
        yield app.test_client()


def places(client: FlaskClient, *pairs: tuple[str, str]) -> list[str]:
    return [value for name, value in results(client, LIST, *pairs).facets() if name == "place"]


def test_the_others_are_a_step_away(visitor: FlaskClient) -> None:
    page = results(visitor, LIST)
    assert len(places(visitor)) == LISTED
    more = page.page.one("p", class_="facet-more").one("a")
    assert more.text == f"Hiện cả {WARDS}"
    address = more.get("href")
    assert address.endswith("#bo-loc")
    opened = results(visitor, address.partition("#")[0])
    assert len([1 for name, _ in opened.facets() if name == "place"]) == WARDS
    assert opened.page.one("details", id="them-place").get("open") is not None
    assert [one.get("value") for one in opened.page.all("input", type="hidden", name="open")] == ["place"]
    assert list(opened.page.all("p", class_="facet-more")) == []


def test_a_chosen_one_is_always_there(visitor: FlaskClient) -> None:
    last = (set(places(visitor, ("open", "place"))) - set(places(visitor))).pop()
    chosen = places(visitor, ("place", last))
    assert last in chosen
    assert len(chosen) == LISTED + 1 or chosen.index(last) < LISTED
    assert results(visitor, LIST, ("place", last)).total == 1


def test_a_filter_that_does_not_exist_opens_nothing(visitor: FlaskClient) -> None:
    assert places(visitor, ("open", "nothing")) == places(visitor)
