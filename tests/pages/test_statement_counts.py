"""How many SQL statements each page takes: few, and as many for many rows as for few."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, select

from ecosystem.app import KINDS
from ecosystem.catalogue import drafts
from ecosystem.kernel import clock
from ecosystem.kernel.db.session import db
from ecosystem.kernel.db.transaction import current_session, transaction
from ecosystem.pipeline.models import Card, Note
from tests.deals.world import Market
from tests.factories import Factory, sign_in
from tests.installation import inside, installation
from tests.pages.filling import ASK, ENGLISH, RIGHTS, converse, deals, entries, fill, invite, judge

VISITOR = {
    "/": 8,
    "/card.png": 0,
    "/plan/2024": 6,
    "/plans": 2,
    "/search": 3,
    "/search?q=loc": 4,
    "/search?q=khongcogi&sector=crops": 3,
    "/search/suggest?q=loc": 4,
    "/search/suggest?q=xyzzyx": 3,
    "/technologies": 3,
    "/technologies?sector=water-wastewater&sort=title": 3,
    "/technologies/fragment": 2,
    "/institutes": 3,
    "/technologies/{technology}": 9,
    "/technologies/{technology}/card.png": 5,
    "/institutes/{institute}": 9,
    "/startups": 3,
    "/startups?raising_to=5000000000&sort=raising": 4,
    "/startups/{startup}": 8,
    "/startups/{startup}/card.png": 3,
    "/investors": 3,
    "/investors?cheque=5000000000": 4,
    "/investors/{investor}": 8,
    "/investors/{investor}/portfolio": 7,
    "/sitemap.xml": 2,
    "/visibility": 1,
    "/matching": 1,
    "/introductions/figures": 4,
    "/login": 2,
    "/register": 2,
}
OWNER = {
    "/matches": 23,
    "/matches/{own_investor}": 32,
    "/matches/{own_startup_id}": 27,
    "/matches/{own_startup_id}?view=table&sort=cheque": 22,
    "/matches/{own_startup_id}?kind=technology": 26,
    "/matches/{institute_id}": 25,
    "/": 13,
    "/search?q=loc": 9,
    "/technologies/{technology}": 13,
    "/institutes/{institute}": 13,
    "/desk": 55,
    "/desk/entries?state=public": 15,
    "/startups/{startup}": 25,
    "/investors/{investor}": 25,
    "/claims/new/{unclaimed}": 10,
    "/following": 9,
    "/matches/{own_investor}/passed": 16,
    "/matches/{own_investor}/dismiss/{unclaimed}": 10,
    "/matches/{own_investor}/appeal?about={unclaimed}": 15,
    "/pipeline/{organisation}": 19,
    "/pipeline/{organisation}?mine=1&changed=1&closed=1": 19,
    "/pipeline/{organisation}/stages": 10,
    "/pipeline/{organisation}/stages/met/remove": 10,
    "/pipeline/cards/{card}": 17,
    "/pipeline/notes/{note}": 7,
    "/startups/new": 9,
    "/startups/{own_startup}/edit": 9,
    "/startups/{own_startup}/edit/round": 11,
    "/organisations": 9,
    "/organisations/new": 7,
    "/organisations/{organisation}": 10,
    "/organisations/{organisation}/edit": 8,
    "/organisations/{organisation}/members": 9,
    "/organisations/{organisation}/leave": 8,
    "/technologies/new": 9,
    "/technologies/{technology}/edit": 11,
    "/technologies/{technology}/edit/rights": 13,
    "/technologies/{technology}/translation": 11,
    "/institutes/{institute}/edit": 9,
    "/institutes/{institute}/edit/basics": 11,
    "/account": 8,
    "/account/devices": 7,
    "/introductions": 12,
    "/introductions/{talking}": 18,
    "/introductions/blocks": 9,
}
"""Address to the number of statements of a GET; a page may get cheaper here, and dearer only with a reason."""


@dataclass
class Counted:
    """Counts what a page asks of the database. `many` fills everything that a page could loop over."""

    app: Flask
    owner: FlaskClient
    names: dict[str, str]

    def statements(self, address: str, *, as_owner: bool) -> list[str]:
        path = address.format(**self.names)
        assert self.app.test_client().get(path).status_code in {200, 303}, path
        with self.app.app_context():
            self.app.extensions["served_market"].get(db.session())  # made anew once, not at every page
        client = self.owner if as_owner else self.app.test_client()
        with listening(self.app) as heard:
            assert client.get(path).status_code == 200
        return heard


@contextmanager
def listening(app: Flask) -> Iterator[list[str]]:
    heard: list[str] = []

    def hear(*arguments: object) -> None:
        statement = str(arguments[2])
        if not statement.startswith(("BEGIN", "SAVEPOINT", "RELEASE")):
            heard.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", hear)
    yield heard
    event.remove(engine, "before_cursor_execute", hear)


@pytest.fixture(scope="module")
def counted(template_database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counted]:
    with installation(template_database, tmp_path_factory.mktemp("counted")) as app:
        with inside(app):
            make = Factory()
            user = make.user()
            own = make.organisation(user)
            entries(make, own, 1)
            invite(make, own, user)
            technology = make.entry(own, "Bể lọc sinh học", rights=RIGHTS[:1], translation=ENGLISH)
            institute = make.entry(own, "Viện lọc", kind="institute")
            own_startup = make.entry(own, "Startup lọc", kind="startup", round_closes_on=clock.today(), **ASK)
            own_investor = make.entry(own, "Quỹ lọc", kind="investor")
            judge(make, user, own_investor, len(KINDS.all))
            talking = converse(make, user, own, own_startup, 1)
            market = Market(make, current_session())
            startup, investor = market.startup("Lọc nhập"), market.investor("Quỹ nhập")
            deals(market, startup, investor, 1)
            make.index()
            names = {
                "technology": technology.address,
                "institute": institute.address,
                "organisation": own.public_id,
                "startup": startup.address,
                "investor": investor.address,
                "unclaimed": investor.public_id,
                "own_startup": own_startup.address,
                "own_investor": own_investor.public_id,
                "own_startup_id": own_startup.public_id,
                "institute_id": institute.public_id,
                "card": current_session().scalars(select(Card.public_id).order_by(Card.id)).first() or "",
                "note": current_session().scalars(select(Note.public_id).order_by(Note.id)).first() or "",
                "talking": talking.public_id,
            }
            with transaction() as session:
                drafts.keep(session, technology, user.id, "basics", [("title", "Dở dang")])
            owner = sign_in(app.test_client(), user)
            owner.get("/desk")
            made = Counted(app, owner, names)
            few = {
                (a, o): len(made.statements(a, as_owner=o))
                for o, table in ((False, VISITOR), (True, OWNER))
                for a in table
            }
            deals(market, startup, investor, 12)
            fill(make, user.id, own.id)
            judge(make, user, own_investor, 12)
            converse(make, user, own, own_startup, 12)
        FEW.update(few)
        yield made


FEW: dict[tuple[str, bool], int] = {}
"""What each page took while there was one of everything."""


@pytest.mark.parametrize("address", VISITOR)
def test_a_visitors_page_takes_as_many_statements_for_many_rows(counted: Counted, address: str) -> None:
    many = counted.statements(address, as_owner=False)
    assert (FEW[address, False], len(many)) == (VISITOR[address], VISITOR[address]), "\n".join(many)


@pytest.mark.parametrize("address", OWNER)
def test_an_owners_page_takes_as_many_statements_for_many_rows(counted: Counted, address: str) -> None:
    many = counted.statements(address, as_owner=True)
    assert (FEW[address, True], len(many)) == (OWNER[address], OWNER[address]), "\n".join(many)
