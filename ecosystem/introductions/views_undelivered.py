"""For officers: the introductions of which a side learns nothing, since no mail reaches it."""

from __future__ import annotations

from flask import render_template

from ecosystem.introductions import queries_undelivered
from ecosystem.introductions.states_words import STATES
from ecosystem.kernel.access.actor import Actor
from ecosystem.kernel.access.messages import N_
from ecosystem.kernel.db.transaction import current_session
from ecosystem.kernel.web.actors import current_actor, officer_required
from ecosystem.kernel.web.queues import Queue, Waiting


@officer_required
def undelivered() -> str:
    """Who and since when, and how the organisation can be reached otherwise; no address and none of the words."""
    rows = queries_undelivered.undelivered(current_session(), current_actor())
    return render_template("introductions/undelivered.html", rows=rows, states=STATES)


def _waiting(actor: Actor) -> Waiting:
    rows = queries_undelivered.undelivered(current_session(), actor)
    return Waiting(len(rows), min((since for _side, _one, since in rows[0].sides), default=None) if rows else None)


QUEUES = (Queue(N_("Introductions whose mail does not arrive"), "introductions.undelivered", _waiting),)
