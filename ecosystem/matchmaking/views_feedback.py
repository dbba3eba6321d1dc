"""What people do with matches: pass one over, take that back, ask a person to look again."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import urlsplit

from flask import current_app, flash, redirect, render_template, request, url_for
from flask import session as session_cookie
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from ecosystem.accounts.next_address import own_path
from ecosystem.catalogue.links import kinds
from ecosystem.catalogue.models import Entry
from ecosystem.catalogue.texts import Texts, texts_in
from ecosystem.kernel.access.errors import Invalid, NotFound
from ecosystem.kernel.access.messages import N_
from ecosystem.kernel.db.transaction import current_session, transaction
from ecosystem.kernel.web.actors import current_actor, sign_in_required
from ecosystem.kernel.web.forms import posted_form, typed_form
from ecosystem.kernel.web.languages import page_language, translate
from ecosystem.kernel.web.limits import limited
from ecosystem.kernel.web.parking import parked_form
from ecosystem.matchmaking import queries_feedback as queries
from ecosystem.matchmaking import service, service_appeals
from ecosystem.matchmaking.input import REASONS, AppealInput, DismissalInput
from ecosystem.matchmaking.models import State
from ecosystem.matchmaking.policy import may_judge_matches
from ecosystem.matchmaking.reasons import ReasonsOf, as_read

STATES: Final = {State.OPEN: (N_("Waiting for a person"), "handling"), State.ANSWERED: (N_("Answered"), "agreed")}
"""Words and look of each state of an appeal."""

JUST_PASSED: Final = "just_passed"
"""In the session, for the list that comes next: the public id of what was passed over, to offer taking it back."""

Typed = MultiDict[str, str]


@sign_in_required
def dismiss(public_id: str, other: str) -> Any:
    """Pass a match over, with a reason. Raises NotFound, Forbidden."""
    actor, is_sent = current_actor(), request.method == "POST"
    own, found = service.judged_pair(current_session(), actor, kinds(), public_id, other)
    typed = request.form if is_sent else parked_form(actor.user_id) or MultiDict()
    form = posted_form(DismissalInput, typed) if is_sent else typed_form(DismissalInput, typed)
    form.fields["reason"].options = [(code, translate(words)) for code, words in REASONS.items()]
    goal = _goal(typed, url_for("matches.passed", public_id=public_id))
    if form.data is None:
        page = render_template("matchmaking/dismiss.html", own=own, other=found, form=form, goal=goal, titled=titled)
        return page, 422 if is_sent else 200
    with transaction() as session:
        service.dismiss(session, actor, kinds(), public_id, other, form.data)
    if urlsplit(goal).path == url_for("matches.matches", public_id=public_id):
        session_cookie[JUST_PASSED] = other
    else:
        flash(
            translate(
                N_("Passed over. It stays away until you take it back or something changes that your reason was about.")
            ),
            "info",
        )
    return redirect(goal, 303)


@sign_in_required
def undo(public_id: str, other: str) -> Response:
    """Let a match that was passed over stand in the list again."""
    with transaction() as session:
        service.undo(session, current_actor(), public_id, other)
    flash(translate(N_("It stands among your matches again.")), "good")
    return redirect(_goal(request.form, url_for("matches.passed", public_id=public_id)), 303)


@sign_in_required
def passed(public_id: str) -> str:
    """What was passed over: when, why, and what changed since. For all people of the organisation."""
    actor, session = current_actor(), current_session()
    own = queries.own_entry(session, actor, public_id)
    if own is None:
        raise NotFound
    return render_template(
        "matchmaking/passed.html",
        own=own,
        rows=[(one, kinds().get(one.kind)) for one in service.passed(session, actor, kinds(), own)],
        reasons=REASONS,
        may_judge=may_judge_matches(actor, own),
        titled=titled,
    )


@limited("20 per hour")
@sign_in_required
def appeal(public_id: str) -> Any:
    """Ask a person to look again at one match (`?about=`), or at all of an entry's. Raises NotFound, Forbidden."""
    actor, session, is_sent = current_actor(), current_session(), request.method == "POST"
    typed = request.form if is_sent else parked_form(actor.user_id) or MultiDict()
    about = request.values.get("about") or typed.get("about", "")
    own, other = service_appeals.subject(session, actor, kinds(), public_id, about)
    waiting = queries.open_appeal(session, own, other)
    if waiting is not None and not is_sent:
        flash(translate(N_("Your organisation has asked about this already; a person will answer by email")), "info")
        return redirect(url_for("matches.appeal_shown", appeal=waiting.public_id), 303)
    reasons = _reasons_of()(session, actor, own, other)
    form = posted_form(AppealInput, typed) if is_sent else typed_form(AppealInput, typed)
    if form.data is not None:
        try:
            with transaction() as session:
                made = service_appeals.appeal(session, actor, kinds(), public_id, about, form.data, _reasons_of())
            return redirect(url_for("matches.appeal_shown", appeal=made.public_id), 303)
        except Invalid as invalid:
            form.refuse(invalid.errors)
    lines, score = as_read(reasons.kept(), reasons.score, page_language())
    page = render_template(
        "matchmaking/appeal.html",
        own=own,
        other=other,
        reasons=lines,
        score=score,
        form=form,
        about=about,
        titled=titled,
    )
    return page, 422 if is_sent else 200


def titled(entry: Entry) -> Texts:
    """The entry's title in the language of the page, where there is one."""
    return texts_in(entry, kinds().of(entry), page_language(), ("title",))


def _goal(typed: Typed, usual: str) -> str:
    """Where to go afterwards: to the page of ours that the form names."""
    named = request.values.get("next") or typed.get("next")
    return own_path(named, request.script_root) or usual


def _reasons_of() -> ReasonsOf:
    registered: ReasonsOf = current_app.extensions["reasons_of"]
    return registered
