"""The pages of introductions: the list, one introduction, blocks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from flask import flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from ecosystem.catalogue.links import kinds
from ecosystem.catalogue.models import Entry
from ecosystem.catalogue.texts import Texts, texts_in
from ecosystem.introductions import queries, queries_talk, service, service_blocks
from ecosystem.introductions.deadlines import Deadline, deadlines
from ecosystem.introductions.input import REASONS
from ecosystem.introductions.log import log_of
from ecosystem.introductions.models import Introduction
from ecosystem.introductions.page import Group, grouped, page_of
from ecosystem.introductions.policy import may_edit, side_of
from ecosystem.introductions.states import Side
from ecosystem.introductions.states_words import MASKED, STATES
from ecosystem.kernel.access.actor import Actor
from ecosystem.kernel.access.errors import Invalid, NotFound
from ecosystem.kernel.access.messages import N_, Message
from ecosystem.kernel.db.transaction import current_session, transaction
from ecosystem.kernel.web.actors import current_actor, sign_in_required
from ecosystem.kernel.web.forms import Form
from ecosystem.kernel.web.languages import page_language, translate
from ecosystem.kernel.web.panels import panels
from ecosystem.organisations.queries import organisations_of

_MOST: Final = 200
"""In the list; those that wait for an answer come first."""


@dataclass(frozen=True)
class Row:
    """An introduction in the list, seen from one side."""

    about: Introduction
    side: Side
    unread: int
    to_confirm: int
    due: Deadline | None
    may_decline: bool

    @property
    def other(self) -> str:
        organisation = self.about.asked if self.side is Side.ASKING else self.about.asking
        return organisation.legal_name


@sign_in_required
def index() -> str:
    """All of one's introductions: what waits for oneself first, by deadline."""
    actor, session = current_actor(), current_session()
    found = queries.of_actor(session, actor, limit=_MOST)
    unread, told = queries_talk.unread_counts(session, found), queries_talk.counts_to_confirm(session, found)
    due = deadlines(session, found)
    groups: dict[Group, list[Row]] = {group: [] for group in Group}
    for one in found:
        side = side_of(actor, one) or Side.ASKED
        may_decline = side is Side.ASKED and may_edit(actor, one) and one.is_waiting
        theirs = (one.id, side.other.value)
        row = Row(one, side, unread.get(theirs, 0), told.get(theirs, 0), due.get(one.id), may_decline)
        groups[grouped(one, side)].append(row)
    return render_template(
        "introductions/index.html", groups=groups, states=STATES, titled=titled, entry_kind=kinds().of
    )


@sign_in_required
def show(introduction: str) -> str:
    """One introduction: for the people of both organisations."""
    return shown(introduction)


def shown(public_id: str, **forms: Form[Any]) -> str:
    """The page of an introduction, with forms as they were sent. Raises NotFound."""
    actor, session = current_actor(), current_session()
    found = service.load(session, actor, public_id)
    side = side_of(actor, found)
    if side is None:
        raise NotFound
    page = page_of(session, actor, found, side)
    return render_template(
        "introductions/show.html",
        page=page,
        introduction=found,
        log=log_of(session, found, side),
        texts=page.texts,
        masked_why=MASKED.get(page.state, ""),
        decline_reason=REASONS.get(found.decline_reason, ""),
        states=STATES,
        titled=titled,
        next_panels=panels("introduction.next", actor, found),
        action_panels=panels("introduction.actions", actor, found),
        message_panels=lambda message: panels("introduction.message", actor, message),
        **page.forms(forms),
    )


@sign_in_required
def blocks() -> str:
    """Whom one's organisations block."""
    actor, session = current_actor(), current_session()
    own = {one.id: one for one in organisations_of(session, actor)}
    rows = [(one, own[one.organisation_id]) for one in queries.blocks(session, list(own))]
    return render_template("introductions/blocks.html", rows=rows, may_edit_for=actor.may_edit_for)


@sign_in_required
def block(introduction: str) -> Response:
    """Want no more requests from the other side of an introduction."""
    with transaction() as session:
        service_blocks.block(session, current_actor(), introduction)
    words = N_("Your two organisations can no longer ask each other. What is open goes on; you can undo this.")
    flash(translate(words), "info")
    return redirect(url_for("introductions.blocks"), 303)


@sign_in_required
def unblock() -> Response:
    """Take a block back; the form names both organisations."""
    actor = current_actor()
    named = (request.form.get("organisation", ""), request.form.get("blocked", ""))
    with transaction() as session:
        service_blocks.unblock(session, actor, *named)
    flash(translate(N_("You can ask each other for introductions again.")), "good")
    return redirect(url_for("introductions.blocks"), 303)


@sign_in_required
def withdraw(introduction: str) -> Response:
    """Take a request back."""
    return _done(introduction, service.withdraw, N_("Your request is withdrawn; they have been told."))


@sign_in_required
def close(introduction: str) -> Response:
    """End what began with a yes."""
    return _done(introduction, service.close, N_("The introduction is ended; both sides have been told."))


def _done(introduction: str, act: Callable[[Session, Actor, str], object], words: Message) -> Response:
    try:
        with transaction() as session:
            act(session, current_actor(), introduction)
        flash(translate(words), "info")
    except Invalid as invalid:
        flash(translate(invalid.message), "wait")
    return redirect(url_for("introductions.show", introduction=introduction), 303)


def titled(entry: Entry) -> Texts:
    """The entry's title in the language of the page, where there is one."""
    return texts_in(entry, kinds().of(entry), page_language(), ("title",))


def on_page(introduction: str, words: Message, part: str = "") -> Response:
    """Back on the page of the introduction, at a part of it, with words on what was done."""
    flash(translate(words), "good")
    anchor = part or None
    return redirect(url_for("introductions.show", introduction=introduction, _anchor=anchor), 303)
