"""Whether anybody answers for an entry: imported ones have no owner, or one that nobody belongs to."""

from __future__ import annotations

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session

from ecosystem.catalogue.models import Entry
from ecosystem.organisations.models import Membership


def is_represented(session: Session, entry: Entry) -> bool:
    """Whether its owner has people. One statement, none for an entry without an owner.

    Demonstration entries count as represented: nobody is to claim what is invented.
    """
    if entry.is_demo:
        return True
    if entry.owner_id is None:
        return False
    return bool(session.scalar(select(exists().where(Membership.organisation_id == entry.owner_id))))


def has_people() -> ColumnElement[bool]:
    """The entries whose owner has people, as a condition."""
    return exists().where(Membership.organisation_id == Entry.owner_id)
