"""A founder, investors and other startups, their browsers, and what is read off the pages of matches."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from flask.testing import FlaskClient

from ecosystem.accounts.models import User
from ecosystem.catalogue.models import Entry
from tests.factories import Factory, sign_in

BILLION = 10**9
POINTS = re.compile(r"reason-points[^>]*>([^<]*)<")
SCORE = re.compile(r'match-score"><b>([^<]*)<')


@dataclass(frozen=True)
class World:
    """`founder` owns the startup "Lúa Xanh", which asks for 8 to 12 tỷ; others are made as a test needs them."""

    make: Factory
    client: FlaskClient
    founder: User
    startup: Entry
    people: dict[int, User] = field(default_factory=dict)
    browsers: dict[int, FlaskClient] = field(default_factory=dict)

    @classmethod
    def of(cls, make: Factory, client: FlaskClient) -> World:
        founder = make.user()
        ask: dict[str, Any] = {
            "raising": "now",
            "round": "seed",
            "amount_sought": 8 * BILLION,
            "amount_sought_to": 12 * BILLION,
        }
        startup = make.entry(
            make.organisation(founder, kind="company"), "Lúa Xanh", kind="startup", sectors=["crops"], **ask
        )
        return cls(make, client, founder, startup)

    def investor(self, title: str, **values: Any) -> Entry:
        user = self.make.user()
        made = self.make.entry(
            self.make.organisation(user, kind="fund"), title, kind="investor", **{"sectors": ["crops"], **values}
        )
        self.people[made.id] = user
        return made

    def other_startup(self, title: str, **values: Any) -> Entry:
        return self.make.entry(self.make.organisation(self.make.user()), title, kind="startup", **values)

    def at(self, user: User) -> FlaskClient:
        """The person's browser, signed in."""
        if user.id not in self.browsers:
            self.browsers[user.id] = sign_in(self.client.application.test_client(), user)
        return self.browsers[user.id]

    def page(self, entry: Entry, user: User, query: str = "") -> str:
        answer = self.at(user).get(f"/matches/{entry.public_id}{query}")
        assert answer.status_code == 200, answer.text
        return answer.text

    def founders_page(self, query: str = "") -> str:
        return self.page(self.startup, self.founder, query)


def card(page: str, entry: Entry) -> str:
    """The part of the page that is the entry's card; "" where it has none."""
    _, found, rest = page.partition(f'id="hop-{entry.public_id}"')
    return rest.partition('id="hop-')[0].partition("</li>\n</ol>")[0] if found else ""


def number(text: str) -> Decimal:
    return Decimal(text.replace("−", "-").replace(",", "."))


def score_of(page: str, entry: Entry) -> str:
    return str(SCORE.findall(card(page, entry))[0])
