"""What reports put on the pages of others: the link to report, the owner's notes, the officer's queues on the desk."""

from __future__ import annotations

from flask import render_template

from ecosystem.catalogue.links import kinds
from ecosystem.catalogue.models import HELD, Entry, State
from ecosystem.catalogue.texts import texts_in
from ecosystem.kernel.access.actor import Actor
from ecosystem.kernel.access.messages import N_
from ecosystem.kernel.db.transaction import current_session
from ecosystem.kernel.web.languages import page_language
from ecosystem.kernel.web.queues import Queue, Waiting, queues
from ecosystem.organisations.models import Organisation
from ecosystem.reports import queries
from ecosystem.reports.reportable import ORGANISATION
from ecosystem.reports.reportables import chip_of


def report_link(actor: Actor, entry: Entry) -> str | None:
    """Beside an entry of others that is public."""
    if not entry.is_public or actor.belongs_to(entry.owner_id):
        return None
    title = texts_in(entry, kinds().of(entry), page_language(), ("title",)).values["title"]
    return render_template("reports/_link.html", kind="entry", public_id=entry.public_id, title=title)


def held_note(actor: Actor, entry: Entry) -> str | None:
    """On a page that officers keep from being seen: why, and what its people can do."""
    if entry.state not in HELD:
        return None
    session = current_session()
    if entry.state == State.TAKEN_DOWN:
        decision = queries.in_force(session, "entry", entry.public_id)
    else:
        owner = session.get(Organisation, entry.owner_id)
        decision = queries.in_force(session, ORGANISATION, owner.public_id) if owner else None
    is_own = actor.belongs_to(entry.owner_id)
    return render_template("reports/_held.html", decision=decision, state=entry.state, is_own=is_own)


def suspended_note(_actor: Actor, organisation: Organisation) -> str | None:
    """On an organisation's own page while it is suspended."""
    if not organisation.is_suspended:
        return None
    decision = queries.in_force(current_session(), ORGANISATION, organisation.public_id)
    return render_template("reports/_held.html", decision=decision, state=State.SUSPENDED, is_own=True)


def desk_panel(actor: Actor, _thing: object) -> str | None:
    """On the desk: decisions in force about what is one's own."""
    found = queries.concerning(current_session(), actor)
    return render_template("reports/_desk.html", decisions=found, chip_of=chip_of) if found else None


def officer_panel(actor: Actor, _thing: object) -> str | None:
    """On an officer's desk: the queues in which something waits."""
    if not actor.is_officer:
        return None
    rows = [(one, found) for one in queues() if (found := one.waiting(actor)).number]
    return render_template("officer/_desk.html", rows=rows)


def _reports(actor: Actor) -> Waiting:
    _rows, total = queries.queue(current_session(), actor, 0, 1)
    return Waiting(total, queries.oldest_open(current_session(), actor))


def _objections(actor: Actor) -> Waiting:
    found = queries.waiting_objections(current_session(), actor)
    return Waiting(len(found), found[0].created_at if found else None)


QUEUES = (
    Queue(N_("Reports"), "officer.reports", _reports),
    Queue(N_("Objections to decisions"), "officer.objections", _objections),
)
