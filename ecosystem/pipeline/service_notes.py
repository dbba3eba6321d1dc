"""Writing notes on cards; never commits. Everybody who may write adds, and changes or deletes the own ones alone."""

from __future__ import annotations

from typing import Final

from sqlalchemy.orm import Session

from ecosystem.kernel import clock
from ecosystem.kernel.access.actor import Actor
from ecosystem.kernel.access.errors import Forbidden, Invalid, NotFound
from ecosystem.kernel.access.messages import N_
from ecosystem.pipeline import queries
from ecosystem.pipeline.input import NoteInput
from ecosystem.pipeline.models import Note
from ecosystem.pipeline.policy import Action, may_change_note
from ecosystem.pipeline.service import load

MOST_NOTES: Final = 200


def add_note(session: Session, actor: Actor, card_public_id: str, typed: NoteInput) -> Note:
    """Write a note. Raises NotFound, Forbidden, Invalid (too many on one card)."""
    card = load(session, actor, card_public_id, Action.WRITE, lock=True)
    if actor.user_id is None:
        raise Forbidden
    if len(queries.notes(session, card.id)) >= MOST_NOTES:
        raise Invalid({"text": N_("A card holds %(number)s notes; delete some first", number=MOST_NOTES)})
    made = Note(card_id=card.id, user_id=actor.user_id, text=typed.text, created_at=clock.now())
    session.add(made)
    session.flush()
    return made


def own_note(session: Session, actor: Actor, public_id: str) -> Note:
    """A note that the actor may change. Raises NotFound (also for another's), Forbidden (a colleague's)."""
    found = queries.note(session, actor, public_id)
    if found is None:
        raise NotFound
    if not may_change_note(actor, found, found.card):
        raise Forbidden(N_("Only who wrote a note may change it"))
    return found


def change_note(session: Session, actor: Actor, public_id: str, typed: NoteInput) -> Note:
    """Write it anew. Raises NotFound, Forbidden."""
    found = own_note(session, actor, public_id)
    if found.text != typed.text:
        found.text, found.edited_at = typed.text, clock.now()
        session.flush()
    return found


def delete_note(session: Session, actor: Actor, public_id: str) -> None:
    """Delete it. Raises NotFound, Forbidden."""
    session.delete(own_note(session, actor, public_id))
    session.flush()
