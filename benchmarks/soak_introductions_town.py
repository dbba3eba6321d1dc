"""The organisations of the soak of introductions: a few that are asked, and a new one for every request."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Final

from flask import current_app

from ecosystem.accounts.models import User
from ecosystem.catalogue import service as catalogue
from ecosystem.catalogue.kinds import Kinds
from ecosystem.introductions import service
from ecosystem.introductions.input import RequestInput
from ecosystem.kernel import clock
from ecosystem.kernel.access.actor import Actor, Role
from ecosystem.kernel.db.transaction import transaction
from ecosystem.matchmaking.reasons import no_reasons
from ecosystem.organisations.models import Membership, Organisation

ASKED: Final = 4
SAID: Final = RequestInput(why="Chúng tôi cần công nghệ này.", proposal="Mong gặp 45 phút trực tuyến.")
_numbers: Final[Iterator[int]] = count(1)


@dataclass(frozen=True)
class Party:
    """An organisation with an owner and an editor, both of whom are written to. `entry`: the id of its public page."""

    organisation_id: int
    people: tuple[str, ...]
    owner: Actor
    entry: str = ""


@dataclass
class Town:
    """`sides`: who asks and who is asked, by the public id of the introduction."""

    asked: tuple[Party, ...]
    sides: dict[str, tuple[Party, Party]] = field(default_factory=dict)

    def ask(self, asked: Party) -> str:
        """A new organisation asks to meet; the public id of the introduction."""
        asking = _party(has_entry=False)
        with transaction() as session:
            whom = service.Asked(asked.entry)
            made = service.ask(session, asking.owner, asking.organisation_id, whom, SAID, no_reasons)
        self.sides[made.public_id] = (asking, asked)
        return made.public_id

    def asking(self, public_id: str) -> Actor:
        return self.sides[public_id][0].owner

    def answering(self, public_id: str) -> Actor:
        return self.sides[public_id][1].owner

    def forget(self) -> None:
        """What was looked at is not looked at again."""
        self.sides.clear()


def new_town() -> Town:
    return Town(tuple(_party(has_entry=True) for _ in range(ASKED)))


def _party(*, has_entry: bool) -> Party:
    moment, number = clock.now(), next(_numbers)
    owned = Organisation(kind="company", legal_name=f"Công ty {number}", created_at=moment, updated_at=moment)
    users = [
        User(
            email=f"nguoi-{number}-{role.value}@do-luong.example",
            name=f"Người {number}",
            password="!",  # noqa: S106 -- nobody signs in with it
            confirmed_at=moment,
            created_at=moment,
            updated_at=moment,
        )
        for role in (Role.OWNER, Role.EDITOR)
    ]
    with transaction() as session:
        session.add_all([owned, *users])
        session.flush()
        for user, role in zip(users, (Role.OWNER, Role.EDITOR), strict=True):
            owned.memberships.append(Membership(user_id=user.id, role=role.value, created_at=moment))
    owner = Actor(user_id=users[0].id, name=users[0].name, is_confirmed=True, roles={owned.id: Role.OWNER})
    entry = _entry(owned.id) if has_entry else ""
    return Party(owned.id, tuple(user.public_id for user in users), owner, entry)


def _entry(owner_id: int) -> str:
    kinds: Kinds = current_app.extensions["kinds"]
    kind = kinds.get("technology")
    if kind is None:
        raise RuntimeError("technologies are a kind of entry")
    moment = clock.now()
    said = {"title": "Bể lọc nước", "summary": "Tóm tắt.", "sectors": ["water-wastewater"], "trl": 5}
    content = kind.input.model_validate({**said, "transfers": ["assignment"]})
    entry = kind.model(title="Bể lọc nước", language="vi", owner_id=owner_id, created_at=moment, updated_at=moment)
    with transaction() as session:
        session.add(entry)
        session.flush()
        catalogue.assign(session, kind, entry, content)
        catalogue.make_public(entry)
    return str(entry.public_id)
