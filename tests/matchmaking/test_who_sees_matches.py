"""Who may see what of matches, on their own pages and on others; and the public page about them."""

from __future__ import annotations

import re

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from ecosystem.catalogue.models import Entry
from ecosystem.kernel.db.transaction import transaction
from ecosystem.taxonomy.queries import vocabularies
from tests.deals.world import Market as Deals
from tests.matchmaking.pages import POINTS, World, card, number, score_of
from tests.matchmaking.world import change


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
    assert "Mức độ phù hợp với bạn (Lúa Xanh)" in public


def test_percents_of_the_own_sectors_add_up(world: World, session: Session) -> None:
    """Two deals in one sector of its own, two in four sectors each: 25, 25 and four times 12.5."""
    deals = Deals(world.make, session)
    tops = [one.code for one in vocabularies(session).children("sector")][:6]
    fund = deals.investor("Quỹ Đều", sectors=tops)
    for place, sectors in enumerate(([tops[0]], [tops[1]], tops[2:], tops[2:])):
        deals.deal(deals.startup(sectors=sectors), fund, key=str(place), dated="2025-03-01")
    user = world.make.user()
    with transaction() as writing:
        writing.get_one(Entry, fund.id).owner_id = world.make.organisation(user, kind="fund").id
    actual = [int(one) for one in re.findall(r"thực tế <b>(\d+)%</b>", world.page(fund, user))]
    assert sorted(actual) == [12, 12, 13, 13, 25, 25]
    declared = [int(one) for one in re.findall(r"công bố (\d+)%, thực tế", world.page(fund, user))]
    assert sum(declared) == 100


def test_the_panel_is_for_members_of_the_other_side(world: World) -> None:
    fund = world.investor("Quỹ Bên Kia")
    address = f"/startups/{world.startup.address}"
    assert "Mức độ phù hợp với bạn" not in world.client.get(address).text
    theirs = world.at(world.people[fund.id]).get(address).text
    assert "Mức độ phù hợp với bạn (Quỹ Bên Kia)" in theirs
    assert f"/matches/{fund.public_id}/{world.startup.public_id}" in theirs


def test_an_appeal_keeps_the_reasons_in_both_languages(world: World) -> None:
    fund = world.investor("Quỹ Bị Kêu", rounds=["seed"])
    page = world.at(world.founder).get(f"/matches/{world.startup.public_id}/appeal?about={fund.public_id}").text
    assert "Tiêu chí do Quỹ Bị Kêu tự khai bao gồm" in page


def test_a_technology_and_its_institute_are_matched_with_startups(world: World) -> None:
    user = world.make.user()
    owner = world.make.organisation(user)
    summary = "Cảm biến đo khí metan trên ruộng lúa."
    technology = world.make.entry(owner, "Cảm biến ruộng lúa", summary=summary, sectors=["crops"], trl=8)
    institute = world.make.entry(owner, "Viện Lúa", kind="institute")
    change(world.startup, summary="Đo khí metan trên ruộng lúa cho hợp tác xã.")
    far = world.other_startup("Xe Điện", sectors=["transport-logistics"], summary="Xe máy điện.")
    for entry in (technology, institute):
        page = world.page(entry, user)
        assert page.index(f'id="hop-{world.startup.public_id}"') < page.index(f'id="hop-{far.public_id}"')
        shown = card(page, world.startup)
        assert "Cùng nói đến:" in shown
        assert "ruộng lúa" in shown
        assert "quy tắc do con người đặt" in shown
        assert number(score_of(page, world.startup)) == sum(number(text) for text in POINTS.findall(shown))
    assert card(world.founders_page("?kind=technology"), technology)


def test_what_both_speak_of_has_the_capitals_of_their_texts(world: World) -> None:
    owner = world.make.organisation(world.make.user())
    technology = world.make.entry(owner, "Ghi âm", summary="Nhận dạng giọng nói tiếng Việt.", sectors=["crops"])
    change(world.startup, summary="Ghi biên bản họp tiếng Việt.")
    shown = card(world.founders_page("?kind=technology"), technology)
    assert "tiếng Việt" in shown.partition("Cùng nói đến:")[2].partition("</span>")[0]


def test_how_matching_works_is_public_and_has_the_measured_table(client: FlaskClient) -> None:
    for address in ("/matching", "/en/matching"):
        page = client.get(address).text
        assert "matching evaluate" in page
        assert "BM25" in page
        told = re.sub(r"<code>.*?</code>", "", page.partition("<main")[2].partition("</main>")[0])
        assert not re.search(r"\d{4}-\d\d-\d\d", told), "days are written as people write them"
        assert "logarit" not in told
        assert page.count("<tr>") > 5
        head, _, rows = page.partition("</thead>")
        assert "(nDCG@10)" in head
        mark = "." if address.startswith("/en") else ","
        assert f">0{mark}159<" in rows, "that of the hand weights"
