"""Every route × every method × every relation × every state: who gets what, and that nobody learns of more.

Generated from the route map. The rules are in `routes.py`, people and things in `world.py`, the asking in `sweep.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from werkzeug.datastructures import MultiDict

from ecosystem.catalogue.models import State
from ecosystem.kernel.db.base import Base
from ecosystem.kernel.db.session import db
from ecosystem.search.engine import SearchEngine
from ecosystem.search.request import SearchRequest
from tests.architecture.people import NOTHING, PEOPLE, STATES, Person, Thing
from tests.architecture.routes import ROUTES
from tests.architecture.rules import Outcome, seen
from tests.architecture.sweep import (
    KIND_OF,
    Sweep,
    address,
    assert_says_no_more,
    entries_of,
    form,
    outcome_of,
    plain,
    things,
    url_rules,
)
from tests.architecture.world import World
from tests.factories import Factory
from tests.installation import NO_EFFECT, changed_tables, inside, installation, rows
from tests.markup import parse
from tests.search.contract.documents import asking

REQUESTS = [
    *((name, "GET") for name, route in sorted(ROUTES.items()) if route.get),
    *((name, "POST") for name, route in sorted(ROUTES.items()) if route.post),
]
REFERENCE = NO_EFFECT | {"term", "holiday"}
_DENIED = frozenset({Outcome.SIGN_IN, Outcome.MISSING, Outcome.FORBIDDEN})


@pytest.fixture(scope="module")
def sweep(template_database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sweep]:
    with installation(template_database, tmp_path_factory.mktemp("sweep")) as app:
        with inside(app):
            world = World(Factory())
            entries = {
                endpoint: [world.entry(owner, state, kind) for owner, state in STATES]
                for endpoint, kind in KIND_OF.items()
            }
            organisations = [world.organisation(owner) for owner in ("ours", "theirs")]
            world.make.index()
        made = Sweep(app, world, entries, organisations, list(world.markers))
        for person in PEOPLE:
            made.sign_in(person)
        yield made


def test_every_route_has_its_rule_and_every_rule_its_route(sweep: Sweep) -> None:
    """The registry names each route with just the methods it takes; no endpoint has two addresses."""
    taken = {
        (rule.endpoint, method)
        for rule in sweep.app.url_map.iter_rules()
        for method in rule.methods or ()
        if method != "HEAD"
    }
    named = {(name, "GET") for name, route in ROUTES.items() if route.get}
    named |= {(name, "POST") for name, route in ROUTES.items() if route.post}
    assert {one for one in taken if one[1] != "OPTIONS"} == named
    assert len(list(sweep.app.url_map.iter_rules())) == len(ROUTES)


@pytest.mark.parametrize("endpoint", sorted(KIND_OF))
def test_an_id_alone_tells_no_title(sweep: Sweep, endpoint: str) -> None:
    """The redirect to the readable address is for those who may see the page."""
    for person in PEOPLE:
        for thing in sweep.entries[endpoint]:
            answer = sweep.send(person, "GET", f"/{endpoint}/{thing.public_id}", MultiDict())
            if seen(person, thing) is Outcome.PAGE and thing.state != State.DRAFT:
                assert (answer.status_code, answer.location) == (301, f"/{endpoint}/{thing.address}")
            elif seen(person, thing) is Outcome.MISSING:
                assert answer.status_code == 404
            assert_says_no_more(sweep, person, answer)


def test_no_hidden_word_is_in_the_index(sweep: Sweep) -> None:
    """Not of a draft, not of a withdrawn one, and nothing confidential of a public one."""
    engine: SearchEngine = sweep.app.extensions["search_engine"]
    assert {m for m in sweep.markers if engine.search(SearchRequest(asking(m.word), limit=0)).total.value} == set()
    assert {key for key, _ in engine.scan()} == {thing.public_id for thing in sweep.all_entries if thing.is_public}


@pytest.mark.parametrize("person", PEOPLE, ids=str)
def test_numbers_count_the_public_ones_alone(sweep: Sweep, person: Person) -> None:
    """To everybody alike, whoever's drafts there are."""
    public = {kind: sum(thing.is_public for thing in found) for kind, found in sweep.entries.items()}
    assert f'data-total="{sum(public.values())}"' in sweep.clients[person.name].get("/search").text
    for endpoint, number in public.items():
        assert f'data-total="{number}"' in sweep.clients[person.name].get(f"/{endpoint}").text


def test_the_site_map_lists_the_public_ones_alone(sweep: Sweep) -> None:
    listed = set(
        re.findall(
            r"<loc>http://nhipcau\.example(?:/en)?/(?!en/)(\w+)/([^<]+)</loc>",
            sweep.clients["owner"].get("/sitemap.xml").text,
        )
    )
    assert listed == {
        (kind, thing.address) for kind, found in sweep.entries.items() for thing in found if thing.is_public
    } | {("plan", "2024")}
    home = parse(sweep.clients["visitor"].get("/").text)
    linked = {link.get("href") for link in home.all("a") if re.search(r"-[2-9a-z]{10}$", link.get("href"))}
    assert linked
    assert linked <= {f"/{kind}/{address}" for kind, address in listed}


