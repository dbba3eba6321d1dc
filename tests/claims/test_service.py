"""Claiming, withdrawing, deciding: who may, what changes with it, and what an import does afterwards."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from ecosystem.catalogue.import_rows import EntryRows
from ecosystem.catalogue.models import Entry, State
from ecosystem.catalogue.policy import Action
from ecosystem.catalogue.representation import is_represented
from ecosystem.catalogue.service import load, save, values_of, withdraw
from ecosystem.claims import queries, service
from ecosystem.claims.models import Claim
from ecosystem.claims.models import State as ClaimState
from ecosystem.kernel.access.acting import act_as
from ecosystem.kernel.access.actor import OPERATOR, VISITOR, Actor, Role
from ecosystem.kernel.access.errors import Forbidden, Invalid, NotFound
from ecosystem.kernel.changes.models import AuditEvent
from ecosystem.kernel.db.transaction import transaction
from ecosystem.kernel.tabular.assemble import MappedRow
from ecosystem.organisations.models import Membership, Organisation
from ecosystem.technologies.kind import KIND as TECHNOLOGY
from tests.claims.world import Registry
from tests.factories import Factory


def states(session: Session) -> dict[str, str]:
    session.rollback()
    session.expire_all()
    return {one.public_id: one.state for one in session.scalars(select(Claim))}


def accept(claim: Claim) -> Claim:
    with act_as(OPERATOR), transaction() as session:
        return service.accept(session, OPERATOR, claim.public_id)


@pytest.mark.parametrize("kind", ["technology", "institute", "startup", "investor"])
def test_an_accepted_claim_gives_an_entry_of_any_kind_to_the_organisation(
    registry: Registry, session: Session, kind: str
) -> None:
    entry, claimant = registry.entry(kind=kind), registry.claimant()
    assert not is_represented(session, entry)
    accept(registry.claim(entry, claimant))
    session.refresh(entry)
    assert entry.owner_id == claimant.organisation.id
    assert is_represented(session, entry)
    told = session.scalars(
        select(AuditEvent).where(AuditEvent.entity == "entry").order_by(AuditEvent.id.desc())
    ).first()
    assert told is not None
    assert told.by_operator
    assert told.values == {"owner_id": claimant.organisation.id}


def test_an_owner_without_people_gets_those_of_the_claimant(
    registry: Registry, make: Factory, session: Session
) -> None:
    """It stays the owner of all its entries, so that a later list finds it."""
    owner = make.organisation(name="Viện Trong Danh Sách")
    entry, sibling = registry.entry(owner), registry.entry(owner, "Máy sấy")
    claimant = registry.claimant()
    colleague = make.user()
    with transaction():
        moment = claimant.organisation.created_at
        session.add(
            Membership(
                organisation_id=claimant.organisation.id,
                user_id=colleague.id,
                role=Role.VIEWER.value,
                created_at=moment,
            )
        )
    accept(registry.claim(entry, claimant))
    people = {
        one.user_id: one.role
        for one in session.scalars(select(Membership).where(Membership.organisation_id == owner.id))
    }
    assert people == {claimant.user.id: Role.OWNER, colleague.id: Role.VIEWER}
    for one in (entry, sibling):
        session.refresh(one)
        assert one.owner_id == owner.id
        assert is_represented(session, one)


def test_other_claims_of_the_same_are_refused(registry: Registry, make: Factory, session: Session) -> None:
    owner = make.organisation(name="Viện Trong Danh Sách")
    entry, sibling, elsewhere = registry.entry(owner), registry.entry(owner), registry.entry()
    first, second = registry.claimant(), registry.claimant()
    accepted = registry.claim(entry, first)
    of_the_same, of_a_sibling = registry.claim(entry, second), registry.claim(sibling, second)
    apart = registry.claim(elsewhere, second)
    accept(accepted)
    assert states(session) == {
        accepted.public_id: ClaimState.ACCEPTED,
        of_the_same.public_id: ClaimState.REFUSED,
        of_a_sibling.public_id: ClaimState.REFUSED,
        apart.public_id: ClaimState.WAITING,
    }
    assert of_the_same.is_given_away


def test_a_second_claim_of_the_same_organisation_is_told(registry: Registry, make: Factory) -> None:
    entry, claimant = registry.entry(), registry.claimant("Công ty Lúa Xanh")
    registry.claim(entry, claimant)
    with pytest.raises(Invalid, match="Công ty Lúa Xanh has claimed this page already"):
        registry.claim(entry, claimant)
    registry.claim(entry, registry.claimant())


def test_after_a_refusal_it_may_be_claimed_again(registry: Registry, session: Session) -> None:
    entry, claimant = registry.entry(), registry.claimant()
    first = registry.claim(entry, claimant)
    with transaction():
        service.refuse(session, OPERATOR, first.public_id, " Trang web không nêu tên bạn. ")
    assert (first.state, first.answer) == (ClaimState.REFUSED, "Trang web không nêu tên bạn.")
    registry.claim(entry, claimant)


@pytest.mark.parametrize("reason", ["", "  ", "x" * 1001])
def test_a_refusal_needs_its_reason(registry: Registry, reason: str) -> None:
    claim = registry.claim(registry.entry(), registry.claimant())
    with pytest.raises(Invalid, match="Say why"), transaction() as session:
        service.refuse(session, OPERATOR, claim.public_id, reason)


def test_what_is_decided_stays_decided(registry: Registry, session: Session) -> None:
    claimant = registry.claimant()
    accepted = accept(registry.claim(registry.entry(), claimant))
    actor = registry.make.actor(claimant.user)
    acts: list[Callable[[Session], object]] = [
        lambda s: service.accept(s, OPERATOR, accepted.public_id),
        lambda s: service.refuse(s, OPERATOR, accepted.public_id, "Nhầm"),
        lambda s: service.withdraw(s, actor, accepted.public_id),
    ]
    for act in acts:
        with pytest.raises(Invalid, match="decided or withdrawn already"), transaction():
            act(session)


def test_withdrawing_twice_is_once(registry: Registry, session: Session) -> None:
    claimant = registry.claimant()
    claim = registry.claim(registry.entry(), claimant)
    actor = registry.make.actor(claimant.user)
    for _ in range(2):
        with transaction():
            service.withdraw(session, actor, claim.public_id)
    assert states(session) == {claim.public_id: ClaimState.WITHDRAWN}
    with pytest.raises(Invalid), transaction():
        service.accept(session, OPERATOR, claim.public_id)


def test_what_somebody_represents_cannot_be_claimed(registry: Registry, make: Factory, session: Session) -> None:
    represented = make.entry(make.organisation(make.user()))
    draft, withdrawn, invented = registry.entry(public=False), registry.entry(), registry.entry()
    with transaction():
        withdraw(session, OPERATOR, TECHNOLOGY, withdrawn.public_id)
        invented.is_demo = True
    for entry in (represented, draft, withdrawn, invented):
        with pytest.raises(NotFound):
            registry.claim(entry, registry.claimant())
    with pytest.raises(NotFound):
        service.claimable(session, "zzzzzzzzzz")


def test_who_may_not_claim(registry: Registry, make: Factory) -> None:
    entry = registry.entry()
    for claimant in (registry.claimant(confirmed=False), registry.claimant(role=Role.VIEWER)):
        with pytest.raises(Forbidden):
            registry.claim(entry, claimant)
    other = registry.claimant().organisation
    mine = registry.claimant()
    with pytest.raises(Forbidden):
        registry.claim(entry, type(mine)(mine.user, other))


def test_nobody_decides_on_the_own_claim(registry: Registry, make: Factory, session: Session) -> None:
    claimant = registry.claimant()
    claim = registry.claim(registry.entry(), claimant)
    officer = Actor(user_id=claimant.user.id, is_confirmed=True, is_officer=True)
    for actor, error in ((make.actor(claimant.user), Forbidden), (officer, Forbidden), (VISITOR, NotFound)):
        with pytest.raises(error), transaction():
            service.accept(session, actor, claim.public_id)
        with pytest.raises(error), transaction():
            service.refuse(session, actor, claim.public_id, "Không")
    assert states(session) == {claim.public_id: ClaimState.WAITING}


def test_a_claim_is_seen_by_the_person_and_by_editors_of_the_organisation(registry: Registry, make: Factory) -> None:
    claimant, outsider = registry.claimant(), registry.claimant()
    claim = registry.claim(registry.entry(), claimant)
    organisation = claimant.organisation.id
    seen = {
        "person": make.actor(claimant.user),
        "editor": Actor(user_id=900, roles={organisation: Role.EDITOR}),
        "operator": OPERATOR,
        "officer": Actor(user_id=902, is_officer=True),
    }
    unseen = {
        "viewer": Actor(user_id=901, roles={organisation: Role.VIEWER}),
        "outsider": make.actor(outsider.user),
        "visitor": VISITOR,
    }
    with transaction() as session:
        assert {name for name, actor in seen.items() if queries.find(session, actor, claim.public_id)} == set(seen)
        assert {name for name, actor in unseen.items() if queries.find(session, actor, claim.public_id)} == set()


def test_a_page_that_got_people_meanwhile_is_not_given_away(
    registry: Registry, make: Factory, session: Session
) -> None:
    owner = make.organisation()
    claim = registry.claim(registry.entry(owner), registry.claimant())
    with transaction():
        user = make.user()
        session.add(
            Membership(organisation_id=owner.id, user_id=user.id, role=Role.OWNER.value, created_at=owner.created_at)
        )
    with pytest.raises(Invalid, match="somebody represents it"):
        accept(claim)


def test_an_organisation_without_people_gets_nothing(registry: Registry, session: Session) -> None:
    entry, claimant = registry.entry(), registry.claimant()
    claim = registry.claim(entry, claimant)
    with transaction():
        session.delete(session.scalars(select(Membership).where(Membership.user_id == claimant.user.id)).one())
    with pytest.raises(Invalid, match="Nobody belongs"):
        accept(claim)
    session.refresh(entry)
    assert entry.owner_id is None


def test_a_deleted_entry_takes_its_claims_with_it(registry: Registry, session: Session) -> None:
    entry = registry.entry()
    registry.claim(entry, registry.claimant())
    with transaction():
        session.delete(session.get_one(Entry, entry.id, options=TECHNOLOGY.load, populate_existing=True))
    assert states(session) == {}


@pytest.mark.parametrize("named", [False, True], ids=["without an owner", "with an owner of the list"])
def test_a_later_import_takes_nothing_back(registry: Registry, session: Session, *, named: bool) -> None:
    """Neither the owner nor what the new owner wrote; what the list says otherwise is noted."""

    def run(summary: str) -> list[str]:
        record = {"title": "Máy sấy lúa", "summary": summary, **({"owner": {"name": "Viện Thử"}} if named else {})}
        with transaction():
            rows = EntryRows(TECHNOLOGY, owner_kind="institute")
            outcome = rows(record, MappedRow(2, 2, "thu", "MS-1", "vi"))
            rows.settle()
        return [note.field for note in outcome.notes]

    assert run("Sấy nhanh.") == []
    entry = session.scalars(select(Entry).where(Entry.external_id == "MS-1")).one()
    claimant = registry.claimant()
    accept(registry.claim(entry, claimant))
    actor = registry.make.actor(claimant.user)
    with transaction():
        entry = load(session, actor, TECHNOLOGY, entry.public_id, Action.EDIT)
        values = {**values_of(TECHNOLOGY, entry), "summary": "Sấy đều hơn."}
        save(session, actor, TECHNOLOGY, entry.public_id, TECHNOLOGY.input.model_validate(values), entry.version)
    owner_id = entry.owner_id
    assert run("Sấy rẻ.") == ["summary"]
    session.expire_all()
    assert (entry.summary, entry.owner_id, entry.state) == ("Sấy đều hơn.", owner_id, State.PUBLIC)
    assert is_represented(session, entry)
    assert session.get_one(Organisation, entry.owner_id).id in registry.make.actor(claimant.user).roles
