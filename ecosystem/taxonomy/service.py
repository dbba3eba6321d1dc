"""Writing the reference data; never commits."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session

from ecosystem.kernel import clock
from ecosystem.kernel.changes.requeue import requeue
from ecosystem.kernel.db.base import Changed
from ecosystem.taxonomy.models import STAMP_ID, Holiday, ReferenceStamp, Term
from ecosystem.taxonomy.queries import all_holidays, all_terms, forget, stamp
from ecosystem.taxonomy.reference_files import REFERENCE, HolidayRow, read_holidays, read_terms
from ecosystem.taxonomy.vocabularies import VocabularyTerm


@dataclass(frozen=True)
class LoadReport:
    """What a load did: numbers of terms, and of holidays under `holidays_…`."""

    created: int
    updated: int
    ended: int
    unchanged: int
    holidays_created: int
    holidays_updated: int
    holidays_removed: int
    holidays_unchanged: int

    @property
    def changes(self) -> int:
        terms = self.created + self.updated + self.ended
        return terms + self.holidays_created + self.holidays_updated + self.holidays_removed

    def as_dict(self) -> dict[str, int]:
        return {**asdict(self), "changes": self.changes}


def load_reference(session: Session, folder: Path = REFERENCE) -> LoadReport:
    """Bring terms and seeded holidays in line with the files of `folder`; a second load changes nothing.

    A term that left the files ends today and keeps its row; one that returns may be chosen again. Days that an
    operator added, changed or removed stay as they are. What an updated term names is indexed anew.
    """
    terms = _load_terms(session, read_terms(folder))
    days = _load_holidays(session, read_holidays(folder))
    report = LoadReport(*terms, *days)
    if report.created + report.updated + report.ended:
        _draw_stamp(session)
    session.flush()
    return report


def set_holiday(session: Session, day: date, name_vi: str, name_en: str) -> Holiday:
    """Declare a day off, or rename one, by an operator's hand: later loads leave it alone."""
    row = session.get(Holiday, day) or Holiday(day=day)
    row.name_vi, row.name_en = name_vi, name_en
    row.is_day_off, row.source = True, "operator"
    session.add(row)
    session.flush()
    return row


def remove_holiday(session: Session, day: date) -> bool:
    """Declare that a day is no holiday, also for later loads. False when it was none."""
    row = session.get(Holiday, day)
    if row is None or not row.is_day_off:
        return False
    row.is_day_off, row.source = False, "operator"
    session.flush()
    return True


def _draw_stamp(session: Session) -> None:
    token = secrets.token_hex(16)
    row = stamp(session)
    if row is None:
        session.add(ReferenceStamp(id=STAMP_ID, token=token))
    else:
        row.token = token
    forget(session)


def _values(term: VocabularyTerm) -> dict[str, object]:
    return {
        "parent_code": term.parent,
        "label_vi": term.label_vi,
        "label_en": term.label_en,
        "description_vi": term.description_vi,
        "description_en": term.description_en,
        "aliases": list(term.aliases),
        "position": term.position,
        "valid_until": None,
    }


def _apply(row: Term | Holiday, values: dict[str, object]) -> bool:
    """Set what differs; whether anything did."""
    different = {name: value for name, value in values.items() if getattr(row, name) != value}
    for name, value in different.items():
        setattr(row, name, value)
    return bool(different)


def _load_terms(session: Session, terms: Iterable[VocabularyTerm]) -> tuple[int, int, int, int]:
    rows = {(row.vocabulary, row.code): row for row in all_terms(session)}
    created = updated = ended = unchanged = 0
    renamed: list[Changed] = []
    for term in terms:
        row = rows.pop((term.vocabulary, term.code), None)
        if row is None:
            session.add(Term(vocabulary=term.vocabulary, code=term.code, **_values(term)))
            created += 1
        elif _apply(row, _values(term)):
            renamed.append(Changed(row.vocabulary, row.id, row.code))
            updated += 1
        else:
            unchanged += 1
    for row in rows.values():
        if row.valid_until is None:
            row.valid_until = clock.today()
            ended += 1
        else:
            unchanged += 1
    requeue(session, renamed)
    return created, updated, ended, unchanged


def _load_holidays(session: Session, days: Iterable[HolidayRow]) -> tuple[int, int, int, int]:
    rows = {row.day: row for row in all_holidays(session)}
    created = updated = removed = unchanged = 0
    for seed in days:
        row = rows.pop(seed.day, None)
        names: dict[str, object] = {"name_vi": seed.name_vi, "name_en": seed.name_en}
        if row is None:
            session.add(Holiday(day=seed.day, source="seed", **names))
            created += 1
        elif row.source == "seed" and _apply(row, names):
            updated += 1
        else:
            unchanged += 1
    for row in rows.values():
        if row.source == "seed":
            session.delete(row)
            removed += 1
        else:
            unchanged += 1
    return created, updated, removed, unchanged
