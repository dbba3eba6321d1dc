"""What public pages say of the entry beside its own words."""

from __future__ import annotations

from flask.testing import FlaskClient

from ecosystem.demonstration.models import STATE_ID, DemonstrationState
from ecosystem.kernel import clock
from ecosystem.kernel.db.transaction import transaction
from tests.factories import Factory
from tests.markup import parse


def test_demonstration_is_said_on_every_page(client: FlaskClient, make: Factory) -> None:
    entry = make.entry(make.organisation(), "Bể lọc")
    addresses = ("/", "/search", f"/technologies/{entry.address}", "/login", "/khong-co", "/en/terms")

    def banners() -> list[int]:
        return [len(parse(client.get(address).text).all("div", class_="banner")) for address in addresses]

    assert banners() == [0] * len(addresses)
    with transaction() as session:
        session.add(DemonstrationState(id=STATE_ID, loaded_at=clock.now()))
    assert banners() == [1] * len(addresses)


def test_a_unit_says_in_which_language_it_is(client: FlaskClient, make: Factory) -> None:
    entry = make.entry(None, parameters=[{"name": "Lưu lượng", "value": "50", "unit": "bản ghi/giây"}])
    cell = parse(client.get(f"/en/technologies/{entry.address}").text).one("tbody").all("td")[0]
    assert (cell.text, cell.one("span", lang="vi").text) == ("50 bản ghi/giây", "bản ghi/giây")


def test_a_page_says_that_some_of_it_is_not_translated(client: FlaskClient, make: Factory) -> None:
    texts = {"title": "In English", "summary": "A summary."}
    entry = make.entry(None, description="Mô tả.", translation=texts)
    assert "some texts are in Vietnamese" in client.get(f"/en/technologies/{entry.address}").text
    assert "some texts" not in client.get(f"/technologies/{entry.address}").text
    whole = make.entry(None, translation=texts)
    assert "some texts" not in client.get(f"/en/technologies/{whole.address}").text
