"""How the sweep asks and what it reads out of an answer: requests of signed-in people, outcomes, words let slip."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict
from werkzeug.routing import Rule as UrlRule
from werkzeug.test import TestResponse

from ecosystem.app import KINDS
from tests.architecture.people import NOTHING, Marker, Person, Thing
from tests.architecture.routes import Route
from tests.architecture.rules import Outcome
from tests.architecture.world import World
from tests.factories import PASSWORD, hidden
from tests.markup import parse

_OF_ORGANISATIONS = (
    *("member", "invitation", "claim", "unclaimed", "appeal"),
    *("report", "decision", "objection", "stage", "card", "note", "introduction"),
)
"""What else stands in addresses, as the things name it."""
_ENTRIES_OF = {
    "deals.portfolio": "investors",
    "following.follow": "startups",
    "following.stop": "startups",
    "introductions.new": "startups",
    "matches.matches": "startups",
    "matches.columns": "startups",
    "matches.why": "startups",
    "matches.passed": "startups",
    "matches.dismiss": "startups",
    "matches.undo": "startups",
    "matches.appeal": "startups",
    "reports.new": "startups",
}
"""Routes that ask for entries, outside the blueprint of their kind."""
KIND_OF = {kind.endpoint: kind.name for kind in KINDS.all}
_TOKENS = re.compile(r'(name="(?:csrf_token|form_nonce)" value=")[^"]*')


@dataclass
class Sweep:
    """The installation with everybody signed in once."""

    app: Flask
    world: World
    entries: dict[str, list[Thing]]
    organisations: list[Thing]
    markers: list[Marker]
    clients: dict[str, FlaskClient] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)

    def sign_in(self, person: Person) -> None:
        client = self.app.test_client()
        token = hidden(client.get("/login").text, "csrf_token")
        if person.is_known:
            answer = client.post(
                "/login", data={"email": self.world.emails[person.name], "password": PASSWORD, "csrf_token": token}
            )
            assert answer.status_code == 303
            token = hidden(client.get("/account").text, "csrf_token")
        self.clients[person.name], self.tokens[person.name] = client, token

    def send(self, person: Person, method: str, address: str, body: MultiDict[str, str]) -> TestResponse:
        client = self.clients[person.name]
        if method == "GET":
            return client.get(address, buffered=True)
        return client.post(address, data=MultiDict([*body.items(multi=True), ("csrf_token", self.tokens[person.name])]))

    @property
    def all_entries(self) -> list[Thing]:
        return [thing for things in self.entries.values() for thing in things]

    def hidden_from(self, person: Person) -> list[Marker]:
        return [marker for marker in self.markers if not marker.is_open_to(person)]


def url_rules(app: Flask) -> dict[str, UrlRule]:
    return {rule.endpoint: rule for rule in app.url_map.iter_rules()}


def things(sweep: Sweep, endpoint: str, rule: UrlRule) -> list[Thing]:
    """What the route may be asked for: entries of its kind, organisations, or nothing in particular."""
    if "slug" in rule.arguments or endpoint in _ENTRIES_OF:
        return [*sweep.entries[entries_of(endpoint)], NOTHING]
    if rule.arguments & {"public_id", *_OF_ORGANISATIONS} or endpoint == "organisations.act_for":
        return [*sweep.organisations, NOTHING]
    return [NOTHING]


def entries_of(endpoint: str) -> str:
    """The kind's endpoint whose entries the route is asked for."""
    return _ENTRIES_OF.get(endpoint, endpoint.partition(".")[0])


def address(sweep: Sweep, rule: UrlRule, route: Route, thing: Thing) -> str:
    values = dict(route.values)
    if "slug" in rule.arguments:
        values["slug"] = thing.address
    if "public_id" in rule.arguments:
        values["public_id"] = thing.public_id
    values |= {name: getattr(thing, name) for name in (*_OF_ORGANISATIONS, "other") if name in rule.arguments}
    return sweep.app.url_map.bind("").build(rule.endpoint, values)


def outcome_of(answer: TestResponse) -> Outcome:
    status = answer.status_code
    if status == 303:
        return Outcome.SIGN_IN if re.match(r"(/en)?/login\?next=", answer.location or "") else Outcome.ON
    if status == 200:
        return Outcome.KEPT if answer.is_json and "saved_at" in answer.text else Outcome.PAGE
    by_status = {403: Outcome.FORBIDDEN, 404: Outcome.MISSING, 410: Outcome.GONE, 422: Outcome.INVALID}
    assert status in by_status, f"{status} {answer.text[:300]}"
    return by_status[status]


def form(thing: Thing, route: Route) -> MultiDict[str, str]:
    return MultiDict(
        (name, one)
        for name, value in route.body(thing).items()
        for one in (value if isinstance(value, list) else [value])
    )


def text_of(answer: TestResponse) -> str:
    """What it says; a picture's bytes as they come."""
    return answer.get_data().decode(errors="replace")


def assert_says_no_more(sweep: Sweep, person: Person, answer: TestResponse) -> None:
    """No word of what this person may not read, but in the address that was asked for; a page that is well-formed."""
    asked = answer.request.path.split("/")
    said = f"{answer.headers}{text_of(answer)}"
    for part in asked:
        said = said.replace(part, "") if part.endswith(tuple(thing.public_id for thing in sweep.all_entries)) else said
    found = [marker for marker in sweep.hidden_from(person) if marker.word in said]
    assert not found, f"{person.name} reads {found} at {answer.request.path}"
    if answer.mimetype == "text/html" and not answer.location and person.name in {"visitor", "owner"}:
        parse(answer.text)


def plain(answer: TestResponse, thing: Thing) -> tuple[str, str]:
    """A page without its address and its tokens, and its headers."""
    body = _TOKENS.sub(r"\1", answer.text)
    for own in (thing.address, thing.public_id, thing.other, *(getattr(thing, name) for name in _OF_ORGANISATIONS)):
        body = body.replace(own, "ID")
    headers = sorted((k, v) for k, v in answer.headers if k not in {"Content-Length", "Date"})
    return body, repr(headers)
