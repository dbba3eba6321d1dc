"""Matches as a table, on cards and in panels: what each says, and in which language."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from ecosystem.app import KINDS
from ecosystem.catalogue.models import Entry
from ecosystem.kernel.access.actor import Role
from ecosystem.kernel.db.transaction import transaction
from ecosystem.matchmaking.input import DismissalInput
from ecosystem.matchmaking.service import dismiss
from tests.deals.world import Market as Deals
from tests.factories import csrf, sign_in
from tests.markup import form
from tests.matchmaking.pages import BILLION, World, card
from tests.matchmaking.world import Market, change, revenue


def test_the_table_keeps_the_columns_that_were_chosen_and_sorts_unknown_last(world: World) -> None:
    world.investor("Quỹ Ba", cheque_min=3 * BILLION)
    world.investor("Quỹ Một", cheque_min=1 * BILLION)
    world.investor("Quỹ Không", rounds=["seed"])
    browser, address = world.at(world.founder), f"/matches/{world.startup.public_id}"
    shown = form(world.founders_page("?view=table"), f"{address}/columns")
    assert shown.send(browser, column="cheque").location == f"{address}?view=table"
    page = ""
    for order, expected in (
        ("", ["Quỹ Một", "Quỹ Ba", "Quỹ Không"]),
        ("&order=down", ["Quỹ Ba", "Quỹ Một", "Quỹ Không"]),
    ):
        page = world.founders_page(f"?view=table&sort=cheque{order}")
        assert re.findall(r'<th scope="row"><a [^>]*>([^<]*)<', page) == expected
        assert page.count('<th scope="col"') == 4, "the name, the score, the column, what can be done"
        assert "chưa công bố" in page
    assert (
        browser.post(f"{address}/columns", data={"kind": "moon", "csrf_token": csrf(browser, "/account")}).status_code
        == 404
    )


def test_many_columns_are_narrow_and_nothing_lies_on_the_last_one(world: World) -> None:
    world.investor("Quỹ Rộng", rounds=["seed"])
    browser, address = world.at(world.founder), f"/matches/{world.startup.public_id}"
    shown = form(world.founders_page("?view=table"), f"{address}/columns")
    for chosen, is_wide in ((["kind", "cheque"], False), (["kind", "cheque", "rounds", "sectors", "place"], True)):
        shown.send(browser, column=chosen)
        assert ("match-table is-wide" in world.founders_page("?view=table")) == is_wide


def test_a_row_of_the_table_has_what_a_card_has(world: World, session: Session) -> None:
    """The band, whether it is invented, what changed, following, passing over; and the order has its slider."""
    fund = world.investor("Quỹ Xem", rounds=["seed"])
    user = world.people[fund.id]
    change(world.startup, traction=revenue("120"))
    with transaction() as writing:
        writing.get_one(Entry, world.startup.id).is_demo = True
    content = DismissalInput.model_validate({"reason": "too-early"})
    with transaction() as writing:
        dismiss(writing, world.make.actor(user), KINDS, fund.public_id, world.startup.public_id, content)
    change(world.startup, traction=revenue("180"))
    page = world.page(fund, user, "?view=table")
    row = page.partition(f'<tr id="hop-{world.startup.public_id}"')[2].partition("</tr>")[0]
    for words in ("phù hợp", "Minh họa", "Có thay đổi từ", "Theo dõi", "Bỏ qua hồ sơ này"):
        assert words in row, words
    assert f"/following/{world.startup.public_id}" in row
    assert f"/matches/{fund.public_id}/dismiss/{world.startup.public_id}?next=" in row
    assert 'name="known"' in page
    assert "Xếp theo điểm phù hợp. 1 trong 1" in page


def test_what_was_just_done_to_the_table_is_told_above_it(world: World) -> None:
    one, _ = world.investor("Quỹ Qua", rounds=["seed"]), world.investor("Quỹ Còn", rounds=["seed"])
    browser, own = world.at(world.founder), world.startup.public_id
    shown = form(browser.get(f"/matches/{own}/dismiss/{one.public_id}").text, f"/matches/{own}/dismiss/{one.public_id}")
    answer = shown.send(browser, reason="too-early", next=f"/matches/{own}?view=table")
    page = browser.get(answer.location).text
    assert 0 < page.index(f"/undo/{one.public_id}") < page.index("<table")
    assert page.index("<table") < page.index('id="known-told"')
    moved = world.founders_page("?view=table&known=5")
    assert moved.index('id="known-told"') < moved.index("<table")
    assert moved.count('id="known-told"') == 1


def test_an_investors_card_says_where_it_is_and_how_many_deals_are_recorded(world: World, session: Session) -> None:
    deals = Deals(world.make, session)
    known = deals.investor("Quỹ Cũ", sectors=["crops"], country="SG", city="Singapore")
    for place in range(2):
        deals.deal(deals.startup(sectors=["crops"]), known, key=str(place), code="seed", dated="2023-02-01")
    new = world.investor("Quỹ Mới")
    page = world.founders_page()
    assert "<li>Singapore</li>" in card(page, known)
    assert "<li>đã rót vốn vào 2 doanh nghiệp</li>" in card(page, known)
    assert "<li>chưa ghi nhận khoản đầu tư nào</li>" in card(page, new)


def test_names_in_another_language_are_marked_as_such(world: World) -> None:
    fund = world.make.entry(
        world.make.organisation(world.make.user(), kind="fund"),
        "Marsh Lantern",
        kind="investor",
        language="en",
        sectors=["crops"],
    )
    shown = card(world.founders_page(), fund)
    hidden_names = re.findall(r'<span class="visually-hidden"([^>]*)>: Marsh Lantern', shown)
    others = [one for one in hidden_names if one != ' lang="en"']
    assert len(hidden_names) >= 3
    assert len(others) <= 1, "all but the button for an introduction, which is another slice's"
    page = world.founders_page("?view=table")
    assert 'lang="en">Marsh Lantern' in page


def test_two_own_pages_have_a_panel_each(world: World) -> None:
    first = world.investor("Quỹ Một", rounds=["seed"])
    user = world.people[first.id]
    second = world.make.entry(world.make.organisation(user, kind="fund"), "Quỹ Hai", kind="investor", sectors=["crops"])
    page = world.at(user).get(f"/startups/{world.startup.address}").text
    for own in (first, second):
        assert f"Mức độ phù hợp với bạn ({own.title})" in page


def test_an_institutes_page_says_which_of_its_technologies_fits(world: World) -> None:
    owner = world.make.organisation(world.make.user())
    institute = world.make.entry(owner, "Viện Lúa", kind="institute")
    address = f"/institutes/{institute.address}"
    assert "Mức độ phù hợp với bạn" not in world.at(world.founder).get(address).text, "it offers nothing yet"
    world.make.entry(owner, "Xe điện", sectors=["transport-logistics"], trl=3)
    best = world.make.entry(owner, "Cảm biến ruộng lúa", sectors=["crops"], trl=8)
    page = world.at(world.founder).get(address).text
    assert "Mức độ phù hợp với bạn (Lúa Xanh)" in page
    assert "Công nghệ hợp nhất của đơn vị này:" in page
    assert f"/matches/{world.startup.public_id}/{best.public_id}" in page


def test_who_breaks_a_limit_is_not_headed_as_fitting(world: World) -> None:
    apart = world.investor("Quỹ To", rounds=["seed"], cheque_min=900 * 10**9)
    page = world.at(world.founder).get(f"/en/matches/{world.startup.public_id}/{apart.public_id}").text
    assert "Cannot fit as both pages stand" in page
    assert "May fit" not in page.partition("<h1")[0].partition("<main")[2]
    assert "relax=ask_below_cheque" in page
    assert "would take away what stands in the way" in page


def test_a_deal_behind_a_match_has_its_round_and_its_size(world: World, session: Session) -> None:
    """The score has pre-seed and seed together; a deal's own round is known."""
    deals = Deals(world.make, session)
    fund = deals.investor("Quỹ Cũ", sectors=["crops"])
    other = deals.startup("Ao Tỏ", sectors=["crops"])
    deals.deal(other, fund, key="first", dated="2023-02-01", code="seed", amount=9 * BILLION, currency="VND")
    deals.deal(other, fund, key="later", dated="2024-02-01", code="series-a")
    page = world.at(world.founder).get(f"/matches/{world.startup.public_id}/{fund.public_id}").text
    row = page.partition("Ao Tỏ</th>")[2].partition("</tr>")[0]
    assert ">Vòng hạt giống<" in row
    assert ">9 tỷ đồng<" in row
    assert "cỡ vòng gọi vốn" in row


