"""Loading the reference data into an empty database: once, again, changed, and beside an operator's hand."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import event, func, select
from sqlalchemy.orm import Session

from ecosystem.kernel import clock
from ecosystem.taxonomy.models import Holiday, Term
from ecosystem.taxonomy.queries import vocabularies
from ecosystem.taxonomy.reference_files import REFERENCE, read_holidays, read_terms
from ecosystem.taxonomy.service import load_reference, remove_holiday, set_holiday


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the reference files, to change."""
    return Path(shutil.copytree(REFERENCE, tmp_path / "reference"))


@contextmanager
def statements(session: Session) -> Iterator[list[str]]:
    """The SQL that runs inside."""
    seen: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.startswith("SELECT"):
            seen.append(statement)

    engine = session.get_bind().engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", note)


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_loading_twice_changes_nothing(empty: Session) -> None:
    first = load_reference(empty)
    assert (first.created, first.holidays_created) == (len(read_terms()), len(read_holidays()))
    empty.commit()
    second = load_reference(empty)
    assert second.changes == 0
    assert (second.unchanged, second.holidays_unchanged) == (first.created, first.holidays_created)
    assert not empty.dirty
    assert empty.scalar(select(func.count()).select_from(Term)) == first.created


def test_a_changed_label_is_updated_and_seen(empty: Session, folder: Path) -> None:
    load_reference(empty, folder)
    assert vocabularies(empty).label("sector", "crafts", "en") == "Crafts and craft villages"
    replace(folder / "sectors.toml", "Crafts and craft villages", "Crafts")
    report = load_reference(empty, folder)
    assert (report.created, report.updated, report.ended) == (0, 1, 0)
    assert vocabularies(empty).label("sector", "crafts", "en") == "Crafts"


def test_a_term_that_left_the_files_ends_and_may_return(empty: Session, folder: Path) -> None:
    load_reference(empty, folder)
    line = next(text for text in (folder / "sectors.toml").read_text().splitlines() if '"crafts"' in text)
    replace(folder / "sectors.toml", line, "")
    with clock.travel(timedelta(days=3)):
        report = load_reference(empty, folder)
        ended = empty.scalars(select(Term).where(Term.code == "crafts")).one()
        assert ended.valid_until == clock.today()
    assert report.ended == 1
    assert load_reference(empty, folder).changes == 0
    assert not vocabularies(empty).has("sector", "crafts")
    assert vocabularies(empty).label("sector", "crafts", "vi") == "Làng nghề, thủ công"
    load_reference(empty)
    assert vocabularies(empty).has("sector", "crafts")


def test_vocabularies_are_read_once_and_then_cost_one_row(empty: Session) -> None:
    load_reference(empty)
    empty.commit()
    vocabularies(empty)
    empty.rollback()
    with statements(empty) as seen:
        first = vocabularies(empty)
        assert vocabularies(empty) is first
    assert len(seen) == 1
    assert "taxonomy_stamp" in seen[0]


def test_what_was_rolled_back_is_not_remembered(empty: Session, folder: Path) -> None:
    load_reference(empty, folder)
    empty.commit()
    replace(folder / "sectors.toml", "Crafts and craft villages", "Never")
    load_reference(empty, folder)
    assert vocabularies(empty).label("sector", "crafts", "en") == "Never"
    empty.rollback()
    empty.scalar(select(func.count()).select_from(Term))
    assert vocabularies(empty).label("sector", "crafts", "en") == "Crafts and craft villages"


def test_what_another_session_loaded_is_seen_in_the_next_transaction(empty: Session, folder: Path) -> None:
    load_reference(empty, folder)
    empty.commit()
    vocabularies(empty)
    empty.commit()
    replace(folder / "sectors.toml", "Crafts and craft villages", "Crafts")
    with Session(empty.get_bind()) as other:
        load_reference(other, folder)
        other.commit()
    empty.scalar(select(func.count()).select_from(Term))
    assert vocabularies(empty).label("sector", "crafts", "en") == "Crafts"


def test_an_empty_database_has_no_terms(empty: Session) -> None:
    assert vocabularies(empty).terms("sector") == ()
    load_reference(empty)
    assert len(vocabularies(empty).children("sector")) == 9


def test_a_load_leaves_the_operators_days_alone(empty: Session) -> None:
    load_reference(empty)
    added, renamed, removed = date(2027, 1, 4), date(2027, 9, 2), date(2027, 11, 24)
    set_holiday(empty, added, "Nghỉ theo quyết định", "Day off by decision")
    set_holiday(empty, renamed, "Quốc khánh lần thứ 82", "82nd National Day")
    assert remove_holiday(empty, removed)
    empty.commit()
    assert load_reference(empty).changes == 0
    rows = {day: empty.get_one(Holiday, day) for day in (added, renamed, removed)}
    assert rows[added].is_day_off
    assert rows[renamed].name_en == "82nd National Day"
    assert not rows[removed].is_day_off


def test_a_seeded_day_follows_the_file(empty: Session, folder: Path) -> None:
    load_reference(empty, folder)
    replace(folder / "holidays.csv", "2027-09-02,Quốc khánh,", "2027-09-02,Ngày Quốc khánh,")
    replace(folder / "holidays.csv", "2027-11-24,Ngày Văn hóa Việt Nam,Vietnam Culture Day\n", "")
    report = load_reference(empty, folder)
    assert (report.holidays_created, report.holidays_updated, report.holidays_removed) == (0, 1, 1)
    assert empty.get(Holiday, date(2027, 11, 24)) is None


def test_removing_what_is_no_holiday(empty: Session) -> None:
    assert not remove_holiday(empty, date(2026, 3, 3))
    set_holiday(empty, date(2026, 3, 3), "Nghỉ", "Day off")
    assert remove_holiday(empty, date(2026, 3, 3))
    assert not remove_holiday(empty, date(2026, 3, 3))
