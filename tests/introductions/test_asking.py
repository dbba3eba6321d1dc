"""Who may be asked, how often, and what bars the way: a no, an open introduction, limits, blocks."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from ecosystem.introductions import queries, service, service_blocks
from ecosystem.introductions.input import DeclineInput, RequestInput
from ecosystem.kernel import clock
from ecosystem.kernel.access.actor import Role
from ecosystem.kernel.access.errors import Invalid, NotFound
from ecosystem.kernel.db.transaction import transaction
from tests.factories import Factory
from tests.introductions.world import SAID, Town, at, mails, reasons_shown

MONDAY = "2026-03-02"


def test_a_no_has_a_reason_and_holds_for_90_days(town: Town, session: Session) -> None:
    with at(MONDAY):
        one = town.ask()
        town.decline(one, "other", "Chúng tôi vừa đóng vòng gọi vốn.")
        assert mails(session)[-1] == ("declined", "asking")
        assert (found := town.look(one)).decline_reason == "other"
        assert found.decline_words.startswith("Chúng tôi")
    with at("2026-05-30"), pytest.raises(Invalid, match="31/05/2026"):
        town.ask()
    with at("2026-03-03"):
        back = town.ask(town.startup, town.fund)
        with transaction() as open_session:
            service.withdraw(open_session, town.startup.actor, back.public_id)
    with at("2026-05-31"):
        town.ask()


def test_silence_and_taking_back_do_not_bar_the_way(town: Town) -> None:
    with at(MONDAY):
        town.withdraw(town.ask())
        town.ask()
    with at("2026-03-10"):
        town.watch()
        town.ask()


def test_other_reasons_want_words() -> None:
    with pytest.raises(ValueError, match="which reason"):
        DeclineInput.model_validate({"reason": "other"})
    assert DeclineInput.model_validate({"reason": "timing"}).words == ""


def test_both_texts_together_are_short() -> None:
    RequestInput.model_validate({"why": "a" * 300, "proposal": "b" * 300})
    with pytest.raises(ValueError, match="601"):
        RequestInput.model_validate({"why": "a" * 301, "proposal": "b" * 300})


def test_one_at_a_time_between_two_whoever_asked(town: Town) -> None:
    one = town.ask()
    for asking, asked in ((town.fund, town.startup), (town.startup, town.fund)):
        with pytest.raises(Invalid, match="already"):
            town.ask(asking, asked)
    town.agree(one)
    with pytest.raises(Invalid, match="already"):
        town.ask()
    with transaction() as session:
        service.close(session, town.startup.actor, one.public_id)
    town.ask()


def test_three_in_thirty_days_and_twenty_once_verified(town: Town) -> None:
    asked = [town.party(f"Công ty {number}") for number in range(21)]
    with at(MONDAY):
        for party in asked[:2]:
            town.ask(asked=party)
    with at("2026-03-20"):
        town.withdraw(town.ask(asked=asked[2]))
        with pytest.raises(Invalid, match=r"3 times.*01/04/2026"):
            town.ask(asked=asked[3])
        town.fund.verify()
        for party in asked[3:20]:
            town.ask(asked=party)
        with pytest.raises(Invalid, match="20 times"):
            town.ask(asked=asked[20])
    with at("2026-04-01", 10):
        town.ask(asked=asked[20])


def test_nobody_is_asked_for_whom_nobody_answers(town: Town, make: Factory) -> None:
    alone = make.entry(None, "Không ai đại diện", kind="startup")
    with pytest.raises(Invalid, match="could answer"):
        town.ask(asked=town.party("X").__class__(make, town.startup.user, town.startup.organisation, alone))
    unconfirmed = town.party("Chưa xác nhận", confirmed=False)
    with pytest.raises(Invalid, match="could answer"):
        town.ask(asked=unconfirmed)
    unconfirmed.colleague(Role.EDITOR)
    town.ask(asked=unconfirmed)


def test_oneself_is_not_asked(town: Town, make: Factory) -> None:
    with pytest.raises(Invalid, match="your own"):
        town.ask(asked=town.fund)
    both = town.startup.colleague()
    other = make.organisation(both)
    content = RequestInput.model_validate(SAID)
    with transaction() as session, pytest.raises(Invalid, match="your own"):
        service.ask(
            session,
            make.actor(both),
            other.id,
            service.Asked(town.startup.entry.public_id),
            content,
            reasons_shown,
        )


def test_blocks_hold_both_ways_until_taken_back(town: Town, session: Session) -> None:
    one = town.ask()
    with transaction() as open_session:
        service_blocks.block(open_session, town.startup.actor, one.public_id)
        service_blocks.block(open_session, town.startup.actor, one.public_id)
    assert town.look(one).state == "asked", "what is open goes on"
    town.withdraw(one)
    for asking, asked in ((town.fund, town.startup), (town.startup, town.fund)):
        with pytest.raises(Invalid, match="no introductions are asked for"):
            town.ask(asking, asked)
    assert [made.blocked.id for made in queries.blocks(session, [town.startup.organisation.id])] == [
        town.fund.organisation.id
    ]
    with transaction() as open_session:
        own, other = town.startup.organisation.public_id, town.fund.organisation.public_id
        with pytest.raises(NotFound):
            service_blocks.unblock(open_session, town.fund.actor, own, other)
        service_blocks.unblock(open_session, town.startup.actor, own, other)
    town.ask()


def test_the_window_of_the_limit_moves_with_the_clock(town: Town, session: Session) -> None:
    town.ask()
    with clock.travel(timedelta(days=31)):
        standing = queries.standing(session, town.fund.actor, town.fund.organisation.id, town.party("Mới").entry)
        assert (standing.asked_lately, standing.left) == (0, 3)
