"""The pages of matches: founders and investors, new ones and old ones, and who may see them."""

from __future__ import annotations

import re
from datetime import timedelta
from decimal import Decimal

from sqlalchemy.orm import Session

from ecosystem.catalogue.models import Entry
from ecosystem.kernel import clock
from ecosystem.kernel.access.actor import OPERATOR
from ecosystem.kernel.db.transaction import transaction
from ecosystem.matchmaking.models import Appeal, Shown
from ecosystem.rates.service import set_rate
from tests.deals.world import Market as Deals
from tests.factories import csrf, hidden
from tests.matchmaking.pages import BILLION, POINTS, SCORE, World, card, number, score_of
from tests.matchmaking.world import change, revenue


def test_an_ask_below_the_smallest_cheque_stands_apart_with_its_number(world: World) -> None:
    small = world.investor("Quỹ Nhỏ", cheque_min=2 * BILLION, cheque_max=10 * BILLION)
    large = world.investor("Quỹ Lớn", cheque_min=30 * BILLION, cheque_max=90 * BILLION)
    page = world.founders_page()
    assert card(page, small)
    assert not card(page, large)
    assert "Mức gọi 8–12 tỷ đồng chưa tới mức đầu tư tối thiểu 30 tỷ đồng, còn thiếu 18 tỷ đồng" in page
    assert re.search(r"<span>Mức gọi thấp hơn mức đầu tư tối thiểu: <b>1</b></span>", page)
    relaxed = world.founders_page("?relax=ask_below_cheque")
    places = re.search(r'Thêm 1 hồ sơ, ở vị trí <a href="([^"]*)">2</a>', relaxed)
    assert places
    assert places[1].endswith(f"page=1#hop-{large.public_id}")
    assert "chưa tới mức đầu tư tối thiểu 30 tỷ đồng" in card(relaxed, large)
    assert SCORE.search(card(relaxed, small))
    assert number(score_of(relaxed, small)) == number(score_of(page, small))


def test_who_stands_in_the_list_by_a_relaxed_limit_is_not_said_to_fit(world: World) -> None:
    for place in range(4):
        world.investor(f"Quỹ Khác {place}", sectors=["health"], rounds=["series-b"])
    world.investor("Quỹ Hợp", rounds=["seed"], cheque_min=5 * BILLION, cheque_max=20 * BILLION)
    page = world.founders_page()
    assert "1 nhà đầu tư phù hợp với" in page
    large = world.investor("Quỹ Lớn", rounds=["seed"], cheque_min=13 * BILLION, cheque_max=20 * BILLION)
    relaxed = world.founders_page("?relax=ask_below_cheque")
    assert card(relaxed, large)
    assert "1 nhà đầu tư phù hợp với" in relaxed


def test_what_would_let_two_fit_is_told_to_either_side(world: World) -> None:
    """Found by matching again: one thing changed, and nothing stands between them any more.

    Nobody is told to ask for what would be another plan.
    """
    near = world.investor("Quỹ Gần", cheque_min=14_500_000_001, cheque_max=90 * BILLION)
    theirs = world.at(world.founder).get(f"/matches/{world.startup.public_id}/{near.public_id}").text
    assert "Nếu bạn gọi 15 tỷ đồng thì không còn gì vướng." in theirs
    large = world.investor("Quỹ Lớn", cheque_min=30_500_000_001, cheque_max=90 * BILLION)
    theirs = world.at(world.founder).get(f"/matches/{world.startup.public_id}/{large.public_id}").text
    assert "Nếu bạn gọi" not in theirs
    own = world.at(world.people[large.id]).get(f"/matches/{large.public_id}/{world.startup.public_id}").text
    assert "Nếu mức đầu tư của bạn bắt đầu từ 12 tỷ đồng thì không còn gì vướng." in own
    excluded = list(world.startup.sectors)
    twice = world.investor("Quỹ Xa", cheque_min=30 * BILLION, sectors=["health"], excluded_sectors=excluded)
    page = world.at(world.people[twice.id]).get(f"/matches/{twice.public_id}/{world.startup.public_id}").text
    assert "Bạn không xét lĩnh vực" in page
    assert "không còn gì vướng" not in page


def test_a_thesis_in_dollars_is_compared_in_dong(world: World) -> None:
    with transaction() as session:
        set_rate(session, OPERATOR, "USD", Decimal(25_000), clock.today())
    fits = world.investor("Quỹ Đô", cheque_min=200_000, cheque_max=800_000, currency="USD")
    apart = world.investor("Quỹ To", cheque_min=2_000_000, currency="USD")
    page = world.founders_page()
    assert card(page, fits)
    assert not card(page, apart)
    assert "chưa tới mức đầu tư tối thiểu 2 triệu USD (≈ 50 tỷ đồng), còn thiếu 38 tỷ đồng" in page
    why = world.at(world.founder).get(f"/matches/{world.startup.public_id}/{fits.public_id}").text
    assert "hợp với mức đầu tư đã khai, 200.000–800.000 USD (≈ 5–20 tỷ đồng)" in why


def test_what_would_let_two_fit_is_told_in_the_currency_of_the_page(world: World) -> None:
    with transaction() as session:
        set_rate(session, OPERATOR, "USD", Decimal(25_123), clock.today())
    fund = world.investor("Quỹ Đô", cheque_min=2_000_000, cheque_max=4_000_000, currency="USD")
    page = world.page(fund, world.people[fund.id], f"/{world.startup.public_id}")
    assert "không còn gì vướng" not in page, "a fourth would be another investor's cheque"
    change(world.startup, amount_sought=30 * BILLION, amount_sought_to=None)
    page = world.page(fund, world.people[fund.id], f"/{world.startup.public_id}")
    assert "Nếu mức đầu tư của bạn bắt đầu từ 1,1 triệu USD (≈ 28 tỷ đồng) thì không còn gì vướng." in page
    change(world.startup, amount_sought=1_800_000, currency="USD")
    page = world.founders_page(f"/{fund.public_id}")
    assert "Nếu bạn gọi 2 triệu USD (≈ 50 tỷ đồng) thì không còn gì vướng." in page


