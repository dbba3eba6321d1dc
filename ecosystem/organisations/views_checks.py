"""Officers' pages of checks: which organisations nobody has checked, and noting what was seen."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from sqlalchemy import func, select

from ecosystem.kernel import clock
from ecosystem.kernel.access.actor import Actor
from ecosystem.kernel.access.errors import Forbidden, NotFound
from ecosystem.kernel.access.messages import N_
from ecosystem.kernel.db.transaction import current_session
from ecosystem.kernel.web.actors import current_actor, officer_required
from ecosystem.kernel.web.answers import carried_out, sent_form
from ecosystem.kernel.web.languages import page_language, translate
from ecosystem.kernel.web.paging import Page, requested_page
from ecosystem.kernel.web.queues import Queue, Waiting
from ecosystem.organisations import queries, service
from ecosystem.organisations.input_verification import OfficerVerificationInput
from ecosystem.organisations.policy import Action, may
from ecosystem.taxonomy.queries import vocabularies


@officer_required
def checks() -> str:
    """Organisations with people that no check holds for, the longest waiting first; never the officer's own."""
    session, actor = current_session(), current_actor()
    total = waiting(actor).number
    page = Page(requested_page(), total, total)
    if not page.exists:
        raise NotFound
    rows = session.scalars(queries.unchecked(actor, clock.today()).offset(page.offset).limit(page.size)).all()
    return render_template("organisations/checks.html", rows=rows, page=page, kind_of=_kind_of)


@officer_required
def check(public_id: str) -> Any:
    """One organisation with its checks, and the form for another. Raises NotFound, Forbidden (the officer's own)."""
    actor = current_actor()
    found = queries.to_check(current_session(), actor, public_id)
    if found is None:
        raise NotFound
    form = sent_form(OfficerVerificationInput)
    may_check = may(actor, Action.VERIFY, found)
    if request.method == "POST" and not may_check:
        raise Forbidden(service.NOT_ON_ONES_OWN)
    if carried_out(form, lambda session, said: service.verify(session, actor, public_id, said)):
        flash(translate(N_("The check is noted; the badge shows until its last day.")), "good")
        return redirect(url_for("organisations.check", public_id=public_id), 303)
    page = render_template(
        "organisations/check.html",
        organisation=found,
        kind=_kind_of(found.kind),
        place=_label("place", found.place_code),
        verification=found.verification_on(clock.today()),
        may_check=may_check,
        form=form,
    )
    return page, 422 if request.method == "POST" else 200


def waiting(actor: Actor) -> Waiting:
    """How many organisations wait for a check, and since when the oldest exists."""
    unchecked = queries.unchecked(actor, clock.today()).order_by(None).subquery()
    number, since = current_session().execute(select(func.count(), func.min(unchecked.c.created_at))).one()
    return Waiting(number, since)


QUEUES = (Queue(N_("Organisations to check"), "organisations.checks", waiting),)


def _kind_of(code: str) -> str:
    return _label("organisation_kind", code)


def _label(vocabulary: str, code: str | None) -> str:
    return vocabularies(current_session()).label(vocabulary, code, page_language()) if code else ""
