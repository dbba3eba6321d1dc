"""While a part is away: what works goes on, what cannot says so, and all is well again by itself afterwards."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from ecosystem.app import create_app
from ecosystem.discovery.service import VISITORS, Asked, keep
from ecosystem.kernel import clock
from ecosystem.kernel.changes.models import OutboxRow
from ecosystem.kernel.db.session import db
from ecosystem.kernel.db.transaction import current_session, transaction
from tests.apart import Apart
from tests.catalogue.editing import begin
from tests.discovery.world import Results, results
from tests.factories import Factory, sign_in
from tests.installation import POSTGRESQL, administer, database_of, inside, installation, settings_for
from tests.markup import form, parse

NOWHERE = "http://127.0.0.1:9"
"""The discard port: nothing answers there."""
TITLES = ("Ăn Sạch", "Bách Việt", "Ánh Dương", "Đá Quý", "Dừa Bến Tre")
IN_ORDER = ["Ánh Dương", "Ăn Sạch", "Bách Việt", "Dừa Bến Tre", "Đá Quý"]
FREE = {"pages.healthz", "pages.robots", "pages.static_file"}
"""What touches no database at all."""
PLAIN = {"pages.card", "pages.terms", "pages.privacy", "pages.visibility", "accounts.check_mail", "matching.method"}
PLAIN |= {"mailing.previews", "mailing.preview", "reports.sent"}
"""Pages of words alone: a visitor without a session may read them."""


@pytest.fixture
def without_engine(template_database: str, tmp_path: Path) -> Iterator[Flask]:
    """The product with an Elasticsearch that does not answer."""
    with database_of(template_database, tmp_path) as url:
        settings = settings_for(tmp_path, url, SEARCH_URL=NOWHERE)
        app = create_app(settings, TESTING=True, PROPAGATE_EXCEPTIONS=False, LIMITS_ENABLED=False)
        app.wsgi_app = Apart(app.wsgi_app)  # type: ignore[method-assign]  # Flask's documented way to add middleware
        yield app
        with app.app_context():
            db.session.remove()
            db.engine.dispose()


def test_without_an_engine_lists_come_from_the_database(without_engine: Flask) -> None:
    with inside(without_engine):
        make = Factory()
        for title in TITLES:
            make.entry(None, title)
        make.entry(None, "Viện Thử", kind="institute")
        make.entry(None, "Nháp", public=False)
        make.entry(None, "Đã hết hạn", closes_on=clock.today() - timedelta(days=1))
    visitor = without_engine.test_client()
    for address, word in (("/technologies", "nghỉ"), ("/en/technologies?q=loc&sector=crops&page=1", "resting")):
        page = visitor.get(address)
        assert page.status_code == 200
        assert word in parse(page.text).one("div", class_="note note-info").text
        found = Results(parse(page.text))
        assert found.titles == IN_ORDER
        assert found.total == len(TITLES)
        assert not found.facets()
    assert len(Results(parse(visitor.get("/search").text)).ids) == len(TITLES) + 1
    assert visitor.get("/technologies?page=9").status_code == 302
    assert visitor.get("/search/fragment?q=loc").status_code == 200
    home = parse(visitor.get("/").text)
    tiles = home.one("ul", class_="tiles").all("li")
    numbers = {tile.one("a").get("href"): tile.one("span", class_="figure-number").text for tile in tiles}
    assert (numbers["/technologies"], numbers["/institutes"]) == (str(len(TITLES)), "1")
    assert not home.one("ol", class_="home-tasks").all("span", class_="count")
    plan = parse(visitor.get("/plan/2024").text)
    assert "nghỉ" in plan.one("section", class_="panel plan-bridge").text
    assert not plan.one("ol", class_="plan-tasks").all("ul")
    ready = visitor.get("/readyz")
    assert (ready.status_code, (ready.json or {})["search"]) == (200, "unreachable")


def test_without_an_engine_words_and_past_searches_are_suggested(without_engine: Flask) -> None:
    with inside(without_engine):
        Factory().entry(None, "Nước sạch")
        with transaction() as session:
            keep(session, [Asked("nước thải", f"visitor {number}") for number in range(VISITORS)])
    answer = without_engine.test_client().get("/search/suggest?q=nuoc")
    assert answer.status_code == 200
    options = [option.get("href") for option in parse(answer.text).all("a", role="option")]
    assert options[0] == "/search?q=n%C6%B0%E1%BB%9Bc+th%E1%BA%A3i"
    assert "/search?sector=water-wastewater" in options
    without_engine.test_client().get("/search?q=nuoc")
    assert without_engine.extensions["query_log"].forget() == []


def test_without_an_engine_saving_works(without_engine: Flask) -> None:
    with inside(without_engine):
        make = Factory()
        user = make.user()
        make.organisation(user)
    client = sign_in(without_engine.test_client(), user)
    editing = begin(client)
    assert editing.save("readiness", trl="5").status_code == 303
    assert editing.save("terms", transfers=["assignment"]).status_code == 303
    published = editing.press(f"{editing.address}/edit", "publish")
    assert published.status_code == 303
    for address in (published.location, "/desk", "/institutes", f"/en{published.location}"):
        assert client.get(address).status_code == 200
    assert results(without_engine.test_client(), "/technologies").total == 1
    with inside(without_engine):
        without_engine.extensions["worker"].run_until_idle()
        assert current_session().scalar(sa.select(sa.func.count(OutboxRow.id)))


@contextmanager
def folder_away(folder: Path) -> Iterator[None]:
    """The embedded index is not there, and then again."""
    away = folder.with_name("away")
    folder.rename(away)
    folder.write_text("not an index")
    yield
    folder.unlink()
    away.rename(folder)


def test_the_index_catches_up_by_itself(template_database: str, tmp_path: Path) -> None:
    index = tmp_path / "index"
    with installation(template_database, tmp_path, SEARCH_URL=f"embedded:{index}") as app:
        with inside(app):
            make = Factory()
            user = make.user()
            own = make.organisation(user)
            make.entry(own, "Có từ trước")
            make.index()
        again = create_app(
            settings_for(tmp_path, app.config["SQLALCHEMY_DATABASE_URI"], SEARCH_URL=f"embedded:{index}"),
            TESTING=True,
            PROPAGATE_EXCEPTIONS=False,
        )
        visitor = again.test_client()
        with folder_away(index):
            with inside(again):
                Factory().entry(None, "Lưu lúc máy tìm nghỉ")
                again.extensions["worker"].run_until_idle()
            page = visitor.get("/technologies")
            assert page.status_code == 200
            assert "nghỉ" in parse(page.text).one("div", class_="note note-info").text
            assert set(Results(parse(page.text)).titles) == {"Có từ trước", "Lưu lúc máy tìm nghỉ"}
        with inside(again), clock.travel(timedelta(minutes=1)):
            Factory().index()
        found = results(visitor, "/technologies", ("q", "lúc máy tìm nghỉ"))
        assert found.titles[0] == "Lưu lúc máy tìm nghỉ"
        assert found.facets()
        with again.app_context():
            db.engine.dispose()


@contextmanager
def database_away(app: Flask) -> Iterator[None]:
    """Nobody can connect to the database, and then again; what was connected is cut off."""
    with app.app_context():
        url, engine = db.engine.url, db.engine
    if POSTGRESQL:
        administer(f"ALTER DATABASE {url.database} ALLOW_CONNECTIONS false")
        administer(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{url.database}'")  # noqa: S608 -- a name of our own making
        try:
            yield
        finally:
            administer(f"ALTER DATABASE {url.database} ALLOW_CONNECTIONS true")
        return
    path = Path(str(url.database))
    engine.dispose()
    path.rename(path.with_suffix(".away"))
    path.mkdir()
    try:
        yield
    finally:
        path.rmdir()
        path.with_suffix(".away").rename(path)


def addresses(app: Flask, method: str) -> dict[str, str]:
    """An address of every route that takes the method."""
    values = {"slug": "bat-ky-2345678923", "public_id": "2345678923", "step": "basics", "token": "a.b.c"}
    values |= {"purpose": "confirm", "device": "0123456789abcdef", "build": "x", "filename": "favicon.svg"}
    values |= {"key": "2024", "link": "a.b.c", "act": "agree", "name": "introduction_asked", "kind": "entry"}
    adapter = app.url_map.bind("")
    return {
        rule.endpoint: adapter.build(
            rule.endpoint, {name: values.get(name, values["public_id"]) for name in rule.arguments}
        )
        for rule in app.url_map.iter_rules()
        if method in (rule.methods or ())
    }


def assert_away(client: FlaskClient, method: str, address: str) -> None:
    answer = client.open(address, method=method, buffered=True)
    assert answer.status_code == 503, f"{method} {address}: {answer.status_code}"
    assert int(answer.headers["Retry-After"]) > 0
    if address != "/readyz":
        page = parse(answer.text)
        assert page.one("h1").text
        assert page.one("html").get("lang") == "vi"
        assert "Traceback" not in answer.text
    assert not answer.headers.getlist("Set-Cookie")


def test_without_a_database_every_page_says_when_to_come_back(app: Flask, make: Factory) -> None:
    """Signed in or not; health alone goes on. Afterwards the same process, and the same session, go on."""
    member = sign_in(app.test_client(), make.user())
    make.entry(None, "Đang công khai")
    make.index()
    current_session().close()
    with database_away(app):
        for endpoint, address in addresses(app, "GET").items():
            if endpoint in FREE:
                assert member.get(address, buffered=True).status_code == 200
            else:
                assert_away(member, "GET", address)
        for address in addresses(app, "POST").values():
            assert_away(member, "POST", address)
    assert member.get("/desk").status_code == 200
    assert results(member, "/technologies").titles == ["Đang công khai"]


def test_without_a_database_a_visitor_reads_what_needs_none(app: Flask, session: object) -> None:
    visitor = app.test_client()
    with database_away(app):
        for endpoint, address in addresses(app, "GET").items():
            answer = visitor.get(address, buffered=True)
            if endpoint in FREE | PLAIN:
                assert answer.status_code == 200, address
            elif answer.status_code == 303:
                assert answer.location.startswith("/login?next=")
            elif answer.status_code == 410:
                assert "a.b.c" in address, "only a link that was never signed needs no look-up"
            else:
                assert_away(visitor, "GET", address)
    for address in ("/", "/search", "/login", "/sitemap.xml"):
        assert visitor.get(address).status_code == 200


def test_a_form_that_was_refused_meanwhile_can_be_sent_again(app: Flask, make: Factory) -> None:
    """The nonce was not used up, and the text still stands in the browser."""
    user = make.user()
    make.organisation(user)
    client = sign_in(app.test_client(), user)
    shown = form(client.get("/technologies/new").text, "/technologies/new")
    values = {"title": "Bể lọc", "summary": "Lọc.", "sectors": ["crops"]}
    current_session().close()
    with database_away(app):
        assert shown.send(client, **values).status_code == 503
    assert shown.send(client, **values).status_code == 303


def test_two_databases_that_never_were(tmp_path: Path) -> None:
    """An application may start before its database, and answers honestly until then."""
    for url in ("postgresql+psycopg://nobody@127.0.0.1:9/none", f"sqlite:///{tmp_path}"):
        app = create_app(settings_for(tmp_path, url), TESTING=True, PROPAGATE_EXCEPTIONS=False)
        client = app.test_client()
        client.set_cookie("session", "x")
        assert_away(client, "GET", "/")
        assert_away(client, "GET", "/readyz")
        assert client.get("/healthz").status_code == 200
        shutil.rmtree(tmp_path / "search", ignore_errors=True)
