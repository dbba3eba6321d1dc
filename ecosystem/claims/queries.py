"""Reading claims, under the viewer's scope."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, joinedload

from ecosystem.catalogue.models import Entry
from ecosystem.catalogue.models import State as EntryState
from ecosystem.claims.models import Claim, State
from ecosystem.claims.policy import decided_by, own_of, visible_to
from ecosystem.kernel.access.actor import Actor


def _whole() -> Select[Claim]:
    return select(Claim).options(joinedload(Claim.entry), joinedload(Claim.organisation), joinedload(Claim.user))


def find(session: Session, actor: Actor, public_id: str) -> Claim | None:
    """The claim that the actor may see, with its entry, organisation and person."""
    return session.scalar(_whole().where(Claim.public_id == public_id, visible_to(actor)))


def own(session: Session, actor: Actor, public_id: str) -> Claim | None:
    """The claim, where it is the actor's own or of an organisation that the actor writes for."""
    return session.scalar(_whole().where(Claim.public_id == public_id, own_of(actor)))


def public_entry(session: Session, public_id: str, *, lock: bool = False) -> Entry | None:
    """A public entry of any kind; `lock` keeps others from changing it until the transaction ends."""
    statement = select(Entry).where(Entry.public_id == public_id, Entry.state == EntryState.PUBLIC.value)
    if lock:
        statement = statement.with_for_update(of=Entry).execution_options(populate_existing=True)
    return session.scalar(statement)


def locked_entry(session: Session, entry_id: int) -> Entry:
    """The entry whatever its state, read anew and kept from changing until the transaction ends."""
    statement = select(Entry).where(Entry.id == entry_id).with_for_update(of=Entry)
    return session.scalars(statement.execution_options(populate_existing=True)).one()


def refresh(session: Session, claim: Claim) -> None:
    """Read anew what became of the claim, and keep others from deciding it until the transaction ends."""
    session.refresh(claim, ["state", "version"], with_for_update=True)


def waiting_for(session: Session, entry_id: int, organisation_id: int) -> Claim | None:
    """The organisation's claim of the entry that waits."""
    return session.scalar(
        select(Claim).where(
            Claim.entry_id == entry_id, Claim.organisation_id == organisation_id, Claim.state == State.WAITING.value
        )
    )


def waiting_of(session: Session, actor: Actor, entry_id: int) -> Claim | None:
    """The first claim of the entry that waits and that the actor may see as one of their own."""
    statement = _whole().where(Claim.entry_id == entry_id, Claim.state == State.WAITING.value, own_of(actor))
    return session.scalar(statement.order_by(Claim.id).limit(1))


def claims_of(session: Session, actor: Actor, limit: int, since: datetime) -> Sequence[Claim]:
    """The actor's claims (or those they may act on) that wait or were decided after `since`, the latest first."""
    is_news = or_(Claim.state == State.WAITING.value, Claim.decided_at >= since)
    statement = _whole().where(own_of(actor), is_news).order_by(Claim.created_at.desc(), Claim.id.desc())
    return session.scalars(statement.limit(limit)).all()


def in_state(session: Session, state: State | None) -> Sequence[Claim]:
    """All claims in that state (None: in any), the oldest first: for the operator."""
    statement = _whole().order_by(Claim.created_at, Claim.id)
    return session.scalars(statement if state is None else statement.where(Claim.state == state.value)).all()


def to_decide(session: Session, actor: Actor) -> Sequence[Claim]:
    """The claims that wait and that the actor may decide, the oldest first."""
    statement = _whole().where(Claim.state == State.WAITING.value, decided_by(actor))
    return session.scalars(statement.order_by(Claim.created_at, Claim.id)).all()


def open_beside(session: Session, entry: Entry) -> Sequence[Claim]:
    """The claims that wait for the entry, and for any other of its owner's when it has one."""
    same = Entry.id == entry.id if entry.owner_id is None else Entry.owner_id == entry.owner_id
    statement = select(Claim).join(Entry, Entry.id == Claim.entry_id).where(same, Claim.state == State.WAITING.value)
    return session.scalars(statement.order_by(Claim.id)).all()
