"""Writing claims; never commits.

Whoever claims or accepts locks the entry first, then its owner where it has one, and reads after it: of two acceptances
at once the second one finds that somebody represents the entry.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy.orm import Session

from ecosystem.catalogue.models import Entry
from ecosystem.catalogue.representation import is_represented
from ecosystem.claims import queries
from ecosystem.claims.input import ClaimInput
from ecosystem.claims.models import Claim, State
from ecosystem.claims.policy import Action, may, may_claim_for
from ecosystem.kernel import clock
from ecosystem.kernel.access.actor import Actor, Role
from ecosystem.kernel.access.errors import Forbidden, Invalid, NotFound
from ecosystem.kernel.access.messages import N_
from ecosystem.kernel.access.text import clean
from ecosystem.kernel.mail.request import request_mail
from ecosystem.organisations import queries_people
from ecosystem.organisations.models import Membership, Organisation
from ecosystem.organisations.service_people import People, add

LONGEST_REASON: Final = 1000
_DECIDED: Final = N_("This claim was decided or withdrawn already")


def claimable(session: Session, public_id: str, *, lock: bool = False) -> Entry:
    """The public entry that nobody represents. Raises NotFound for any other."""
    entry = queries.public_entry(session, public_id, lock=lock)
    if entry is not None and lock and entry.owner_id is not None:
        queries_people.locked(session, entry.owner_id)
    if entry is None or is_represented(session, entry):
        raise NotFound
    return entry


def claim(
    session: Session, actor: Actor, entry_public_id: str, organisation: Organisation, content: ClaimInput
) -> Claim:
    """Say that the organisation is whom the entry is about. Raises NotFound, Forbidden, Invalid (it claims already)."""
    entry = claimable(session, entry_public_id, lock=True)
    if not may_claim_for(actor, organisation.id) or actor.user_id is None:
        raise Forbidden
    if queries.waiting_for(session, entry.id, organisation.id) is not None:
        name = organisation.legal_name
        raise Invalid(
            {"": N_("%(organisation)s has claimed this page already; an officer will answer", organisation=name)}
        )
    made = Claim(
        entry_id=entry.id,
        organisation_id=organisation.id,
        user_id=actor.user_id,
        position=content.position,
        reason=content.reason,
        evidence=content.evidence,
        created_at=clock.now(),
    )
    session.add(made)
    session.flush()
    return made


def load(session: Session, actor: Actor, public_id: str) -> Claim:
    """The claim; NotFound for another's."""
    found = queries.find(session, actor, public_id)
    if found is None:
        raise NotFound
    return found


def withdraw(session: Session, actor: Actor, public_id: str) -> Claim:
    """Take it back; a second time nothing happens. Raises NotFound, Invalid (an operator was faster)."""
    found = queries.own(session, actor, public_id)
    if found is None:
        raise NotFound
    queries.refresh(session, found)
    if found.state == State.WITHDRAWN:
        return found
    if not may(actor, Action.WITHDRAW, found):
        raise Invalid({"": _DECIDED})
    _settle(found, State.WITHDRAWN)
    return found


def accept(session: Session, actor: Actor, public_id: str) -> Claim:
    """Give the entry to the claimant's organisation; other claims of it are refused. Both sides learn it by mail.

    An owner that nobody belongs to stays the owner, so that later imports still find it: the people of the claimant's
    organisation become its people, in the same roles. Raises NotFound, Forbidden, Invalid.
    """
    found = _deciding(session, actor, public_id)
    entry = queries.locked_entry(session, found.entry_id)
    if entry.owner_id is not None:
        queries_people.locked(session, entry.owner_id)
    queries.refresh(session, found)
    people = queries_people.memberships(session, found.organisation)
    _require_acceptable(session, found, entry, people)
    others = [one for one in queries.open_beside(session, entry) if one.id != found.id]
    if entry.owner_id is None:
        entry.owner_id = found.organisation_id
        entry.updated_at = clock.now()
    else:
        _join(session, entry.owner_id, people)
    _settle(found, State.ACCEPTED)
    _tell(found)
    for other in others:
        other.is_given_away = True
        _settle(other, State.REFUSED)
        _tell(other)
    session.flush()
    return found


def refuse(session: Session, actor: Actor, public_id: str, reason: str) -> Claim:
    """Say no, with words for those who claimed, who get them by mail. Raises NotFound, Forbidden, Invalid."""
    words = clean(reason, multiline=True)
    if not 1 <= len(words) <= LONGEST_REASON:
        raise Invalid({"reason": N_("Say why, in at most %(limit)s characters", limit=LONGEST_REASON)})
    found = _deciding(session, actor, public_id)
    queries.refresh(session, found)
    if not found.is_waiting:
        raise Invalid({"": _DECIDED})
    found.answer = words
    _settle(found, State.REFUSED)
    _tell(found)
    return found


def _deciding(session: Session, actor: Actor, public_id: str) -> Claim:
    found = load(session, actor, public_id)
    if not may(actor, Action.DECIDE, found):
        raise Forbidden(N_("Nobody decides on the own organisation; another officer does"))
    return found


def _require_acceptable(session: Session, found: Claim, entry: Entry, people: list[Membership]) -> None:
    if not found.is_waiting:
        raise Invalid({"": _DECIDED})
    if not entry.is_public or is_represented(session, entry):
        raise Invalid({"": N_("The page is no longer public, or somebody represents it by now")})
    if found.organisation.is_suspended:
        raise Invalid({"": N_("The claimant's organisation is suspended")})
    if not any(one.role in {Role.OWNER, Role.EDITOR} for one in people):
        raise Invalid({"": N_("Nobody belongs to the claimant's organisation any more")})


def _join(session: Session, owner_id: int, people: list[Membership]) -> None:
    owner = queries_people.locked(session, owner_id)
    for one in people:
        add(session, People(owner, []), one.user_id, Role(one.role))


def _settle(found: Claim, state: State) -> None:
    found.state = state.value
    found.decided_at = clock.now()


def _tell(found: Claim) -> None:
    template = "claim_accepted" if found.state == State.ACCEPTED else "claim_refused"
    request_mail(template, {"claim": found.public_id}, event=f"claim-{found.public_id}")
