"""Cards: adding, writing, moving, what changed, leaving, and what the records keep."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ecosystem.app import KINDS
from ecosystem.catalogue.service import publish, withdraw
from ecosystem.kernel import clock
from ecosystem.kernel.access.actor import OPERATOR, VISITOR, Actor, Role, Scope
from ecosystem.kernel.access.errors import Conflict, Forbidden, Invalid, NotFound
from ecosystem.kernel.access.fields import label_of
from ecosystem.kernel.db.transaction import transaction
from ecosystem.organisations import service_people
from ecosystem.organisations.models import Membership, Organisation
from ecosystem.pipeline import service
from ecosystem.pipeline.board import Filters, Shown, board, shown
from ecosystem.pipeline.input import CardInput
from ecosystem.pipeline.models import Card, Note, Source
from ecosystem.pipeline.policy import Action
from tests.factories import Factory
from tests.installation import changed_tables, rows
from tests.pipeline.world import Fund, fund_of, say


def look_at(session: Session, card: Card, *, is_confirmed: bool = True) -> Shown:
    session.rollback()
    viewer = Actor(user_id=1, is_confirmed=is_confirmed, roles={card.organisation_id: Role.VIEWER})
    found = service.load(session, viewer, card.public_id)
    [one] = shown(session, viewer, KINDS, [(found, "startup")])
    return one


def test_an_entry_begins_in_the_first_open_stage(fund: Fund, session: Session) -> None:
    card = fund.card(source=Source.MATCH)
    found = service.load(session, fund.actor(), card.public_id)
    assert (found.stage.key, found.source, found.assignee, found.next_on) == ("new", "match", None, None)


def test_a_duplicate_is_the_card_that_is_there(app: Flask, fund: Fund, make: Factory) -> None:
    entry = fund.startup()
    card = fund.card(entry)
    before = rows(app)
    with transaction() as session:
        again = service.add(
            session, fund.actor(fund.owner), KINDS, fund.organisation, entry, source=Source.INTRODUCTION
        )
    assert (again.card.public_id, again.is_new) == (card.public_id, False)
    assert changed_tables(before, rows(app)) == []
    assert fund_of(make, "Quỹ Khác").card(entry).public_id != card.public_id


def test_who_may_not_add(fund: Fund, make: Factory, session: Session) -> None:
    entry = fund.startup()
    for actor, error in (
        (fund.actor(fund.viewer), Forbidden),
        (make.actor(make.user(officer=True)), NotFound),
        (OPERATOR, NotFound),
        (VISITOR, NotFound),
    ):
        with pytest.raises(error):
            service.add(session, actor, KINDS, fund.organisation, entry, source=Source.PAGE)


def test_drafts_and_own_pages_are_not_added(fund: Fund, make: Factory, session: Session) -> None:
    draft = fund.startup(public=False)
    with pytest.raises(NotFound):
        service.add(session, fund.actor(), KINDS, fund.organisation, draft, source=Source.PAGE)
    own = make.entry(fund.organisation, kind="investor")
    with pytest.raises(Invalid):
        service.add(session, fund.actor(), KINDS, fund.organisation, own, source=Source.PAGE)


def test_a_pipeline_has_an_end(fund: Fund, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "MOST_CARDS", 1)
    fund.card()
    with pytest.raises(Invalid):
        fund.card()


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS.all])
def test_entries_of_every_kind(fund: Fund, make: Factory, session: Session, kind: str) -> None:
    entry = make.entry(make.organisation(make.user()), kind=kind)
    card = fund.card(entry)
    assert card.facts["sectors"] == ["water-wastewater"]
    assert look_at(session, card).changes == []


def test_what_is_written_stands(fund: Fund, session: Session) -> None:
    card, day = fund.card(), clock.today() + timedelta(days=5)
    said = {"assignee": fund.owner.public_id, "next_step": "Hỏi số liệu quý 3", "next_on": day}
    fund.write(card, **said, verdict="for", verdict_words="Đội ngũ tốt.")
    found = service.load(session, fund.actor(), card.public_id)
    assert service.values_of(found) == {**said, "verdict": "for", "verdict_words": "Đội ngũ tốt."}
    assert found.verdict_on == clock.today()


def test_a_verdict_has_the_day_on_which_it_changed(fund: Fund, session: Session) -> None:
    card = fund.card()
    with clock.travel(timedelta(days=-9)):
        first = clock.today()
        fund.write(card, verdict="undecided")
    fund.write(card, next_step="Gọi lại")
    assert session.get_one(Card, card.id).verdict_on == first
    fund.write(card, verdict="against", verdict_words="Quá sớm.")
    session.expire_all()
    assert session.get_one(Card, card.id).verdict_on == clock.today()
    fund.write(card, verdict=None, verdict_words="")
    session.expire_all()
    assert session.get_one(Card, card.id).verdict_on is None


def test_only_members_take_care_of_cards(fund: Fund, make: Factory) -> None:
    card = fund.card()
    for stranger in (make.user().public_id, "zzzzzzzzzz"):
        with pytest.raises(Invalid):
            fund.write(card, assignee=stranger)


def test_of_two_who_write_the_second_sees_both_texts(fund: Fund, session: Session) -> None:
    card = fund.card()
    seen = service.base(service.values_of(service.load(session, fund.actor(), card.public_id)))
    fund.write(card, next_step="Gọi cho chị Hoa")
    typed = CardInput(next_step="Gửi thư mời họp")
    with pytest.raises(Conflict) as caught, transaction():
        service.save(session, fund.actor(fund.owner), card.public_id, typed, seen)
    assert caught.value.current["next_step"] == "Gọi cho chị Hoa"
    with transaction():
        service.save(session, fund.actor(fund.owner), card.public_id, CardInput(next_step="Gọi cho chị Hoa"), seen)


def test_notes_and_moves_are_no_conflict(fund: Fund, session: Session) -> None:
    card = fund.card()
    seen = service.base(service.values_of(service.load(session, fund.actor(), card.public_id)))
    fund.note(card, "Một ghi chú")
    fund.move(card, "met")
    with transaction():
        service.save(session, fund.actor(), card.public_id, CardInput(next_step="Gọi lại"), seen)


def test_of_two_who_move_the_second_learns_of_the_first(fund: Fund, session: Session) -> None:
    card = fund.card()
    fund.move(card, "met")
    with pytest.raises(Conflict), transaction():
        service.move(session, fund.actor(), card.public_id, "diligence", "new")
    with transaction():
        service.move(session, fund.actor(), card.public_id, "met", "new")
        service.move(session, fund.actor(), card.public_id, "diligence", "met")
    with pytest.raises(NotFound), transaction():
        service.move(session, fund.actor(), card.public_id, "nowhere", "diligence")


def test_another_organisations_card_is_not_there(fund: Fund, make: Factory, session: Session) -> None:
    card, stranger = fund.card(), fund_of(make, "Quỹ Khác")
    for actor in (stranger.actor(stranger.owner), make.actor(make.user(officer=True)), OPERATOR, VISITOR):
        for action in Action:
            with pytest.raises(NotFound):
                service.load(session, actor, card.public_id, action)
        with pytest.raises(NotFound):
            service.move(session, actor, card.public_id, "met", "new")


def test_viewers_see_and_do_not_write(fund: Fund, session: Session) -> None:
    card, viewer = fund.card(), fund.actor(fund.viewer)
    assert service.load(session, viewer, card.public_id).id == card.id
    acts: tuple[Callable[[], Card], ...] = (
        lambda: service.save(session, viewer, card.public_id, CardInput(), ""),
        lambda: service.move(session, viewer, card.public_id, "met", "new"),
        lambda: service.look(session, viewer, KINDS, card.public_id),
        lambda: service.remove(session, viewer, card.public_id),
        lambda: service.remove(session, fund.actor(fund.editor), card.public_id),
    )
    for act in acts:
        with pytest.raises(Forbidden):
            act()


def test_leaving_the_organisation_clears_the_assignee(fund: Fund, session: Session) -> None:
    card = fund.write(fund.card(), assignee=fund.editor.public_id, next_step="Gọi lại")
    with transaction():
        service_people.remove(session, fund.actor(fund.owner), fund.id, fund.editor.public_id)
    session.expire_all()
    found = service.load(session, fund.actor(fund.owner), card.public_id)
    assert (found.assignee, found.assignee_id, found.next_step) == (None, None, "Gọi lại")


def test_what_changed_since_the_card_was_looked_at(fund: Fund, session: Session) -> None:
    entry = fund.startup(raising="now", round="seed", amount_sought=2 * 10**9, stage="prototype")
    card = fund.card(entry)
    assert look_at(session, card).changes == []
    say(entry, amount_sought=5 * 10**9, stage="growth")
    told = {change.label.id: change.now["vi"] for change in look_at(session, card).changes}
    assert set(told) == {"Amount sought", "Stage"}
    assert told["Stage"] == "Tăng trưởng"
    with transaction():
        service.look(session, fund.actor(), KINDS, card.public_id)
    assert look_at(session, card).changes == []


def test_what_only_members_read_is_told_to_nobody_else(fund: Fund, session: Session) -> None:
    entry = fund.startup(stage="prototype", revenue=[{"year": 2025, "amount": 10**9}])
    card = fund.card(entry)
    say(entry, stage="growth", revenue=[{"year": 2025, "amount": 3 * 10**9}])
    assert [one.label.id for one in look_at(session, card).changes] == ["Stage", "Revenue of the last year"]
    assert [one.label.id for one in look_at(session, card, is_confirmed=False).changes] == ["Stage"]


def test_every_fact_of_members_is_known_as_one() -> None:
    """The facts that `changes.py` keeps back are made of the fields that are for members."""
    for kind in KINDS.all:
        for_members = {
            name
            for name, info in kind.input.model_fields.items()
            if (label := label_of(info)) and label.scope in {Scope.MEMBERS, Scope.CONSENT, Scope.OWN}
        }
        told = for_members & {"revenue", "traction", "employees", "stage", "amount_sought", "round", "trl", "rights"}
        told |= for_members & {"price_from", "price_to", "transfers", "fields", "sectors", "cheque_min", "cheque_max"}
        assert told <= {"revenue"}, kind.name


def test_a_round_that_closes_and_opens_again_is_told(fund: Fund, session: Session) -> None:
    entry = fund.startup(raising="now", round="seed", round_closes_on=clock.today() + timedelta(days=3))
    card = fund.card(entry)
    with clock.travel(timedelta(days=4)):
        [closed] = look_at(session, card).changes
        assert (closed.label.id, closed.before["en"], closed.now["vi"]) == ("Funding round", "open", "đã đóng")
        with transaction():
            service.look(session, fund.actor(), KINDS, card.public_id)
        say(entry, round_closes_on=clock.today() + timedelta(days=30))
        opened = look_at(session, card).changes
        assert (opened[0].label.id, opened[0].now["en"]) == ("Funding round", "open")


def test_a_withdrawn_page_keeps_its_card_and_tells_nothing(fund: Fund, make: Factory, session: Session) -> None:
    entry = fund.startup("Tên kín")
    card = fund.card(entry)
    with transaction():
        withdraw(session, OPERATOR, make.kind("startup"), entry.public_id)
    say(entry, stage="growth")
    one = look_at(session, card)
    assert (one.entry, one.changes) == (None, [])
    with transaction():
        service.look(session, fund.actor(), KINDS, card.public_id)
    assert session.get_one(Card, card.id).facts == card.facts
    with transaction():
        publish(session, OPERATOR, make.kind("startup"), entry.public_id)
    assert [change.label.id for change in look_at(session, card).changes] == ["Stage"]


def test_a_card_goes_with_its_notes(fund: Fund, session: Session) -> None:
    card = fund.card()
    fund.note(card, "Một ghi chú")
    with transaction():
        service.remove(session, fund.actor(fund.owner), card.public_id)
    assert [session.scalar(select(func.count()).select_from(table)) for table in (Card, Note)] == [0, 0]


def test_an_organisation_goes_with_its_pipeline(fund: Fund, session: Session) -> None:
    """As invented ones do when demonstration data is removed."""
    fund.note(fund.write(fund.card(), assignee=fund.owner.public_id), "Một ghi chú")
    with transaction():
        for one in session.scalars(select(Membership).where(Membership.organisation_id == fund.organisation.id)):
            session.delete(one)
    with transaction():
        session.delete(session.get_one(Organisation, fund.organisation.id))
    assert session.scalar(select(func.count()).select_from(Card)) == 0


def test_filters(fund: Fund, session: Session) -> None:
    mine = fund.write(fund.card(), assignee=fund.editor.public_id)
    late = fund.write(fund.card(), next_step="Gọi", next_on=clock.today() - timedelta(days=1))
    entry = fund.startup(stage="prototype")
    changed, ended = fund.card(entry), fund.move(fund.card(), "stopped")
    say(entry, stage="growth")
    fund.write(ended, next_on=date(2020, 1, 1))
    session.rollback()

    def found(**filters: object) -> set[int]:
        made = board(session, fund.actor(), KINDS, fund.organisation, Filters(**filters))  # type: ignore[arg-type]  # as given
        return {one.card.id for column in made.columns for one in column.rows}

    assert found() == {mine.id, late.id, changed.id}
    assert found(closed=True) == {mine.id, late.id, changed.id, ended.id}
    assert found(mine=True) == {mine.id}
    assert found(overdue=True, closed=True) == {late.id}
    assert found(changed=True) == {changed.id}
    assert found(stage="stopped") == {ended.id}
    assert board(session, fund.actor(), KINDS, fund.organisation, Filters()).hidden == 1
