"""Whether anybody answers for an entry: imported ones have no owner, or one that nobody belongs to."""

from __future__ import annotations

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from ecosystem.catalogue.kinds import Kind
from ecosystem.catalogue.models import Entry
from ecosystem.catalogue.models_import import ImportedValues
from ecosystem.catalogue.service import values_of
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


def is_as_imported(session: Session, kind: Kind, entry: Entry) -> bool:
    """Whether the entry says what its list said last: nobody here has put a word to it; one statement at most."""
    if entry.source is None or entry.is_demo:
        return False
    last = session.get(ImportedValues, entry.id)
    if last is None:
        return False
    return kind.input.model_validate(values_of(kind, entry)) == kind.input.model_validate(last.values)
