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

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from ecosystem.catalogue import queries
from ecosystem.catalogue.imported_keys import KnownKeys
from ecosystem.catalogue.imported_owner import ImportedOwner, Owners, hide_person
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
class _Row:
    """What a row says: its input, less what was not filled in, and a digest of all of it."""

    content: EntryInput
    origin: Origin
    owner: ImportedOwner | None
    filled: Mapping[str, Any]
    digest: str


class _Known:
    """The entries of one source and kind: ids by the source's own ids, digests by id, and keys. Read once a run."""

    def __init__(self, session: Session, source: str, kind: str) -> None:
        statement = select(Entry.external_id, Entry.id, Entry.imported_digest)
        with session.no_autoflush:
            rows = session.execute(statement.where(Entry.source == source, Entry.kind == kind)).all()
            self.keys = KnownKeys(session, source, kind)
        self._ids = {external_id: entry_id for external_id, entry_id, _ in rows if external_id is not None}
        self.digests = {entry_id: digest for _, entry_id, digest in rows}

    def find(self, origin: Origin) -> int | None:
        """The id of the row's entry."""
        return self._ids.get(origin.external_id) if origin.external_id else self.keys.find(origin.keys)


class EntryImporter:
    """Imports the rows of one run. New entries wait for `settle`; `forget` drops them and all that is remembered."""

    def __init__(self, kind: Kind, source: str, owner_kind: str) -> None:
        self.kind = kind
        self.source = source
        self._owners = Owners(source, owner_kind)
        self._known: _Known | None = None
        self._new: list[tuple[Entry, _Row]] = []
        self._new_keys: set[tuple[str, str]] = set()

    def forget(self) -> None:
        """What was written or waits is undone: read anew what is known, before the next row."""
        self._known = None
        self._new.clear()
        self._new_keys.clear()
        self._owners.forget()

    def settle(self, session: Session) -> None:
        """Write the new entries: together they cost half of what they cost one by one."""
        if not self._new:
            return
        session.add_all(entry for entry, _ in self._new)
        session.flush()
        said = [{"entry_id": entry.id, "values": row.filled, "owner_id": entry.owner_id} for entry, row in self._new]
        session.connection().execute(insert(ImportedValues), said)
        known = self._read(session)
        for entry, row in self._new:
            known.digests[entry.id] = row.digest
            if not row.origin.external_id:
                known.keys.remember(entry.id, row.origin.keys)
        self._new.clear()
        self._new_keys.clear()

    def write(
        self, session: Session, content: EntryInput, origin: Origin, owner: ImportedOwner | None
    ) -> tuple[Effect, tuple[FieldNote, ...]]:
        """Write one row in the caller's transaction, a new one at `settle`; it is public at once.

        A row seen before writes nothing. The notes tell which fields a person keeps. Raises ValidationError when those
        and the new ones contradict.
        """
        row = _row(content, origin, owner)
        known = self._read(session)
        if not self._new_keys.isdisjoint(origin.keys.items()):
            self.settle(session)
        entry_id = known.find(origin)
        if entry_id is None:
            self._new.append((self._made(session, row), row))
            self._new_keys.update(origin.keys.items())
            return Effect.NEW, ()
        if known.digests.get(entry_id) == row.digest:
            return Effect.UNCHANGED, ()
        effect, notes = self._update(session, entry_id, row)
        known.digests[entry_id] = row.digest
        if not origin.external_id:
            known.keys.remember(entry_id, origin.keys)
        return effect, notes

    def _read(self, session: Session) -> _Known:
        self._known = self._known or _Known(session, self.source, self.kind.name)
        return self._known

    def _made(self, session: Session, row: _Row) -> Entry:
        """A new entry, of which the session knows nothing yet."""
        moment = clock.now()
        content, origin, owner = row.content, row.origin, row.owner
        entry = self.kind.model(
            language=origin.language,
            owner_id=self._owners.owner_id(session, owner) if owner else None,
            source=self.source,
            external_id=origin.external_id or None,
            imported_digest=row.digest,
            created_at=moment,
            updated_at=moment,
        )
        assign(session, self.kind, entry, content)
        if origin.is_public:
            make_public(entry)
            self._hide_with_owner(entry)
        return entry

    def _update(self, session: Session, entry_id: int, row: _Row) -> tuple[Effect, tuple[FieldNote, ...]]:
        content, origin, owner = row.content, row.origin, row.owner
        entry = queries.imported(session, self.kind, entry_id)
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
                if not origin.is_public:
                    hide_person(session, entry.owner_id)
                entry.owner_id, is_changed = owner_id, True
                entry.updated_at = clock.now()
            else:
                notes.append(FieldNote("owner", owner.name if owner else "", _LEFT))
        if not origin.is_public and entry.is_public and entry.owner_id is None:
            entry.state, is_changed = State.DRAFT.value, True  # the source says now that it is a natural person
        if origin.is_public and entry.published_at is None and entry.owner_id is None:
            make_public(entry)  # it was taken for one
            is_changed = True
        self._hide_with_owner(entry)
        entry.imported_digest, last.values, last.owner_id = row.digest, dict(row.filled), owner_id
        return Effect.CHANGED if is_changed else Effect.UNCHANGED, tuple(notes)

    def _hide_with_owner(self, entry: Entry) -> None:
        if entry.is_public and self._owners.is_suspended(entry.owner_id):
            entry.state = State.SUSPENDED.value


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


def _row(content: EntryInput, origin: Origin, owner: ImportedOwner | None) -> _Row:
    filled = content.model_dump(mode="json", include=content.model_fields_set)
    said = [origin.language, owner.model_dump(exclude_defaults=True) if owner else None, filled]
    digest = hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()
    return _Row(content, origin, owner, filled, digest)
