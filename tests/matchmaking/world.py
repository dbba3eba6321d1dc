"""An investor whose matches are judged, startups among them, and the people of both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy.orm import Session

from ecosystem.accounts.models import User
from ecosystem.app import KINDS
from ecosystem.catalogue.models import Entry
from ecosystem.catalogue.service import save, stored
from ecosystem.kernel.access.actor import OPERATOR, Actor, Role
from ecosystem.kernel.db.transaction import current_session, transaction
from ecosystem.matchmaking import service
from ecosystem.matchmaking.input import DismissalInput
from ecosystem.matchmaking.models import Dismissal
from ecosystem.matchmaking.reasons import Reason, Reasons
from ecosystem.organisations.models import Membership, Organisation
from tests.factories import Factory

SHOWN: Final = Reasons(
    (
        Reason({"vi": "Cùng lĩnh vực nông nghiệp", "en": "Both in agriculture"}, 1.5),
        Reason({"vi": "Số vốn cần gọi thấp hơn mức đầu tư", "en": "The ask is below the cheque"}, -0.25),
    ),
    1.25,
)


def reasons_shown(session: Session, actor: Actor, own: Entry, other: Entry | None) -> Reasons:
    """A `ReasonsOf` that always answers `SHOWN`."""
    del session, actor, own, other
    return SHOWN


def revenue(value: str, month: str = "2026-08") -> list[dict[str, str]]:
    return [{"metric": "Doanh thu", "month": month, "value": value, "unit": "triệu đồng"}]


def change(entry: Entry, **values: Any) -> None:
    """Its own people save it with these values."""
    kind = KINDS.of(entry)
    with transaction() as session:
        session.refresh(entry)
        content = kind.input.model_validate({**stored(kind, entry).model_dump(mode="json"), **values})
        save(session, OPERATOR, kind, entry.public_id, content, entry.version)


@dataclass(frozen=True)
class Market:
    """`own` is the fund's page; `user` owns the fund."""

    make: Factory
    user: User
    fund: Organisation
    own: Entry

    @classmethod
    def of(cls, make: Factory, **user: Any) -> Market:
        person = make.user(**user)
        fund = make.organisation(person, "Quỹ Hồ Tây", kind="fund")
        return cls(make, person, fund, make.entry(fund, "Quỹ Hồ Tây", kind="investor"))

    @property
    def actor(self) -> Actor:
        return self.make.actor(self.user)

    def colleague(self, role: Role) -> User:
        user = self.make.user()
        with transaction() as session:
            moment = self.fund.created_at
            session.add(Membership(organisation_id=self.fund.id, user_id=user.id, role=role.value, created_at=moment))
        return user

    def startup(self, title: str = "Lúa Xanh", **values: Any) -> Entry:
        return self.make.entry(self.make.organisation(self.make.user()), title, kind="startup", **values)

    def change(self, entry: Entry, **values: Any) -> None:
        change(entry, **values)

    def dismiss(self, other: Entry, reason: str = "too-early", words: str = "", user: User | None = None) -> Dismissal:
        actor = self.make.actor(user or self.user)
        content = DismissalInput.model_validate({"reason": reason, "words": words})
        with transaction() as session:
            return service.dismiss(session, actor, KINDS, self.own.public_id, other.public_id, content)

    def undo(self, other: Entry) -> None:
        with transaction() as session:
            service.undo(session, self.actor, self.own.public_id, other.public_id)

    def passed(self) -> list[service.Passed]:
        return service.passed(current_session(), self.actor, KINDS, self.own)

    def dismissed(self) -> service.Dismissed:
        return service.dismissed(current_session(), self.actor, KINDS, self.own)
