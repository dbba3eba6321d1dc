"""Entries of every kind as things to report: withdrawn, they leave all pages but their owner's, and the index."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from ecosystem.catalogue.holding import put_back, take_down
from ecosystem.catalogue.kinds import Kinds
from ecosystem.catalogue.models import Entry, State
from ecosystem.catalogue.policy import visible_to
from ecosystem.kernel.access.actor import Actor
from ecosystem.kernel.access.messages import N_, Message
from ecosystem.kernel.changes.models import AuditEvent
from ecosystem.reports.reportable import Happening, Reported
from ecosystem.reports.wording import PAGE, Wording

_LABEL: Final = N_("Page")
_SHOWN: Final = 20
_STATES: Final = {
    State.DRAFT: N_("Made a draft"),
    State.PUBLIC: N_("Published"),
    State.WITHDRAWN: N_("Withdrawn by its owner"),
    State.TAKEN_DOWN: N_("Taken down by an officer"),
    State.SUSPENDED: N_("Hidden with its organisation"),
}


@dataclass(frozen=True)
class Entries:
    """The `Reportable` of entries; `kinds` are all that the product has."""

    kinds: Kinds
    name: str = "entry"
    label: Message = _LABEL
    wording: Wording = PAGE

    def load(self, session: Session, actor: Actor, public_id: str) -> Reported | None:
        statement = select(Entry).where(Entry.public_id == public_id, visible_to(actor))
        entry = session.scalar(statement.options(joinedload(Entry.owner)))
        if entry is None:
            return None
        texts = ((N_("Summary"), entry.summary), (N_("Description"), entry.description))
        owner = entry.owner
        return Reported(
            kind=self.name,
            id=entry.id,
            public_id=entry.public_id,
            title=entry.title,
            language=entry.language,
            is_open=entry.is_public,
            organisation_id=entry.owner_id,
            organisation_public_id=owner.public_id if owner else "",
            organisation_name=owner.legal_name if owner else "",
            endpoint=f"{self.kinds.of(entry).endpoint}.show",
            values={"slug": entry.address},
            texts=[(label, text) for label, text in texts if text],
        )

    def history(self, session: Session, thing: Reported) -> Sequence[Happening]:
        rows = select(AuditEvent).where(AuditEvent.entity == "entry", AuditEvent.entity_id == thing.id)
        found = session.scalars(rows.order_by(AuditEvent.id.desc()).limit(_SHOWN))
        return [Happening(one.at, words_of(one)) for one in found]

    def withdraw(self, session: Session, _actor: Actor, thing: Reported) -> bool:
        return take_down(session, thing.id)

    def restore(self, session: Session, _actor: Actor, thing: Reported) -> bool:
        return put_back(session, thing.id)


def words_of(event: AuditEvent) -> Message:
    """What an audit row of an entry says, in words."""
    state = event.values.get("state")
    if event.table.endswith("translation"):
        return N_("The translation changed")
    if event.action == "insert":
        return N_("Entered from a list") if event.by_operator else N_("Entered")
    if state is not None:
        return _STATES[State(state)]
    if "owner_id" in event.columns:
        return N_("It got another owner")
    return N_("Changed")
