"""What the market was made of, told by four small statements: another version means that something changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ecosystem.catalogue.models import Entry
from ecosystem.catalogue.queries import is_listed
from ecosystem.deals.models import Investment
from ecosystem.kernel import clock
from ecosystem.matchmaking.queries_weights import used_training
from ecosystem.rates.queries import rates

KINDS = ("startup", "investor", "technology")


@dataclass(frozen=True)
class Version:
    """Of the data and of the day; `size` is how many profiles and deals there are."""

    day: date
    stamps: tuple[object, ...]
    size: int


def version_of(session: Session) -> Version:
    """As the data is now; four statements."""
    of_kind = select(func.count(Entry.id), func.max(Entry.updated_at)).where(Entry.kind.in_(KINDS), is_listed())
    profiles, edited = session.execute(of_kind).one()
    deals, newest = session.execute(select(func.count(Investment.id), func.max(Investment.recorded_at))).one()
    entered = tuple(sorted((one.currency, str(one.vnd)) for one in rates(session).by_currency.values()))
    training = used_training(session)
    stamps = (profiles, edited, deals, newest, entered, training.id if training else None)
    return Version(clock.today(), stamps, profiles + deals)
