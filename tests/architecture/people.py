"""Who asks, what for, and the words that not everybody may read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ecosystem.catalogue.models import State
from ecosystem.kernel.access.actor import Role


@dataclass(frozen=True)
class Person:
    """Somebody, by the relation to the organisations "ours" and "theirs"."""

    name: str
    organisation: str = ""
    role: Role | None = None
    is_known: bool = True
    is_confirmed: bool = True
    is_officer: bool = False

    def __str__(self) -> str:
        return self.name


PEOPLE: Final = (
    Person("visitor", is_known=False, is_confirmed=False),
    Person("unconfirmed", "ours", Role.OWNER, is_confirmed=False),
    Person("member of nothing"),
    Person("viewer", "ours", Role.VIEWER),
    Person("editor", "ours", Role.EDITOR),
    Person("owner", "ours", Role.OWNER),
    Person("outsider", "theirs", Role.OWNER),
    Person("officer", is_officer=True),
)


@dataclass(frozen=True)
class Thing:
    """An entry or an organisation; `owner` is "ours", "theirs", or "" for one that is not there.

    An organisation has somebody who may be removed, an invitation that waits, a claim, an appeal, an introduction that
    waits for its answer, a report of its entry and an objection to a decision, and in its pipeline a stage without
    cards, a card and a note on it; `unclaimed` is an entry that nobody represents, so whoever asks; `other` one that
    may stand among an entry's matches.
    """

    owner: str
    state: str = ""
    public_id: str = "zzzzzzzzzz"
    address: str = "khong-co-zzzzzzzzzz"
    version: int = 1
    member: str = "zzzzzzzzzz"
    invitation: str = "zzzzzzzzzz"
    claim: str = "zzzzzzzzzz"
    unclaimed: str = "zzzzzzzzzz"
    appeal: str = "zzzzzzzzzz"
    report: str = "zzzzzzzzzz"
    decision: str = "zzzzzzzzzz"
    objection: str = "zzzzzzzzzz"
    stage: str = "zzzzzzzzzz"
    card: str = "zzzzzzzzzz"
    note: str = "zzzzzzzzzz"
    introduction: str = "zzzzzzzzzz"
    other: str = "zzzzzzzzzz"

    def is_of(self, person: Person) -> bool:
        return bool(self.owner) and self.owner == person.organisation

    @property
    def is_public(self) -> bool:
        return self.state == State.PUBLIC

    def __str__(self) -> str:
        return f"{self.owner or 'missing'} {self.state}"


NOTHING: Final = Thing("")
STATES: Final = (
    ("ours", State.PUBLIC),
    ("ours", State.DRAFT),
    ("ours", State.WITHDRAWN),
    ("theirs", State.PUBLIC),
    ("theirs", State.DRAFT),
)

MEMBERS: Final = frozenset({"ownership_decision", "contact_name", "contact_role", "partners"})
AUTHORS: Final = {"ours": "editor", "theirs": "outsider"}
"""Who wrote the notes in the pipelines of the two organisations."""
OWN: Final = frozenset({"confidential_detail", "reference_code", "contact_email", "contact_phone"})
"""Fields of public entries by who may read their words: confirmed members, its own people alone."""


@dataclass(frozen=True)
class Marker:
    """A word that stands in one field of one thing, and who may read it."""

    word: str
    owner: str
    is_for_members: bool = False
    is_for_officers: bool = False

    def is_open_to(self, person: Person) -> bool:
        if self.is_for_officers and person.is_officer:
            return True
        return self.owner == person.organisation or (self.is_for_members and person.is_confirmed)
