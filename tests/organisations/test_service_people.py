"""Roles, removing, leaving: an organisation with people keeps an owner, and the audit says who did what to whom."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from ecosystem.kernel.access.acting import act_as
from ecosystem.kernel.access.actor import Actor, Role
from ecosystem.kernel.access.errors import DomainError, Forbidden, Invalid, NotFound
from ecosystem.kernel.db.transaction import transaction
from ecosystem.kernel.jobs.models import Job
from ecosystem.organisations import service_people as service
from ecosystem.organisations.models import Organisation
from tests.factories import Factory
from tests.organisations.people import audited, join, roles


def mails(session: Session) -> list[tuple[str, str]]:
    """(template, role) of the mails that wait."""
    session.rollback()
    payloads = session.scalars(select(Job.payload).where(Job.kind == "mail.send").order_by(Job.id)).all()
    return [(payload["template"], payload["params"].get("role", "")) for payload in payloads]


def test_an_owner_changes_a_role_and_the_person_learns_it(make: Factory, session: Session) -> None:
    owner = make.user()
    own = make.organisation(owner)
    member = join(make, own)
    with act_as(make.actor(owner)), transaction() as one:
        service.change_role(one, make.actor(owner), own.public_id, member.public_id, Role.EDITOR)
    assert roles(session, own) == {owner.id: "owner", member.id: "editor"}
    assert mails(session) == [("membership_changed", "editor")]
    assert audited(session, "membership")[-1] == ("update", owner.id, {"role": "editor"})
    with transaction() as one:
        service.change_role(one, make.actor(owner), own.public_id, member.public_id, Role.EDITOR)
    assert len(mails(session)) == 1, "nothing changed, nothing is told"


def test_an_owner_removes_a_member_and_the_audit_says_whom(make: Factory, session: Session) -> None:
    owner = make.user()
    own = make.organisation(owner)
    member = join(make, own, Role.EDITOR)
    with act_as(make.actor(owner)), transaction() as one:
        service.remove(one, make.actor(owner), own.public_id, member.public_id)
    assert roles(session, own) == {owner.id: "owner"}
    assert mails(session) == [("membership_changed", "")]
    assert audited(session, "membership")[-1] == ("delete", owner.id, {"role": "editor", "user_id": member.id})


def test_the_last_owner_neither_leaves_nor_steps_down(make: Factory, session: Session) -> None:
    owner = make.user()
    own = make.organisation(owner)
    member = join(make, own, Role.EDITOR)
    actor = make.actor(owner)
    with pytest.raises(Invalid), transaction() as one:
        service.leave(one, actor, own.public_id)
    with pytest.raises(Invalid), transaction() as one:
        service.change_role(one, actor, own.public_id, owner.public_id, Role.EDITOR)
    with pytest.raises(Invalid), transaction() as one:
        service.remove(one, actor, own.public_id, owner.public_id)
    assert roles(session, own) == {owner.id: "owner", member.id: "editor"}


def test_handing_over_and_leaving_are_one(make: Factory, session: Session) -> None:
    owner = make.user()
    own = make.organisation(owner)
    member = join(make, own)
    with act_as(make.actor(owner)), transaction() as one:
        service.leave(one, make.actor(owner), own.public_id, member.public_id)
    assert roles(session, own) == {member.id: "owner"}
    assert mails(session) == [("membership_changed", "owner")]
    assert [event[0] for event in audited(session, "membership")[-2:]] == ["update", "delete"]


@pytest.mark.parametrize("successor", ["zzzzzzzzzz", "own", "stranger", "<b>", "x" * 5000])
def test_nobody_but_another_member_takes_over(make: Factory, session: Session, successor: str) -> None:
    owner, stranger = make.user(), make.user()
    own = make.organisation(owner)
    join(make, own)
    named = {"own": owner.public_id, "stranger": stranger.public_id}.get(successor, successor)
    with pytest.raises(Invalid), transaction() as one:
        service.leave(one, make.actor(owner), own.public_id, named)
    assert roles(session, own)[owner.id] == "owner"


def test_a_viewer_leaves_and_hands_nothing_over(make: Factory, session: Session) -> None:
    owner = make.user()
    own = make.organisation(owner)
    viewer, other = join(make, own), join(make, own)
    with pytest.raises(Invalid), transaction() as one:
        service.leave(one, make.actor(viewer), own.public_id, other.public_id)
    with transaction() as one:
        service.leave(one, make.actor(viewer), own.public_id)
    assert roles(session, own) == {owner.id: "owner", other.id: "viewer"}


@pytest.mark.parametrize("role", [Role.EDITOR, Role.VIEWER])
def test_others_decide_about_nobody(make: Factory, session: Session, role: Role) -> None:
    own = make.organisation(make.user())
    member, other = join(make, own, role), join(make, own)
    actor = make.actor(member)
    with pytest.raises(Forbidden), transaction() as one:
        service.change_role(one, actor, own.public_id, other.public_id, Role.OWNER)
    with pytest.raises(Forbidden), transaction() as one:
        service.change_role(one, actor, own.public_id, member.public_id, Role.OWNER)
    with pytest.raises(Forbidden), transaction() as one:
        service.remove(one, actor, own.public_id, other.public_id)


def test_who_was_owner_a_moment_ago_decides_no_more(make: Factory, session: Session) -> None:
    """The actor of a request may be older than its transaction."""
    first, second = make.user(), make.user()
    own = make.organisation(first)
    join(make, own, Role.OWNER, second)
    member, before = join(make, own), make.actor(second)
    with transaction() as one:
        service.change_role(one, make.actor(first), own.public_id, second.public_id, Role.VIEWER)
    with pytest.raises(Forbidden), transaction() as one:
        service.remove(one, before, own.public_id, member.public_id)
    with transaction() as one:
        service.remove(one, make.actor(first), own.public_id, second.public_id)
    with pytest.raises(NotFound), transaction() as one:
        service.remove(one, before, own.public_id, member.public_id)
    assert set(roles(session, own)) == {first.id, member.id}


def test_another_organisations_people_are_not_there(make: Factory, session: Session) -> None:
    owner = make.user()
    own, other = make.organisation(owner), make.organisation(make.user())
    theirs = join(make, other)
    for organisation in (own, other):
        with pytest.raises(NotFound), transaction() as one:
            service.remove(one, make.actor(owner), organisation.public_id, theirs.public_id)


ACTS = st.tuples(
    st.sampled_from(["role", "remove", "leave", "hand over"]),
    st.integers(0, 3),
    st.integers(0, 3),
    st.sampled_from(Role),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(st.lists(ACTS, max_size=12))
def test_whatever_people_do_an_owner_is_left(
    make: Factory, session: Session, acts: list[tuple[str, int, int, Role]]
) -> None:
    """The law; and nobody comes in by these acts."""
    people = [make.user() for _ in range(4)]
    own = make.organisation(people[0])
    for user, role in zip(people[1:], (Role.OWNER, Role.EDITOR, Role.VIEWER), strict=True):
        join(make, own, role, user)
    for act, who, whom, role in acts:
        before = roles(session, own)
        try:
            with transaction() as one:
                perform(one, make.actor(people[who]), own, act, people[whom].public_id, role)
        except DomainError:
            assert roles(session, own) == before
        after = roles(session, own)
        assert "owner" in after.values()
        assert set(after) <= set(before)


def perform(session: Session, actor: Actor, own: Organisation, act: str, member: str, role: Role) -> None:
    if act == "role":
        service.change_role(session, actor, own.public_id, member, role)
    elif act == "remove":
        service.remove(session, actor, own.public_id, member)
    else:
        service.leave(session, actor, own.public_id, member if act == "hand over" else "")
