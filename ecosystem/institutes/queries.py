"""Reading institutes."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from ecosystem.catalogue.models import Entry
from ecosystem.catalogue.policy import visible_to
from ecosystem.institutes.models import Institute
from ecosystem.kernel.access.actor import Actor


def first_page_of(session: Session, actor: Actor, organisation_ids: Iterable[int]) -> Institute | None:
    """The oldest institute page, whatever its state, of one of these organisations; `actor` may see it."""
    statement = (
        select(Institute)
        .where(Entry.owner_id.in_(list(organisation_ids)), visible_to(actor))
        .order_by(Entry.id)
        .options(selectinload(Entry.owner))
        .limit(1)
    )
    return session.scalar(statement)
