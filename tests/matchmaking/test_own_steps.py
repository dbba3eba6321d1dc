"""What the reader itself could change, for every kind of page: what is told comes true when it is done."""

from __future__ import annotations

import re

from ecosystem.catalogue.models import Entry
from tests.matchmaking.pages import BILLION, SCORE, World, number
from tests.matchmaking.world import change

SEED = "vòng tiền hạt giống hoặc hạt giống"
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
    assert SEED in found
    change(fund, rounds=["series-b", "seed"])
    after = number(SCORE.findall(why(world, fund, world.startup))[0])
    assert abs(after - before - found[SEED]) <= number("0,1")


def test_nobody_is_told_to_become_another(world: World) -> None:
    """Neither another round, nor another's plan, nor twice the amount."""
    for place in range(3):
        world.investor(f"Quỹ A {place}", rounds=["seed"], sectors=["health"])
    fund = world.investor("Quỹ B", rounds=["series-a"], cheque_min=90 * BILLION, cheque_max=100 * BILLION)
    assert "nếu bạn gọi" not in why(world, world.startup, fund, world.founder)
    assert "nếu doanh nghiệp" not in why(world, fund, world.startup)


def test_both_sides_of_a_technology_read_what_would_change_it(world: World) -> None:
    user = world.make.user()
    owner = world.make.organisation(user)
    dear, near, cheap = (
        world.make.entry(owner, "Cảm biến", sectors=["energy"], trl=4, price_from=price * BILLION, currency="VND")
        for price in (20, 13, 2)
    )
    assert "Nếu giá của bạn" not in why(world, dear, world.startup, user)
    assert "Nếu bạn gọi" not in why(world, world.startup, dear, world.founder)
    assert "Nếu giá của bạn là 8,7 tỷ đồng thì không còn gì vướng." in why(world, near, world.startup, user)
    assert "Nếu bạn gọi 13 tỷ đồng thì không còn gì vướng." in why(world, world.startup, near, world.founder)
    assert "Nếu công nghệ của bạn dùng được cả cho lĩnh vực" in why(world, cheap, world.startup, user)
    assert "Nếu bạn cũng làm về" in why(world, world.startup, cheap, world.founder)
