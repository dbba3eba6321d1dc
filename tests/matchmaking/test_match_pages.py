"""The pages of matches: founders and investors, new ones and old ones, and who may see them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from ecosystem.accounts.models import User
from ecosystem.catalogue.models import Entry
from ecosystem.catalogue.service import save, stored
from ecosystem.kernel import clock
from ecosystem.kernel.access.actor import OPERATOR
from ecosystem.kernel.db.transaction import transaction
from ecosystem.matchmaking.models import Shown
from ecosystem.rates.service import set_rate
from tests.deals.world import Market as Deals
from tests.factories import Factory, csrf, hidden, sign_in
from tests.matchmaking.world import revenue

BILLION = 10**9
POINTS = re.compile(r"reason-points[^>]*>([^<]*)<")
SCORE = re.compile(r'match-score"><b>([^<]*)<')


@dataclass(frozen=True)
class World:
    """`founder` owns the startup "Lúa Xanh", which asks for 8 to 12 tỷ; others are made as a test needs them."""

    make: Factory
    client: FlaskClient
    founder: User
    startup: Entry
    people: dict[int, User] = field(default_factory=dict)
    browsers: dict[int, FlaskClient] = field(default_factory=dict)

    @classmethod
    def of(cls, make: Factory, client: FlaskClient) -> World:
        founder = make.user()
        ask: dict[str, Any] = {
            "raising": "now",
            "round": "seed",
            "amount_sought": 8 * BILLION,
            "amount_sought_to": 12 * BILLION,
        }
        startup = make.entry(
            make.organisation(founder, kind="company"), "Lúa Xanh", kind="startup", sectors=["crops"], **ask
        )
        return cls(make, client, founder, startup)

    def investor(self, title: str, **values: Any) -> Entry:
        user = self.make.user()
        made = self.make.entry(
            self.make.organisation(user, kind="fund"), title, kind="investor", **{"sectors": ["crops"], **values}
        )
        self.people[made.id] = user
        return made

    def other_startup(self, title: str, **values: Any) -> Entry:
        return self.make.entry(self.make.organisation(self.make.user()), title, kind="startup", **values)

    def at(self, user: User) -> FlaskClient:
        """The person's browser, signed in."""
        if user.id not in self.browsers:
            self.browsers[user.id] = sign_in(self.client.application.test_client(), user)
        return self.browsers[user.id]

    def page(self, entry: Entry, user: User, query: str = "") -> str:
        answer = self.at(user).get(f"/matches/{entry.public_id}{query}")
        assert answer.status_code == 200, answer.text
        return answer.text

    def founders_page(self, query: str = "") -> str:
        return self.page(self.startup, self.founder, query)

    def change(self, entry: Entry, **values: Any) -> None:
        kind = self.make.kind(entry.kind)
        with transaction() as session:
            session.refresh(entry)
            content = kind.input.model_validate({**stored(kind, entry).model_dump(mode="json"), **values})
            save(session, OPERATOR, kind, entry.public_id, content, entry.version)


@pytest.fixture
def world(make: Factory, client: FlaskClient) -> World:
    return World.of(make, client)


def card(page: str, entry: Entry) -> str:
    """The part of the page that is the entry's card; "" where it has none."""
    _, found, rest = page.partition(f'id="hop-{entry.public_id}"')
    return rest.partition('id="hop-')[0].partition("</li>\n</ol>")[0] if found else ""


def number(text: str) -> Decimal:
    return Decimal(text.replace("−", "-").replace(",", "."))


def test_an_ask_below_the_smallest_cheque_stands_apart_with_its_number(world: World) -> None:
    small = world.investor("Quỹ Nhỏ", cheque_min=2 * BILLION, cheque_max=10 * BILLION)
    large = world.investor("Quỹ Lớn", cheque_min=30 * BILLION, cheque_max=90 * BILLION)
    page = world.founders_page()
    assert card(page, small)
    assert not card(page, large)
    assert "Mức gọi 8–12 tỷ đồng thấp hơn mức đầu tư tối thiểu 18 tỷ đồng (tối thiểu 30 tỷ đồng)" in page
    assert re.search(r"<span>1 có mức gọi thấp hơn mức đầu tư tối thiểu</span>", page)
    relaxed = world.founders_page("?relax=ask_below_cheque")
    assert "thấp hơn mức đầu tư tối thiểu 18 tỷ đồng" in card(relaxed, large)
    assert SCORE.search(card(relaxed, small))
    assert number(_score(relaxed, small)) == number(_score(page, small))


def test_a_thesis_in_dollars_is_compared_in_dong(world: World) -> None:
    with transaction() as session:
        set_rate(session, OPERATOR, "USD", Decimal(25_000), clock.today())
    fits = world.investor("Quỹ Đô", cheque_min=200_000, cheque_max=800_000, currency="USD")
    apart = world.investor("Quỹ To", cheque_min=2_000_000, currency="USD")
    page = world.founders_page()
    assert card(page, fits)
    assert not card(page, apart)
    assert "thấp hơn mức đầu tư tối thiểu 38 tỷ đồng (tối thiểu 50 tỷ đồng)" in page


