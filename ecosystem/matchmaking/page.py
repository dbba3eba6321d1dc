"""What every page of an entry's matches needs: the entry, the words, what its people may do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from flask import render_template, request

from ecosystem.catalogue.links import kinds
from ecosystem.catalogue.models import Entry
from ecosystem.kernel.access.errors import NotFound
from ecosystem.kernel.db.transaction import current_session
from ecosystem.kernel.web.actors import current_actor
from ecosystem.kernel.web.languages import page_language
from ecosystem.kernel.web.panels import panels
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
    session, actor, chosen = current_session(), current_actor(), language or page_language()
    terms = vocabularies(session)
    return Words(
        language=chosen,
        label=lambda vocabulary, code: terms.label(vocabulary, code, chosen),
        titles=lambda public_ids: queries_pages.names(session, actor, public_ids, chosen),
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
            **{one.entry.public_id: panels("match.actions", actor, one.entry) for one in cards},
            **{one.public_id: panels("match.row", actor, one) for one in rows},
        },
    }


def being_made(own: Entry) -> Any:
    """While a large market is first worked out; the page asks again by itself."""
    made = render_template("matchmaking/being_made.html", own=own, head=head(own))
    return made, 200, {"Refresh": str(LOOK_AGAIN)}
