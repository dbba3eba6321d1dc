"""Makes what tests need, through the product's own services."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import Any

from flask import current_app
from flask.testing import FlaskClient
from flask_security.utils import hash_password

from ecosystem.accounts.models import User
from ecosystem.catalogue import service as catalogue
from ecosystem.catalogue.kinds import Kind, Kinds
from ecosystem.catalogue.models import Entry
from ecosystem.kernel import clock
from ecosystem.kernel.access.actor import Actor, Role
from ecosystem.kernel.db.transaction import current_session, transaction
from ecosystem.organisations.actors import actor_of
from ecosystem.organisations.models import Membership, Organisation
from ecosystem.search.engine import Operation

PASSWORD = "một câu dài dễ nhớ của bài thử"
_numbers = count(1)


@dataclass(frozen=True)
class Factory:
    """Everything is committed, as if it had come in by the pages."""

    def user(self, *, confirmed: bool = True, language: str = "vi", officer: bool = False, email: str = "") -> User:
        number = next(_numbers)
        moment = clock.now()
        user = User(
            email=email or f"nguoi{number}@thu.example",
            name=f"Nguyễn Thị Thử {number}",
            password=hash_password(PASSWORD),
            language=language,
            is_officer=officer,
            confirmed_at=moment if confirmed else None,
            created_at=moment,
            updated_at=moment,
        )
        with transaction() as session:
            session.add(user)
        return user

    def organisation(
        self, user: User | None = None, name: str = "", *, role: Role = Role.OWNER, kind: str = "institute"
    ) -> Organisation:
        moment = clock.now()
        made = Organisation(
            kind=kind, legal_name=name or f"Viện Thử {next(_numbers)}", created_at=moment, updated_at=moment
        )
        with transaction() as session:
            session.add(made)
            if user is not None:
                made.memberships.append(Membership(user_id=user.id, role=role.value, created_at=moment))
        return made

    def actor(self, user: User) -> Actor:
        return actor_of(user)

    def kind(self, name: str = "technology") -> Kind:
        kinds: Kinds = current_app.extensions["kinds"]
        found = kinds.get(name)
        assert found is not None
        return found

    def entry(
        self,
        organisation: Organisation | None = None,
        title: str = "",
        *,
        kind: str = "technology",
        public: bool = True,
        language: str = "vi",
        translation: dict[str, Any] | None = None,
        **values: Any,
    ) -> Entry:
        chosen = self.kind(kind)
        shared: dict[str, Any] = {"summary": "Tóm tắt.", "sectors": ["water-wastewater"]}
        if kind == "technology":
            shared |= {"trl": 5, "transfers": ["assignment"]}
        content = chosen.input.model_validate({"title": title or f"Mục thử {next(_numbers)}", **shared, **values})
        moment = clock.now()
        owner_id = organisation.id if organisation else None
        entry = chosen.model(
            title=content.title, language=language, owner_id=owner_id, created_at=moment, updated_at=moment
        )
        with transaction() as session:
            session.add(entry)
            session.flush()
            catalogue.assign(session, chosen, entry, content)
            if translation:
                catalogue.set_translation(entry, chosen, catalogue.other_language(language), translation)
            if public:
                catalogue.make_public(entry)
        return entry

    def index(self) -> None:
        """Bring the index up to date and let searches see it."""
        current_session().rollback()
        current_app.extensions["worker"].run_until_idle()
        current_app.extensions["search_engine"].write([Operation("nothing", 1, None)], wait=True)


def sign_in(client: FlaskClient, user: User) -> FlaskClient:
    """Sign in through the page."""
    token = csrf(client, "/login")
    answer = client.post("/login", data={"email": user.email, "password": PASSWORD, "csrf_token": token})
    assert answer.status_code == 303, answer.text
    return client


def csrf(client: FlaskClient, address: str) -> str:
    """The token of the form on a page."""
    return hidden(client.get(address).text, "csrf_token")


def hidden(html: str, name: str) -> str:
    """The value of the first hidden field of that name."""
    _, _, rest = html.partition(f'name="{name}" value="')
    assert rest, f"no field {name} on the page"
    return rest.partition('"')[0]
