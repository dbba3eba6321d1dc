"""A technology out of somebody's list: found again by (source, external id), never written over a person's hand.

A field that the source changed is taken over only where the entry still says what the source said last; where a
person changed it, it stays as it is and the row is noted. A withdrawn entry stays withdrawn. Confidential detail is
never taken from a list.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Annotated, Any, Final

from pydantic import Field
from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from ecosystem.catalogue import queries
from ecosystem.catalogue.models import Entry
from ecosystem.catalogue.service import assign, make_public, values_of
from ecosystem.kernel import clock
from ecosystem.kernel.access.fields import Input, Line
from ecosystem.kernel.access.messages import N_
from ecosystem.kernel.tabular.outcome import Effect, FieldNote
from ecosystem.organisations.models import Organisation
from ecosystem.organisations.names import folded_name
from ecosystem.technologies.input import TechnologyInput
from ecosystem.technologies.kind import KIND
from ecosystem.technologies.models import Technology
from ecosystem.technologies.models_import import ImportedValues

LONGEST_ID: Final = 120
OWNER_KIND: Final = "institute"
_LEFT: Final = N_("was changed here by hand since the last import, and stays as it is here")

_KNOWN: Final = select(Entry.imported_digest).where(
    Entry.source == bindparam("source"), Entry.kind == KIND.name, Entry.external_id == bindparam("external_id")
)
_OF_SOURCE: Final = select(Organisation.id).where(Organisation.source == bindparam("source"))
_OWNER_BY_ID: Final = _OF_SOURCE.where(Organisation.external_id == bindparam("sought"))
_OWNER_BY_NAME: Final = (
    _OF_SOURCE.where(Organisation.folded_name == bindparam("sought")).order_by(Organisation.id).limit(1)
)


class ImportedOwner(Input):
    """Whose it is, as the list says. `country` (ISO alpha-2) is understood; organisations do not keep one yet."""

    name: Annotated[Line, Field(min_length=2, max_length=200)]
    external_id: Annotated[Line, Field(max_length=LONGEST_ID)] = ""
    country: Annotated[Line, Field(max_length=2)] = ""


@dataclass(frozen=True)
class Origin:
    """Where a row comes from, and the language of its texts ("vi" or "en")."""

    source: str
    external_id: str
    language: str


def import_technology(
    session: Session, content: TechnologyInput, origin: Origin, owner: ImportedOwner | None
) -> tuple[Effect, tuple[FieldNote, ...]]:
    """Write one row in the caller's transaction; new ones are public at once. A row seen before writes nothing.

    The notes tell which fields a person keeps. Raises ValidationError when those and the new ones contradict.
    """
    digest = _digest(content, origin, owner)
    with session.no_autoflush:
        known = session.execute(_KNOWN, {"source": origin.source, "external_id": origin.external_id}).one_or_none()
    if known is None:
        _create(session, content, origin, owner, digest)
        return Effect.NEW, ()
    if known[0] == digest:
        return Effect.UNCHANGED, ()
    return _update(session, content, origin, owner, digest)


def _create(
    session: Session, content: TechnologyInput, origin: Origin, owner: ImportedOwner | None, digest: str
) -> None:
    moment = clock.now()
    technology = Technology(
        title=content.title,
        language=origin.language,
        owner_id=_owner_id(session, origin.source, owner),
        source=origin.source,
        external_id=origin.external_id,
        imported_digest=digest,
        created_at=moment,
        updated_at=moment,
    )
    assign(session, KIND, technology, content)
    make_public(technology)
    said = ImportedValues(entry=technology, values=_filled(content), owner_id=technology.owner_id)
    session.add_all([technology, said])


def _update(
    session: Session, content: TechnologyInput, origin: Origin, owner: ImportedOwner | None, digest: str
) -> tuple[Effect, tuple[FieldNote, ...]]:
    entry = queries.imported(session, KIND, origin.source, origin.external_id)
    if entry is None:
        raise LookupError(origin.external_id)
    session.refresh(entry, ["confidential"])
    last = session.get(ImportedValues, entry.id) or ImportedValues(entry=entry, values={"title": entry.title})
    session.add(last)
    stored = TechnologyInput.model_validate(values_of(KIND, entry))
    merged, notes = _merge(stored, TechnologyInput.model_validate(last.values), content)
    is_changed = merged != stored
    if is_changed:
        assign(session, KIND, entry, merged)
    owner_id = _owner_id(session, origin.source, owner)
    if owner_id not in {last.owner_id, entry.owner_id}:
        if entry.owner_id == last.owner_id:
            entry.owner_id, is_changed = owner_id, True
            entry.updated_at = clock.now()
        else:
            notes.append(FieldNote("owner", owner.name if owner else "", _LEFT))
    entry.imported_digest, last.values, last.owner_id = digest, _filled(content), owner_id
    return Effect.CHANGED if is_changed else Effect.UNCHANGED, tuple(notes)


def _merge(
    stored: TechnologyInput, last: TechnologyInput, content: TechnologyInput
) -> tuple[TechnologyInput, list[FieldNote]]:
    """What the entry is to say: the source's changes since `last`, but not where a person made one."""
    values = {name: getattr(stored, name) for name in TechnologyInput.model_fields}
    notes: list[FieldNote] = []
    for name in TechnologyInput.model_fields:
        ours, before, now = getattr(stored, name), getattr(last, name), getattr(content, name)
        if now in (before, ours):
            continue
        if ours == before:
            values[name] = now
        else:
            notes.append(FieldNote(name, "" if isinstance(now, list) else str(now or ""), _LEFT))
    plain = TechnologyInput.model_construct(**values).model_dump(mode="json")
    return TechnologyInput.model_validate(plain), notes


def _owner_id(session: Session, source: str, owner: ImportedOwner | None) -> int | None:
    """The organisation that this source means: by its id there, else by its name; a new one where there is none."""
    if owner is None:
        return None
    known = _OWNER_BY_ID if owner.external_id else _OWNER_BY_NAME
    sought = owner.external_id or folded_name(owner.name)
    with session.no_autoflush:
        found = session.scalar(known, {"source": source, "sought": sought})
    if found is not None:
        return found
    moment = clock.now()
    made = Organisation(
        kind=OWNER_KIND,
        legal_name=owner.name,
        source=source,
        external_id=owner.external_id or None,
        created_at=moment,
        updated_at=moment,
    )
    session.add(made)
    session.flush()
    return made.id


def _filled(content: TechnologyInput) -> dict[str, Any]:
    return content.model_dump(mode="json", include=content.model_fields_set)


def _digest(content: TechnologyInput, origin: Origin, owner: ImportedOwner | None) -> str:
    said = [origin.language, owner.model_dump() if owner else None, _filled(content)]
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()
