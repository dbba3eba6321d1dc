"""One's entries as the desk lists them: how far each is, and what to do next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ecosystem.catalogue.completeness import missing_for_publication
from ecosystem.catalogue.kinds import Kinds
from ecosystem.catalogue.links import edit_url, entry_url
from ecosystem.catalogue.models import Draft, Entry, State
from ecosystem.catalogue.search_document import is_listed
from ecosystem.catalogue.service import values_of
from ecosystem.kernel.access.actor import Actor
from ecosystem.kernel.access.messages import Message
from ecosystem.kernel.clock import HANOI


@dataclass(frozen=True)
class Row:
    """`missing`: how many fields it lacks for publication; `is_over`: public, but its last day has passed.

    `edit` leads to what is to be done next and is "" for those who may only read.
    """

    title: str
    language: str
    kind: Message
    icon: str
    owner: str
    state: str
    is_over: bool
    missing: int
    changed: datetime
    url: str
    edit: str


@dataclass(frozen=True)
class Unsaved:
    """A step with text that waits to be saved."""

    title: str
    language: str
    step: Message | None
    at: datetime
    url: str


def row_of(entry: Entry, kinds: Kinds, actor: Actor) -> Row:
    """The entry as a row; the moments are in Hanoi's time."""
    kind = kinds.of(entry)
    is_over = entry.is_public and not is_listed(entry)
    edit = _next_step(entry, is_over=is_over) if actor.may_edit_for(entry.owner_id) else ""
    return Row(
        title=entry.title,
        language=entry.language,
        kind=kind.label,
        icon=kind.icon,
        owner=entry.owner.legal_name if entry.owner else "",
        state=entry.state,
        is_over=is_over,
        missing=len(missing_for_publication(kind, values_of(kind, entry))),
        changed=entry.updated_at.astimezone(HANOI),
        url=edit if edit and entry.state != State.PUBLIC else entry_url(entry),
        edit=edit,
    )


def _next_step(entry: Entry, *, is_over: bool) -> str:
    return edit_url(entry, "terms") + "#f-closes_on" if is_over else edit_url(entry)


def unsaved_of(draft: Draft, kinds: Kinds) -> Unsaved:
    """What was typed, as a task to finish."""
    step = kinds.of(draft.entry).step(draft.step)
    return Unsaved(
        title=draft.entry.title,
        language=draft.entry.language,
        step=step.title if step else None,
        at=draft.saved_at.astimezone(HANOI),
        url=edit_url(draft.entry, draft.step) if step else edit_url(draft.entry),
    )