def test_four_fields_are_enough_at_once(world: World) -> None:
    fund = world.investor("Quỹ Đồng", rounds=["seed"])
    for _ in range(3):
        world.investor("Quỹ Khác", sectors=["transport-logistics"], rounds=["series-b"])
    user = world.make.user()
    new = world.make.entry(
        world.make.organisation(user, kind="team"), "Nhóm Mới", kind="startup", sectors=["crops"], raising="now"
    )
    page = world.page(new, user)
    assert "chưa có khoản đầu tư nào được ghi nhận" in card(page, fund)
    assert "Tiêu chí do Quỹ Đồng tự khai" in card(page, fund)
    assert card(world.page(fund, world.people[fund.id]), new)


def test_an_investor_without_deals_is_served_and_one_without_anything_is_told_what_lacks(world: World) -> None:
    fund = world.investor("Quỹ Mới", geographies=["vietnam"])
    assert card(world.page(fund, world.people[fund.id]), world.startup)
    nothing = world.investor("Quỹ Im", sectors=[])
    assert "Trước hết hãy nói bạn tìm gì" in world.page(nothing, world.people[nothing.id])


def test_what_is_shown_adds_up_on_every_card(world: World, session: Session) -> None:
    deals = Deals(world.make, session)
    known, past = deals.investor("Quỹ Cũ", sectors=["crops"]), [deals.startup(sectors=["crops"]) for _ in range(3)]
    for place, one in enumerate(past):
        deals.deal(
            one, known, key=str(place), code="seed", dated=f"202{place + 3}-02-01", amount="9000000000", currency="VND"
        )
    cards = [world.investor(f"Quỹ {n}", rounds=["seed"], cheque_min=n * BILLION) for n in range(1, 4)]
    for query in ("", "?known=5"):
        page = world.founders_page(query)
        for one in (known, *cards):
            shown = card(page, one)
            assert number(_score(page, one)) == sum(number(text) for text in POINTS.findall(shown)), shown
    why = world.at(world.founder).get(f"/matches/{world.startup.public_id}/{known.public_id}").text
    assert number(SCORE.findall(why)[0]) == sum(number(text) for text in POINTS.findall(why))
    assert "3 trong 3 khoản gần nhất được ghi nhận có điểm chung" in why


def test_who_is_in_the_portfolio_or_of_the_own_organisation_is_no_match(world: World, session: Session) -> None:
    deals = Deals(world.make, session)
    fund = deals.investor("Quỹ Có Rồi", sectors=["crops"])
    with transaction():
        world.startup.source, world.startup.external_id = deals.source, "s:own"
    deals.deal(world.startup, fund, key="own", dated="2025-01-01")
    with transaction() as writing:
        owner = writing.get_one(Entry, world.startup.id).owner
    assert owner is not None
    own_fund = world.make.entry(owner, "Quỹ Nhà", kind="investor", sectors=["crops"])
    page = world.founders_page()
    assert not card(page, fund)
    assert not card(page, own_fund)
    answer = world.at(world.founder).get(f"/matches/{world.startup.public_id}/{fund.public_id}")
    assert answer.status_code == 404


def test_passed_over_then_the_revenue_changes_then_it_is_back(world: World) -> None:
    fund = world.investor("Quỹ Xem", rounds=["seed"])
    user = world.people[fund.id]
    world.change(world.startup, traction=revenue("120"))
    page = world.page(fund, user)
    assert card(page, world.startup)
    browser = world.at(user)
    address = f"/matches/{fund.public_id}/dismiss/{world.startup.public_id}"
    body = {
        "reason": "too-early",
        "csrf_token": csrf(browser, "/account"),
        "form_nonce": hidden(page, "form_nonce"),
    }
    assert browser.post(address, data=body).status_code == 303
    assert not card(browser.get(f"/matches/{fund.public_id}").text, world.startup)
    with clock.travel(timedelta(days=3)):
        world.change(world.startup, traction=revenue("180"))
    back = browser.get(f"/matches/{fund.public_id}").text
    assert "hiện trở lại" in back
    assert "120" in card(back, world.startup)
    assert "180" in card(back, world.startup)


def test_the_slider_changes_the_order_and_no_score(world: World, session: Session) -> None:
    deals = Deals(world.make, session)
    busy = deals.investor("Quỹ Đông")
    for place in range(6):
        deals.deal(
            deals.startup(sectors=["livestock-aquaculture"]),
            busy,
            key=str(place),
            dated=f"{clock.today().year}-01-0{place + 1}",
        )
    quiet = world.investor("Quỹ Vắng")
    pages = {stop: world.founders_page(f"?known={stop}") for stop in ("1", "5")}
    places = {stop: [page.index(f'id="hop-{one.public_id}"') for one in (busy, quiet)] for stop, page in pages.items()}
    assert places["1"][0] < places["1"][1]
    assert places["5"][1] < places["5"][0]
    for one in (busy, quiet):
        assert len({_score(page, one) for page in pages.values()}) == 1
    assert "không điểm nào thay đổi" in pages["5"]
    assert "1 trong 2 nhà đầu tư đang hiện chưa có khoản" in pages["5"]


