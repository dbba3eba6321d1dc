"""The plan's pages: what is counted is what search finds."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete

from ecosystem.kernel import clock
from ecosystem.kernel.db.transaction import transaction
from ecosystem.plan.files import read_plan
from ecosystem.plan.models import Plan, PlanTask, Source
from ecosystem.plan.service import put_plan
from ecosystem.taxonomy.queries import vocabularies
from tests.factories import Factory
from tests.markup import Element, parse


@pytest.fixture
def two_plans(app_context: Flask, next_plan: Path) -> None:
    """The product's plan and the one of 2026."""
    with transaction() as session:
        put_plan(session, read_plan(next_plan, vocabularies(session).has), Source.OPERATOR)


def page(client: FlaskClient, address: str = "/plan/2024") -> Element:
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    return parse(answer.text)


def task(tree: Element, number: int) -> Element:
    return tree.one("li", id=f"nhiem-vu-{number}")


def test_each_task_counts_what_is_tagged_with_it_and_leads_there(client: FlaskClient, make: Factory) -> None:
    own = make.organisation(make.user(), "Viện Nước")
    with clock.travel(-timedelta(minutes=5)):
        for number in range(5):
            make.entry(own, f"Bể lọc {number}", tasks=["3", "4"])
    make.entry(own, "Viện Nước", kind="institute", tasks=["3"])
    make.entry(own, "Bản nháp kín", public=False, tasks=["3"])
    make.index()
    tree = page(client)
    assert "6 " in task(tree, 3).one("p", class_="plan-count").text
    assert "5 " in task(tree, 4).one("p", class_="plan-count").text
    assert not task(tree, 5).all("p", class_="plan-count")
    for number, total in ((3, 6), (4, 5)):
        found = task(tree, number)
        link = found.one("p", class_="plan-count").one("a").get("href")
        assert parse(client.get(link).text).one(data_total=None).get("data-total") == str(total)
        rows = found.one("ul", class_="list-plain plan-rows").all("a")
        assert len(rows) == 3
        assert ("Viện Nước" in [row.text for row in rows]) is (number == 3)
    assert "Bản nháp kín" not in client.get("/plan/2024").text


def test_the_nine_spans_say_what_is_counted(client: FlaskClient, make: Factory) -> None:
    make.entry(make.organisation(), "Bể lọc", tasks=["8"])
    make.index()
    spans = page(client).one("svg", class_="spans")
    assert [one.get("class") for one in spans.all("g")] == ["is-todo"] * 7 + ["is-served", "is-todo"]
    assert [one.text for one in spans.all("text")] == [str(number) for number in range(1, 10)]
    assert "8. Sở hữu trí tuệ" in spans.get("aria-label")
    assert "is-late" not in str(spans.attributes)
    assert page(client, "/en/plan/2024").one("h2", id="nhip").text == "1 of 9 task has public profiles"


def test_the_address_without_a_year_leads_to_the_newest(client: FlaskClient, make: Factory) -> None:
    assert client.get("/plan").location == "/plan/2024"
    assert client.get("/en/plan").location == "/en/plan/2024"


@pytest.mark.usefixtures("two_plans")
def test_two_plans_side_by_side(client: FlaskClient, make: Factory) -> None:
    make.entry(make.organisation(), "Bể lọc", tasks=["4"])
    make.index()
    assert client.get("/plan").location == "/plan/2026"
    newer = page(client, "/plan/2026")
    assert "1 " in task(newer, 1).one("p", class_="plan-count").text
    assert not task(newer, 2).all("a")
    assert "05/01/2026" in newer.text
    assert newer.all("a", href="/plan/2024")
    assert page(client).all("a", href="/plan/2026")
    listed = [link.get("href") for link in page(client, "/plans").one("main").all("a") if "/plan/" in link.get("href")]
    assert listed == ["/plan/2026", "/plan/2024"]
    assert "Kế hoạch thử năm 2026" in page(client, "/").text
    sitemap = client.get("/sitemap.xml").text
    assert "http://nhipcau.example/plan/2026<" in sitemap
    assert "http://nhipcau.example/en/plan/2024<" in sitemap


def test_without_any_plan_the_page_says_so(client: FlaskClient, app_context: Flask) -> None:
    with transaction() as session:
        session.execute(delete(PlanTask))
        session.execute(delete(Plan))
    for address in ("/plan", "/plans"):
        assert page(client, address).one("div", class_="empty").text
    assert not page(client, "/").all("svg", class_="spans")
    assert client.get("/plan/2024").status_code == 404


def test_a_plan_nobody_made_is_not_there(client: FlaskClient, session: object) -> None:
    assert client.get("/plan/2025").status_code == 404
    assert client.get("/plan/2025/card.png").status_code == 404


def test_what_machines_read_of_it(client: FlaskClient, session: object) -> None:
    tree = page(client, "/en/plan/2024")
    data = json.loads(tree.one("script", type="application/ld+json").raw)
    assert (data["identifier"], data["temporalCoverage"], len(data["hasPart"])) == ("60/KH-UBND", "2024", 9)
    assert "datePublished" not in data
    picture = tree.one("meta", property="og:image").get("content")
    assert picture.startswith("http://nhipcau.example/en/plan/2024/card.png?v=")
    drawn = client.get(picture.removeprefix("http://nhipcau.example"))
    assert (drawn.status_code, drawn.mimetype) == (200, "image/png")
    assert "immutable" in drawn.headers["Cache-Control"]
