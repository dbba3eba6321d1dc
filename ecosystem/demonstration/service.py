"""Loading and removing the demonstration data, and whether it is there."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, selectinload

from ecosystem.catalogue.kinds import Kind
from ecosystem.catalogue.models import Entry
from ecosystem.demonstration.entries import SOURCE, EntryLoader, LoadReport
from ecosystem.demonstration.market import load_deals, load_rates, remove_deals, remove_rates
from ecosystem.demonstration.models import STATE_ID, DemonstrationState
from ecosystem.demonstration.records import FILES, FOLDER, OrganisationRecord, read_entries, read_organisations
from ecosystem.kernel import clock
from ecosystem.kernel.access.values import KNOWN_CODES
from ecosystem.kernel.db.transaction import transaction
from ecosystem.organisations.input import PROFILE
from ecosystem.organisations.models import Organisation
from ecosystem.taxonomy.queries import vocabularies

KINDS: Final[tuple[Kind, ...]] = tuple({kind.name: kind for kind in FILES.values()}.values())
# Made once, and of columns alone: every page asks, and making the statement takes longer than the answer.
_STATES: Final = DemonstrationState.__table__.c
_LOADED: Final = select(_STATES.id).where(
    _STATES.id == STATE_ID, _STATES.loaded_at.is_not(None), _STATES.removed_at.is_(None)
)


@dataclass(frozen=True)
class RemovalReport:
    """Numbers of what is gone, and of organisations that stay because something else is theirs."""

    entries: int
    deals: int
    rates: int
    organisations: int
    organisations_kept: int

    def as_dict(self) -> dict[str, int]:
        return asdict(self)


def has_demo(session: Session) -> bool:
    """Whether demonstration data is loaded; one statement of one row by its key, so that no process is behind."""
    return session.execute(_LOADED).scalar() is not None


def load_into_new_database(folder: Path = FOLDER) -> LoadReport | None:
    """Load where nothing was ever entered; None where there are entries, or where the data was loaded or removed."""
    with transaction() as session:
        if session.get(DemonstrationState, STATE_ID) or session.scalar(select(exists().where(Entry.id > 0))):
            return None
        return load(session, folder)


def load(session: Session, folder: Path = FOLDER) -> LoadReport:
    """Bring the data in line with the files of `folder`, in the caller's transaction; a second load changes nothing.

    Raises ValidationError for data that a form would refuse.
    """
    today, context, report = clock.today(), {KNOWN_CODES: vocabularies(session).has}, LoadReport()
    owners = _organisations(session, folder)
    session.flush()
    entries = EntryLoader(session, owners, today, report)
    for record in read_entries(context, today, folder):
        entries.write(record)
    session.flush()
    load_deals(session, context, folder, report)
    load_rates(session, today, folder, report)
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
    deals, rates = remove_deals(session), remove_rates(session)
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
    return RemovalReport(len(entries), deals, rates, len(unused), len(organisations) - len(unused))


def _loaded(session: Session, kind: Kind) -> list[Entry]:
    statement = (
        select(kind.model)
        .where(Entry.source == SOURCE, Entry.is_demo)
        .options(*kind.load, *kind.load_own, selectinload(Entry.translations), selectinload(Entry.drafts))
        .execution_options(populate_existing=True)
    )
    return list(session.scalars(statement))


def _organisations(session: Session, folder: Path) -> dict[str, Organisation]:
    """Those that own the entries, by their keys; new ones have no id yet."""
    statement = select(Organisation).where(Organisation.source == SOURCE)
    known = {one.external_id: one for one in session.scalars(statement)}
    return {one.key: _organisation(session, one, known.get(one.key)) for one in read_organisations(folder)}


def _organisation(session: Session, record: OrganisationRecord, known: Organisation | None) -> Organisation:
    values = record.content.model_dump(include=set(PROFILE))
    moment = clock.now()
    organisation = known or Organisation(
        source=SOURCE, external_id=record.key, is_demo=True, created_at=moment, updated_at=moment
    )
    different = {name: value for name, value in values.items() if getattr(organisation, name) != value}
    for name, value in different.items():
        setattr(organisation, name, value)
    if different:
        organisation.updated_at = moment
    session.add(organisation)
    return organisation
