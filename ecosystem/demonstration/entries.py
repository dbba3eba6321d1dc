"""Loading invented entries: what is there already is known from one statement, what is new is written in one flush."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from ecosystem.catalogue import queries
from ecosystem.catalogue import service as catalogue
from ecosystem.catalogue.input import EntryInput
from ecosystem.catalogue.models import Entry
from ecosystem.demonstration.dates import published_at, updated_at
from ecosystem.demonstration.records import EntryRecord
from ecosystem.institutes.kind import KIND as INSTITUTE
from ecosystem.kernel.db.ids import new_public_id
from ecosystem.organisations.models import Organisation
from ecosystem.technologies.kind import KIND as TECHNOLOGY

SOURCE: Final = "demonstration"


@dataclass
class LoadReport:
    """Numbers of entries, deals and rates; organisations are counted in none."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0

    def as_dict(self) -> dict[str, int]:
        return asdict(self)

    def count(self, effect: str) -> None:
        """One more of "new", "changed" or "unchanged"."""
        setattr(self, effect, getattr(self, effect) + 1)


@dataclass(frozen=True)
class _Known:
    entry_id: int
    digest: str | None


class EntryLoader:
    """Brings entries in line with their records, in the caller's transaction; flushes nothing itself."""

    def __init__(self, session: Session, owners: Mapping[str, Organisation], today: date, report: LoadReport) -> None:
        self._session = session
        self._owners = owners
        self._today = today
        self._report = report
        self._known: dict[tuple[str, str | None], _Known] = {}
        self._technologies: dict[str | None, str] = {}
        """The last parts of the addresses of the technologies so far, by their keys."""
        self._read()

    def write(self, record: EntryRecord) -> None:
        """Entries are found again by (source, kind, key); one that says what is stored is left alone."""
        known = self._known.get((record.kind.name, record.key))
        if known is not None and known.digest == record.digest:
            self._report.count("unchanged")
            return
        with self._session.no_autoflush:
            if known is None:
                self._add(record)
            else:
                self._assign(queries.imported(self._session, record.kind, known.entry_id), record)
        self._report.count("new" if known is None else "changed")

    def _read(self) -> None:
        statement = select(
            Entry.kind, Entry.external_id, Entry.id, Entry.imported_digest, Entry.slug, Entry.public_id
        ).where(Entry.source == SOURCE)
        for kind, key, entry_id, digest, slug, public_id in self._session.execute(statement):
            self._known[kind, key] = _Known(entry_id, digest)
            if kind == TECHNOLOGY.name:
                self._technologies[key] = f"{slug}-{public_id}"

    def _add(self, record: EntryRecord) -> None:
        entry = record.kind.model(
            public_id=new_public_id(),
            title=record.content.title,
            language=record.language,
            owner_id=self._owners[record.owner].id,
            source=SOURCE,
            external_id=record.key,
            is_demo=True,
        )
        self._assign(entry, record)
        catalogue.make_public(entry)
        _date(entry, record, self._today)
        self._session.add(entry)
        if record.kind is TECHNOLOGY:
            self._technologies[record.key] = entry.address

    def _assign(self, entry: Entry, record: EntryRecord) -> None:
        catalogue.assign(self._session, record.kind, entry, self._content(record))
        catalogue.set_translation(entry, record.kind, catalogue.other_language(record.language), record.translation)
        entry.imported_digest = record.digest

    def _content(self, record: EntryRecord) -> EntryInput:
        """With the addresses of the technologies, which are known only once these have their ids."""
        if not record.technologies:
            return record.content
        links = [self._technologies[key] for key in record.technologies if key in self._technologies]
        return record.content.model_copy(update={"technologies": links})


def _date(entry: Entry, record: EntryRecord, today: date) -> None:
    """An institute was there before what it offers."""
    is_institute = record.kind is INSTITUTE
    first = published_at(record.key, today, latest=51, earliest=60) if is_institute else published_at(record.key, today)
    entry.created_at = entry.published_at = first
    entry.updated_at = entry.confirmed_at = updated_at(record.key, today, first)
