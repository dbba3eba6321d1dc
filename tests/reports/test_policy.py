"""Every role by every act; the list filters say the same as the checks; nobody decides on the own organisation."""

from __future__ import annotations

import itertools

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from ecosystem.catalogue.models import Entry, State
from ecosystem.catalogue.policy import Action as EntryAction
from ecosystem.catalogue.policy import may as may_with_entry
from ecosystem.catalogue.policy import visible_to
from ecosystem.kernel.access.actor import OPERATOR, VISITOR, Actor, Role
from ecosystem.reports import policy
from ecosystem.reports.models import Action, Decision, Report
from ecosystem.reports.reportable import Reported
from tests.reports.world import Case

OWN, OTHER = 1, 2
ACTORS = {
    "visitor": VISITOR,
    "person": Actor(user_id=7, is_confirmed=True),
    **{f"{role} of it": Actor(user_id=7, is_confirmed=True, roles={OWN: role}) for role in Role},
    "owner of another": Actor(user_id=7, is_confirmed=True, roles={OTHER: Role.OWNER}),
    "officer": Actor(user_id=7, is_officer=True),
    "officer of another": Actor(user_id=7, is_officer=True, roles={OTHER: Role.OWNER}),
    **{f"officer and {role} of it": Actor(user_id=7, is_officer=True, roles={OWN: role}) for role in Role},
    "operator": OPERATOR,
}
IMPARTIAL = {"officer", "officer of another", "operator"}


def allowed(act: object) -> set[str]:
    assert callable(act)
    return {name for name, actor in ACTORS.items() if act(actor)}


def thing(*, is_open: bool = True, organisation_id: int | None = OWN) -> Reported:
    return Reported("entry", 1, "aaaaaaaaaa", "Máy sấy", "vi", is_open, organisation_id, organisation_public_id="o")


def test_everybody_reports_but_its_own_people() -> None:
    own = {name for name in ACTORS if name.endswith("of it")}
    assert allowed(lambda actor: policy.may_report(actor, thing())) == set(ACTORS) - own
    assert allowed(lambda actor: policy.may_report(actor, thing(organisation_id=None))) == set(ACTORS)
    assert allowed(lambda actor: policy.may_report(actor, thing(is_open=False))) == set()


def test_who_judges_is_of_no_side() -> None:
    of_another = Report(organisation_id=OWN, user_id=900)
    assert allowed(lambda actor: policy.may_judge(actor, of_another)) == IMPARTIAL
    assert allowed(lambda actor: policy.may_judge(actor, of_another, OTHER)) == IMPARTIAL - {"officer of another"}
    assert allowed(lambda actor: policy.may_judge(actor, Report(organisation_id=OWN, user_id=7))) == {"operator"}
    of_visitor = Report(organisation_id=None, user_id=None)
    assert allowed(lambda actor: policy.may_judge(actor, of_visitor)) == {one for one in ACTORS if "offic" in one} | {
        "operator"
    }


@pytest.mark.parametrize("in_force", [True, False])
def test_who_reads_objects_restores_and_answers(*, in_force: bool) -> None:
    made = Decision(organisation_id=OWN, officer_id=900, is_in_force=in_force)
    assert allowed(lambda actor: policy.may_read(actor, made)) == {one for one in ACTORS if one.endswith("of it")}
    writers = {"owner of it", "editor of it"} if in_force else set()
    assert allowed(lambda actor: policy.may_object(actor, made)) == writers
    assert allowed(lambda actor: policy.may_restore(actor, made)) == IMPARTIAL
    assert allowed(lambda actor: policy.may_answer(actor, made)) == IMPARTIAL
    own = Decision(organisation_id=OWN, officer_id=7, is_in_force=in_force)
    assert allowed(lambda actor: policy.may_answer(actor, own)) == {"operator"}


def test_the_suspended_may_still_object() -> None:
    owner = Actor(user_id=7, is_confirmed=True, roles={OWN: Role.OWNER}, suspended=frozenset({OWN}))
    assert not owner.may_edit_for(OWN)
    assert policy.may_object(owner, Decision(organisation_id=OWN, is_in_force=True))


def test_what_may_be_decided_follows_the_thing() -> None:
    everything = (Action.DISMISS, Action.WITHDRAW, Action.SUSPEND)
    assert policy.open_to(thing(), is_suspended=False) == everything
    assert policy.open_to(thing(), is_suspended=True) == (Action.DISMISS, Action.WITHDRAW)
    assert policy.open_to(thing(is_open=False), is_suspended=False) == (Action.DISMISS, Action.SUSPEND)
    assert policy.open_to(thing(organisation_id=None), is_suspended=True) == (Action.DISMISS, Action.WITHDRAW)
    assert policy.open_to(None, is_suspended=True) == (Action.DISMISS,)


@pytest.mark.parametrize(("name", "state"), list(itertools.product(ACTORS, State)))
def test_what_officers_hold_only_officers_let_go(name: str, state: State) -> None:
    actor, entry = ACTORS[name], Entry(owner_id=OWN, state=state.value)
    is_held = state in {State.TAKEN_DOWN, State.SUSPENDED}
    sees = state is State.PUBLIC or name.endswith("of it") or name == "operator" or ("officer" in name and is_held)
    assert may_with_entry(actor, EntryAction.SEE, entry) is sees
    may_publish = name in {"owner of it", "editor of it", "operator"} and not is_held
    assert may_with_entry(actor, EntryAction.PUBLISH, entry) is may_publish
    assert may_with_entry(actor, EntryAction.WITHDRAW, entry) is (
        name in {"owner of it", "editor of it", "operator", "officer and owner of it", "officer and editor of it"}
        and state is State.PUBLIC
    )


def test_the_filters_and_the_checks_agree(case: Case, session: Session) -> None:
    officers = [case.officer, case.member(Role.VIEWER, officer=True), case.make.user(officer=True)]
    case.report()
    case.report(officers[2])
    case.decide(case.visitor_and_open(), seen=3)
    with_decision = case.make.entry(case.organisation, "Máy khác")
    session.rollback()
    actors = [*(case.make.actor(user) for user in (*officers, case.owner, case.reporter)), VISITOR, OPERATOR]
    reports, decisions = session.scalars(select(Report)).all(), session.scalars(select(Decision)).all()
    entries = session.scalars(select(Entry)).all()
    assert len(reports) == 3
    assert with_decision in entries
    for actor in actors:
        judged = set(session.scalars(select(Report.id).where(policy.judged_by(actor))))
        assert judged == {one.id for one in reports if policy.may_judge(actor, one)}
        restored = set(session.scalars(select(Decision.id).where(policy.restored_by(actor))))
        assert restored == {one.id for one in decisions if policy.may_restore(actor, one)}
        answered = set(session.scalars(select(Decision.id).where(policy.answered_by(actor))))
        assert answered == {one.id for one in decisions if policy.may_answer(actor, one)}
        seen = set(session.scalars(select(Entry.id).where(visible_to(actor))))
        assert seen == {one.id for one in entries if may_with_entry(actor, EntryAction.SEE, one)}
