"""What officers do to entries: take one down, put it back, all of an organisation's at once; never commits.

Whoever calls has checked who asks. Each locks what it changes and reads it after that, so that an owner who saves at
the same moment is not written over.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from ecosystem.catalogue import queries
from ecosystem.catalogue.models import Entry, State
from ecosystem.kernel import clock


def take_down(session: Session, entry_id: int) -> bool:
    """Hide a public entry (or one hidden with its owner) until it is put back; False where it is neither."""
    entry = _locked(session, Entry.id == entry_id)[0]
    if entry.state not in {State.PUBLIC, State.SUSPENDED}:
        return False
    _set(entry, State.TAKEN_DOWN)
    return True


def put_back(session: Session, entry_id: int) -> bool:
    """The opposite: public again, unless its owner is suspended meanwhile. False where it was not taken down."""
    entry = _locked(session, Entry.id == entry_id)[0]
    if entry.state != State.TAKEN_DOWN:
        return False
    is_hidden = queries.is_owner_suspended(session, entry.owner_id, lock=True)
    _set(entry, State.SUSPENDED if is_hidden else State.PUBLIC)
    return True


def hide_all_of(session: Session, organisation_id: int) -> None:
    """Every public entry of the organisation, whose row the caller has locked."""
    for entry in _locked(session, Entry.owner_id == organisation_id, Entry.state == State.PUBLIC.value):
        _set(entry, State.SUSPENDED)


def show_all_of(session: Session, organisation_id: int) -> None:
    """What `hide_all_of` hid; what was taken down by itself stays so."""
    for entry in _locked(session, Entry.owner_id == organisation_id, Entry.state == State.SUSPENDED.value):
        _set(entry, State.PUBLIC)


def _locked(session: Session, *conditions: ColumnElement[bool]) -> Sequence[Entry]:
    statement = select(Entry).where(*conditions).order_by(Entry.id).with_for_update(of=Entry)
    return session.scalars(statement.execution_options(populate_existing=True)).all()


def _set(entry: Entry, state: State) -> None:
    entry.state = state.value
    entry.updated_at = clock.now()
