"""Stages: the usual ones by kind, what an owner does to them, and where cards go."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from ecosystem.kernel.access.actor import OPERATOR
from ecosystem.kernel.access.errors import Conflict, Forbidden, Invalid, NotFound
from ecosystem.kernel.db.transaction import transaction
from ecosystem.pipeline import queries, service, service_stages
from ecosystem.pipeline.input import StageInput
from ecosystem.pipeline.models import Meaning
from ecosystem.pipeline.stages import name_of, usual_stages
from tests.factories import Factory
from tests.pipeline.world import Fund, fund_of

OF_FUNDS = ["new", "looking", "met", "diligence", "invested", "stopped"]
KINDS_OF_ORGANISATIONS = (
    "company", "team", "institute", "university", "fund", "individual", "association", "public-body", "unknown",
)  # fmt: skip


@pytest.mark.parametrize("kind", KINDS_OF_ORGANISATIONS)
def test_every_kind_begins_with_stages_that_are_open_and_ends_both_ways(kind: str) -> None:
    stages = usual_stages(1, kind)
    assert len({one.key for one in stages}) == len(stages)
    assert [one.position for one in stages] == list(range(len(stages)))
    assert stages[0].is_open
    assert {one.meaning for one in stages} == set(Meaning)
    assert all(str(name_of(one)) for one in stages)


def test_a_fund_begins_with_its_own() -> None:
    assert [one.key for one in usual_stages(1, "fund")] == OF_FUNDS
    assert [one.key for one in usual_stages(1, "individual")] == OF_FUNDS
    assert [one.key for one in usual_stages(1, "institute")] != OF_FUNDS


def test_looking_makes_none(fund: Fund, session: Session) -> None:
    assert [one.key for one in service_stages.stages_of(session, fund.organisation)] == OF_FUNDS
    session.commit()
    assert fund.stages() == []


def test_an_owner_adds_after_those_of_the_same_meaning(fund: Fund) -> None:
    fund.stage("Trình hội đồng")
    fund.stage("Bán lại", "won")
    assert fund.stages() == [*OF_FUNDS[:4], "Trình hội đồng", "invested", "Bán lại", "stopped"]


def test_an_owner_renames_and_the_usual_name_stays_where_it_is_not_touched(fund: Fund, session: Session) -> None:
    with transaction():
        typed = StageInput(name="Đã gặp", meaning="won")
        service_stages.change_stage(session, fund.actor(fund.owner), fund.id, "met", typed, "Đã gặp", fund.base("met"))
    stages = {one.key: one for one in queries.stages(session, fund.organisation.id)}
    assert (stages["met"].name, stages["met"].meaning) == ("", "won")
    with transaction():
        typed = StageInput(name="Đã gặp hai lần", meaning="open")
        service_stages.change_stage(session, fund.actor(fund.owner), fund.id, "met", typed, "Đã gặp", fund.base("met"))
    assert fund.stages()[2] == "Đã gặp hai lần"


def test_of_two_owners_who_rename_one_the_second_learns_of_the_first(fund: Fund, session: Session) -> None:
    seen, owner = fund.base("met"), fund.actor(fund.owner)

    def rename(name: str, was: str, made_from: str) -> None:
        with transaction():
            service_stages.change_stage(session, owner, fund.id, "met", StageInput(name=name), was, made_from)

    rename("Gặp rồi", "Đã gặp", seen)
    with pytest.raises(Conflict) as conflict:
        rename("Đã trò chuyện", "Gặp rồi", seen)
    assert conflict.value.current == {"name": "Gặp rồi", "meaning": "open"}
    rename("Gặp rồi", "Gặp rồi", seen)
    assert fund.stages()[2] == "Gặp rồi"
    rename("Đã trò chuyện", "Gặp rồi", fund.base("met"))
    assert fund.stages()[2] == "Đã trò chuyện"


def test_stages_change_places(fund: Fund) -> None:
    for key, up in (("met", True), ("new", True), ("stopped", False), ("new", False)):
        with transaction() as session:
            service_stages.shift_stage(session, fund.actor(fund.owner), fund.id, key, up=up)
    assert fund.stages() == ["met", "new", "looking", "diligence", "invested", "stopped"]


def test_cards_of_a_removed_stage_move_to_the_chosen_one(fund: Fund, session: Session) -> None:
    cards = [fund.move(fund.card(), "met") for _ in range(2)]
    stays = fund.card()
    owner = fund.actor(fund.owner)
    for wrong in ("", "met", "nowhere"):
        with pytest.raises(Invalid), transaction():
            service_stages.remove_stage(session, owner, fund.id, "met", wrong)
    with transaction():
        service_stages.remove_stage(session, owner, fund.id, "met", "diligence")
    assert fund.stages() == ["new", "looking", "diligence", "invested", "stopped"]
    assert [service.load(session, owner, one.public_id).stage.key for one in cards] == ["diligence"] * 2
    assert service.load(session, owner, stays.public_id).stage.key == "new"


def test_an_empty_stage_needs_no_choice(fund: Fund) -> None:
    with transaction() as session:
        service_stages.remove_stage(session, fund.actor(fund.owner), fund.id, "met", "")
    assert "met" not in fund.stages()


def test_one_open_stage_is_always_left(fund: Fund) -> None:
    owner = fund.actor(fund.owner)
    for key in ("looking", "met", "diligence"):
        with transaction() as session:
            service_stages.remove_stage(session, owner, fund.id, key, "")
    with pytest.raises(Invalid), transaction() as session:
        service_stages.remove_stage(session, owner, fund.id, "new", "invested")
    with pytest.raises(Invalid), transaction() as session:
        typed = StageInput(name="Mới", meaning="won")
        service_stages.change_stage(session, owner, fund.id, "new", typed, "Mới", fund.base("new"))
    assert fund.card().stage_id


def test_a_pipeline_has_at_most_so_many_stages(fund: Fund, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service_stages, "MOST_STAGES", 7)
    fund.stage("Một")
    with pytest.raises(Invalid):
        fund.stage("Hai")


def test_only_owners_shape(fund: Fund, make: Factory, session: Session) -> None:
    typed, stranger = StageInput(name="Khác"), fund_of(make, "Quỹ Khác")
    for actor, error in (
        (fund.actor(fund.editor), Forbidden),
        (fund.actor(fund.viewer), Forbidden),
        (stranger.actor(stranger.owner), NotFound),
        (make.actor(make.user(officer=True)), NotFound),
        (OPERATOR, NotFound),
    ):
        with pytest.raises(error):
            service_stages.add_stage(session, actor, fund.id, typed)
        with pytest.raises(error):
            service_stages.remove_stage(session, actor, fund.id, "met", "")
