"""Loading and removing the demonstration data, and whether it is there."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Final

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, selectinload

from ecosystem.catalogue import queries
from ecosystem.catalogue import service as catalogue
from ecosystem.catalogue.kinds import Kind
from ecosystem.catalogue.models import Entry
from ecosystem.demonstration.dates import published_at, updated_at
from ecosystem.demonstration.models import STATE_ID, DemonstrationState
from ecosystem.demonstration.records import FOLDER, EntryRecord, OrganisationRecord, read_entries, read_organisations
from ecosystem.institutes.kind import KIND as INSTITUTE
from ecosystem.kernel import clock
from ecosystem.kernel.access.values import KNOWN_CODES
from ecosystem.kernel.db.transaction import transaction
from ecosystem.organisations.input import PROFILE
from ecosystem.organisations.models import Organisation
from ecosystem.taxonomy.queries import vocabularies
from ecosystem.technologies.kind import KIND as TECHNOLOGY

SOURCE: Final = "demonstration"
KINDS: Final = (INSTITUTE, TECHNOLOGY)


@dataclass
class LoadReport:
    """Numbers of entries; organisations are counted in none."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0

    def as_dict(self) -> dict[str, int]:
        return asdict(self)


@dataclass(frozen=True)
class RemovalReport:
    """Numbers of what is gone, and of organisations that stay because something else is theirs."""

    entries: int
    organisations: int
    organisations_kept: int

    def as_dict(self) -> dict[str, int]:
        return asdict(self)


def has_demo(session: Session) -> bool:
    """Whether demonstration data is loaded; one statement of one row by its key, so that no process is behind."""
    statement = select(DemonstrationState.id).where(
        DemonstrationState.id == STATE_ID,
        DemonstrationState.loaded_at.is_not(None),
        DemonstrationState.removed_at.is_(None),
    )
    return session.scalar(statement) is not None


def load_into_new_database(folder: Path = FOLDER) -> LoadReport | None:
    """Load where nothing was ever entered; None where there are entries, or where the data was loaded or removed."""
    with transaction() as session:
        if session.get(DemonstrationState, STATE_ID) or session.scalar(select(exists().where(Entry.id > 0))):
            return None
        return load(session, folder)


def load(session: Session, folder: Path = FOLDER) -> LoadReport:
    """Bring the data in line with the files of `folder`, in the caller's transaction; a second load changes nothing.

    Entries are found again by (source, kind, key). Raises ValidationError for data that a form would refuse.
    """
    today = clock.today()
    owners = {record.key: _organisation(session, record) for record in read_organisations(folder)}
    session.flush()
    report = LoadReport()
    for record in read_entries({KNOWN_CODES: vocabularies(session).has}, today, folder):
        _entry(session, record, owners[record.owner], today, report)
    state = session.get(DemonstrationState, STATE_ID) or DemonstrationState(id=STATE_ID)
    session.add(state)
    if state.loaded_at is None or state.removed_at is not None:
        state.loaded_at, state.removed_at = clock.now(), None
    session.flush()
    return report


def remove(session: Session) -> RemovalReport:
    """Delete it, row by row so that the index follows, in the caller's transaction; `load` alone brings it back.

    An invented organisation that owns an entry of somebody else's making stays.
    """
    entries = [entry for kind in KINDS for entry in _loaded(session, kind)]
    for entry in entries:
        session.delete(entry)
    session.flush()
    organisations = session.scalars(
        select(Organisation)
        .where(Organisation.source == SOURCE, Organisation.is_demo)
        .options(selectinload(Organisation.memberships), selectinload(Organisation.verifications))
    ).all()
    unused = [one for one in organisations if not session.scalar(select(exists().where(Entry.owner_id == one.id)))]
    for organisation in unused:
        session.delete(organisation)
    state = session.get(DemonstrationState, STATE_ID) or DemonstrationState(id=STATE_ID)
    session.add(state)
    state.removed_at = state.removed_at or clock.now()
    session.flush()
    return RemovalReport(len(entries), len(unused), len(organisations) - len(unused))


def _loaded(session: Session, kind: Kind) -> list[Entry]:
    statement = (
        select(kind.model)
        .where(Entry.source == SOURCE, Entry.is_demo)
        .options(*kind.load, *kind.load_own, selectinload(Entry.translations), selectinload(Entry.drafts))
        .execution_options(populate_existing=True)
    )
    return list(session.scalars(statement))


def _organisation(session: Session, record: OrganisationRecord) -> Organisation:
    statement = select(Organisation).where(Organisation.source == SOURCE, Organisation.external_id == record.key)
    values = record.content.model_dump(include=set(PROFILE))
    moment = clock.now()
    organisation = session.scalar(statement)
    if organisation is None:
        organisation = Organisation(
            source=SOURCE, external_id=record.key, is_demo=True, created_at=moment, updated_at=moment
        )
        session.add(organisation)
    different = {name: value for name, value in values.items() if getattr(organisation, name) != value}
    for name, value in different.items():
        setattr(organisation, name, value)
    if different:
        organisation.updated_at = moment
    return organisation


def _entry(session: Session, record: EntryRecord, owner: Organisation, today: date, report: LoadReport) -> None:
    with session.no_autoflush:
        known = _known(session, record)
    if known is not None and known.imported_digest == record.digest:
        report.unchanged += 1
        return
    entry = known or _new_entry(record, owner)
    catalogue.assign(session, record.kind, entry, record.content)
    catalogue.set_translation(entry, record.kind, catalogue.other_language(record.language), record.translation)
    entry.imported_digest = record.digest
    if known is not None:
        report.changed += 1
        return
    catalogue.make_public(entry)
    _date(entry, record, today)
    session.add(entry)
    report.new += 1


def _known(session: Session, record: EntryRecord) -> Entry | None:
    model = record.kind.model
    statement = select(model.id).where(
        Entry.source == SOURCE, Entry.kind == record.kind.name, Entry.external_id == record.key
    )
    entry_id = session.scalar(statement)
    return None if entry_id is None else queries.imported(session, record.kind, entry_id)


def _new_entry(record: EntryRecord, owner: Organisation) -> Entry:
    return record.kind.model(
        title=record.content.title,
        language=record.language,
        owner_id=owner.id,
        source=SOURCE,
        external_id=record.key,
        is_demo=True,
    )


def _date(entry: Entry, record: EntryRecord, today: date) -> None:
    """An institute was there before what it offers."""
    is_institute = record.kind is INSTITUTE
    first = published_at(record.key, today, latest=51, earliest=60) if is_institute else published_at(record.key, today)
    entry.created_at = entry.published_at = first
    entry.updated_at = entry.confirmed_at = updated_at(record.key, today, first)
