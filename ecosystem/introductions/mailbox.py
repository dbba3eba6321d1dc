"""What the pages of the mailbox share: the signed link says who, what, of which, and no session is needed.

Opening a page changes nothing; neither does its form as it is found, nor the first of its choices.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Final

from flask import make_response, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from ecosystem.accounts.models import User
from ecosystem.accounts.queries import by_public_id as user_by_public_id
from ecosystem.introductions import queries
from ecosystem.introductions.links import TalkAct, read_talk, talk_url
from ecosystem.introductions.models import Introduction
from ecosystem.introductions.policy import may_edit, side_of
from ecosystem.introductions.states import Side
from ecosystem.introductions.states_words import STATES
from ecosystem.kernel.access.acting import set_actor
from ecosystem.kernel.access.actor import Actor
from ecosystem.kernel.access.errors import NotFound
from ecosystem.kernel.access.fields import Input
from ecosystem.kernel.db.transaction import current_session
from ecosystem.kernel.web.answers import carried_out
from ecosystem.kernel.web.forms import Form, blank_form, posted_form
from ecosystem.kernel.web.languages import page_language
from ecosystem.kernel.web.signed_links import BadLink
from ecosystem.organisations.actors import actor_of

LATER: Final = "later"
"""The first of the choices changes nothing: it is what a program that ticks a box would tick."""


@dataclass(frozen=True)
class Held:
    """What a link of `TalkAct` holds: whose it is, of which introduction and side, and the id of what it is `about`."""

    token: str
    person: User
    actor: Actor
    introduction: Introduction
    side: Side
    about: str

    def url(self, act: TalkAct) -> str:
        """A link of the same person for another purpose."""
        return talk_url(act, self.introduction.public_id, self.person.public_id, "", page_language())

    def sent(self, form: Form[Any], write: Callable[[Session, Any], object]) -> bool:
        """Whether the form was sent and `write` took it."""
        if form.data is not None:
            set_actor(self.actor)
        return carried_out(form, write)

    def again(self) -> Response:
        """Back to the page of the link, which says what became of it."""
        return make_response(redirect(url_for(str(request.endpoint), token=self.token), 303))

    def page(self, template: str, form: Form[Any], **shown: Any) -> Response:
        found = reloaded(self.introduction)
        other = found.asked if self.side is Side.ASKING else found.asking
        body = render_template(template, other=other.legal_name, token=self.token, form=form, **shown)
        return make_response(body, 422 if request.method == "POST" else 200)


View = Callable[[Held], Response]


def by_link(act: TalkAct) -> Callable[[View], Callable[[str], Response]]:
    """For views of a link, which get what it holds; of one that holds nothing, or nothing any more, it is told why."""

    def of(view: View) -> Callable[[str], Response]:
        @wraps(view)
        def answered(token: str) -> Response:
            try:
                held = _held(act, token)
            except (BadLink, NotFound) as why:
                return link_ended(why)
            return view(held)

        return answered

    return of


def _held(act: TalkAct, token: str) -> Held:
    """Raises BadLink, NotFound (no longer an editor of a side)."""
    introduction, person, about = read_talk(act, token)
    user, found = holder(introduction, person)
    actor = actor_of(user)
    side = side_of(actor, found)
    if side is None or not (may_edit(actor, found) and actor.is_confirmed):
        raise NotFound
    return Held(token, user, actor, found, side, about)


def holder(introduction: str, person: str) -> tuple[User, Introduction]:
    """What a link is about and whose it is, by their public ids. Raises NotFound."""
    session = current_session()
    user, found = user_by_public_id(session, person), queries.by_public_id(session, introduction)
    if user is None or not user.active or found is None:
        raise NotFound
    return user, found


def reloaded(found: Introduction) -> Introduction:
    """The same with all that a page reads of it: what is refused inside its transaction leaves nothing loaded."""
    return queries.by_public_id(current_session(), found.public_id) or found


def form_of_link(model: type[Input]) -> Form[Any]:
    return posted_form(model, request.form) if request.method == "POST" else blank_form(model)


def done(found: Introduction, **shown: Any) -> Response:
    """What became of the introduction, or of what `shown` says that it is about."""
    return make_response(render_template("introductions/mail_done.html", introduction=found, states=STATES, **shown))


def link_ended(why: Exception | None = None) -> Response:
    """Why a link does nothing; one that is too old leads to the page of its introduction."""
    introduction, reason = "", ""
    if isinstance(why, BadLink):
        introduction, reason = next(iter(why.parts), ""), "old" if why.expired else "broken"
    elif isinstance(why, ValueError):
        reason = "broken"
    shown = {"why": reason, "introduction": introduction}
    return make_response(render_template("introductions/link_ended.html", **shown), 410)
