"""Organisations as things to report: suspended, nothing of them is seen, and their people cannot write."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session, selectinload

from ecosystem.catalogue.holding import hide_all_of, show_all_of
from ecosystem.catalogue.models import Entry, State
from ecosystem.kernel.access.actor import Actor
from ecosystem.kernel.access.messages import N_, Message
from ecosystem.organisations.models import Organisation
from ecosystem.organisations.service import lift_suspension, suspend
from ecosystem.reports.reportable import ORGANISATION, Happening, Reported
from ecosystem.reports.wording import WHOLE, Wording

_LABEL: Final = N_("Organisation")


@dataclass(frozen=True)
class Organisations:
    """The `Reportable` of organisations. Everybody sees those that own a public entry: no others have a name here."""

    name: str = ORGANISATION
    label: Message = _LABEL
    wording: Wording = WHOLE

    def load(self, session: Session, actor: Actor, public_id: str) -> Reported | None:
        statement = select(Organisation).where(Organisation.public_id == public_id)
        if not actor.may_decide_on():
            is_shown = exists().where(Entry.owner_id == Organisation.id, Entry.state == State.PUBLIC.value)
            statement = statement.where(or_(is_shown, Organisation.id.in_(list(actor.roles))))
        found = session.scalar(statement)
        if found is None:
            return None
        texts = ((N_("Address"), found.address), (N_("Website"), found.website), (N_("Tax code"), found.tax_code))
        return Reported(
            kind=self.name,
            id=found.id,
            public_id=found.public_id,
            title=found.legal_name,
            language="vi",
            is_open=not found.is_suspended,
            organisation_id=found.id,
            organisation_public_id=found.public_id,
            organisation_name=found.legal_name,
            texts=[(label, text) for label, text in texts if text and actor.may_decide_on()],
        )

    def history(self, session: Session, thing: Reported) -> Sequence[Happening]:
        statement = select(Organisation).where(Organisation.id == thing.id)
        found = session.scalars(statement.options(selectinload(Organisation.verifications))).one()
        checks = [
            Happening(one.checked_at, N_("Checked by %(who)s", who=one.checked_by)) for one in found.verifications
        ]
        return [*reversed(checks), Happening(found.created_at, N_("Entered"))]

    def withdraw(self, session: Session, _actor: Actor, thing: Reported) -> bool:
        if not suspend(session, thing.id):
            return False
        hide_all_of(session, thing.id)
        return True

    def restore(self, session: Session, _actor: Actor, thing: Reported) -> bool:
        if not lift_suspension(session, thing.id):
            return False
        show_all_of(session, thing.id)
        return True
