"""Whether anybody answers for an entry: imported ones have no owner, or one that nobody belongs to."""

from __future__ import annotations

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from ecosystem.catalogue.models import Entry
from ecosystem.organisations.models import Membership


def is_represented(session: Session, entry: Entry) -> bool:
    """Whether its owner has people; one statement at most, for entries out of lists.

    What people made here has theirs: an organisation that they belong to keeps an owner. Demonstration entries count as
    represented: nobody is to claim what is invented.
    """
    if entry.owner_id is None:
        return entry.is_demo
    if entry.is_demo or entry.source is None:
        return True
    return bool(session.scalar(select(exists().where(Membership.organisation_id == entry.owner_id))))