def test_the_words_beside_an_investors_scores_say_what_they_go_by(world: World) -> None:
    fund = world.investor("Quỹ Xem", rounds=["seed"])
    user = world.people[fund.id]
    cards, table = (world.page(fund, user, query) for query in ("", "?view=table"))
    panel = world.at(user).get(f"/startups/{world.startup.address}").text
    for page in (cards, table, panel):
        assert "Mức độ hoạt động của bạn góp " in page
        assert "chữ bên cạnh điểm không kể phần này" in page
    assert "Mức độ hoạt động của bạn góp " not in world.founders_page()


def test_a_sorted_table_does_not_say_that_scores_order_it(world: World) -> None:
    world.investor("Quỹ Ba", cheque_min=3 * BILLION)
    assert "Xếp theo điểm phù hợp" in world.founders_page("?view=table")
    assert "Xếp theo điểm phù hợp" not in world.founders_page("?view=table&sort=cheque")


def test_a_sorted_table_leads_back_to_the_order_of_scores(world: World) -> None:
    world.investor("Quỹ Ba", cheque_min=3 * BILLION)
    address = f"/matches/{world.startup.public_id}?view=table"
    assert f'<a href="{address}">Điểm</a>' in world.founders_page("?view=table&sort=cheque&order=down")
    assert ">Điểm</a>" not in world.founders_page("?view=table"), "it is ordered so"


