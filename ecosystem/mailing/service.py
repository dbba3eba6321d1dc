"""Stopping a kind of mails to an address, and taking that back; never commits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from ecosystem.kernel import clock
from ecosystem.kernel.db.inserts import insert_into
from ecosystem.kernel.mail.models import EVERYTHING, SuppressedAddress

_BY_THE_READER: Final = "unsubscribed"


def is_stopped(session: Session, address: str, scope: str) -> bool:
    return session.get(SuppressedAddress, (address.lower(), scope)) is not None


def stopped_by_reader(session: Session, address: str) -> Sequence[SuppressedAddress]:
    """The kinds of mails that the reader of the address wants none of, with since when, in the order of their names."""
    statement = select(SuppressedAddress).where(SuppressedAddress.address == address.lower())
    statement = statement.where(SuppressedAddress.scope != EVERYTHING)
    return session.scalars(statement.order_by(SuppressedAddress.scope)).all()


def refusal_of(session: Session, address: str) -> SuppressedAddress | None:
    """Since when, and in which words, the server of the address refuses mail for it."""
    return session.get(SuppressedAddress, (address.lower(), EVERYTHING))


def stop(session: Session, address: str, scope: str) -> None:
    """No more mails of this kind to the address; a second time nothing happens."""
    values = {
        "address": address.lower(),
        "scope": scope,
        "reason": _BY_THE_READER,
        "created_at": clock.now(),
    }
    session.execute(insert_into(session, SuppressedAddress).values(**values).on_conflict_do_nothing())


def resume(session: Session, address: str, scope: str) -> None:
    """Mails of this kind again, from now on."""
    found = session.get(SuppressedAddress, (address.lower(), scope))
    if found is not None:
        session.delete(found)
        session.flush()
