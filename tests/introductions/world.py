"""Two organisations that may meet, their people, and a clock that is moved to a day."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from ecosystem.accounts.models import User
from ecosystem.catalogue.models import Entry
from ecosystem.introductions import queries, service, service_deadlines
from ecosystem.introductions.input import AgreeInput, DeclineInput, QuestionInput, ReplyInput, RequestInput
from ecosystem.introductions.models import Introduction
from ecosystem.kernel import clock
from ecosystem.kernel.access.actor import Actor, Role
from ecosystem.kernel.db.transaction import current_session, transaction
from ecosystem.kernel.jobs.models import Job
from ecosystem.matchmaking.reasons import Reason, Reasons, ReasonsOf, no_reasons
from ecosystem.organisations.models import Membership, Organisation, Verification
from tests.factories import Factory

SAID: Final = {
    "why": "Chúng tôi đã rót vốn cho ba hợp tác xã trồng lúa.",
    "proposal": "Mong gặp 45 phút trực tuyến trong tuần tới.",
}
SHOWN: Final = Reasons((Reason({"vi": "Cùng lĩnh vực nông nghiệp", "en": "Both in agriculture"}, 1.5),), 1.5)


def reasons_shown(session: Any, actor: Actor, own: Entry, other: Entry | None) -> Reasons:
    """A `ReasonsOf` that always answers `SHOWN`."""
    del session, actor, own, other
    return SHOWN


@contextmanager
def at(day: str, hour: int = 9, minute: int = 0) -> Iterator[None]:
    """Inside it is that moment in Hanoi."""
    moment = datetime.combine(date.fromisoformat(day), time(hour, minute), clock.HANOI)
    with clock.travel(moment - clock.now()):
        yield


@dataclass(frozen=True)
class Party:
    """An organisation with its public page and the person who owns it."""

    make: Factory
    user: User
    organisation: Organisation
    entry: Entry

    @property
    def actor(self) -> Actor:
        return self.make.actor(self.user)

    def colleague(self, role: Role = Role.EDITOR, **more: Any) -> User:
        user = self.make.user(**more)
        made = Membership(
            organisation_id=self.organisation.id, user_id=user.id, role=role.value, created_at=clock.now()
        )
        with transaction() as session:
            session.add(made)
        return user

    def verify(self) -> None:
        checked = Verification(
            organisation_id=self.organisation.id,
            checked_by="Người vận hành",
            checked_at=clock.now(),
            valid_until=date(2099, 1, 1),
        )
        with transaction() as session:
            session.add(checked)
        current_session().expire(self.organisation)


@dataclass(frozen=True)
class Town:
    """`fund` asks to meet `startup`, unless a test says otherwise."""

    make: Factory
    fund: Party
    startup: Party

    @classmethod
    def of(cls, make: Factory, **user: Any) -> Town:
        return cls(
            make, party_of(make, "investor", "Quỹ Đồng Hành", **user), party_of(make, "startup", "Lúa Xanh", **user)
        )

    def party(self, title: str, kind: str = "startup", **user: Any) -> Party:
        return party_of(self.make, kind, title, **user)

    def ask(
        self,
        asking: Party | None = None,
        asked: Party | None = None,
        *,
        reasons_of: ReasonsOf = no_reasons,
        actor: Actor | None = None,
        **said: str,
    ) -> Introduction:
        asking, asked = asking or self.fund, asked or self.startup
        content = RequestInput.model_validate({**SAID, **said})
        whom = service.Asked(asked.entry.public_id, asking.entry.public_id)
        with transaction() as session:
            return service.ask(session, actor or asking.actor, asking.organisation.id, whom, content, reasons_of)

    def question(self, one: Introduction, words: str = "Quỹ đã đầu tư ở tỉnh nào?", by: Party | None = None) -> None:
        with transaction() as session:
            content = QuestionInput(words=words)
            service.question(session, (by or self.startup).actor, one.public_id, content)

    def reply(self, one: Introduction, words: str = "Ở Sóc Trăng và An Giang.", by: Party | None = None) -> None:
        with transaction() as session:
            service.reply(session, (by or self.fund).actor, one.public_id, ReplyInput(words=words))

    def agree(self, one: Introduction, by: Party | None = None, telephone: str = "") -> None:
        with transaction() as session:
            content = AgreeInput(telephone=telephone)
            service.agree(session, (by or self.startup).actor, one.public_id, content)

    def decline(self, one: Introduction, reason: str = "too-early", words: str = "", by: Party | None = None) -> None:
        content = DeclineInput.model_validate({"reason": reason, "words": words})
        with transaction() as session:
            service.decline(session, (by or self.startup).actor, one.public_id, content)

    def withdraw(self, one: Introduction, by: Party | None = None) -> None:
        with transaction() as session:
            service.withdraw(session, (by or self.fund).actor, one.public_id)

    def stop(self, one: Introduction, officer: Actor) -> None:
        with transaction() as session:
            service.stop(session, officer, one.public_id)

    def watch(self) -> None:
        """Let the clock say what it has to say."""
        service_deadlines.watch({})

    def look(self, one: Introduction) -> Introduction:
        """The introduction as the database has it."""
        session = current_session()
        session.rollback()
        session.expire_all()
        found = queries.by_public_id(session, one.public_id)
        assert found is not None
        return found


def party_of(make: Factory, kind: str, title: str, **user: Any) -> Party:
    person = make.user(**user)
    organisation = make.organisation(person, title, kind="fund" if kind == "investor" else "company")
    return Party(make, person, organisation, make.entry(organisation, title, kind=kind))


def mails(session: Session) -> list[tuple[str, str]]:
    """(template, side) of every mail that was asked for, in order."""
    session.rollback()
    payloads = session.scalars(select(Job.payload).where(Job.kind == "mail.send").order_by(Job.id))
    return [(one["template"].removeprefix("introduction_"), one["params"]["side"]) for one in payloads]
