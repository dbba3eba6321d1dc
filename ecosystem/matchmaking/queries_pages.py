"""What the match pages read beside the model: own entries, who is left out, how often each was shown."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Final

from sqlalchemy import case, func, or_, select
from sqlalchemy.orm import Session, aliased, selectinload

from ecosystem.catalogue.models import Entry, State
from ecosystem.catalogue.queries import titles_in_order
from ecosystem.deals.models import Investment, Round
from ecosystem.kernel import clock
from ecosystem.kernel.access.actor import Actor
from ecosystem.matchmaking.models import SHOWN_KEPT, Dismissal, Shown

MATCHED_KINDS: Final = ("investor", "startup", "institute", "technology")
"""Whoever has many technologies finds them below the page that stands for all of them."""
_PLACES: Final = case({name: place for place, name in enumerate(MATCHED_KINDS)}, value=Entry.kind)


def own_entries(session: Session, actor: Actor) -> Sequence[Entry]:
    """The entries of the actor's organisations that can have matches, in the order of `MATCHED_KINDS`; drafts too."""
    statement = (
        select(Entry)
        .where(Entry.owner_id.in_(list(actor.roles)), Entry.kind.in_(MATCHED_KINDS))
        .where(Entry.state != State.WITHDRAWN.value)
        .order_by(_PLACES, Entry.title_key, Entry.id)
        .options(selectinload(Entry.translations))
    )
    return session.scalars(statement).all() if actor.roles else []


def passed_over(session: Session, own: Sequence[Entry]) -> Mapping[str, frozenset[str]]:
    """For each of these entries all that was ever passed over in its matches, by public ids; one statement."""
    other = aliased(Entry)
    statement = (
        select(Entry.public_id, other.public_id)
        .join(Dismissal, (Dismissal.own_entry_id == Entry.id) & (Dismissal.organisation_id == Entry.owner_id))
        .join(other, other.id == Dismissal.other_entry_id)
        .where(Entry.id.in_([one.id for one in own]))
    )
    found: dict[str, set[str]] = {one.public_id: set() for one in own}
    for public_id, passed in session.execute(statement):
        found[public_id].add(passed)
    return {public_id: frozenset(passed) for public_id, passed in found.items()}


def owned(session: Session, owners: Collection[int]) -> Mapping[int, frozenset[str]]:
    """By organisation the public ids of all its entries."""
    found: dict[int, set[str]] = {one: set() for one in owners}
    statement = select(Entry.owner_id, Entry.public_id).where(Entry.owner_id.in_(list(owners)))
    for owner_id, public_id in session.execute(statement):
        found[owner_id or 0].add(public_id)
    return {owner_id: frozenset(entries) for owner_id, entries in found.items()}


AskedOf = Callable[[Session, Collection[int]], Mapping[int, frozenset[str]]]
"""For each of these organisations the public ids of the entries of those with whom it has, or lately had, an
introduction: they are no suggestions. Whoever offers introductions registers one at `app.extensions["asked_of"]`."""


def left_out(session: Session, own: Entry, passed: Collection[int]) -> frozenset[str]:
    """The public ids of the organisation's own entries and of those with the ids `passed`."""
    statement = select(Entry.public_id).where(or_(Entry.owner_id == own.owner_id, Entry.id.in_(passed)))
    return frozenset(session.scalars(statement))


def shown(session: Session, kind: str) -> Mapping[str, float]:
    """How often each entry of the kind stood in a first ten in the last 90 days, by public id.

    Without today: an order does not move under the hands of whoever looks at it.
    """
    statement = (
        select(Entry.public_id, func.sum(Shown.count))
        .join(Entry, Entry.id == Shown.entry_id)
        .where(Shown.day > clock.today() - SHOWN_KEPT, Shown.day < clock.today(), Entry.kind == kind)
        .group_by(Entry.public_id)
    )
    return {public_id: float(count) for public_id, count in session.execute(statement)}


def entry_ids(session: Session, public_ids: Collection[str]) -> Sequence[int]:
    """The keys of these entries."""
    return session.scalars(select(Entry.id).where(Entry.public_id.in_(public_ids))).all()


def first_rounds(session: Session, investor: str, startups: Collection[str]) -> Mapping[str, str]:
    """By public id of each of these startups the code of the round in which the investor came in first, "" unknown."""
    company = aliased(Entry)
    statement = (
        select(company.public_id, Round.code)
        .join(Round, Round.startup_id == company.id)
        .join(Investment, Investment.round_id == Round.id)
        .join(Entry, Entry.id == Investment.investor_id)
        .where(Entry.public_id == investor, company.public_id.in_(startups), Round.dated.is_not(None))
        .order_by(Round.dated.desc(), Round.id.desc())
    )
    return dict.fromkeys(startups, "") | {one: code or "" for one, code in session.execute(statement)}


def names(session: Session, actor: Actor, public_ids: Collection[str], language: str) -> Mapping[str, str]:
    """The titles of those that the actor may see, in `language` where they have it."""
    found = titles_in_order(session, actor, sorted(public_ids))
    return {one.public_id: one.titles.get(language) or next(iter(one.titles.values())) for one in found}