def test_instruments_of_both_sides_are_named(world: World) -> None:
    fund = world.investor("Quỹ Vay", instruments=["loan"])
    change(world.startup, instruments=["equity"])
    apart = "Không có hình thức đầu tư chung. "
    assert f"{apart}Bạn đề nghị: Cổ phần, phần vốn góp. Nhà đầu tư dùng: Khoản vay" in world.founders_page()
    own = world.page(fund, world.people[fund.id])
    assert f"{apart}Doanh nghiệp đề nghị: Cổ phần, phần vốn góp. Bạn dùng: Khoản vay" in own
    assert "Chưa có doanh nghiệp nào phù hợp với Quỹ Vay" in own
    assert "0 doanh nghiệp phù hợp" not in own


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


def test_who_does_not_raise_sees_matches_and_is_told_so_once(world: World) -> None:
    """Not that each of them cannot fit: it is about the own page."""
    fund = world.investor("Quỹ Đồng", rounds=["seed"])
    user = world.make.user()
    new = world.make.entry(world.make.organisation(user, kind="team"), "Nhóm Mới", kind="startup", sectors=["crops"])
    page = world.page(new, user)
    assert card(page, fund)
    assert "chưa ghi là đang gọi vốn" in page
    assert f'/startups/{new.public_id}/edit/round"' in page
    assert "hiện không gọi vốn" not in page
    assert not card(world.page(fund, world.people[fund.id]), new)
    resting = world.investor("Quỹ Nghỉ", rounds=["seed"], investing="no")
    own = world.page(resting, world.people[resting.id])
    assert card(own, world.startup)
    assert "ghi là hiện không rót vốn mới" in own
    assert not card(world.founders_page(), resting)


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
            assert number(score_of(page, one)) == sum(number(text) for text in POINTS.findall(shown)), shown
    why = world.at(world.founder).get(f"/matches/{world.startup.public_id}/{known.public_id}").text
    assert number(SCORE.findall(why)[0]) == sum(number(text) for text in POINTS.findall(why))
    assert "3 trong 3 doanh nghiệp được rót vốn gần nhất có điểm chung" in why
    assert why.count("cỡ vòng gọi vốn") >= 3, "the rounds that the sentence counts are alike in the table too"
    assert "9 tỷ đồng" in why


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
    fund = world.investor("Quỹ Xem", rounds=["seed"], cheque_min=5 * BILLION, cheque_max=20 * BILLION)
    for place in range(4):
        world.investor(f"Quỹ Khác {place}", sectors=["health"], rounds=["series-b"], cheque_min=90 * BILLION)
    user = world.people[fund.id]
    change(world.startup, traction=revenue("120"))
    page = world.page(fund, user)
    assert card(page, world.startup)
    browser = world.at(user)
    address = f"/matches/{fund.public_id}/dismiss/{world.startup.public_id}"
    body = {
        "reason": "too-early",
        "csrf_token": csrf(browser, "/account"),
        "form_nonce": hidden(page, "form_nonce"),
    }
    answer = browser.post(address, data={**body, "next": f"/matches/{fund.public_id}"})
    assert answer.status_code == 303
    page = browser.get(answer.location).text
    assert not card(page, world.startup)
    counted = browser.get("/matches").text
    assert "0 hồ sơ phù hợp" in counted
    undo = f'action="/matches/{fund.public_id}/undo/{world.startup.public_id}"'
    assert undo in page
    assert undo not in browser.get(answer.location).text
    with clock.travel(timedelta(days=3)):
        change(world.startup, traction=revenue("180"))
    back = browser.get(f"/matches/{fund.public_id}").text
    assert "hiện trở lại" in back
    assert "Lý do bạn đã bỏ qua: Còn quá sớm." in card(back, world.startup)
    assert "không liên quan" not in card(back, world.startup)
    assert "120" in card(back, world.startup)
    assert "180" in card(back, world.startup)
    assert "1 hồ sơ phù hợp" in browser.get("/matches").text, "what came back is counted"


def test_an_appeal_against_the_list_keeps_its_first_matches(world: World, session: Session) -> None:
    fund = world.investor("Quỹ Đầu", rounds=["seed"])
    browser = world.at(world.founder)
    address = f"/matches/{world.startup.public_id}/appeal"
    page = browser.get(address).text
    assert "Các gợi ý đầu danh sách hôm nay" in page
    body = {"words": "Toàn quỹ ở xa chúng tôi.", "about": "", "form_nonce": hidden(page, "form_nonce")}
    assert browser.post(address, data={**body, "csrf_token": csrf(browser, "/account")}).status_code == 303
    (made,) = session.query(Appeal).all()
    assert made.score is None
    assert [one["words"]["vi"] for one in made.reasons] == [fund.title]


def test_the_slider_changes_the_order_and_noscore_of(world: World, session: Session) -> None:
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
        assert len({score_of(page, one) for page in pages.values()}) == 1
    assert "không điểm nào thay đổi" in pages["5"]
    assert "1 trong 2 nhà đầu tư đang hiện chưa có khoản" in world.founders_page()
    moved = {stop: re.findall(r'id="known-told"[^>]*>([^<]*)<', page)[0] for stop, page in pages.items()}
    assert len(set(moved.values())) == 2
    assert any("1 đứng cao hơn và 1 đứng thấp hơn" in one for one in moved.values())
    assert any("không ai đổi chỗ" in one for one in moved.values())


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
