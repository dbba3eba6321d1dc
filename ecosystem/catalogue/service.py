"""Writing entries of any kind: create, save, publish, withdraw, translate. Never commits."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import timedelta
from functools import cache
from typing import Any, Final

from sqlalchemy import inspect
from sqlalchemy.orm import Session

from ecosystem.catalogue import queries
from ecosystem.catalogue.completeness import missing_for_publication
from ecosystem.catalogue.input import EntryInput
from ecosystem.catalogue.kinds import Kind, LastDay
from ecosystem.catalogue.models import HELD, Entry, EntryTranslation, State
from ecosystem.catalogue.policy import Action, may, may_create_for
from ecosystem.kernel import clock
from ecosystem.kernel.access.actor import Actor
from ecosystem.kernel.access.errors import Conflict, Forbidden, Invalid, NotFound
from ecosystem.kernel.access.messages import N_
from ecosystem.search.language.normalise import fold

_SLUG_LENGTH = 80
_EMPTY: Final[tuple[object, ...]] = (None, "", [])
_LISTING_ENDS: Final = LastDay("closes_on", N_("This day is over already; the listing would end at once"))
_MOMENT = timedelta(minutes=10)
"""How long going back and sending the first step again means the same draft."""


def create(
    session: Session, actor: Actor, kind: Kind, owner_id: int | None, content: EntryInput, language: str
) -> Entry:
    """A new draft that the organisation owns; the same one where it was begun a moment ago. Raises Forbidden."""
    if not may_create_for(actor, owner_id):
        raise Forbidden(N_("Choose an organisation for which you may publish"))
    twin = queries.draft_begun_since(session, kind, owner_id, content.title, clock.now() - _MOMENT)
    if twin is not None:
        assign(session, kind, twin, content)
        return twin
    moment = clock.now()
    entry = kind.model(title=content.title, language=language, owner_id=owner_id, created_at=moment, updated_at=moment)
    session.add(entry)
    session.flush()
    assign(session, kind, entry, content)
    return entry


def load(session: Session, actor: Actor, kind: Kind, public_id: str, action: Action) -> Entry:
    """The entry, when `actor` may do `action`; NotFound for what the actor may not see, Forbidden otherwise."""
    own = action is not Action.SEE
    entry = queries.find(session, actor, kind, public_id, own=own)
    if entry is None:
        raise NotFound
    if not may(actor, action, entry):
        if action is Action.PUBLISH and entry.state in HELD and may(actor, Action.SEE_OWN, entry):
            raise Forbidden(N_("An officer has taken this page down; only an officer puts it back"))
        if action is Action.PUBLISH and may(actor, Action.EDIT, entry):
            raise Forbidden(N_("Confirm your email address first; then you can publish"))
        raise Forbidden if may(actor, Action.SEE_OWN, entry) else NotFound
    return entry


def save(
    session: Session, actor: Actor, kind: Kind, public_id: str, content: EntryInput, expected_version: int
) -> Entry:
    """Replace what the entry says; what is public changes at once.

    Raises NotFound, Forbidden, Conflict (somebody saved since `expected_version`), Invalid (a public entry would lack
    more of what publication needs than before: one out of a list may lack much, and is completed step by step).
    """
    entry = load(session, actor, kind, public_id, Action.EDIT)
    if entry.version != expected_version:
        raise Conflict(values_of(kind, entry), entry.version)
    if entry.is_public:
        before = missing_for_publication(kind, values_of(kind, entry))
        _require_complete(kind, content.model_dump(), besides={name for _, name in before})
    _require_future_end(kind, entry, content)
    assign(session, kind, entry, content)
    return entry


def publish(session: Session, actor: Actor, kind: Kind, public_id: str) -> Entry:
    """Make a draft or withdrawn entry public now. Raises NotFound, Forbidden, Invalid (what is lacking).

    A natural person's page becomes public by that person's own act: not even an operator does it for them.
    """
    entry = load(session, actor, kind, public_id, Action.PUBLISH)
    if queries.is_owner_suspended(session, entry.owner_id, lock=True):
        raise Forbidden(N_("Your organisation is suspended; nothing of it can be published"))
    if kind.is_natural_person(entry) and not actor.belongs_to(entry.owner_id):
        raise Forbidden(N_("A person's page becomes public only when that person publishes it"))
    _require_complete(kind, dict(values_of(kind, entry)))
    make_public(entry)
    return entry


def make_public(entry: Entry) -> None:
    """Set the state; the slug is frozen the first time."""
    moment = clock.now()
    entry.state = State.PUBLIC.value
    entry.slug = entry.slug or slug_of(entry.title)
    entry.published_at = entry.published_at or moment
    entry.confirmed_at = moment
    entry.updated_at = moment


def withdraw(session: Session, actor: Actor, kind: Kind, public_id: str) -> Entry:
    """Take a public entry back; it leaves lists and search, and can be published again."""
    entry = load(session, actor, kind, public_id, Action.WITHDRAW)
    entry.state = State.WITHDRAWN.value
    entry.updated_at = clock.now()
    return entry


def delete(session: Session, actor: Actor, kind: Kind, public_id: str) -> None:
    """Delete a draft, with whatever was typed into it; what was public once is withdrawn instead.

    Raises NotFound, Forbidden.
    """
    session.delete(load(session, actor, kind, public_id, Action.DELETE))


def translate(
    session: Session, actor: Actor, kind: Kind, public_id: str, texts: Mapping[str, Any], expected_version: int
) -> Entry:
    """Set the entry's texts in the other language; empty texts alone remove the translation.

    Raises NotFound, Forbidden, Conflict, Invalid.
    """
    entry = load(session, actor, kind, public_id, Action.EDIT)
    if entry.version != expected_version:
        current = entry.translation(other_language(entry.language))
        raise Conflict(current.texts if current else {}, entry.version)
    set_translation(entry, kind, other_language(entry.language), texts)
    entry.updated_at = clock.now()
    return entry


def set_translation(entry: Entry, kind: Kind, language: str, texts: Mapping[str, Any]) -> None:
    """Store the texts, validated by the kind's own input."""
    filled = {name: texts[name] for name in kind.translated if texts.get(name)}
    known = entry.translation(language)
    if not filled:
        if known is not None:
            entry.translations.remove(known)
        return
    if "title" not in filled:
        raise Invalid({"title": N_("A translation needs its title")})
    valid = kind.input.model_validate(filled).model_dump(mode="json", include=set(filled))
    if known is None:
        entry.translations.append(EntryTranslation(language=language, texts=valid))
    elif known.texts != valid:
        known.texts = valid


