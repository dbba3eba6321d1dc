"""What every page of an entry's matches needs: the entry, the words, what its people may do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from flask import render_template, request
from markupsafe import Markup
from sqlalchemy.orm import Session

from ecosystem.catalogue.links import kinds
from ecosystem.catalogue.models import Entry
from ecosystem.kernel.access.actor import Actor
from ecosystem.kernel.access.errors import NotFound
from ecosystem.kernel.db.transaction import current_session
from ecosystem.kernel.web.actors import current_actor
from ecosystem.kernel.web.languages import page_language
from ecosystem.kernel.web.panels import panels_of_each
from ecosystem.matchmaking import queries_feedback, queries_pages
from ecosystem.matchmaking.cards import Card, Head, head_of
from ecosystem.matchmaking.input import REASONS
from ecosystem.matchmaking.pairings import Words
from ecosystem.matchmaking.points import AXIS
from ecosystem.matchmaking.policy import may_judge_matches
from ecosystem.taxonomy.queries import vocabularies

LOOK_AGAIN: Final = 5
"""Seconds after which a page asks again whether the market is ready."""


def own_entry(public_id: str) -> Entry:
    """The entry, of an organisation of the actor's. Raises NotFound."""
    own = queries_feedback.own_entry(current_session(), current_actor(), public_id)
    if own is None or own.kind not in queries_pages.MATCHED_KINDS:
        raise NotFound
    return own


def page_words(language: str | None = None) -> Words:
    """The words of this page, or in another language."""
    return words_for(current_session(), current_actor(), language or page_language())


def words_for(session: Session, actor: Actor, language: str) -> Words:
    """The words in which `actor` reads of matches, also outside of a request."""
    terms = vocabularies(session)
    return Words(
        language=language,
        label=lambda vocabulary, code: terms.label(vocabulary, code, language),
        titles=lambda public_ids: queries_pages.names(session, actor, public_ids, language),
    )


def head(own: Entry) -> Head:
    """The entry in a few words."""
    return head_of(own, kinds().of(own), page_words())


def shared(own: Entry, cards: Sequence[Card], rows: Sequence[Entry] = ()) -> dict[str, Any]:
    """The context that all pages with cards have; `rows` are the entries of the table's rows."""
    actor = current_actor()
    return {
        "own": own,
        "head": head(own),
        "may_judge": may_judge_matches(actor, own),
        "reasons_of_passing": REASONS,
        "axis": AXIS,
        "here": f"{request.script_root}{request.full_path.rstrip('?')}",
        "actions": {
            **_actions("match.actions", actor, [one.entry for one in cards]),
            **_actions("match.row", actor, rows),
        },
    }


def _actions(place: str, actor: Actor, entries: Sequence[Entry]) -> Mapping[str, list[Markup]]:
    """By public id what others offer beside each of the entries."""
    return dict(zip((one.public_id for one in entries), panels_of_each(place, actor, entries), strict=True))


def being_made(own: Entry) -> Any:
    """While a large market is first worked out; the page asks again by itself."""
    made = render_template("matchmaking/being_made.html", own=own, head=head(own))
    return made, 200, {"Refresh": str(LOOK_AGAIN)}
