from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ecosystem.catalogue.models import Entry, EntryTranslation, State
from ecosystem.demonstration.records import FOLDER
from ecosystem.demonstration.service import LoadReport, has_demo, load, load_into_new_database, remove
from ecosystem.kernel import clock
from ecosystem.kernel.changes.models import AuditEvent, OutboxRow
from ecosystem.kernel.db.transaction import transaction
from ecosystem.organisations.models import Organisation
from ecosystem.search.request import SearchRequest
from ecosystem.technologies.models import Confidential, Right, Technology
from tests.factories import Factory

MODELS = (Organisation, Entry, Technology, EntryTranslation, Right, Confidential)
INSTITUTES = 3


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A tenth of the data: the first institutes with what they offer."""
    institutes = json.loads((FOLDER / "institutes.json").read_text("utf-8"))[:INSTITUTES]
    keys = {one["key"] for one in institutes}
    (tmp_path / "institutes.json").write_text(json.dumps(institutes), "utf-8")
    for name in ("technologies-1.json", "technologies-2.json"):
        offers = json.loads((FOLDER / name).read_text("utf-8"))
        (tmp_path / name).write_text(json.dumps([one for one in offers if one["owner"] in keys]), "utf-8")
    return tmp_path


@pytest.fixture
def total(folder: Path) -> int:
    """How many entries there are to load."""
    return sum(len(json.loads(path.read_text("utf-8"))) for path in folder.glob("*.json"))


@pytest.fixture
def loaded(session: Session, folder: Path, total: int) -> Session:
    with transaction():
        assert load(session, folder) == LoadReport(new=total)
    return session


def counts(session: Session) -> dict[str, int]:
    return {model.__tablename__: session.scalar(select(func.count()).select_from(model)) or 0 for model in MODELS}


def test_all_is_public_marked_and_dated_in_the_last_weeks(loaded: Session, total: int) -> None:
    entries = loaded.scalars(select(Entry)).all()
    assert len(entries) == total
    earliest = clock.now() - timedelta(days=61)
    for entry in entries:
        assert entry.state == State.PUBLIC
        assert entry.is_demo
        assert entry.published_at is not None
        assert earliest < entry.published_at <= entry.updated_at < clock.now()
    assert len({entry.updated_at.date() for entry in entries}) > total / 2
    assert all(one.is_demo for one in loaded.scalars(select(Organisation)))


def test_a_second_load_changes_nothing(loaded: Session, folder: Path, total: int) -> None:
    before = counts(loaded), loaded.scalar(select(func.count()).select_from(AuditEvent))
    with transaction():
        assert load(loaded, folder) == LoadReport(unchanged=total)
    assert (counts(loaded), loaded.scalar(select(func.count()).select_from(AuditEvent))) == before


def test_what_was_changed_by_hand_comes_back_with_new_files(loaded: Session, folder: Path, total: int) -> None:
    with transaction():
        entry = loaded.scalars(select(Technology)).first()
        assert entry is not None
        title, entry.title, entry.imported_digest = entry.title, "Đã sửa", "another"
    with transaction():
        assert load(loaded, folder) == LoadReport(changed=1, unchanged=total - 1)
    assert entry.title == title


def test_removal_takes_just_that_with_all_that_hangs_on_it(
    session: Session, make: Factory, folder: Path, total: int
) -> None:
    make.entry(make.organisation(make.user()), rights=[{"kind": "patent"}], translation={"title": "Ours"})
    before = counts(session)
    with transaction():
        load(session, folder)
    with transaction():
        report = remove(session)
    assert (report.entries, report.organisations, report.organisations_kept) == (total, INSTITUTES, 0)
    assert counts(session) == before


def test_an_organisation_that_owns_something_else_stays(loaded: Session, make: Factory) -> None:
    owner = loaded.scalars(select(Organisation).order_by(Organisation.id)).first()
    entry = make.entry(owner, "Của người khác")
    with transaction():
        report = remove(loaded)
    assert (report.organisations, report.organisations_kept) == (INSTITUTES - 1, 1)
    assert loaded.get(Technology, entry.id) is not None


def test_the_index_follows(loaded: Session, app_context: Flask, make: Factory, total: int) -> None:
    engine = app_context.extensions["search_engine"]
    make.index()
    assert engine.search(SearchRequest()).total.value == total
    with transaction():
        remove(loaded)
    make.index()
    assert engine.search(SearchRequest()).total.value == 0
    assert loaded.scalar(select(func.count()).select_from(OutboxRow)) == 0


def test_it_is_known_whether_it_is_there(session: Session, folder: Path) -> None:
    assert not has_demo(session)
    with transaction():
        load(session, folder)
    assert has_demo(session)
    with transaction():
        remove(session)
    assert not has_demo(session)
    with transaction():
        load(session, folder)
    assert has_demo(session)


def test_every_page_says_so(loaded: Session, client: FlaskClient) -> None:
    marked = "dữ liệu minh họa"
    assert marked in client.get("/terms").text
    with transaction():
        remove(loaded)
    assert marked not in client.get("/terms").text


def test_a_new_database_gets_it_once(session: Session, folder: Path, total: int) -> None:
    assert load_into_new_database(folder) == LoadReport(new=total)
    assert load_into_new_database(folder) is None
    with transaction():
        remove(session)
    assert load_into_new_database(folder) is None
    assert counts(session)["entry"] == 0


def test_a_database_with_entries_is_not_new(session: Session, make: Factory, folder: Path) -> None:
    make.entry(make.organisation(make.user()), public=False)
    assert load_into_new_database(folder) is None
    assert counts(session)["entry"] == 1


def test_removed_before_it_ever_came_it_does_not_come(session: Session, folder: Path) -> None:
    with transaction():
        assert remove(session).entries == 0
    assert load_into_new_database(folder) is None


def test_confidential_text_stands_apart(loaded: Session, app_context: Flask) -> None:
    secret = loaded.scalars(select(Confidential)).first()
    assert secret is not None
    documents = app_context.extensions["documents"].load(loaded, {secret.technology.public_id: secret.technology_id})
    assert "MẬT-" in secret.detail
    assert "MẬT-" not in str(documents)
