"""What the reader itself could change, for every kind of page: what is told comes true when it is done."""

from __future__ import annotations

import re

from ecosystem.catalogue.models import Entry
from tests.matchmaking.pages import BILLION, SCORE, World, number
from tests.matchmaking.world import change

GAIN = re.compile(r"Điểm tăng ([\d,]+) nếu tiêu chí của bạn nêu ([^.<]*)\.")


def why(world: World, own: Entry, other: Entry, user: object = None) -> str:
    answer = world.at(user or world.people[own.id]).get(f"/matches/{own.public_id}/{other.public_id}")  # type: ignore[arg-type]  # a user
    assert answer.status_code == 200
    return str(answer.text)


def test_an_investor_reads_what_its_own_thesis_could_say(world: World) -> None:
    fund = world.investor("Quỹ Khác", sectors=["health"], rounds=["series-b"])
    world.investor("Quỹ Nữa", sectors=["health"], rounds=["series-a"])
    page = why(world, fund, world.startup)
    before = number(SCORE.findall(page)[0])
    found = {value: number(gain) for gain, value in GAIN.findall(page)}
    assert "vòng hạt giống" in found
    change(fund, rounds=["series-b", "seed"])
    after = number(SCORE.findall(why(world, fund, world.startup))[0])
    assert abs(after - before - found["vòng hạt giống"]) <= number("0,1")


def test_a_founder_reads_what_it_could_ask_for_and_an_investor_what_the_startup_could(world: World) -> None:
    for place in range(3):
        world.investor(f"Quỹ A {place}", rounds=["seed"], sectors=["health"])
    fund = world.investor("Quỹ B", rounds=["series-a"])
    assert "nếu bạn gọi vòng A" in why(world, world.startup, fund, world.founder)
    assert "nếu doanh nghiệp gọi vòng A" in why(world, fund, world.startup)


def test_both_sides_of_a_technology_read_what_would_change_it(world: World) -> None:
    user = world.make.user()
    owner = world.make.organisation(user)
    technology, cheap = (
        world.make.entry(owner, "Cảm biến", sectors=["energy"], trl=4, price_from=price * BILLION, currency="VND")
        for price in (20, 2)
    )
    theirs = why(world, technology, world.startup, user)
    assert "Nếu giá của bạn là 10 tỷ đồng thì không còn gì vướng." in theirs
    own = why(world, world.startup, technology, world.founder)
    assert "Nếu bạn gọi 20 tỷ đồng thì không còn gì vướng." in own
    theirs = why(world, cheap, world.startup, user)
    assert "Nếu công nghệ của bạn đạt TRL 7 thì điểm tăng 0,4." in theirs
    assert "Nếu công nghệ của bạn dùng được cả cho lĩnh vực" in theirs
    assert "Nếu trang của bạn nêu cả lĩnh vực" in why(world, world.startup, cheap, world.founder)