def other_language(language: str) -> str:
    return "en" if language == "vi" else "vi"


def values_of(kind: Kind, entry: Entry) -> dict[str, Any]:
    """The entry as plain input values. What is kept apart is among them only where it was loaded."""
    values: dict[str, Any] = {}
    for name, info in kind.input.model_fields.items():
        if name not in kind.apart:
            value = getattr(entry, name)
            values[name] = (
                info.get_default(call_default_factory=True) if value is None and not info.is_required() else value
            )
    return {**values, **kind.read(entry)}


def stored(kind: Kind, entry: Entry) -> EntryInput:
    """The entry as its input."""
    return kind.input.model_validate(values_of(kind, entry))


def assign(session: Session, kind: Kind, entry: Entry, content: EntryInput) -> None:
    """Write the input's values onto the entry where they differ, and say when."""
    is_new = inspect(entry).transient
    lists = content.model_dump(mode="json", include=_lists(kind.input))
    for name in kind.input.model_fields:
        if name in kind.apart:
            continue
        value = lists.get(name, getattr(content, name))
        if is_new:
            if value not in _EMPTY:  # else the column's own default
                setattr(entry, name, value)
            continue
        known = getattr(entry, name)
        if value == "" and known is None:
            continue
        if known != value:
            setattr(entry, name, value)
    entry.updated_at = clock.now()
    kind.write(session, entry, content)


@cache
def _lists(model: type[EntryInput]) -> set[str]:
    """The fields that hold lists, which a column keeps as JSON."""
    fields = model.model_fields.items()
    return {name for name, info in fields if isinstance(info.get_default(call_default_factory=True), list)}


def slug_of(title: str) -> str:
    """The readable part of an address, from a title."""
    whole = re.sub(r"[^a-z0-9]+", "-", fold(title)).strip("-")
    if len(whole) <= _SLUG_LENGTH:
        return whole
    cut, _, _rest = whole[: _SLUG_LENGTH + 1].rpartition("-")
    return cut or whole[:_SLUG_LENGTH]


def _require_future_end(kind: Kind, entry: Entry, content: EntryInput) -> None:
    """A last day may lie in the past only where it was set before: a new one would hide at once what it ends."""
    for last in (_LISTING_ENDS, *kind.last_days):
        day = getattr(content, last.field, None)
        if day is None or day >= clock.today() or last.says_nothing(content) or last.is_kept(entry, content):
            continue
        raise Invalid({last.field: last.words})


def _require_complete(kind: Kind, values: dict[str, Any], besides: Collection[str] = ()) -> None:
    missing = [name for _, name in missing_for_publication(kind, values) if name not in besides]
    if missing:
        raise Invalid({name: N_("Needed before this can be public") for name in missing})
