"""What a person typed into a step and has not saved: kept by person and step, so that nothing is lost."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ecosystem.catalogue.models import Draft, Entry
from ecosystem.kernel import clock

_MOST_CHARACTERS = 400_000


def keep(session: Session, entry: Entry, user_id: int, step: str, typed: Iterable[tuple[str, str]]) -> Draft | None:
    """Remember what was typed, in the caller's transaction; None when it is too long to be a form of ours."""
    fields = [[name, value] for name, value in typed]
    if sum(len(value) for _, value in fields) > _MOST_CHARACTERS:
        return None
    draft = find(session, entry, user_id, step)
    if draft is None:
        draft = Draft(entry_id=entry.id, user_id=user_id, step=step, typed=fields, saved_at=clock.now())
        session.add(draft)
    else:
        draft.typed = fields
        draft.saved_at = clock.now()
    return draft


def find(session: Session, entry: Entry, user_id: int | None, step: str) -> Draft | None:
    """What this person left in this step."""
    statement = select(Draft).where(Draft.entry_id == entry.id, Draft.user_id == user_id, Draft.step == step)
    return session.scalar(statement)


def discard(session: Session, entry: Entry, user_id: int | None, step: str) -> None:
    """Forget it: it was saved, or the person does not want it."""
    draft = find(session, entry, user_id, step)
    if draft is not None:
        session.delete(draft)


def base_of(saved: dict[str, Any], names: Iterable[str]) -> str:
    """A hash of what is saved in these fields: as long as it stays, nobody changed them, whatever else was saved."""
    return hashlib.sha256(repr([(name, _text(saved.get(name))) for name in names]).encode()).hexdigest()[:24]


def differences(typed: dict[str, Any], saved: dict[str, Any], names: Iterable[str]) -> list[str]:
    """The fields whose saved value is not what was typed, compared as text."""
    return [name for name in names if _text(typed.get(name)) != _text(saved.get(name))]


def _text(value: Any) -> str:
    if isinstance(value, list):
        return "\n".join(_text(one) for one in value)
    if isinstance(value, dict):
        return " · ".join(_text(one) for one in value.values() if one not in (None, ""))
    return "" if value is None else str(value).replace("\r\n", "\n").strip()
