"""Portfolios and funding histories on pages: what is known, said so, and nobody named who is not public."""

from __future__ import annotations

from decimal import Decimal

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from ecosystem.catalogue.models import Entry, State
from ecosystem.deals.models import Investment, Round
from ecosystem.kernel import clock
from ecosystem.kernel.access.actor import OPERATOR
from ecosystem.kernel.db.session import db
from ecosystem.kernel.db.transaction import transaction
from ecosystem.rates.service import set_rate
from tests.deals.world import Market
from tests.factories import Factory
from tests.markup import Element, parse


def panel(client: FlaskClient, entry: Entry) -> Element:
    """The panel of deals on an entry's English page."""
    answer = client.get(f"/en/{entry.kind}s/{entry.address}")
    assert answer.status_code == 200
    return parse(answer.text).one("section", id="lich-su-goi-von" if entry.kind == "startup" else "thuong-vu")


def links(element: Element) -> list[str]:
    return [link.get("href") for link in element.all("a")]


def withdraw(entry: Entry) -> None:
    with transaction():
        entry.state = State.WITHDRAWN.value


def test_a_portfolio_tells_with_whom_when_and_how_much_newest_first(client: FlaskClient, market: Market) -> None:
    investor, old, new = market.investor("River Fund"), market.startup("Old Rice"), market.startup("New Rice")
    market.deal(old, investor, dated="2010", source_code="angel")
    market.deal(new, investor, dated="2012-03", code="series-a", amount=1_500_000, currency="USD", is_lead=True)
    shown = panel(client, investor)
    assert "2 deals recorded" in shown.text
    rows = [[cell.text for cell in row.all() if cell.tag in {"th", "td"}] for row in shown.one("tbody").all("tr")]
    assert rows == [
        ["New Rice", "Series A LeadSource: thu", "Mar 2012", "USD 1.5 million"],
        ["Old Rice", "“angel” in the sourceSource: thu", "2010", "Not known"],
    ]
    assert links(shown) == [f"/en/startups/{new.address}", f"/en/startups/{old.address}"]
    assert [one.text for one in shown.one("ul", class_="deal-years").all("li")] == ["2012 1", "2010 1"]


def test_a_history_tells_who_invested_and_sums_only_what_is_known(client: FlaskClient, market: Market) -> None:
    startup, one, other = market.startup("Green Rice"), market.investor("B Fund"), market.investor("A Fund")
    for investor, is_lead in ((one, True), (other, None)):
        market.deal(startup, investor, dated="2012-03-01", amount=2_000_000, currency="USD", is_lead=is_lead)
    market.deal(startup, other, dated="2010", amount=500_000, currency="USD")
    market.deal(startup, other, dated="2009")
    shown = panel(client, startup)
    assert "USD 2.5 million in all, over the 2 rounds whose amount is known; of 1 more it is not" in shown.text
    first = shown.one("ol").all("li")[0]
    assert links(first) == [f"/en/investors/{one.address}", f"/en/investors/{other.address}"], "the lead comes first"
    assert [row.text for row in shown.all("time")] == ["1 Mar 2012", "2010", "2009"][:1]


def test_currencies_and_sources_are_summed_apart(client: FlaskClient, make: Factory, session: Session) -> None:
    market, other = Market(make, session, "mot"), Market(make, session, "hai")
    startup, investor = market.startup("Green Rice", "s:1"), market.investor("A Fund", "i:1")
    market.deal(startup, investor, dated="2012", amount=1_000_000, currency="USD")
    market.deal(startup, investor, dated="2011", amount=2_000_000_000, currency="VND")
    with transaction():
        told = Round(source="hai", external_id="x", startup_id=startup.id, digest="", recorded_at=clock.now())
        told.dated, told.amount, told.currency = "2012-02", 1_000_000, "USD"
        session.add(told)
    assert other.source == "hai"
    text = panel(client, startup).text
    assert "USD 2 million" not in text
    assert text.count("in the one round whose amount is known") == 3
    assert "From 2 sources: hai, mot." in text
    assert "nothing is merged by name" in text


def test_rounds_that_the_startup_tells_itself_are_pointed_to(client: FlaskClient, market: Market) -> None:
    startup = market.startup(earlier_rounds=[{"closed_on": "2024-03", "amount": 1_200_000_000, "currency": "VND"}])
    assert "Only rounds that a source tells of stand here" in panel(client, startup).text
    assert "Only rounds that a source tells of" not in panel(client, market.startup()).text
    market.deal(startup, market.investor(), dated="2012")
    assert "Only rounds that a source tells of stand here" in panel(client, startup).text


