"""Counting how often an entry stands among the first ten matches, so that those seldom shown can be found."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Final

from sqlalchemy import delete
from sqlalchemy.orm import Session

from ecosystem.kernel import clock
from ecosystem.kernel.db.inserts import insert_into
from ecosystem.kernel.db.transaction import transaction
from ecosystem.matchmaking.models import SHOWN_KEPT, Shown

FORGET_SHOWN: Final = "matchmaking.forget_shown"


def note_shown(session: Session, entry_ids: Collection[int]) -> None:
    """Each of these stood in a first ten once more today: one statement a page.

    Rows are taken in one order, so that two pages do not wait for each other.
    """
    if not entry_ids:
        return
    rows = [{"entry_id": entry_id, "day": clock.today(), "count": 1} for entry_id in sorted(set(entry_ids))]
    again = {"count": Shown.count + 1}
    new = insert_into(session, Shown).values(rows)
    session.execute(new.on_conflict_do_update(index_elements=[Shown.entry_id, Shown.day], set_=again))


def forget_shown(_payload: Mapping[str, Any]) -> None:
    """Forget the counts of days long ago (a scheduled job)."""
    with transaction() as session:
        session.execute(delete(Shown).where(Shown.day < clock.today() - SHOWN_KEPT))
