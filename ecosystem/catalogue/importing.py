"""An entry of any kind out of somebody's list: found again within its source, never written over a person's hand.

A field that the source changed is taken over only where the entry still says what the source said last; where a
person changed it, it stays as it is and the row is noted. A withdrawn entry stays withdrawn.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from ecosystem.catalogue import imported_keys, queries
from ecosystem.catalogue.imported_owner import ImportedOwner, Owners
from ecosystem.catalogue.input import EntryInput
from ecosystem.catalogue.kinds import Kind
from ecosystem.catalogue.models import Entry, State
from ecosystem.catalogue.models_import import ImportedValues
from ecosystem.catalogue.service import assign, make_public, values_of
from ecosystem.kernel import clock
from ecosystem.kernel.access.messages import N_
from ecosystem.kernel.tabular.outcome import Effect, FieldNote

_LEFT: Final = N_("was changed here by hand since the last import, and stays as it is here")


@dataclass(frozen=True)
class Origin:
    """Where a row comes from, its id there ("" for none: then `keys` find its entry again), and its texts' language.

    `is_public`: False keeps the entry without a page, as a natural person's is until that person publishes it.
    """

    external_id: str
    language: str
    keys: Mapping[str, str] = field(default_factory=dict)
    is_public: bool = True


@dataclass(frozen=True)
class _Known:
    entry_id: int
    digest: str | None


class EntryImporter:
    """Imports the rows of one run. What it remembers between rows is dropped by `forget` when they were rolled back."""

    def __init__(self, kind: Kind, source: str, owner_kind: str) -> None:
        self.kind = kind
        self.source = source
        self._owners = Owners(source, owner_kind)
        self._by_id: dict[str, _Known] | None = None

    def forget(self) -> None:
        """Read anew what is known, before the next row."""
        self._by_id = None
        self._owners.forget()

    def write(
        self, session: Session, content: EntryInput, origin: Origin, owner: ImportedOwner | None
    ) -> tuple[Effect, tuple[FieldNote, ...]]:
        """Write one row in the caller's transaction; new ones are public at once. A row seen before writes nothing.

        The notes tell which fields a person keeps. Raises ValidationError when those and the new ones contradict.
        """
        digest = _digest(content, origin, owner)
        known = self._known(session, origin)
        if known is None:
            self._create(session, content, origin, owner, digest)
            return Effect.NEW, ()
        if known.digest == digest:
            return Effect.UNCHANGED, ()
        return self._update(session, known, content, origin, owner, digest)

    def _known(self, session: Session, origin: Origin) -> _Known | None:
        if origin.external_id:
            return self._known_ids(session).get(origin.external_id)
        entry_id = imported_keys.find(session, self.source, self.kind.name, origin.keys)
        if entry_id is None:
            return None
        return _Known(entry_id, session.scalar(select(Entry.imported_digest).where(Entry.id == entry_id)))

    def _known_ids(self, session: Session) -> dict[str, _Known]:
        if self._by_id is None:
            statement = select(Entry.external_id, Entry.id, Entry.imported_digest).where(
                Entry.source == self.source, Entry.kind == self.kind.name, Entry.external_id.is_not(None)
            )
            with session.no_autoflush:
                self._by_id = {str(key): _Known(row_id, digest) for key, row_id, digest in session.execute(statement)}
        return self._by_id

    def _create(
        self, session: Session, content: EntryInput, origin: Origin, owner: ImportedOwner | None, digest: str
    ) -> None:
        moment = clock.now()
        entry = self.kind.model(
            title=content.title,
            language=origin.language,
            owner_id=self._owners.owner_id(session, owner) if owner else None,
            source=self.source,
            external_id=origin.external_id or None,
            imported_digest=digest,
            created_at=moment,
            updated_at=moment,
        )
        assign(session, self.kind, entry, content)
        if origin.is_public:
            make_public(entry)
        session.add_all([entry, ImportedValues(entry=entry, values=_filled(content), owner_id=entry.owner_id)])
        if not origin.external_id:
            session.flush()
            imported_keys.remember(session, self.source, self.kind.name, entry.id, origin.keys)

    def _update(
        self,
        session: Session,
        known: _Known,
        content: EntryInput,
        origin: Origin,
        owner: ImportedOwner | None,
        digest: str,
    ) -> tuple[Effect, tuple[FieldNote, ...]]:
        entry = queries.imported(session, self.kind, known.entry_id)
        last = session.get(ImportedValues, entry.id) or ImportedValues(entry=entry, values={"title": entry.title})
        session.add(last)
        stored = self.kind.input.model_validate(values_of(self.kind, entry))
        merged, notes = _merge(stored, self.kind.input.model_validate(last.values), content)
        is_changed = merged != stored
        if is_changed:
            assign(session, self.kind, entry, merged)
        owner_id = self._owners.owner_id(session, owner) if owner else None
        if owner_id not in {last.owner_id, entry.owner_id}:
            if entry.owner_id == last.owner_id:
                entry.owner_id, is_changed = owner_id, True
                entry.updated_at = clock.now()
            else:
                notes.append(FieldNote("owner", owner.name if owner else "", _LEFT))
        if not origin.is_public and entry.is_public and entry.owner_id is None:
            entry.state, is_changed = State.DRAFT.value, True  # the source says now that it is a natural person
        entry.imported_digest, last.values, last.owner_id = digest, _filled(content), owner_id
        if not origin.external_id:
            imported_keys.remember(session, self.source, self.kind.name, entry.id, origin.keys)
        return Effect.CHANGED if is_changed else Effect.UNCHANGED, tuple(notes)


def _merge(stored: EntryInput, last: EntryInput, content: EntryInput) -> tuple[EntryInput, list[FieldNote]]:
    """What the entry is to say: the source's changes since `last`, but not where a person made one."""
    model = type(stored)
    values = {name: getattr(stored, name) for name in model.model_fields}
    notes: list[FieldNote] = []
    for name in model.model_fields:
        ours, before, now = getattr(stored, name), getattr(last, name), getattr(content, name)
        if now in (before, ours):
            continue
        if ours == before:
            values[name] = now
        else:
            notes.append(FieldNote(name, "" if isinstance(now, list) else str(now or ""), _LEFT))
    plain = model.model_construct(**values).model_dump(mode="json")
    return model.model_validate(plain), notes


def _filled(content: EntryInput) -> dict[str, Any]:
    return content.model_dump(mode="json", include=content.model_fields_set)


def _digest(content: EntryInput, origin: Origin, owner: ImportedOwner | None) -> str:
    said = [origin.language, owner.model_dump(exclude_defaults=True) if owner else None, _filled(content)]
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()
