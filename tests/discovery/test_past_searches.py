"""Searches that are counted: when they are suggested, what is never kept, and that no page suffers for it."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from ecosystem.discovery.models import PastSearch, SearchMiss, SearchVisit
from ecosystem.discovery.query_log import QueryLog, is_personal
from ecosystem.discovery.service import Asked, forget_searches, keep
from ecosystem.kernel import clock
from ecosystem.kernel.db.transaction import transaction
from tests.discovery.test_suggestions import suggested
from tests.factories import Factory

SEARCHES = "Hay được tìm"
PLACE = "/search"


@pytest.fixture
def log(app: Flask) -> QueryLog:
    """Writes when a test says so."""
    made: QueryLog = app.extensions["query_log"]
    return made


@pytest.fixture
def filled(make: Factory) -> Factory:
    make.entry(None, "Màng lọc nước lợ", translation={"title": "Brackish water"})
    make.entry(None, "Máy sấy lúa")
    make.index()
    return make


def ask(client: FlaskClient, text: str, visitor: int = 1, **more: str) -> None:
    headers = {"User-Agent": f"Browser of visitor {visitor}"}
    assert client.get(PLACE, query_string={"q": text, **more}, headers=headers).status_code == 200


def rows(session: Session, model: type[object]) -> list[object]:
    session.rollback()
    return list(session.scalars(sa.select(model)))


def offered(client: FlaskClient, typed: str) -> list[str]:
    return suggested(client, typed).groups.get(SEARCHES, [])


def test_a_search_is_suggested_when_five_visitors_asked_it(
    filled: Factory, client: FlaskClient, log: QueryLog, session: Session
) -> None:
    for visitor in (1, 2, 3, 4, 4, 4):
        ask(client, "màng lọc", visitor)
        log.flush()
    assert (offered(client, "mang"), len(rows(session, SearchVisit))) == ([], 4)
    ask(client, "  MÀNG  Lọc ", 5)
    log.flush()
    assert rows(session, SearchVisit) == []
    for typed in ("m", "mang", "màng l", "mangf", "MÀNG"):
        assert offered(client, typed) == ["màng lọc"], typed
    option = suggested(client, "mang").page.all("a", role="option")[0]
    assert (option.get("href"), option.get("data-text")) == ("/search?q=m%C3%A0ng+l%E1%BB%8Dc", "màng lọc")
    assert suggested(client, "mang", kind="technology").addresses[0] == "/technologies?q=m%C3%A0ng+l%E1%BB%8Dc"
    assert offered(client, "màng lọc") == []
    assert offered(client, "lọc") == []


def test_one_address_with_five_browsers_is_five_and_one_browser_at_two_addresses_two(
    filled: Factory, client: FlaskClient, log: QueryLog, session: Session
) -> None:
    for address in ("203.0.113.1", "203.0.113.2", "203.0.113.1"):
        client.get(PLACE, query_string={"q": "lúa"}, environ_base={"REMOTE_ADDR": address})
    log.flush()
    assert len(rows(session, SearchVisit)) == 2


def test_nothing_of_a_visitor_can_be_read(
    filled: Factory, client: FlaskClient, log: QueryLog, session: Session
) -> None:
    ask(client, "lúa", 7)
    ask(client, "máy", 7)
    log.flush()
    visits = [f"{visit.text} {visit.visitor}" for visit in session.scalars(sa.select(SearchVisit))]
    assert len({line.split()[1] for line in visits}) == 2, "the same visitor is told by two searches"
    assert not any(word in line for line in visits for word in ("Browser", "127.0.0.1"))


def test_what_was_understood_is_kept_not_the_keys_that_were_typed(
    filled: Factory, client: FlaskClient, log: QueryLog, session: Session
) -> None:
    filled.entry(None, "Công nghệ")
    filled.index()
    ask(client, "coong ngheej")
    log.flush()
    assert [visit.text for visit in session.scalars(sa.select(SearchVisit))] == ["công nghệ"]


def test_searches_that_found_nothing_are_not_suggested(
    filled: Factory, client: FlaskClient, log: QueryLog, session: Session
) -> None:
    for visitor in range(6):
        ask(client, "xyzzyx qwqwqw", visitor)
        ask(client, "màng lọc", visitor, exact="1")
        ask(client, "", visitor, sector="crops")
    log.flush()
    assert rows(session, SearchVisit) == rows(session, PastSearch) == []


PERSONAL = ["lan@vien.example màng", "màng 0912 345 678", "màng +84 (912) 345-678", "màng 0912.345.678", "màng " * 20]


@pytest.mark.parametrize("text", PERSONAL)
def test_what_may_name_a_person_is_never_kept(
    filled: Factory, client: FlaskClient, log: QueryLog, session: Session, text: str
) -> None:
    for visitor in range(5):
        ask(client, text, visitor)
    assert log.forget() == []


def test_numbers_that_are_no_telephones_are_kept() -> None:
    for text in ("nghị định 268/2025/NĐ-CP", "TRL 5", "2026", "covid-19", "50 000 m3"):
        assert not is_personal(text), text


def test_a_past_search_grows_with_every_search(
    filled: Factory, client: FlaskClient, log: QueryLog, session: Session
) -> None:
    for text, visitors in (("màng lọc nước", 5), ("màng lọc", 7)):
        for visitor in range(visitors):
            ask(client, text, visitor)
        log.flush()
    ask(client, "màng lọc", 1)
    log.flush()
    assert {one.text: one.count for one in session.scalars(sa.select(PastSearch))} == {
        "màng lọc nước": 5,
        "màng lọc": 8,
    }
    assert offered(client, "màng") == ["màng lọc", "màng lọc nước"]


def test_marks_that_were_typed_come_before_counts(session: Session, client: FlaskClient) -> None:
    with transaction() as written:
        for text, count in (("duong sach", 90), ("đường sạch", 9), ("dương xuân", 50), ("dưỡng sinh", 5)):
            keep(written, [Asked(text, f"visitor {number}") for number in range(count)])
    assert offered(client, "đ") == ["đường sạch", "duong sach", "dương xuân"]
    assert offered(client, "dưỡ") == ["dưỡng sinh", "duong sach", "dương xuân"]


def test_visitors_are_forgotten_after_thirty_days_and_what_nobody_asks_after_a_year(session: Session) -> None:
    with transaction() as written:
        keep(written, [Asked("lúa", "a"), Asked("", "", ("xyzzyx",))])
        keep(written, [Asked("màng", f"visitor {number}") for number in range(5)])
    for days, left in ((30, (1, 1, 1)), (31, (0, 1, 1)), (366, (0, 0, 0))):
        with clock.travel(timedelta(days=days)):
            forget_searches({})
        assert tuple(len(rows(session, model)) for model in (SearchVisit, PastSearch, SearchMiss)) == left, days


def test_words_that_nothing_covers_are_listed_without_persons(
    filled: Factory, client: FlaskClient, log: QueryLog, app: Flask
) -> None:
    for text in ("xyzzyx màng", "xyzzyx 12345", "qwqwqw", "blockchain", "lan@vien.example"):
        ask(client, text)
    ask(client, "hihihaha", exact="1")
    log.flush()
    listed = app.test_cli_runner().invoke(args=["search", "misses", "--json"])
    today = clock.today().isoformat()
    assert json.loads(listed.output) == [
        {"word": "xyzzyx", "count": 2, "last_on": today},
        {"word": "qwqwqw", "count": 1, "last_on": today},
    ]
    plain = app.test_cli_runner().invoke(args=["search", "misses", "--most", "1"])
    assert plain.output.split() == ["2", today, "xyzzyx"]


def test_it_is_written_when_fifty_wait_or_the_first_has_waited_a_minute() -> None:
    written: list[int] = []
    made = QueryLog(b"secret", lambda _flush: written.append(len(made.forget())))
    for number in range(120):
        made.note("lúa", "lúa", f"visitor {number}", [], found=True)
    assert written == [50, 50]
    with clock.travel(timedelta(seconds=59)):
        made.note("lúa", "lúa", "visitor", [], found=True)
    assert written == [50, 50]
    with clock.travel(timedelta(seconds=61)):
        made.note("lúa", "lúa", "visitor", [], found=True)
    assert written == [50, 50, 22]


def test_while_nobody_writes_it_is_told_once_and_no_more_is_kept_than_there_is_room_for() -> None:
    told: list[object] = []
    made = QueryLog(b"secret", told.append)
    for number in range(2_000):
        made.note("lúa", "lúa", f"visitor {number}", [], found=True)
    assert len(told) == 1
    assert len(made.forget()) == 1_000


def test_a_database_that_does_not_take_it_breaks_nothing(
    filled: Factory, client: FlaskClient, log: QueryLog, session: Session, caplog: pytest.LogCaptureFixture
) -> None:
    with transaction() as changed:
        changed.execute(sa.text("ALTER TABLE search_visit RENAME TO away"))
    ask(client, "lúa")
    log.flush()
    assert "1 searches were not counted" in caplog.text
    ask(client, "lúa")
    with transaction() as changed:
        changed.execute(sa.text("ALTER TABLE away RENAME TO search_visit"))
    log.flush()
    assert len(rows(session, SearchVisit)) == 1
