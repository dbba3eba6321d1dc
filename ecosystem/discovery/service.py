"""Keeping what was searched for, so that nobody can be told from it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from ecosystem.discovery.models import PastSearch, SearchMiss, SearchVisit
from ecosystem.kernel import clock
from ecosystem.kernel.db.inserts import insert_into
from ecosystem.kernel.db.transaction import transaction
from ecosystem.search.language.normalise import strip_marks, tokens

FORGET_SEARCHES: Final = "discovery.forget_searches"

VISITORS: Final = 5
"""So many must have asked a search before it is suggested to anybody."""
_VISITS_KEPT: Final = timedelta(days=30)
_KEPT: Final = timedelta(days=365)
"""What nobody asked again for so long is forgotten."""


@dataclass(frozen=True)
class Asked:
    """A search: its text where it may be kept ("" where not), a hash of visitor and text, and words nothing knew."""

    text: str
    visitor: str
    misses: tuple[str, ...] = ()


def keep(session: Session, asked: Sequence[Asked]) -> None:
    """Count these searches. Rows are taken in one order, so that two processes do not wait for each other."""
    times = Counter(one.text for one in asked if one.text)
    known = set(session.scalars(select(PastSearch.text).where(PastSearch.text.in_(times))))
    for text in sorted(known):
        again = update(PastSearch).where(PastSearch.text == text)
        session.execute(again.values(count=PastSearch.count + times[text], last_on=clock.today()))
    _keep_visits(session, [one for one in asked if one.text and one.text not in known])
    _keep_misses(session, Counter(word for one in asked for word in one.misses))


def _keep_visits(session: Session, asked: Iterable[Asked]) -> None:
    visits = sorted({(one.text, one.visitor) for one in asked})
    if not visits:
        return
    rows = [{"text": text, "visitor": visitor, "seen_on": clock.today()} for text, visitor in visits]
    session.execute(insert_into(session, SearchVisit).on_conflict_do_nothing(), rows)
    number = func.count(SearchVisit.id)
    of_these = select(SearchVisit.text, number).where(SearchVisit.text.in_({text for text, _ in visits}))
    enough = session.execute(of_these.group_by(SearchVisit.text).having(number >= VISITORS)).all()
    if enough:
        made = [
            {"text": text, "folded": folded(text), "count": count, "last_on": clock.today()}
            for text, count in sorted(enough)
        ]
        session.execute(insert_into(session, PastSearch).on_conflict_do_nothing(), made)
        session.execute(delete(SearchVisit).where(SearchVisit.text.in_([text for text, _ in enough])))


def _keep_misses(session: Session, counted: Mapping[str, int]) -> None:
    if not counted:
        return
    new = insert_into(session, SearchMiss)
    again = {"count": SearchMiss.count + new.excluded.count, "last_on": new.excluded.last_on}
    rows = [{"word": word, "count": count, "last_on": clock.today()} for word, count in sorted(counted.items())]
    session.execute(new.on_conflict_do_update(index_elements=[SearchMiss.word], set_=again), rows)


def folded(text: str) -> str:
    """`PastSearch.folded` of a text: its words without marks."""
    return " ".join(strip_marks(word) for word in tokens(text))


def forget_searches(_payload: Mapping[str, Any]) -> None:
    """Forget visitors of searches that too few asked, and what nobody asks any more (a scheduled job)."""
    today = clock.today()
    with transaction() as session:
        session.execute(delete(SearchVisit).where(SearchVisit.seen_on < today - _VISITS_KEPT))
        session.execute(delete(PastSearch).where(PastSearch.last_on < today - _KEPT))
        session.execute(delete(SearchMiss).where(SearchMiss.last_on < today - _KEPT))
