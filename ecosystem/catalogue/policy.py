"""Who may do what with an entry; the same rules check a write and filter a list. Default: no."""

from __future__ import annotations

from enum import StrEnum
from functools import cache

from pydantic import BaseModel
from sqlalchemy import ColumnElement, or_, true

from ecosystem.catalogue.models import HELD, Entry, State
from ecosystem.kernel.access.actor import Actor, Scope
from ecosystem.kernel.access.fields import label_of


class Action(StrEnum):
    SEE = "see"
    SEE_OWN = "see_own"
    EDIT = "edit"
    PUBLISH = "publish"
    WITHDRAW = "withdraw"
    DELETE = "delete"


def may(actor: Actor, action: Action, entry: Entry) -> bool:
    """Whether `actor` may do `action` with `entry`."""
    if action is Action.SEE:
        is_to_judge = actor.is_officer and entry.state in HELD
        return entry.is_public or is_to_judge or actor.is_operator or actor.belongs_to(entry.owner_id)
    if action is Action.SEE_OWN:
        return actor.is_operator or actor.belongs_to(entry.owner_id)
    if action is Action.EDIT:
        return actor.may_edit_for(entry.owner_id)
    if action is Action.PUBLISH:
        return actor.may_edit_for(entry.owner_id) and actor.is_confirmed and entry.state not in HELD
    if action is Action.DELETE:
        return actor.may_edit_for(entry.owner_id) and entry.state == State.DRAFT
    return actor.may_edit_for(entry.owner_id) and entry.state == State.PUBLIC


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """The rows that `may(actor, SEE, …)` allows."""
    if actor.is_operator:
        return true()
    states = [State.PUBLIC.value, *(sorted(HELD) if actor.is_officer else ())]
    return or_(Entry.state.in_(states), Entry.owner_id.in_(list(actor.roles)))


def may_create_for(actor: Actor, organisation_id: int | None) -> bool:
    """Whether `actor` may begin an entry that the organisation owns."""
    return organisation_id is not None and actor.may_edit_for(organisation_id)


def scopes_of(actor: Actor, entry: Entry) -> frozenset[Scope]:
    """The scopes whose fields `actor` sees on `entry`. Consent is not given here: that is the introductions' task."""
    if may(actor, Action.SEE_OWN, entry):
        return frozenset(Scope)
    if actor.is_authenticated and actor.is_confirmed:
        return frozenset({Scope.PUBLIC, Scope.MEMBERS})
    return frozenset({Scope.PUBLIC})


def visible_fields(actor: Actor, entry: Entry, model: type[BaseModel]) -> frozenset[str]:
    """The names of the input's fields that `actor` sees on `entry`; a field without a scope is nobody else's."""
    scopes = scopes_of(actor, entry)
    shown = set()
    for name, info in model.model_fields.items():
        label = label_of(info)
        if label is not None and (label.scope or Scope.OWN) in scopes:
            shown.add(name)
    return frozenset(shown)


@cache
def public_text_fields(model: type[BaseModel]) -> tuple[str, ...]:
    """The text fields that everybody sees, each in two languages: all the text that a search document may hold."""
    labels = ((name, label_of(info)) for name, info in model.model_fields.items())
    return tuple(name for name, label in labels if label and label.translated and label.scope is Scope.PUBLIC)
