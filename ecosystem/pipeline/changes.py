"""What changed on an entry since a card was last looked at; pure.

The facts are those that bring a match back (`ecosystem/matchmaking/facts.py`), which members with a confirmed email may
read; to others of the organisation those that are not public are not told. A round
that ends is no reason to look at a match again, but who follows a startup wants to know: so it is a fact here.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any, Final

from ecosystem.catalogue.models import Entry
from ecosystem.kernel.access.actor import Scope
from ecosystem.kernel.access.messages import N_
from ecosystem.matchmaking.fact_forms import NOT_STATED
from ecosystem.matchmaking.facts import FACTS, Change, changed_facts, facts_of
from ecosystem.startups.models import Startup
from ecosystem.taxonomy.vocabularies import Vocabularies

_RAISING: Final = "raising"
_CALLED: Final = "called"
_FOR_MEMBERS: Final = frozenset({"revenue_of_year"})
_STATES: Final[Mapping[bool, Mapping[str, str]]] = {
    True: {"vi": "đang mở", "en": "open"},
    False: {"vi": "đã đóng", "en": "closed"},
}


def looked_at(entry: Entry, today: date) -> dict[str, Any]:
    """What the entry says on that day, and what it is called, to be kept with a card."""
    told = {**facts_of(entry, today), _CALLED: [entry.title, entry.language]}
    return {**told, _RAISING: entry.is_raising_on(today)} if isinstance(entry, Startup) else told


def called_then(facts: Mapping[str, Any]) -> tuple[str, str] | None:
    """What the entry was called when the card was last looked at, and in which language; None on old cards."""
    kept = facts.get(_CALLED)
    return (str(kept[0]), str(kept[1])) if kept else None


def changes_since(
    before: Mapping[str, Any], entry: Entry, today: date, vocabularies: Vocabularies, scopes: Collection[Scope]
) -> list[Change]:
    """What differs enough to be told: first whether the round is open, then the facts in their order.

    `scopes`: those whose fields the reader may see on the entry.
    """
    now = looked_at(entry, today)
    if Scope.MEMBERS not in scopes:
        before, now = _public(before), _public(now)
    was, is_now = before.get(_RAISING), now.get(_RAISING)
    found = []
    if was is not None and is_now is not None and was != is_now:
        found.append(Change(N_("Funding round"), _STATES[was], _STATES[is_now]))
    return found + [_told(name, before.get(name), now[name], vocabularies) for name in changed_facts(before, now)]


def _told(name: str, before: Any, now: Any, vocabularies: Vocabularies) -> Change:
    """Both whole: in a sentence "8, now 12 billion" would tell of 8 dong."""
    label, form = FACTS[name]
    was = NOT_STATED if before is None else form.words(before, vocabularies)
    return Change(label, was, form.words(now, vocabularies))


def _public(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in facts.items() if name not in _FOR_MEMBERS}
