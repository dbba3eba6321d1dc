"""Passing over matches and taking that back; never commits.

A match that was passed over stays away until somebody takes it back or the other entry changes a fact that the reason
was about: then it returns, and the page says what changed since.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from ecosystem.catalogue.kinds import Kinds
from ecosystem.catalogue.models import Entry
from ecosystem.kernel import clock
from ecosystem.kernel.access.actor import Actor
from ecosystem.kernel.access.errors import Forbidden, NotFound
from ecosystem.matchmaking import queries_feedback as queries
from ecosystem.matchmaking.facts import CONCERNS, Change, brings_back, changed_facts, changes, facts_of
from ecosystem.matchmaking.input import DismissalInput
from ecosystem.matchmaking.models import Dismissal
from ecosystem.matchmaking.policy import may_judge_matches, may_see_matches
from ecosystem.taxonomy.queries import vocabularies


@dataclass(frozen=True)
class Passed:
    """A match that was passed over; `other` is None where that page is no longer open, `kind` is its kind's name.

    `has_returned`: one of the `changes` is what the reason was about, or might be.
    """

    dismissal: Dismissal
    public_id: str
    kind: str
    other: Entry | None
    changes: tuple[Change, ...]
    has_returned: bool

    @property
    def since(self) -> datetime:
        """When it was passed over."""
        return self.dismissal.created_at

    @property
    def is_about_it(self) -> bool:
        """Whether it is known which facts the reason was about."""
        return self.dismissal.reason in CONCERNS


@dataclass(frozen=True)
class Dismissed:
    """What the list of matches leaves out, by id of the other entry, and what returned to it with what changed."""

    hidden: frozenset[int]
    returned: Mapping[int, Passed]


def judged_entry(session: Session, actor: Actor, public_id: str, *, lock: bool = False) -> Entry:
    """The entry whose matches the actor may judge. Raises NotFound (another's), Forbidden (viewers)."""
    own = queries.own_entry(session, actor, public_id, lock=lock)
    if own is None:
        raise NotFound
    if not may_judge_matches(actor, own):
        raise Forbidden
    return own


def judged_pair(
    session: Session, actor: Actor, kinds: Kinds, public_id: str, other_public_id: str, *, lock: bool = False
) -> tuple[Entry, Entry]:
    """The entry and a public one of somebody else. Raises NotFound, Forbidden."""
    own = judged_entry(session, actor, public_id, lock=lock)
    other = queries.other_entry(session, kinds, own, other_public_id)
    if other is None:
        raise NotFound
    return own, other


def dismiss(
    session: Session, actor: Actor, kinds: Kinds, public_id: str, other_public_id: str, content: DismissalInput
) -> Dismissal:
    """Pass the other entry over in the matches of the first. Again, it changes the reason; where it had returned, it
    goes anew with the facts of today. Raises NotFound, Forbidden.
    """
    own, other = judged_pair(session, actor, kinds, public_id, other_public_id, lock=True)
    if own.owner_id is None or actor.user_id is None:
        raise Forbidden
    facts = facts_of(other, clock.today())
    made = queries.dismissal(session, own, other.public_id)
    is_new = made is None
    if made is None:
        made = Dismissal(organisation_id=own.owner_id, own_entry_id=own.id, other_entry_id=other.id)
        session.add(made)
    if is_new or changed_facts(made.facts, facts):
        made.facts, made.created_at, made.user_id = facts, clock.now(), actor.user_id
    made.reason, made.words = content.reason, content.words
    session.flush()
    return made


def undo(session: Session, actor: Actor, public_id: str, other_public_id: str) -> None:
    """Let it stand among the matches again, at any time; nothing happens where it does. Raises NotFound, Forbidden."""
    own = judged_entry(session, actor, public_id, lock=True)
    made = queries.dismissal(session, own, other_public_id)
    if made is not None:
        session.delete(made)
        session.flush()


def passed(session: Session, actor: Actor, kinds: Kinds, own: Entry) -> list[Passed]:
    """All that was passed over in the matches of the entry, the latest first; as many statements for many as for few.

    Raises NotFound for another's entry.
    """
    if not may_see_matches(actor, own):
        raise NotFound
    return _passed(session, actor, kinds, queries.dismissals(session, [own]))


def passed_with(session: Session, actor: Actor, kinds: Kinds, own: Entry, other: Entry) -> Passed | None:
    """How one match was passed over; None where it was not. Raises NotFound for another's entry."""
    if not may_see_matches(actor, own):
        raise NotFound
    made = queries.dismissal(session, own, other.public_id)
    rows = [] if made is None else [(made, other.public_id, other.kind)]
    return next(iter(_passed(session, actor, kinds, rows)), None)


def _passed(session: Session, actor: Actor, kinds: Kinds, rows: Sequence[tuple[Dismissal, str, str]]) -> list[Passed]:
    others = queries.visible_entries(session, actor, kinds, [row[0].other_entry_id for row in rows])
    words, today = vocabularies(session), clock.today()
    found = []
    for made, public_id, kind in rows:
        other = others.get(made.other_entry_id)
        now = facts_of(other, today) if other else {}
        changed = tuple(changes(made.facts, now, words))
        is_back = brings_back(made.reason, changed_facts(made.facts, now))
        found.append(Passed(made, public_id, kind, other, changed, is_back))
    return found


def staying_away(session: Session, actor: Actor, kinds: Kinds, own: Collection[Entry]) -> Mapping[str, frozenset[str]]:
    """For each of these entries what its matches leave out, all by public ids; as many statements for many as for few.

    The entries are of the actor's organisations.
    """
    found: dict[int, set[str]] = {one.id: set() for one in own}
    for one in _passed(session, actor, kinds, queries.dismissals(session, own)):
        if not one.has_returned:
            found[one.dismissal.own_entry_id].add(one.public_id)
    return {one.public_id: frozenset(found[one.id]) for one in own}


def dismissed(session: Session, actor: Actor, kinds: Kinds, own: Entry) -> Dismissed:
    """The same as the list of matches needs it. Raises NotFound for another's entry."""
    found = passed(session, actor, kinds, own)
    return Dismissed(
        frozenset(one.dismissal.other_entry_id for one in found if not one.has_returned),
        {one.dismissal.other_entry_id: one for one in found if one.has_returned},
    )
