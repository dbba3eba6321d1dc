"""Deals out of a list: found again, told apart, never merged, and nothing of a row that does not go in."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from ecosystem.deals.importing import DealImporter
from ecosystem.deals.input import DealInput
from ecosystem.deals.models import Investment, Round
from ecosystem.kernel.access.actor import OPERATOR, Actor
from ecosystem.kernel.access.errors import Forbidden
from ecosystem.kernel.changes.models import AuditEvent, OutboxRow
from ecosystem.kernel.db.transaction import transaction
from ecosystem.kernel.tabular.errors import RowRejected
from ecosystem.kernel.tabular.outcome import Effect
from tests.deals.world import SOURCE, Market
from tests.factories import Factory


def rounds(session: Session) -> list[tuple[str, str | None, int | None]]:
    session.expire_all()
    return [(one.external_id, one.dated, one.amount) for one in session.scalars(select(Round).order_by(Round.id))]


def parts(session: Session) -> list[tuple[str, int | None, str]]:
    session.expire_all()
    found = session.scalars(select(Investment).order_by(Investment.id))
    return [(one.external_id, one.investor_id, one.investor_name) for one in found]


def test_two_investors_share_a_round(market: Market, session: Session) -> None:
    startup, one, other = market.startup(), market.investor(), market.investor()
    for key, investor in (("e1", one), ("e2", other)):
        market.deal(startup, investor, key=key, round_id="r1", dated="2012-03", amount=5, currency="USD")
    assert rounds(session) == [("r1", "2012-03", 5)]
    assert parts(session) == [("e1", one.id, ""), ("e2", other.id, "")]


def test_without_ids_startup_date_and_code_make_the_round(market: Market, session: Session) -> None:
    startup, investor = market.startup(external_id="s:a"), market.investor(external_id="i:a")
    for _ in range(2):
        market.deal(startup, investor, dated="2012", code="seed")
        market.deal(startup, "Quỹ Không Trang", dated="2012", code="seed", investor_kind="organisation")
    market.deal(startup, investor, dated="2013", code="seed")
    assert rounds(session) == [("s:a|2012|seed", "2012", None), ("s:a|2013|seed", "2013", None)]
    assert [part[0] for part in parts(session)] == [
        "s:a|2012|seed|i:a",
        "s:a|2012|seed|Quỹ Không Trang",
        "s:a|2013|seed|i:a",
    ]


def test_what_the_source_says_now_takes_the_place_of_what_it_said(market: Market, session: Session) -> None:
    startup, investor = market.startup(), market.investor()
    market.deal(startup, investor, key="e1", round_id="r1", dated="2012", amount=5, currency="USD")
    market.deal(startup, investor, key="e1", round_id="r1", dated="2012-06", is_lead=True)
    assert rounds(session) == [("r1", "2012-06", None)]
    assert session.scalars(select(Round.currency)).one() is None
    assert session.scalars(select(Investment.is_lead)).one() is True


def test_a_deal_may_move_to_another_round(market: Market, session: Session) -> None:
    startup, investor = market.startup(), market.investor()
    market.deal(startup, investor, key="e1", round_id="r1")
    market.deal(startup, investor, key="e1", round_id="r2")
    found = session.scalars(select(Investment)).one()
    assert session.get_one(Round, found.round_id).external_id == "r2"


def test_two_sources_that_tell_of_one_deal_stay_two(make: Factory, session: Session) -> None:
    for source in ("mot", "hai"):
        market = Market(make, session, source)
        startup, investor = market.startup("Lúa Xanh", "s:1"), market.investor("Quỹ Sông Hồng", "i:1")
        market.deal(startup, investor, key="e1", round_id="r1", dated="2012")
    assert len(rounds(session)) == len(parts(session)) == 2


def test_who_is_not_here_is_named(market: Market, session: Session) -> None:
    startup, investor = market.startup(external_id="s:here"), market.investor(external_id="i:here")
    elsewhere = Market(market.make, session, "khac")
    elsewhere.startup(external_id="s:there")
    with transaction():
        importer = DealImporter(session, OPERATOR, SOURCE)
        for startup_id, investor_id, named in (
            ("s:there", "i:here", "the startup s:there is not"),
            ("s:here", "i:none", "the investor i:none is not"),
            ("s:there", "i:none", "neither the startup s:there nor the investor i:none is here"),
            (investor.external_id, startup.external_id, f"neither the startup {investor.external_id}"),
        ):
            with pytest.raises(RowRejected, match=named):
                importer.write(DealInput(startup_id=str(startup_id), investor_id=str(investor_id)))
        with pytest.raises(RowRejected, match="names no investor"):
            importer.write(DealInput(startup_id="s:here"))
    assert rounds(session) == []


def test_the_first_row_of_a_run_speaks_for_its_round(market: Market, session: Session) -> None:
    startup, other, investor = market.startup(), market.startup(), market.investor()
    with transaction():
        importer = DealImporter(session, OPERATOR, SOURCE)

        def write(key: str, startup_id: str | None, **said: object) -> tuple[Effect, list[str]]:
            ids = {"startup_id": startup_id, "investor_id": investor.external_id, "round_id": "r1"}
            effect, notes = importer.write(DealInput.model_validate({**ids, **said}), key)
            return effect, [note.field for note in notes]

        assert write("e1", startup.external_id, dated="2012") == (Effect.NEW, [])
        assert write("e2", startup.external_id, dated="2011", code="seed") == (Effect.NEW, ["code", "dated"])
        with pytest.raises(RowRejected, match="of another startup"):
            write("e3", other.external_id, dated="2012")
        importer.settle()
    assert rounds(session) == [("r1", "2012", None)]
    assert len(parts(session)) == 2


def test_what_was_rolled_back_is_written_again(market: Market, session: Session) -> None:
    """As the runner does with a chunk that fails: undone, then row by row."""
    startup, investor = market.startup(), market.investor()
    deal = DealInput(startup_id=str(startup.external_id), investor_id=str(investor.external_id), round_id="r1")
    with transaction():
        importer = DealImporter(session, OPERATOR, SOURCE)
        savepoint = session.begin_nested()
        assert importer.write(deal, "e1")[0] is Effect.NEW
        importer.settle()
        savepoint.rollback()
        importer.forget()
        with session.begin_nested():
            assert importer.write(deal, "e1")[0] is Effect.NEW
            importer.settle()
        assert importer.write(deal, "e1")[0] is Effect.UNCHANGED
    assert (len(rounds(session)), len(parts(session))) == (1, 1)


def test_many_rounds_are_pointed_at_whenever_they_were_written(market: Market, session: Session) -> None:
    startup, investor = market.startup(), market.investor()
    with transaction():
        importer = DealImporter(session, OPERATOR, SOURCE)
        for turn in ("a", "b"):
            for number in range(2_100):
                ids = {"startup_id": startup.external_id, "investor_id": investor.external_id}
                importer.write(DealInput.model_validate({**ids, "round_id": f"r{number}"}), f"{turn}{number}")
                if number % 500 == 0:
                    importer.settle()
        importer.settle()
    joined = select(Round.external_id, Investment.external_id).join(Round, Round.id == Investment.round_id)
    assert {(one.removeprefix("r"), other[1:]) for one, other in session.execute(joined)} == {
        (str(number), str(number)) for number in range(2_100)
    }


def test_nobody_but_the_operator_records_deals(market: Market, make: Factory, session: Session) -> None:
    startup, investor = market.startup(), market.investor()
    owner = make.actor(make.user())
    deal = DealInput(startup_id=str(startup.external_id), investor_id=str(investor.external_id))
    for actor in (owner, Actor(user_id=1, is_confirmed=True, is_officer=True)):
        importer = DealImporter(session, actor, SOURCE)
        with pytest.raises(Forbidden):
            importer.write(deal)
            importer.settle()


def test_deals_leave_neither_outbox_nor_audit_rows(market: Market, session: Session) -> None:
    startup, investor = market.startup(), market.investor()
    before = [len(session.scalars(select(model)).all()) for model in (AuditEvent, OutboxRow)]
    market.deal(startup, investor)
    assert [len(session.scalars(select(model)).all()) for model in (AuditEvent, OutboxRow)] == before
