"""Invitations: their life, their limits, and that nothing tells whether an address has an account."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from ecosystem.kernel import clock
from ecosystem.kernel.access.acting import act_as
from ecosystem.kernel.access.actor import Actor, Role
from ecosystem.kernel.access.errors import Forbidden, Invalid, NotFound
from ecosystem.kernel.db.transaction import transaction
from ecosystem.organisations import service_invitations as service
from ecosystem.organisations.input_invitation import InvitationInput
from ecosystem.organisations.models import Invitation, InvitationState, Organisation
from tests.factories import Factory
from tests.organisations.people import audited, invitation_of, join, roles

LAN = "lan@thu.example"


def typed(email: str = LAN, role: str = "editor") -> InvitationInput:
    return InvitationInput.model_validate({"email": email, "role": role})


def invite(make: Factory, actor: Actor, own: Organisation, email: str = LAN, role: str = "editor") -> Invitation:
    with act_as(actor), transaction() as session:
        return service.invite(session, actor, own.public_id, typed(email, role), "vi")


@contextmanager
def refused(field: str) -> Iterator[None]:
    with pytest.raises(Invalid) as found:
        yield
    assert list(found.value.errors) == [field]


@pytest.fixture
def owned(make: Factory) -> tuple[Actor, Organisation]:
    """An owner with the organisation."""
    owner = make.user()
    own = make.organisation(owner)
    return make.actor(owner), own


def test_any_spelling_is_one_invitation(make: Factory, session: Session, owned: tuple[Actor, Organisation]) -> None:
    """A01."""
    actor, own = owned
    invite(make, actor, own, "Lan.Test@Thu.example")
    for spelling in ("lan.test@thu.example", " LAN.TEST@thu.example ", "lan.test＠thu.example"):
        with refused("email"):
            invite(make, actor, own, spelling)
    assert invitation_of(session, "lan.test@thu.example").role == "editor"
    assert audited(session, "invitation") == [
        ("insert", actor.user_id, {"organisation_id": own.id, "role": "editor", "accepted_by_id": None})
    ]


def test_a_member_is_not_invited_again(make: Factory, owned: tuple[Actor, Organisation]) -> None:
    actor, own = owned
    member = join(make, own)
    with refused("email"):
        invite(make, actor, own, member.email)


def test_it_holds_for_14_days_and_is_renewed_by_sending_again(
    make: Factory, session: Session, owned: tuple[Actor, Organisation]
) -> None:
    actor, own = owned
    made = invite(make, actor, own)
    invited = make.user(email=LAN)
    assert made.state_on(clock.today() + timedelta(days=14)) is InvitationState.OPEN
    with clock.travel(timedelta(days=15)):
        assert invitation_of(session, LAN).state_on(clock.today()) is InvitationState.EXPIRED
        with refused(""), transaction() as one:
            service.accept(one, make.actor(invited), made.public_id, under_other_address=False)
        with transaction() as one:
            service.send_again(one, actor, own.public_id, made.public_id)
        with transaction() as one:
            service.accept(one, make.actor(invited), made.public_id, under_other_address=False)
    assert roles(session, own)[invited.id] == "editor"


def test_inviting_an_expired_address_anew_makes_no_second_one(
    make: Factory, session: Session, owned: tuple[Actor, Organisation]
) -> None:
    actor, own = owned
    invite(make, actor, own)
    with clock.travel(timedelta(days=20)):
        invite(make, actor, own, role="viewer")
        renewed = invitation_of(session, LAN)
        assert (renewed.role, renewed.state_on(clock.today())) == ("viewer", InvitationState.OPEN)


def test_withdrawn_means_withdrawn(make: Factory, session: Session, owned: tuple[Actor, Organisation]) -> None:
    actor, own = owned
    made = invite(make, actor, own)
    with transaction() as one:
        service.withdraw(one, actor, own.public_id, made.public_id)
    with refused(""), transaction() as one:
        service.accept(one, make.actor(make.user(email=LAN)), made.public_id, under_other_address=True)
    for act in (service.withdraw, service.send_again):
        with pytest.raises(NotFound), transaction() as one:
            act(one, actor, own.public_id, made.public_id)
    with clock.travel(timedelta(hours=13)):
        invite(make, actor, own)
    assert len(roles(session, own)) == 1


def test_another_address_is_asked_about(make: Factory, session: Session, owned: tuple[Actor, Organisation]) -> None:
    actor, own = owned
    made = invite(make, actor, own)
    other = make.user()
    with refused("under_other_address"), transaction() as one:
        service.accept(one, make.actor(other), made.public_id, under_other_address=False)
    assert other.id not in roles(session, own)
    with transaction() as one:
        service.accept(one, make.actor(other), made.public_id, under_other_address=True)
    assert roles(session, own)[other.id] == "editor"


def test_it_is_good_for_one_person(make: Factory, session: Session, owned: tuple[Actor, Organisation]) -> None:
    actor, own = owned
    made = invite(make, actor, own)
    first, second = make.user(email=LAN), make.user()
    with act_as(make.actor(first)), transaction() as one:
        service.accept(one, make.actor(first), made.public_id, under_other_address=False)
    with refused(""), transaction() as one:
        service.accept(one, make.actor(second), made.public_id, under_other_address=True)
    assert set(roles(session, own)) == {actor.user_id, first.id}
    assert audited(session, "invitation")[-1] == ("update", first.id, {"accepted_by_id": first.id})


def test_an_unconfirmed_address_neither_invites_nor_accepts(
    make: Factory, session: Session, owned: tuple[Actor, Organisation]
) -> None:
    actor, own = owned
    made = invite(make, actor, own)
    unconfirmed = make.user(email=LAN, confirmed=False)
    with pytest.raises(Forbidden), transaction() as one:
        service.accept(one, make.actor(unconfirmed), made.public_id, under_other_address=False)
    with pytest.raises(Forbidden):
        invite(make, make.actor(unconfirmed), make.organisation(unconfirmed), "minh@thu.example")


@pytest.mark.parametrize("role", [Role.EDITOR, Role.VIEWER])
def test_owners_alone_invite_and_withdraw(make: Factory, owned: tuple[Actor, Organisation], role: Role) -> None:
    actor, own = owned
    made = invite(make, actor, own)
    member = make.actor(join(make, own, role))
    with pytest.raises(Forbidden):
        invite(make, member, own, "minh@thu.example")
    for act in (service.withdraw, service.send_again):
        with pytest.raises(Forbidden), transaction() as one:
            act(one, member, own.public_id, made.public_id)
        with pytest.raises(NotFound), transaction() as one:
            act(one, make.actor(make.user()), own.public_id, made.public_id)


def test_another_organisations_invitation_is_not_there(make: Factory, owned: tuple[Actor, Organisation]) -> None:
    actor, own = owned
    made = invite(make, actor, own)
    stranger = make.user()
    other = make.organisation(stranger)
    for act in (service.withdraw, service.send_again):
        with pytest.raises(NotFound), transaction() as one:
            act(one, make.actor(stranger), other.public_id, made.public_id)


def test_sending_again_slows_down(make: Factory, session: Session, owned: tuple[Actor, Organisation]) -> None:
    actor, own = owned
    made = invite(make, actor, own)
    with transaction() as one:
        service.send_again(one, actor, own.public_id, made.public_id)
    with refused(""), transaction() as one:
        service.send_again(one, actor, own.public_id, made.public_id)
    with clock.travel(timedelta(minutes=6)), transaction() as one:
        service.send_again(one, actor, own.public_id, made.public_id)


def test_one_address_is_not_flooded_by_many_organisations(make: Factory) -> None:
    owner = make.user()
    sent: list[Invitation] = []
    with pytest.raises(Invalid):
        while len(sent) < 20:
            own = make.organisation(owner)
            sent.append(invite(make, make.actor(owner), own))
    assert len(sent) == 6


def test_one_organisation_writes_only_to_so_many(make: Factory, owned: tuple[Actor, Organisation]) -> None:
    actor, own = owned
    sent: list[Invitation] = []
    with pytest.raises(Invalid):
        while len(sent) <= service.MOST_WAITING:
            sent.append(invite(make, actor, own, f"nguoi-{len(sent)}@khac.example"))
    assert len(sent) == 30


def test_addresses_of_strangers_are_forgotten_a_month_after_the_end(
    make: Factory, session: Session, owned: tuple[Actor, Organisation]
) -> None:
    actor, own = owned
    withdrawn = invite(make, actor, own, "mot@khac.example")
    invite(make, actor, own, "hai@khac.example")
    with transaction() as one:
        service.withdraw(one, actor, own.public_id, withdrawn.public_id)
    for days, left in ((29, 2), (31, 1), (43, 1), (46, 0)):
        with clock.travel(timedelta(days=days)):
            service.forget_old({})
            service.forget_old({})
            assert len(session.scalars(select(Invitation)).all()) == left, days