def test_a_total_says_what_it_is_in_dong_and_by_which_rate(client: FlaskClient, market: Market) -> None:
    with transaction() as session:
        set_rate(session, OPERATOR, "USD", Decimal(25_000), clock.today())
    startup = market.startup()
    market.deal(startup, market.investor(), amount=1_000_000, currency="USD")
    text = panel(client, startup).text
    assert "Converted, rounded: VND 25 billion, at 1 USD = 25,000 VND" in text


def test_a_portfolio_says_in_which_language_its_investors_name_is(client: FlaskClient, market: Market) -> None:
    investor = market.investor("River Fund")
    market.deal(market.startup(), investor)
    pages = [parse(client.get(f"{prefix}/investors/{investor.address}/portfolio").text) for prefix in ("", "/en")]
    assert [[one.text for one in page.one("main").all("span", lang="en")] for page in pages] == [["River Fund"] * 2, []]


def test_each_deal_says_first_what_its_source_tells_then_what_that_is_in_the_other_currency(
    client: FlaskClient, market: Market
) -> None:
    with transaction() as session:
        set_rate(session, OPERATOR, "USD", Decimal(25_000), clock.today())
    startup, investor = market.startup(), market.investor()
    market.deal(startup, investor, amount=2_000_000_000, currency="VND")
    for entry in (startup, investor):
        shown = panel(client, entry)
        [below] = [one.text for one in shown.all("span", class_="below") if "about" in one.text]
        assert below == "about USD 80,000"
        assert "VND 2 billionabout USD 80,000" in shown.text
        assert shown.text.count("at 1 USD = 25,000 VND") == 1


def test_natural_persons_are_counted_and_never_named(client: FlaskClient, market: Market) -> None:
    startup = market.startup("Green Rice")
    for name in ("Jane Doe", "John Roe"):
        market.deal(startup, market.person(name), dated="2012")
    market.deal(startup, "Max Moe", dated="2012", investor_kind="person")
    market.deal(startup, market.person("Ann Poe"), dated="2011")
    shown = panel(client, startup)
    assert "3 individual investors" in shown.text
    assert "an individual investor" in shown.text
    for name in ("Jane", "John", "Max", "Ann"):
        assert name not in client.get(f"/en/startups/{startup.address}").text
    assert links(shown) == []


def test_a_natural_persons_page_is_not_there(client: FlaskClient, market: Market, make: Factory) -> None:
    person = market.person("Jane Doe")
    market.deal(market.startup(), person)
    make.index()
    for address in (f"/en/investors/{person.public_id}", f"/en/investors/{person.public_id}/portfolio"):
        assert client.get(address).status_code == 404
    for address in ("/en/investors", "/en/search?q=jane+doe", "/sitemap.xml"):
        assert "Jane" not in client.get(address).text
        assert person.public_id not in client.get(address).text


def test_a_bare_name_is_shown_only_when_it_is_surely_an_organisations(client: FlaskClient, market: Market) -> None:
    startup = market.startup()
    market.deal(startup, "Quỹ Không Trang", dated="2012", investor_kind="organisation")
    market.deal(startup, "Nguyễn Không Rõ", dated="2012")
    shown = panel(client, startup)
    assert "Quỹ Không Trang" in shown.text
    assert "Nguyễn" not in shown.text
    assert "an investor who is not public here" in shown.text


def test_a_withdrawn_investor_is_not_named_and_comes_back(client: FlaskClient, market: Market) -> None:
    startup, investor = market.startup(), market.investor("River Fund")
    market.deal(startup, investor)
    withdraw(investor)
    assert "River" not in panel(client, startup).text
    assert "an investor who is not public here" in panel(client, startup).text
    assert client.get(f"/en/investors/{investor.address}/portfolio").status_code == 404
    with transaction():
        investor.state = State.PUBLIC.value
    assert "River Fund" in panel(client, startup).text


def test_a_withdrawn_startup_leaves_portfolios_and_their_counts(client: FlaskClient, market: Market) -> None:
    investor, gone, kept = market.investor(), market.startup("Gone Rice"), market.startup("Kept Rice")
    for startup in (gone, kept):
        market.deal(startup, investor, dated="2012")
    withdraw(gone)
    shown = panel(client, investor)
    assert "1 deal recorded" in shown.text
    assert "Gone" not in shown.text


def test_a_deleted_startup_takes_its_rounds_with_it(market: Market) -> None:
    startup, investor = market.startup(), market.investor()
    market.deal(startup, investor)
    with transaction() as session:
        session.delete(session.get_one(Entry, startup.id))
    with transaction() as session:
        assert session.scalars(select(Round)).all() == []
        assert session.scalars(select(Investment)).all() == []
        assert session.get(Entry, investor.id) is not None


