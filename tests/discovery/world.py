"""Thirty entries over three sectors, two wards and checked and unchecked owners, some of them drafts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final
from urllib.parse import urlencode

from flask import Flask
from flask.testing import FlaskClient

from ecosystem.kernel import clock
from ecosystem.kernel.db.transaction import transaction
from ecosystem.organisations.models import Organisation, Verification
from tests.factories import Factory, sign_in
from tests.installation import inside
from tests.markup import Element, parse

MOST_PAGES: Final = 20
SECTORS: Final = ("water-wastewater", "crops", "renewable-energy")
WARDS: Final = ("00070", "00004")
"""Two wards of Hanoi, by their official codes."""


@dataclass(frozen=True)
class Results:
    """A page of results, read as a person does."""

    page: Element

    @property
    def total(self) -> int:
        return int(self.page.one("h2", data_total=None).get("data-total"))

    @property
    def ids(self) -> list[str]:
        return [row.get("data-id") for row in self.page.all("li", data_id=None)]

    @property
    def titles(self) -> list[str]:
        return [row.one("h3").text for row in self.page.all("li", data_id=None)]

    def links(self, rel: str) -> list[str]:
        return [link.get("href") for link in self.page.all("a", rel=rel)]

    def facets(self) -> dict[tuple[str, str], int]:
        """(parameter, value) to the number beside it."""
        labels = {label.get("for"): label for label in self.page.all("label")}
        boxes = list(self.page.all("input", type="checkbox", form="search-form"))
        return {
            (box.get("name"), box.get("value")): int(_count(labels[box.get("id")]).replace(".", "")) for box in boxes
        }

    def chosen(self) -> set[tuple[str, str]]:
        boxes = self.page.all("input", type="checkbox", form="search-form", checked=None)
        return {(box.get("name"), box.get("value")) for box in boxes}

    def levels(self) -> dict[int, int]:
        """The number above each column of the TRL facet."""
        words = [
            one.text
            for column in self.page.all("ul", class_="trl-columns")
            for one in column.all("span", class_="visually-hidden")
        ]
        return {int(text.split(":")[0].removeprefix("TRL ")): int(text.split(":")[1]) for text in words}

    def tabs(self) -> dict[str, int]:
        """Address to number of each tab."""
        tabs = self.page.all("nav", class_="tabs")
        return {link.get("href"): int(_count(link)) for tab in tabs for link in tab.all("a")}


def _count(element: Element) -> str:
    return element.one("span", class_="count").text


def results(client: FlaskClient, path: str, *pairs: tuple[str, str]) -> Results:
    """The page of that path with those parameters."""
    answer = client.get(f"{path}?{urlencode(pairs)}" if pairs else path)
    assert answer.status_code == 200, f"{answer.status_code} {answer.location}"
    return Results(parse(answer.text))


def pages(client: FlaskClient, path: str, *pairs: tuple[str, str]) -> Iterator[Results]:
    """This page and all that follow it."""
    page = results(client, path, *pairs)
    yield page
    for _ in range(MOST_PAGES):
        following = page.links("next")
        if not following:
            return
        page = Results(parse(client.get(following[0]).text))
        yield page
    raise AssertionError("the pages have no end")


@dataclass(frozen=True)
class Entry:
    """What a test knows of an entry, to count by itself."""

    sector: str
    ward: str
    is_verified: bool
    trl: int
    is_public: bool


@dataclass
class World:
    """`visitor` and `owner` look at the same; the owner has most of the drafts."""

    app: Flask
    visitor: FlaskClient
    owner: FlaskClient
    entries: list[Entry] = field(default_factory=list)

    @property
    def public(self) -> list[Entry]:
        return [one for one in self.entries if one.is_public]


def build(app: Flask) -> World:
    """All of it, in the index too."""
    with inside(app):
        make = Factory()
        user = make.user()
        owners = [_owner(make, make.organisation(user if n == 0 else None), WARDS[n % 2], n < 2) for n in range(4)]
        entries = []
        for number in range(30):
            owner = owners[number % 4 if number % 5 else 0]
            entry = Entry(
                SECTORS[number % 3], owner.ward_code or "", owner in owners[:2], 1 + number % 9, bool(number % 6)
            )
            make.entry(owner, f"Bể lọc {number:02}", public=entry.is_public, sectors=[entry.sector], trl=entry.trl)
            entries.append(entry)
        make.index()
        return World(app, app.test_client(), sign_in(app.test_client(), user), entries)


def _owner(make: Factory, organisation: Organisation, ward: str, is_verified: bool) -> Organisation:
    with transaction() as session:
        session.add(organisation)
        organisation.province_code, organisation.ward_code = "01", ward
        if is_verified:
            until = clock.today() + timedelta(days=30)
            session.add(
                Verification(
                    organisation_id=organisation.id, checked_by="Ai đó", checked_at=clock.now(), valid_until=until
                )
            )
    return organisation
