"""Answering from the mailbox, without a session: the signed link says who, what, for which introduction.

Opening the page changes nothing. Its form holds nothing that answers by itself: the choice is not preset and texts are
empty, so that a scanner which sends the form as it finds it is told what is missing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated, Any, Final, Literal

from flask import flash, make_response, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from ecosystem.introductions import service
from ecosystem.introductions.deadlines import deadlines
from ecosystem.introductions.input import REASONS, AgreeInput, DeclineInput, QuestionInput, ReplyInput
from ecosystem.introductions.links import MailAct, read_act
from ecosystem.introductions.mailbox import LATER, done, holder, link_ended, reloaded
from ecosystem.introductions.models import Introduction
from ecosystem.introductions.policy import acting_side
from ecosystem.introductions.states import Event, State, after
from ecosystem.introductions.states_words import MASKED
from ecosystem.introductions.words import said
from ecosystem.kernel import clock
from ecosystem.kernel.access.acting import set_actor
from ecosystem.kernel.access.actor import Actor
from ecosystem.kernel.access.errors import NotFound
from ecosystem.kernel.access.fields import Input, Label
from ecosystem.kernel.access.messages import N_
from ecosystem.kernel.db.transaction import current_session
from ecosystem.kernel.web.answers import carried_out
from ecosystem.kernel.web.forms import Form, blank_form, posted_form
from ecosystem.kernel.web.languages import translate
from ecosystem.kernel.web.limits import limited
from ecosystem.kernel.web.signed_links import BadLink
from ecosystem.organisations.actors import actor_of

DECISIONS: Final = {LATER: N_("I will decide later"), "agree": N_("Yes, we agree to meet")}


class MailedAgreeInput(AgreeInput):
    """The yes from a mailbox is said twice: by the link, and by a choice that is not preset."""

    decision: Annotated[Literal["later", "agree"], Label(N_("Do you agree to meet?"), None, "radios")]


Send = Callable[[Session, Actor, str, Any], object]


def _agree(session: Session, actor: Actor, public_id: str, content: MailedAgreeInput) -> None:
    if content.decision == "agree":
        service.agree(session, actor, public_id, content)


_INPUTS: Final[Mapping[MailAct, tuple[Event, type[Input], Send]]] = {
    MailAct.AGREE: (Event.AGREE, MailedAgreeInput, _agree),
    MailAct.QUESTION: (Event.QUESTION, QuestionInput, service.question),
    MailAct.DECLINE: (Event.DECLINE, DeclineInput, service.decline),
    MailAct.REPLY: (Event.REPLY, ReplyInput, service.reply),
}


@limited("60 per hour")
def answer(act: str, token: str) -> Response:
    """The request and the form of this one act; afterwards what became of it."""
    try:
        chosen = MailAct(act)
        user, found = holder(*read_act(chosen, token))
    except (BadLink, NotFound, ValueError) as why:
        return link_ended(why)
    actor, (event, model, _send) = actor_of(user), _INPUTS[chosen]
    if acting_side(actor, event, found) is None:
        return link_ended()
    if after(State(found.state), event) is None or found.is_over_on(clock.today()):
        return done(found)
    if request.method != "POST":
        return _page(chosen, token, found, blank_form(model))
    return _answered(chosen, token, found, actor)


def _answered(act: MailAct, token: str, found: Introduction, actor: Actor) -> Response:
    _event, model, send = _INPUTS[act]
    form = posted_form(model, request.form)
    if form.data is not None:
        set_actor(actor)
    if not carried_out(form, lambda session, said: send(session, actor, found.public_id, said)):
        found = reloaded(found)
        return _page(act, token, found, form, 422) if found.is_waiting else _again(act, token)
    if isinstance(form.data, MailedAgreeInput) and form.data.decision == LATER:
        flash(translate(N_("Nothing was changed. The request waits for your answer.")), "info")
    return _again(act, token)


def _again(act: MailAct, token: str) -> Response:
    return make_response(redirect(url_for("introductions.answer", act=act.value, token=token), 303))


def _page(act: MailAct, token: str, found: Introduction, form: Form[Any], status: int = 200) -> Response:
    if "decision" in form.fields:
        form.fields["decision"].options = [(code, translate(words)) for code, words in DECISIONS.items()]
    if "reason" in form.fields:
        form.fields["reason"].options = [(code, translate(words)) for code, words in REASONS.items()]
    return make_response(
        render_template(
            "introductions/mail_answer.html",
            act=act.value,
            token=token,
            introduction=found,
            texts=said(found),
            masked_why=MASKED[State(found.state)],
            due=deadlines(current_session(), [found])[found.id],
            form=form,
        ),
        status,
    )
