from __future__ import annotations

import json
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ecosystem.catalogue.models import Entry, EntryTranslation, State
from ecosystem.deals.models import Investment, Round
from ecosystem.demonstration.entries import SOURCE, LoadReport
from ecosystem.demonstration.records import FOLDER
from ecosystem.demonstration.service import has_demo, load, load_into_new_database, remove
from ecosystem.investors.models import Investor
from ecosystem.kernel import clock
from ecosystem.kernel.access.actor import OPERATOR
from ecosystem.kernel.changes.models import AuditEvent, OutboxRow
from ecosystem.kernel.db.transaction import transaction
from ecosystem.organisations.models import Organisation
from ecosystem.rates.models import ExchangeRate
from ecosystem.rates.queries import rates
from ecosystem.rates.rates import Rate
from ecosystem.rates.service import set_rate
from ecosystem.search.request import SearchRequest
from ecosystem.startups.models import Startup
from ecosystem.technologies.models import Confidential, Right, Technology
from tests.factories import Factory

MODELS = (Organisation, Entry, Technology, EntryTranslation, Right, Confidential, Round, Investment, ExchangeRate)
INSTITUTES = 3
STARTUPS = ("ruong-tho", "ao-to", "tay-chuyen", "mai-nang-chung")
INVESTORS = 6
OWNERS = INSTITUTES + len(STARTUPS) + INVESTORS
NOT_ENTRIES = ("deals.json", "rates.json")


