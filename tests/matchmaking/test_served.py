"""The market in memory: small ones are always of now, large ones are made anew beside the requests."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy.orm import Session

from ecosystem.kernel import clock
from ecosystem.matchmaking.served import LOOK_AGAIN, ServedMarket
from tests.factories import Factory

Task = Callable[[], None]


def investor(make: Factory, title: str) -> str:
    return make.entry(make.organisation(make.user()), title, kind="investor", sectors=["crops"]).public_id


def test_a_small_market_is_of_now(make: Factory, session: Session) -> None:
    tasks: list[Task] = []
    market = ServedMarket(tasks.append)
    first = investor(make, "Quỹ Một")
    served = market.get(session)
    assert served is not None
    assert served.knows_investor(first)
    assert market.get(session) is served
    session.rollback()
    second = investor(make, "Quỹ Hai")
    again = market.get(session)
    assert again is not None
    assert again.knows_investor(second)
    assert tasks == []


def test_a_large_market_is_served_as_it_was_while_it_is_made_anew(make: Factory, session: Session) -> None:
    tasks: list[Task] = []
    market = ServedMarket(tasks.append, small=0)
    first = investor(make, "Quỹ Một")
    assert market.get(session) is None
    assert market.get(session) is None
    assert len(tasks) == 1
    tasks.pop()()
    served = market.get(session)
    assert served is not None
    assert served.knows_investor(first)
    session.rollback()
    second = investor(make, "Quỹ Hai")
    assert market.get(session) is served
    assert tasks == []
    with clock.travel(LOOK_AGAIN):
        assert market.get(session) is served
        tasks.pop()()
        again = market.get(session)
    assert again is not None
    assert again.knows_investor(second)