def test_the_first_page_counts_who_was_shown_and_others_do_not(world: World, session: Session) -> None:
    fund = world.investor("Quỹ Đếm")
    for query in ("?known=5", "?view=table", "?relax=not_investing"):
        world.founders_page(query)
    assert session.query(Shown).count() == 0
    world.founders_page()
    fund_id = fund.id
    session.rollback()
    counted = session.query(Shown).one()
    assert (counted.entry_id, counted.count) == (fund_id, 1)


def test_the_table_has_the_columns_that_were_chosen_and_sorts_unknown_last(world: World) -> None:
    world.investor("Quỹ Ba", cheque_min=3 * BILLION)
    world.investor("Quỹ Một", cheque_min=1 * BILLION)
    world.investor("Quỹ Không", rounds=["seed"])
    page = ""
    for order, expected in (
        ("", ["Quỹ Một", "Quỹ Ba", "Quỹ Không"]),
        ("&order=down", ["Quỹ Ba", "Quỹ Một", "Quỹ Không"]),
    ):
        page = world.founders_page(f"?view=table&column=cheque&sort=cheque{order}")
        assert re.findall(r'<th scope="row"><a [^>]*>([^<]*)<', page) == expected
        assert page.count('<th scope="col"') == 3
        assert "chưa công bố" in page


def test_others_find_nothing_there(world: World) -> None:
    fund = world.investor("Quỹ Kín")
    stranger = world.make.user()
    world.make.organisation(stranger)
    client = world.at(stranger)
    for address in (f"/matches/{fund.public_id}", f"/matches/{fund.public_id}/{world.startup.public_id}"):
        assert client.get(address).status_code == 404


def test_declared_against_actual_is_for_the_own_people_alone(world: World, session: Session) -> None:
    deals = Deals(world.make, session)
    fund = deals.investor("Quỹ So", sectors=["crops"])
    for place in range(4):
        deals.deal(deals.startup(sectors=["software-platforms"]), fund, key=str(place), dated="2025-03-01")
    user = world.make.user()
    with transaction() as writing:
        writing.get_one(Entry, fund.id).owner_id = world.make.organisation(user, kind="fund").id
    page = world.page(fund, user)
    assert "Công bố và thực tế" in page
    assert "thực tế <b>100%</b>" in page
    assert "nhiều hơn mức đã công bố" in page
    public = world.at(world.founder).get(f"/investors/{fund.address}").text
    assert "Công bố và thực tế" not in public
    assert "Có hợp với Lúa Xanh không?" in public


def test_the_panel_is_for_members_of_the_other_side(world: World) -> None:
    fund = world.investor("Quỹ Bên Kia")
    address = f"/startups/{world.startup.address}"
    assert "Có hợp với" not in world.client.get(address).text
    theirs = world.at(world.people[fund.id]).get(address).text
    assert "Có hợp với Quỹ Bên Kia không?" in theirs
    assert f"/matches/{fund.public_id}/{world.startup.public_id}" in theirs


def test_an_appeal_keeps_the_reasons_in_both_languages(world: World) -> None:
    fund = world.investor("Quỹ Bị Kêu", rounds=["seed"])
    page = world.at(world.founder).get(f"/matches/{world.startup.public_id}/appeal?about={fund.public_id}").text
    assert "Tiêu chí do Quỹ Bị Kêu tự khai có nêu" in page


def test_a_technology_and_its_institute_are_matched_with_startups(world: World) -> None:
    user = world.make.user()
    owner = world.make.organisation(user)
    summary = "Cảm biến đo khí metan trên ruộng lúa."
    technology = world.make.entry(owner, "Cảm biến ruộng lúa", summary=summary, sectors=["crops"], trl=8)
    institute = world.make.entry(owner, "Viện Lúa", kind="institute")
    world.change(world.startup, summary="Đo khí metan trên ruộng lúa cho hợp tác xã.")
    far = world.other_startup("Xe Điện", sectors=["transport-logistics"], summary="Xe máy điện.")
    for entry in (technology, institute):
        page = world.page(entry, user)
        assert page.index(f'id="hop-{world.startup.public_id}"') < page.index(f'id="hop-{far.public_id}"')
        shown = card(page, world.startup)
        assert "Cùng nói đến:" in shown
        assert "ruộng lúa" in shown
        assert "quy tắc đặt bằng tay" in shown
        assert number(_score(page, world.startup)) == sum(number(text) for text in POINTS.findall(shown))
    assert card(world.founders_page("?kind=technology"), technology)


def test_how_matching_works_is_public_and_has_the_measured_table(client: FlaskClient) -> None:
    for address in ("/matching", "/en/matching"):
        page = client.get(address).text
        assert "matching evaluate" in page
        assert "BM25" in page
        assert page.count("<tr>") > 5


def _score(page: str, entry: Entry) -> str:
    return str(SCORE.findall(card(page, entry))[0])
