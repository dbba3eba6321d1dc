"""S02: the number beside a filter is the number of results it brings, to whoever looks."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from tests.discovery.world import SECTORS, WARDS, World, build, pages, results
from tests.installation import installation

LIST = "/technologies"
CHOICES: list[tuple[tuple[str, str], ...]] = [
    (),
    (("sector", SECTORS[0]),),
    (("sector", SECTORS[0]), ("sector", SECTORS[1]), ("place", WARDS[0])),
    (("verified", "1"), ("trl_from", "3"), ("trl_to", "6")),
    (("q", "lọc"), ("place", WARDS[1]), ("transfer", "assignment")),
]


@pytest.fixture(scope="module")
def world(template_database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with installation(template_database, tmp_path_factory.mktemp("facets")) as app:
        yield build(app)


@pytest.fixture(params=["visitor", "owner"])
def client(world: World, request: pytest.FixtureRequest) -> FlaskClient:
    chosen: FlaskClient = getattr(world, request.param)
    return chosen


def pairs_with(pairs: tuple[tuple[str, str], ...], *new: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    """The other filters and the new one in place of its parameter's."""
    names = {name for name, _ in new}
    return (*(one for one in pairs if one[0] not in names), *new)


@pytest.mark.parametrize("path", [LIST, "/search", "/en/technologies"])
@pytest.mark.parametrize("pairs", CHOICES)
def test_every_number_is_kept(client: FlaskClient, path: str, pairs: tuple[tuple[str, str], ...]) -> None:
    page = results(client, path, *pairs)
    promised = page.facets()
    assert promised
    for (name, value), number in promised.items():
        assert results(client, path, *pairs_with(pairs, (name, value))).total == number, (name, value)
    for level, number in page.levels().items():
        narrowed = pairs_with(pairs, ("trl_from", str(level)), ("trl_to", str(level)))
        assert results(client, path, *narrowed).total == number, level


def test_the_numbers_are_true(client: FlaskClient, world: World) -> None:
    """Counted by hand: drafts, one's own too, are in no number."""
    promised = results(client, LIST).facets()
    for sector in SECTORS:
        assert promised["sector", _above(sector)] == sum(_above(one.sector) == _above(sector) for one in world.public)
    for ward in WARDS:
        assert promised["place", ward] == sum(one.ward == ward for one in world.public)
    assert promised["verified", "1"] == sum(one.is_verified for one in world.public)
    levels = results(client, LIST).levels()
    assert levels == {level: sum(one.trl == level for one in world.public) for level in range(1, 10)}


def _above(sector: str) -> str:
    return {"water-wastewater": "environment", "crops": "agriculture", "renewable-energy": "energy"}[sector]


def test_two_of_one_filter_add_up_and_two_filters_narrow(client: FlaskClient, world: World) -> None:
    chosen = (("sector", SECTORS[0]), ("sector", SECTORS[1]), ("place", WARDS[0]))
    wanted = [one for one in world.public if one.sector in SECTORS[:2] and one.ward == WARDS[0]]
    assert results(client, LIST, *chosen).total == len(wanted) > 0


def test_the_pages_hold_what_the_total_says(client: FlaskClient, world: World) -> None:
    found = list(pages(client, LIST))
    ids = [one for page in found for one in page.ids]
    assert len(found) == 2
    assert [page.total for page in found] == [len(world.public)] * 2
    assert len(ids) == len(set(ids)) == len(world.public)


def test_what_is_chosen_at_none_stays_and_can_be_taken_away(client: FlaskClient) -> None:
    chosen = (("sector", "aerospace"), ("place", WARDS[0]), ("sector", "tourism"))
    page = results(client, LIST, *chosen)
    assert page.total == 0
    assert page.chosen() == set(chosen)
    assert page.facets()["sector", "aerospace"] == 0
    chips = [chip.get("href") for chip in page.page.all("a", class_="chip")]
    assert len(chips) == 3
    for chip in chips:
        client.get(chip)
    without = [chip for chip in chips if "aerospace" not in chip and "tourism" in chip]
    assert [results(client, chip).chosen() for chip in without] == [{("place", WARDS[0]), ("sector", "tourism")}]


def test_no_results_say_what_each_removal_brings(client: FlaskClient, world: World) -> None:
    page = results(client, LIST, ("sector", "aerospace"), ("place", WARDS[0]))
    listed = page.page.one("ul", class_="list-plain spaced")
    offers = {link.get("href"): link.text for link in listed.all("a")}
    assert len(offers) == 1
    for address, text in offers.items():
        number = int("".join(ch for ch in text.rpartition(":")[2] if ch.isdigit()))
        assert results(client, address).total == number == sum(one.ward == WARDS[0] for one in world.public)


def test_an_amount_that_was_chosen_stands_in_words(client: FlaskClient) -> None:
    assert "Giá đến 1,5 tỷ đồng" in client.get("/technologies?price_to=1500000000").text
    assert "Price up to VND 1.5 billion" in client.get("/en/technologies?price_to=1,5+tỷ").text


def test_tabs_count_what_they_lead_to(client: FlaskClient) -> None:
    for pairs in CHOICES:
        tabs = results(client, "/search", *pairs).tabs()
        assert tabs
        for address, number in tabs.items():
            assert results(client, address).total == number