def read(name: str) -> list[dict[str, Any]]:
    content: list[dict[str, Any]] = json.loads((FOLDER / name).read_text("utf-8"))
    return content


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A tenth of the data: the first institutes with what they offer, some startups, investors, their deals."""
    kept = {
        "institutes.json": read("institutes.json")[:INSTITUTES],
        "startups-1.json": [one for one in read("startups-1.json") if one["key"] in STARTUPS],
        "startups-2.json": [],
        "investors.json": read("investors.json")[:INVESTORS],
        "rates.json": read("rates.json"),
    }
    keys = {
        name: {one["key"] for one in kept[name]} for name in ("institutes.json", "startups-1.json", "investors.json")
    }
    for name in ("technologies-1.json", "technologies-2.json"):
        kept[name] = [one for one in read(name) if one["owner"] in keys["institutes.json"]]
    kept["deals.json"] = [
        one
        for one in read("deals.json")
        if one["startup_id"] in keys["startups-1.json"] and one.get("investor_id") in {None, *keys["investors.json"]}
    ]
    for name, records in kept.items():
        (tmp_path / name).write_text(json.dumps(records), "utf-8")
    return tmp_path


@pytest.fixture
def total(folder: Path) -> int:
    """How many entries, deals and rates there are to load."""
    return sum(len(json.loads(path.read_text("utf-8"))) for path in folder.glob("*.json"))


@pytest.fixture
def entries(folder: Path) -> int:
    """How many of them are entries."""
    paths = [path for path in folder.glob("*.json") if path.name not in NOT_ENTRIES]
    return sum(len(json.loads(path.read_text("utf-8"))) for path in paths)


@pytest.fixture
def loaded(session: Session, folder: Path, total: int) -> Session:
    with transaction():
        assert load(session, folder) == LoadReport(new=total)
    return session


def counts(session: Session) -> dict[str, int]:
    return {model.__tablename__: session.scalar(select(func.count()).select_from(model)) or 0 for model in MODELS}


def test_all_is_public_marked_and_dated_in_the_last_weeks(loaded: Session, entries: int) -> None:
    found = loaded.scalars(select(Entry)).all()
    assert len(found) == entries
    earliest = clock.now() - timedelta(days=61)
    for entry in found:
        assert entry.state == State.PUBLIC
        assert entry.is_demo
        assert entry.published_at is not None
        assert earliest < entry.published_at <= entry.updated_at < clock.now()
    assert len({entry.updated_at.date() for entry in found}) > entries / 2
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
    session: Session, make: Factory, folder: Path, entries: int
) -> None:
    make.entry(make.organisation(make.user()), rights=[{"kind": "patent"}], translation={"title": "Ours"})
    before = counts(session)
    with transaction():
        load(session, folder)
    with transaction():
        report = remove(session)
    assert (report.entries, report.organisations, report.organisations_kept) == (entries, OWNERS, 0)
    assert report.deals >= 5
    assert report.rates == 1
    assert counts(session) == before


def test_an_organisation_that_owns_something_else_stays(loaded: Session, make: Factory) -> None:
    owner = loaded.scalars(select(Organisation).order_by(Organisation.id)).first()
    entry = make.entry(owner, "Của người khác")
    with transaction():
        report = remove(loaded)
    assert (report.organisations, report.organisations_kept) == (OWNERS - 1, 1)
    assert loaded.get(Technology, entry.id) is not None


def test_the_index_follows(loaded: Session, app_context: Flask, make: Factory, entries: int) -> None:
    engine = app_context.extensions["search_engine"]
    make.index()
    assert engine.search(SearchRequest()).total.value == entries
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


def test_deals_are_marked_and_point_at_entries(loaded: Session) -> None:
    investments = loaded.scalars(select(Investment)).all()
    assert all(one.is_demo and one.source == SOURCE for one in (*investments, *loaded.scalars(select(Round))))
    startups = set(loaded.scalars(select(Startup.id)))
    assert set(loaded.scalars(select(Round.startup_id))) <= startups
    assert any(one.investor_id for one in investments)
    assert any(one.investor_kind == "person" for one in investments)


def test_a_startup_links_the_technologies_that_were_loaded_with_it(loaded: Session) -> None:
    links = [link for one in loaded.scalars(select(Startup)) for link in one.technologies]
    assert links
    assert set(links) <= {one.address for one in loaded.scalars(select(Technology))}


def test_a_changed_startup_keeps_its_links(loaded: Session, folder: Path, total: int) -> None:
    with transaction():
        startup = next(one for one in loaded.scalars(select(Startup)) if one.technologies)
        links, startup.technologies, startup.imported_digest = startup.technologies, [], "another"
    with transaction():
        assert load(loaded, folder) == LoadReport(changed=1, unchanged=total - 1)
    assert startup.technologies == links


def test_a_persons_page_is_public_as_if_by_that_persons_own_act(session: Session) -> None:
    with transaction():
        load(session)
    angel = session.scalars(select(Investor).where(Investor.investor_kind == "angel")).first()
    assert angel is not None
    assert angel.is_public
    assert angel.owner is not None
    assert angel.owner.kind == "individual"


def test_a_real_rate_wins_and_stays(loaded: Session, folder: Path) -> None:
    assert rates(loaded).get("USD") == Rate("USD", Decimal(26000), clock.today() - timedelta(days=9), is_demo=True)
    real_day = clock.today() - timedelta(days=40)
    with transaction():
        set_rate(loaded, OPERATOR, "USD", Decimal(25500), real_day)
    assert rates(loaded).get("USD") == Rate("USD", Decimal(25500), real_day)
    with transaction():
        assert load(loaded, folder).changed == 0
    with transaction():
        remove(loaded)
    assert [(one.vnd, one.is_demo) for one in loaded.scalars(select(ExchangeRate))] == [(Decimal(25500), False)]


def test_where_there_is_a_real_rate_none_is_invented(session: Session, folder: Path, total: int) -> None:
    with transaction():
        set_rate(session, OPERATOR, "USD", Decimal(25500), clock.today())
        assert load(session, folder) == LoadReport(new=total - 1, unchanged=1)
    assert rates(session).in_vnd(1, "USD") == 25500


def test_a_rate_that_an_operator_confirms_is_a_real_one(loaded: Session) -> None:
    with transaction():
        set_rate(loaded, OPERATOR, "USD", Decimal(26000), clock.today() - timedelta(days=9))
        assert remove(loaded).rates == 0
    assert rates(loaded).in_vnd(1, "USD") == 26000


def test_pages_say_that_the_rate_is_invented(loaded: Session, client: FlaskClient) -> None:
    startup = loaded.scalars(select(Startup).where(Startup.currency == "USD")).first()
    assert startup is not None
    address = f"/en/startups/{startup.address}"
    words = "(a demonstration rate, not a real one)"
    assert words in client.get(address).text
    with transaction():
        set_rate(loaded, OPERATOR, "USD", Decimal(26100), clock.today())
    page = client.get(address).text
    assert "26,100" in page
    assert words not in page
