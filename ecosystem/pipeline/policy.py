"""Who may do what with a pipeline; default no. It is its organisation's own affair: the operator has no part in it."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import ColumnElement, false

from ecosystem.kernel.access.actor import Actor, Role
from ecosystem.pipeline.models import Card, Note


class Action(StrEnum):
    """See cards and notes; write cards and notes; shape the stages and take cards away with all notes on them."""

    SEE = "see"
    WRITE = "write"
    SHAPE = "shape"


_ROLES = {
    Action.SEE: frozenset(Role),
    Action.WRITE: frozenset({Role.OWNER, Role.EDITOR}),
    Action.SHAPE: frozenset({Role.OWNER}),
}


def may(actor: Actor, action: Action, organisation_id: int | None) -> bool:
    """Whether the actor may do `action` with the pipeline of the organisation."""
    return actor.user_id is not None and actor.role_in(organisation_id) in _ROLES[action]


def may_change_note(actor: Actor, note: Note, card: Card) -> bool:
    """Who wrote it, as long as they may write here."""
    return note.user_id == actor.user_id and may(actor, Action.WRITE, card.organisation_id)


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """The cards that `may(actor, SEE, …)` allows."""
    return Card.organisation_id.in_(list(actor.roles)) if actor.user_id is not None else false()