@pytest.mark.parametrize(("endpoint", "method"), REQUESTS)
def test_who_gets_what(sweep: Sweep, endpoint: str, method: str) -> None:
    """The outcome for everybody; a denied request changes nothing; another's is as if it were not there."""
    route, rule = ROUTES[endpoint], url_rules(sweep.app)[endpoint]
    access = route.get if method == "GET" else route.post
    assert access is not None
    before = rows(sweep.app, besides=REFERENCE)
    allowed: list[tuple[Person, Thing]] = []
    for person in PEOPLE:
        missing: set[tuple[str, str]] = set()
        for thing in things(sweep, endpoint, rule):
            expected = access(person, thing)
            if method == "POST" and expected not in _DENIED:
                allowed.append((person, thing))
                continue
            answer = sweep.send(person, method, address(sweep, rule, route, thing), form(thing, route))
            assert outcome_of(answer) is expected, f"{person.name}, {thing}: {answer.status_code} {answer.location}"
            assert_says_no_more(sweep, person, answer)
            if expected is Outcome.MISSING:
                missing.add(plain(answer, thing))
        assert len(missing) <= 1, f"{person.name} can tell another's from a missing one"
    assert changed_tables(before, rows(sweep.app, besides=REFERENCE)) == []
    for person, thing in allowed:
        check_write(sweep, endpoint, person, thing)


def check_write(sweep: Sweep, endpoint: str, person: Person, thing: Thing) -> None:
    """A write that is allowed, on a thing made for it."""
    route, rule = ROUTES[endpoint], url_rules(sweep.app)[endpoint]
    assert route.post is not None
    expected = route.post(person, thing)
    if thing.state:
        with inside(sweep.app):
            thing = sweep.world.entry(thing.owner, State(thing.state), KIND_OF[entries_of(endpoint)])
    elif thing.owner:
        with inside(sweep.app):
            thing = sweep.world.organisation(thing.owner)
    answer = sweep.send(person, "POST", address(sweep, rule, route, thing), form(thing, route))
    assert outcome_of(answer) is expected, f"{person.name}, {thing}: {answer.status_code} {answer.location}"
    assert_says_no_more(sweep, person, answer)
    if route.ends_session:
        sweep.sign_in(person)


@pytest.mark.parametrize("endpoint", sorted(name for name, route in ROUTES.items() if route.post))
def test_no_form_is_taken_without_its_token(sweep: Sweep, endpoint: str) -> None:
    """Except where the signed link in the address proves more."""
    route, rule = ROUTES[endpoint], url_rules(sweep.app)[endpoint]
    before = rows(sweep.app, besides=REFERENCE)
    for person in (PEOPLE[0], PEOPLE[5]):
        for thing in things(sweep, endpoint, rule)[::-1][:3]:
            answer = sweep.clients[person.name].post(address(sweep, rule, route, thing), data=form(thing, route))
            assert answer.status_code == (410 if "token" in rule.arguments else 400 if route.needs_token else 303)
            assert_says_no_more(sweep, person, answer)
    assert changed_tables(before, rows(sweep.app, besides=REFERENCE)) == []


@pytest.mark.parametrize("endpoint", sorted(ROUTES))
def test_no_other_method_is_taken(sweep: Sweep, endpoint: str) -> None:
    """HEAD is a GET without its body: what mail scanners send before a person clicks must not act."""
    route, rule = ROUTES[endpoint], url_rules(sweep.app)[endpoint]
    path = address(sweep, rule, route, NOTHING)
    for method in ("PUT", "PATCH", "DELETE"):
        assert sweep.clients["owner"].open(path, method=method).status_code in {400, 405}, method
    if route.get:
        for name in ("visitor", "owner"):
            got = sweep.clients[name].get(path, buffered=True)
            headed = sweep.clients[name].head(path, buffered=True)
            assert (headed.status_code, headed.data) == (got.status_code, b"")


def test_confidential_text_lies_in_one_table(sweep: Sweep, caplog: pytest.LogCaptureFixture) -> None:
    """Not in the audit, the outbox, a job, a mail or a log."""
    words = {marker.word for marker in sweep.world.markers}
    with inside(sweep.app):
        thing = sweep.world.entry("ours", State.PUBLIC, "technology")
        confidential = {marker.word for marker in sweep.world.markers} - words
        sweep.world.make.index()
        lies = {
            table.name: found
            for table in Base.metadata.sorted_tables
            if (found := {w for w in confidential for line in db.session.execute(table.select()) if w in repr(line)})
        }
    assert set(lies) == {"technology", "technology_confidential"}
    assert len(lies["technology_confidential"]) == 1
    assert not lies["technology_confidential"] & lies["technology"]
    step = f"/technologies/{thing.address}/edit/rights"
    token = sweep.tokens["owner"]
    secret = "zqbimatxqz"
    answer = sweep.clients["owner"].post(
        step, data={"confidential_detail": secret, "version": "0", "csrf_token": token}
    )
    assert answer.status_code == 409
    assert secret not in caplog.text
