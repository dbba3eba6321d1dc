"""Home: every figure is counted."""

from __future__ import annotations

from datetime import timedelta

from flask.testing import FlaskClient

from ecosystem.app import KINDS
from ecosystem.kernel import clock
from ecosystem.pages.home import WAYS
from tests.factories import Factory, sign_in
from tests.markup import Element, parse


def home(client: FlaskClient, path: str = "/") -> Element:
    return parse(client.get(path).text)


def tiles(page: Element) -> dict[str, str]:
    """The address of each kind's list, and the number that stands over it."""
    return {
        one.one("a").get("href"): one.one("span", class_="figure-number").text
        for one in page.one("ul", class_="tiles").all("li")
    }


def titles(page: Element) -> list[str]:
    return [one.one("h3").text for one in page.all("li", class_="result")]


def test_where_nothing_is_published_it_says_zero_and_invites(client: FlaskClient, make: Factory) -> None:
    page = home(client)
    assert tiles(page) == {f"/{kind.endpoint}": "0" for kind in KINDS.all}
    assert page.one("div", class_="empty").one("a").get("href") == "/register"
    assert not page.all(id="sap-het-han")
    assert [one.get("class") for one in page.one("svg", class_="spans").all("g")] == ["is-todo"] * 9
    owner = home(sign_in(client, make.user()))
    assert owner.one("div", class_="empty").one("a").get("href") == "/desk"


def test_the_tiles_count_what_the_lists_count(client: FlaskClient, make: Factory) -> None:
    own = make.organisation(make.user())
    for number, kind in enumerate(KINDS.all, 1):
        for _ in range(number):
            make.entry(own, kind=kind.name)
        make.entry(own, kind=kind.name, public=False)
    make.entry(own, closes_on=clock.today() - timedelta(days=1))
    make.index()
    found = tiles(home(client))
    assert found == {f"/{kind.endpoint}": str(number) for number, kind in enumerate(KINDS.all, 1)}
    for address, shown in found.items():
        assert parse(client.get(address).text).one(data_total=None).get("data-total") == shown


def test_the_newest_are_those_that_people_published(client: FlaskClient, make: Factory) -> None:
    make.entry(None, "Từ danh sách 1")
    assert titles(home(client)) == ["Từ danh sách 1"]
    own = make.organisation(make.user())
    for number in range(5):
        make.entry(own, f"Của viện {number}", kind=KINDS.all[number % 2].name)
    make.entry(None, "Từ danh sách 2")
    assert titles(home(client)) == [f"Của viện {number}" for number in (4, 3, 2, 1)]


def test_what_ends_first_stands_first(client: FlaskClient, make: Factory) -> None:
    own = make.organisation(make.user())
    for days in (9, -1, 0, 30, 3):
        make.entry(own, f"Còn {days}", closes_on=clock.today() + timedelta(days=days))
    make.entry(own, "Nháp", public=False, closes_on=clock.today())
    closing = home(client).one("section", aria_labelledby="sap-het-han")
    assert [one.text for one in closing.all("h3")] == ["Còn 0", "Còn 3", "Còn 9"]


def test_a_round_that_is_open_closes_too(client: FlaskClient, make: Factory) -> None:
    own = make.organisation(make.user())
    make.entry(own, "Công nghệ", closes_on=clock.today() + timedelta(days=2))
    for days, raising in ((5, "now"), (1, "now"), (0, "later"), (-1, "now")):
        closes_on = clock.today() + timedelta(days=days)
        make.entry(own, f"Vòng {days}", kind="startup", raising=raising, round="seed", round_closes_on=closes_on)
    closing = home(client).one("section", aria_labelledby="sap-het-han")
    assert [one.text for one in closing.all("h3")] == ["Vòng 1", "Công nghệ", "Vòng 5"]


def test_the_plan_counts_tasks(client: FlaskClient, make: Factory) -> None:
    make.entry(make.organisation(), tasks=["3", "8"])
    make.index()
    plan = home(client, "/en/").one("section", aria_labelledby="ke-hoach")
    assert "Plan 60/KH-UBND of 2024" in plan.text
    assert [one.one("span", class_="count").text.split()[0] for one in plan.one("ol").all("li")] == list("001000010")
    assert plan.one("ol").all("li")[2].one("a").get("href") == "/en/plan/2024#nhiem-vu-3"


def test_each_role_has_its_way_in(client: FlaskClient, make: Factory) -> None:
    links = [link.get("href") for link in home(client).one("section", aria_labelledby="de-lam-gi").all("a")]
    assert links == [f"/register?role={way.role}" for way in WAYS]
    assert [way.role for way in WAYS] == ["startup", "investor", "institute", "other"]
    for link in links:
        assert client.get(link).status_code == 200
    assert not home(sign_in(client, make.user())).all(id="de-lam-gi")
