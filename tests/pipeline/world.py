"""A fund with people of every role, and startups of others that it may follow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ecosystem.accounts.models import User
from ecosystem.app import KINDS
from ecosystem.catalogue.models import Entry
from ecosystem.catalogue.service import assign, values_of
from ecosystem.kernel import clock
from ecosystem.kernel.access.actor import Actor, Role
from ecosystem.kernel.db.transaction import current_session, transaction
from ecosystem.organisations.models import Membership, Organisation
from ecosystem.pipeline import queries, service, service_notes, service_stages
from ecosystem.pipeline.input import CardInput, NoteInput, StageInput
from ecosystem.pipeline.models import Card, Note, Source, Stage
from tests.factories import Factory


@dataclass(frozen=True)
class Fund:
    """An organisation with an owner, an editor and a viewer; all that is done is committed, as by the pages."""

    make: Factory
    organisation: Organisation
    owner: User
    editor: User
    viewer: User

    @property
    def id(self) -> str:
        return self.organisation.public_id

    def actor(self, user: User | None = None) -> Actor:
        """The editor, unless somebody else is named."""
        return self.make.actor(user or self.editor)

    def startup(self, title: str = "Lúa Xanh", **values: Any) -> Entry:
        return self.make.entry(self.make.organisation(self.make.user()), title, kind="startup", **values)

    def card(self, entry: Entry | None = None, source: Source = Source.PAGE) -> Card:
        with transaction() as session:
            found = entry or self.startup()
            return service.add(session, self.actor(), KINDS, self.organisation, found, source=source).card

    def write(self, card: Card, **typed: Any) -> Card:
        with transaction() as session:
            whole = service.load(session, self.actor(), card.public_id)
            values = service.values_of(whole)
            said = CardInput.model_validate({**values, **typed})
            return service.save(session, self.actor(), card.public_id, said, service.base(values))

    def note(self, card: Card, text: str, user: User | None = None) -> Note:
        with transaction() as session:
            return service_notes.add_note(session, self.actor(user), card.public_id, NoteInput(text=text))

    def move(self, card: Card, key: str) -> Card:
        with transaction() as session:
            stood_in = service.load(session, self.actor(), card.public_id).stage.key
            return service.move(session, self.actor(), card.public_id, key, stood_in)

    def stage(self, name: str, meaning: str = "open") -> Stage:
        with transaction() as session:
            typed = StageInput.model_validate({"name": name, "meaning": meaning})
            return service_stages.add_stage(session, self.actor(self.owner), self.id, typed)

    def base(self, key: str) -> str:
        """What a form for this stage is made from now."""
        return service_stages.base(service_stages.stage_of(current_session(), self.organisation, key))

    def stages(self) -> list[str]:
        """The keys in order, or the names that the owner gave."""
        session = current_session()
        session.rollback()
        return [one.name or one.key for one in queries.stages(session, self.organisation.id)]


def fund_of(make: Factory, name: str = "Quỹ Sông Hồng", kind: str = "fund", language: str = "vi") -> Fund:
    people = [make.user(language=language) for _ in range(3)]
    organisation = make.organisation(people[0], name, kind=kind)
    with transaction() as session:
        for user, role in ((people[1], Role.EDITOR), (people[2], Role.VIEWER)):
            moment = clock.now()
            made = Membership(organisation_id=organisation.id, user_id=user.id, role=role.value, created_at=moment)
            session.add(made)
    return Fund(make, organisation, *people)


def say(entry: Entry, **values: Any) -> None:
    """What the entry says from now on."""
    kind = KINDS.of(entry)
    with transaction() as session:
        content = kind.input.model_validate({**values_of(kind, entry), **values})
        assign(session, kind, entry, content)
