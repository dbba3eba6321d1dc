"""Who may record deals; default no. Who sees them: everybody, as far as startup and investor are public."""

from __future__ import annotations

from sqlalchemy import ColumnElement

from ecosystem.catalogue.models import Entry, State
from ecosystem.kernel.access.actor import Actor


def may_record(actor: Actor) -> bool:
    """The operator: what lists say is nobody's to edit, not even of those whom it is about."""
    return actor.is_operator


def is_named() -> ColumnElement[bool]:
    """The startups and investors that pages of others may name: public ones, for every viewer the same."""
    return Entry.state == State.PUBLIC.value