@pytest.mark.parametrize("query", ["", "?view=table"])
def test_every_list_says_what_its_words_go_by(world: World, query: str) -> None:
    world.investor("Quỹ Tư", rounds=["seed"])
    assert "Được gọi là phù hợp khi có từ 0,5 điểm" in world.founders_page(query)
    owner = world.make.organisation(world.make.user())
    world.make.entry(owner, "Cảm biến ruộng lúa", sectors=["crops"], trl=8)
    kind = f"{query}&kind=technology" if query else "?kind=technology"
    assert "có lĩnh vực chung và cùng nói đến đủ nhiều điều" in world.founders_page(kind)


def test_to_ask_for_an_introduction_is_the_first_thing_to_do_beside_the_reasons(world: World) -> None:
    fund = world.investor("Quỹ Gặp", rounds=["seed"])
    page = world.at(world.founder).get(f"/matches/{world.startup.public_id}/{fund.public_id}").text
    primary = re.compile(r'class="btn btn-primary[^"]*" href="[^"]*/introductions/')
    assert len(primary.findall(page)) == 1
    assert not primary.findall(world.founders_page()), "ten at once are none"


def test_the_citys_name_is_in_the_language_of_the_page(world: World) -> None:
    fund = world.investor("Quỹ Nhà", rounds=["seed"], country="VN", city="Hà Nội")
    page = world.page(world.startup, world.founder)
    assert "<li>Hà Nội, Việt Nam</li>" in card(page, fund)
    english = world.at(world.founder).get(f"/en/matches/{world.startup.public_id}").text
    assert "<li>Hanoi, Vietnam</li>" in card(english, fund)


def test_a_list_without_anybody_passed_over_leads_back_to_the_matches(world: World) -> None:
    address = f"/matches/{world.startup.public_id}"
    page = world.at(world.founder).get(f"{address}/passed").text
    assert re.search(rf'href="{address}"[^>]*>[^<]*Đến các gợi ý phù hợp', page)


def test_a_match_that_was_passed_over_says_so_wherever_it_is_shown(world: World) -> None:
    fund = world.investor("Quỹ Xem", rounds=["seed"])
    user = world.people[fund.id]
    why, public = f"/en/matches/{fund.public_id}/{world.startup.public_id}", f"/en/startups/{world.startup.address}"
    browser = world.at(user)
    assert "You passed this over" not in browser.get(why).text + browser.get(public).text
    pass_over(world, fund, "not-now", "Hẹn sang năm.")
    page = browser.get(why).text
    assert re.search(r"You passed this over on [^:]+: Not now\.", page)
    assert "Hẹn sang năm." in page
    assert f"/dismiss/{world.startup.public_id}" not in page
    panel = browser.get(public).text
    assert "You passed this over on " in panel
    assert f'href="/en/matches/{fund.public_id}/passed"' in panel
    undone = form(page, f"/en/matches/{fund.public_id}/undo/{world.startup.public_id}").send(browser)
    assert undone.location == why
    again = browser.get(why).text
    assert "You passed this over" not in again + browser.get(public).text
    assert f"/dismiss/{world.startup.public_id}" in again


def test_a_match_that_came_back_says_why_beside_its_reasons(world: World) -> None:
    fund = world.investor("Quỹ Xem", rounds=["seed"])
    change(world.startup, traction=revenue("120"))
    pass_over(world, fund, "too-early")
    change(world.startup, traction=revenue("180"))
    page = world.at(world.people[fund.id]).get(f"/en/matches/{fund.public_id}/{world.startup.public_id}").text
    assert "You passed it over for this reason: Too early." in page
    assert "You passed this over on" not in page
    assert f"/dismiss/{world.startup.public_id}" in page


def test_a_viewer_reads_what_was_passed_over_and_has_no_button(client: FlaskClient, market: Market) -> None:
    startup = market.startup(raising="now", round="seed", sectors=["crops"])
    market.change(market.own, sectors=["crops"])
    market.dismiss(startup, "not-now")
    sign_in(client, market.colleague(Role.VIEWER))
    page = client.get(f"/en/matches/{market.own.public_id}/{startup.public_id}").text
    assert "You passed this over on " in page
    assert "/undo/" not in page


def pass_over(world: World, fund: Entry, reason: str, words: str = "") -> None:
    content = DismissalInput.model_validate({"reason": reason, "words": words})
    with transaction() as writing:
        actor = world.make.actor(world.people[fund.id])
        dismiss(writing, actor, KINDS, fund.public_id, world.startup.public_id, content)
