"""People who edit: made in the database, signed in through the page."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from benchmarks.browser import Browser
from ecosystem.accounts.models import User
from ecosystem.accounts.security import hash_password
from ecosystem.kernel import clock
from ecosystem.kernel.access.actor import Role
from ecosystem.kernel.db.transaction import transaction
from ecosystem.organisations.models import Membership, Organisation


@dataclass(frozen=True)
class Person:
    """A confirmed member who owns one organisation."""

    email: str
    password: str
    user_id: int
    organisation_id: int


def make_person(name: str) -> Person:
    """In the application's context; committed. `name` makes the address: letters and digits."""
    moment = clock.now()
    password = secrets.token_urlsafe(18)
    user = User(
        email=f"{name}@do-luong.example",
        name=f"Người đo {name}",
        password=hash_password(password),
        confirmed_at=moment,
        created_at=moment,
        updated_at=moment,
    )
    owned = Organisation(kind="institute", legal_name=f"Viện Đo lường {name}", created_at=moment, updated_at=moment)
    with transaction() as session:
        session.add_all([user, owned])
        session.flush()
        owned.memberships.append(Membership(user_id=user.id, role=Role.OWNER.value, created_at=moment))
        return Person(user.email, password, user.id, owned.id)


def sign_in(browser: Browser, person: Person) -> None:
    """Through the page; raises one of GONE, or RuntimeError when it is refused."""
    browser.cookies.clear()
    form = browser.get("/login").form("/login")
    answer = browser.send(form.typed(email=person.email, password=person.password))
    if answer.status != 303:
        raise RuntimeError(f"signing in was answered with {answer.status}")
