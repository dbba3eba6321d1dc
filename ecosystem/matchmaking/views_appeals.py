"""Appeals against matches as officers answer them; what was asked and the answer, for those who asked."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from ecosystem.kernel.access.actor import Actor
from ecosystem.kernel.access.errors import Forbidden, Invalid
from ecosystem.kernel.access.messages import N_
from ecosystem.kernel.db.transaction import current_session, transaction
from ecosystem.kernel.web.actors import current_actor, officer_required, sign_in_required
from ecosystem.kernel.web.forms import Form, blank_form, posted_form
from ecosystem.kernel.web.languages import page_language, translate
from ecosystem.kernel.web.queues import OFFICERS_PAGE, Queue, Waiting, longest_wait
from ecosystem.matchmaking import queries_feedback as queries
from ecosystem.matchmaking import service_appeals as service
from ecosystem.matchmaking.input import AnswerInput
from ecosystem.matchmaking.models import Appeal
from ecosystem.matchmaking.policy import may_answer
from ecosystem.matchmaking.reasons import as_read
from ecosystem.matchmaking.views_feedback import STATES


@sign_in_required
def appeal_shown(appeal: str) -> str:
    """What was asked, with the reasons as they were, and the answer; for officers the form to answer."""
    return _shown(appeal, blank_form(AnswerInput))


@officer_required
def appeals() -> str:
    """The appeals that wait, the oldest first; none that concerns the officer's own organisation."""
    rows = queries.to_answer(current_session(), current_actor())
    longest = longest_wait(current_session(), Appeal.created_at, Appeal.answered_at)
    return render_template("matchmaking/appeals.html", rows=rows, longest=longest)


@officer_required
def answer(appeal: str) -> Any:
    """Answer one. Raises NotFound, Forbidden (the officer's own organisation)."""
    actor, form = current_actor(), posted_form(AnswerInput, request.form)
    if not may_answer(actor, service.load(current_session(), actor, appeal)):
        raise Forbidden
    if form.data is None:
        return _shown(appeal, form), 422
    try:
        with transaction() as session:
            service.answer(session, actor, appeal, form.data.answer)
        flash(translate(N_("It is answered by email.")), "good")
    except Invalid as invalid:
        flash(translate(invalid.message), "wait")
        return redirect(url_for("matches.appeal_shown", appeal=appeal), 303)
    return redirect(url_for("matches.appeals"), 303)


def _shown(appeal: str, form: Form[AnswerInput]) -> str:
    actor = current_actor()
    found = service.load(current_session(), actor, appeal)
    reasons, score = as_read(found.reasons, found.score, page_language())
    is_own = found.user_id == actor.user_id or actor.belongs_to(found.organisation_id)
    if not is_own:
        request.environ[OFFICERS_PAGE] = True
    return render_template(
        "matchmaking/appeal_shown.html",
        appeal=found,
        reasons=reasons,
        score=score,
        states=STATES,
        is_officers=not is_own,
        is_for_officer=actor.is_officer and found.is_open,
        may_answer=may_answer(actor, found),
        form=form,
    )


def _waiting(actor: Actor) -> Waiting:
    found = queries.to_answer(current_session(), actor)
    return Waiting(len(found), found[0].created_at if found else None)


QUEUES = (Queue(N_("Appeals against matches"), "matches.appeals", _waiting),)
