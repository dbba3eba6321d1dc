"""Saying from the mailbox whether the two have met, as `views_mail` has it: the signed link says who, what, of which.

Opening the page changes nothing; neither does its form as it is found, nor the first of its choices.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Final, Literal

from flask import flash, make_response, redirect, render_template, request, url_for
from pydantic import Field
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from ecosystem.accounts.models import User
from ecosystem.introductions import queries_talk, service_outcomes
from ecosystem.introductions.input import LONGEST
from ecosystem.introductions.links import MetAct, TalkAct, read_act, talk_url
from ecosystem.introductions.mailbox import LATER, done, holder, link_ended, reloaded
from ecosystem.introductions.models import Introduction
from ecosystem.introductions.models_talk import OutcomeKind
from ecosystem.introductions.policy import may_edit, side_of
from ecosystem.kernel.access.acting import set_actor
from ecosystem.kernel.access.actor import Actor
from ecosystem.kernel.access.errors import NotFound
from ecosystem.kernel.access.fields import Block, Input, Label
from ecosystem.kernel.access.messages import N_
from ecosystem.kernel.db.transaction import current_session
from ecosystem.kernel.web.answers import carried_out
from ecosystem.kernel.web.forms import Form, blank_form, posted_form
from ecosystem.kernel.web.languages import page_language, translate
from ecosystem.kernel.web.limits import limited
from ecosystem.kernel.web.signed_links import BadLink
from ecosystem.organisations.actors import actor_of

DECISIONS: Final = {LATER: N_("I will say later"), "met": N_("Yes, we have met")}


class MailedMetInput(Input):
    decision: Annotated[Literal["later", "met"], Label(N_("Have you met?"), None, "radios")]


class MailedNotMetInput(Input):
    words: Annotated[
        Block,
        Field(min_length=1, max_length=LONGEST),
        Label(N_("Why you have not met"), N_("For both organisations only. At most 600 characters."), "textarea"),
    ]


_INPUTS: Final[Mapping[MetAct, type[MailedMetInput | MailedNotMetInput]]] = {
    MetAct.MET: MailedMetInput,
    MetAct.NOT_MET: MailedNotMetInput,
}


@limited("60 per hour")
def whether_met(act: str, token: str) -> Response:
    """The form of this one answer; afterwards, and where the other side told something, the way to the outcomes."""
    try:
        chosen = MetAct(act)
        user, found = holder(*read_act(chosen, token))
    except (BadLink, NotFound, ValueError) as why:
        return link_ended(why)
    actor = actor_of(user)
    side = side_of(actor, found)
    if side is None or not (may_edit(actor, found) and actor.is_confirmed):
        return link_ended()
    if not found.is_revealed or service_outcomes.was_told(current_session(), found, side):
        return _done(user, found)
    if request.method != "POST":
        return _page(chosen, token, actor, found, blank_form(_INPUTS[chosen]))
    return _answered(chosen, token, actor, found)


def _done(user: User, found: Introduction) -> Response:
    """What became of it; the way to tell what came of the meeting, where nobody said that there was none."""
    told = queries_talk.outcomes(current_session(), found) if found.is_revealed else ()
    has_met = any(one.denied_at is None and OutcomeKind(one.kind).shows_a_meeting for one in told)
    url = talk_url(TalkAct.TELL, found.public_id, user.public_id, "", page_language()) if has_met else ""
    return done(found, is_about_meeting=True, tell_url=url)


def _answered(act: MetAct, token: str, actor: Actor, found: Introduction) -> Response:
    form: Form[Any] = posted_form(_INPUTS[act], request.form)
    if form.data is not None:
        set_actor(actor)
    if not carried_out(form, lambda session, said: _say(session, actor, found.public_id, said)):
        return _page(act, token, actor, reloaded(found), form, 422)
    if isinstance(form.data, MailedMetInput) and form.data.decision == LATER:
        flash(translate(N_("Nothing was noted. The link in the mail keeps working.")), "info")
    return make_response(redirect(url_for("introductions.whether_met", act=act.value, token=token), 303))


def _say(session: Session, actor: Actor, public_id: str, said: MailedMetInput | MailedNotMetInput) -> None:
    if isinstance(said, MailedNotMetInput):
        service_outcomes.say_whether_met(session, actor, public_id, why_not=said.words)
    elif said.decision == "met":
        service_outcomes.say_whether_met(session, actor, public_id)


def _page(act: MetAct, token: str, actor: Actor, found: Introduction, form: Form[Any], status: int = 200) -> Response:
    if "decision" in form.fields:
        form.fields["decision"].options = [(code, translate(words)) for code, words in DECISIONS.items()]
    other = found.asked if side_of(actor, found) == "asking" else found.asking
    shown = {"act": act.value, "token": token, "other": other.legal_name, "form": form}
    return make_response(render_template("introductions/mail_met.html", **shown), status)