def test_a_deleted_investor_leaves_the_round_and_no_name(client: FlaskClient, market: Market) -> None:
    startup, investor = market.startup(), market.investor("River Fund")
    market.deal(startup, investor, amount=5_000, currency="USD")
    with transaction() as session:
        session.delete(session.get_one(Entry, investor.id))
    shown = panel(client, startup)
    assert "USD 5,000" in shown.text
    assert "an investor who is not public here" in shown.text
    assert "River" not in shown.text


def test_where_nothing_is_recorded_the_page_says_so(client: FlaskClient, market: Market) -> None:
    assert "No deals recorded" in panel(client, market.investor()).text
    assert "No funding round recorded" in panel(client, market.startup()).text
    investor = market.investor()
    assert "No deals recorded" in client.get(f"/en/investors/{investor.address}/portfolio").text


def test_titles_are_in_the_language_of_the_page(client: FlaskClient, market: Market) -> None:
    startup = market.startup("Green Rice", translation={"title": "Lúa Xanh"})
    investor = market.investor("River Fund", translation={"title": "Quỹ Sông"})
    market.deal(startup, investor)
    assert "Green Rice" in panel(client, investor).text
    page = parse(client.get(f"/investors/{investor.address}").text).one("section", id="thuong-vu")
    assert "Lúa Xanh" in page.text
    assert "lang" not in page.one("tbody").one("a").attributes
    untranslated = market.startup("Plain Rice")
    market.deal(untranslated, investor, dated="2020")
    page = parse(client.get(f"/investors/{investor.address}").text).one("section", id="thuong-vu")
    assert page.one("tbody").all("a")[0].get("lang") == "en"


def test_demonstration_deals_are_marked(client: FlaskClient, market: Market) -> None:
    startup, investor = market.startup(), market.investor()
    market.deal(startup, investor, is_demo=True)
    assert "Demonstration" in panel(client, startup).text
    assert "Demonstration" in panel(client, investor).text


def test_the_licence_of_the_source_is_named(client: FlaskClient, make: Factory, session: Session) -> None:
    market = Market(make, session, "crunchbase-2013")
    startup, investor = market.startup(), market.investor()
    market.deal(startup, investor)
    for entry in (startup, investor):
        assert "fully attributed to Crunchbase, CC BY 4.0" in panel(client, entry).text


@pytest.fixture
def busy(market: Market) -> Entry:
    """An investor with 60 deals."""
    investor, startup = market.investor("Busy Fund"), market.startup("Green Rice")
    for number in range(60):
        market.deal(startup, investor, round_id=f"r{number}", dated=f"{1990 + number // 3}-01")
    return investor


def test_more_than_a_dozen_lead_to_a_page_of_their_own(client: FlaskClient, busy: Entry) -> None:
    shown = panel(client, busy)
    assert len(shown.one("tbody").all("tr")) == 12
    assert "Earlier: 42" in shown.text
    address = f"/en/investors/{busy.address}/portfolio"
    assert address in links(shown)
    first, second = parse(client.get(address).text), parse(client.get(f"{address}?page=2").text)
    assert [len(page.one("tbody").all("tr")) for page in (first, second)] == [50, 10]
    assert client.get(f"{address}?page=3").status_code == 404
    assert client.get(f"/en/investors/anything-{busy.public_id}/portfolio").location == address
    canonical = first.one("link", rel="canonical").get("href")
    assert canonical == f"http://nhipcau.example{address}"


def test_pages_take_as_many_statements_for_many_deals(client: FlaskClient, market: Market, busy: Entry) -> None:
    """As for one deal, with investors of every sort."""
    lonely, young = market.investor(), market.startup()
    market.deal(young, lonely, dated="2012")
    old = market.startup()
    for number in range(15):
        for who in (market.investor(), market.person(), "Quỹ"):
            market.deal(
                old, who, round_id=f"o{number}", dated="2001", investor_kind="organisation" if who == "Quỹ" else ""
            )
    pairs = [(f"/en/startups/{young.address}", f"/en/startups/{old.address}")]
    pairs += [
        (f"/en/investors/{lonely.address}{end}", f"/en/investors/{busy.address}{end}") for end in ("", "/portfolio")
    ]
    for few, many in pairs:
        assert statements(client, few) == statements(client, many)


def statements(client: FlaskClient, address: str) -> int:
    heard: list[str] = []

    def hear(*arguments: object) -> None:
        heard.append(str(arguments[2]))

    assert client.get(address).status_code == 200
    event.listen(db.engine, "before_cursor_execute", hear)
    assert client.get(address).status_code == 200
    event.remove(db.engine, "before_cursor_execute", hear)
    return len(heard)
