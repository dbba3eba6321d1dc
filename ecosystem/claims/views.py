"""Claims: the note on pages that nobody represents, the form, one's own claims and what became of them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ecosystem.catalogue.links import entry_url, kinds
from ecosystem.catalogue.models import Entry
from ecosystem.catalogue.representation import is_represented
from ecosystem.claims import queries, service
from ecosystem.claims.input import ClaimInput, RefusalInput
from ecosystem.claims.models import Claim, State
from ecosystem.claims.policy import Action, may, may_claim_for
from ecosystem.kernel import clock
from ecosystem.kernel.access.actor import Actor
from ecosystem.kernel.access.errors import Forbidden, Invalid
from ecosystem.kernel.access.messages import N_
from ecosystem.kernel.db.transaction import current_session, transaction
from ecosystem.kernel.web.actors import current_actor, officer_required, sign_in_required
from ecosystem.kernel.web.forms import Form, blank_form, posted_form, typed_form
from ecosystem.kernel.web.languages import translate
from ecosystem.kernel.web.limits import limited
from ecosystem.kernel.web.parking import parked_form
from ecosystem.kernel.web.queues import Queue, Waiting, longest_wait
from ecosystem.organisations.models import Organisation
from ecosystem.organisations.queries import organisations_of

claims = Blueprint("claims", __name__, url_prefix="/claims")

STATES: Final = {
    State.WAITING: (N_("Waiting for an officer"), "handling"),
    State.ACCEPTED: (N_("Accepted"), "agreed"),
    State.REFUSED: (N_("Refused"), "refused"),
    State.WITHDRAWN: (N_("Taken back"), "closed"),
}
"""Words and look of each state."""
_ON_DESK: Final = 5
_NEWS_FOR: Final = timedelta(days=30)


@claims.route("/new/<unclaimed>", methods=["GET", "POST"])
@limited("30 per hour")
@sign_in_required
def new(unclaimed: str) -> Any:
    """Claim an entry for one of one's organisations. Raises NotFound for one that somebody represents."""
    actor = current_actor()
    found = service.claimable(current_session(), unclaimed)
    owners = _may_be_for(actor)
    if request.method != "POST":
        parked = parked_form(actor.user_id)
        if parked is None:
            return _form(found, blank_form(ClaimInput), owners)
        return _form(found, typed_form(ClaimInput, parked), owners, parked.get("organisation", ""))
    form = posted_form(ClaimInput, request.form)
    chosen = request.form.get("organisation", "")
    owner = next((one for one in owners if one.public_id == chosen), owners[0] if owners else None)
    if form.data is None or owner is None:
        return _form(found, form, owners, chosen), 422
    try:
        with transaction() as session:
            made = service.claim(session, actor, unclaimed, owner, form.data)
    except Invalid as invalid:
        form.refuse(invalid.errors)
        return _form(found, form, owners, chosen), 422
    flash(translate(N_("Your claim is sent. A programme officer reads it; you get the answer by email.")), "good")
    return redirect(url_for("claims.show", claim=made.public_id), 303)


@claims.get("/<claim>")
@sign_in_required
def show(claim: str) -> str:
    """What was claimed and what became of it: for the person, who may act for the organisation, and officers."""
    return _shown(claim)


def _shown(claim: str, form: Form[RefusalInput] | None = None) -> str:
    actor = current_actor()
    found = service.load(current_session(), actor, claim)
    return render_template(
        "claims/show.html",
        claim=found,
        entry=found.entry,
        kind=kinds().of(found.entry),
        states=STATES,
        may_withdraw=may(actor, Action.WITHDRAW, found),
        is_for_officer=actor.is_officer and found.is_waiting,
        may_decide=may(actor, Action.DECIDE, found),
        form=blank_form(RefusalInput) if form is None else form,
    )


@claims.get("/waiting")
@officer_required
def waiting() -> str:
    """The claims that wait for an officer, the oldest first; none of the officer's own organisations."""
    session = current_session()
    found, longest = (
        queries.to_decide(session, current_actor()),
        longest_wait(session, Claim.created_at, Claim.decided_at),
    )
    return render_template("claims/waiting.html", claims=found, longest=longest)


@claims.post("/<claim>/accept")
@officer_required
def accept(claim: str) -> Response:
    """Give the page to who claims it. Raises NotFound, Forbidden (the officer's own organisation)."""
    try:
        with transaction() as session:
            service.accept(session, current_actor(), claim)
        flash(translate(N_("The claim is accepted; the claimant is told by email.")), "good")
    except Invalid as invalid:
        flash(translate(invalid.message), "wait")
        return redirect(url_for("claims.show", claim=claim), 303)
    return redirect(url_for("claims.waiting"), 303)


@claims.post("/<claim>/refuse")
@officer_required
def refuse(claim: str) -> Any:
    """Say no, with words. Raises NotFound, Forbidden (the officer's own organisation)."""
    form = posted_form(RefusalInput, request.form)
    found = service.load(current_session(), current_actor(), claim)
    if not may(current_actor(), Action.DECIDE, found):
        raise Forbidden
    if form.data is None:
        return _shown(claim, form), 422
    try:
        with transaction() as session:
            service.refuse(session, current_actor(), claim, form.data.reason)
        flash(translate(N_("The claim is refused; the claimant is told by email.")), "good")
    except Invalid as invalid:
        flash(translate(invalid.message), "wait")
        return redirect(url_for("claims.show", claim=claim), 303)
    return redirect(url_for("claims.waiting"), 303)


@claims.post("/<claim>/withdraw")
@sign_in_required
def withdraw(claim: str) -> Response:
    """Take a claim back."""
    try:
        with transaction() as session:
            service.withdraw(session, current_actor(), claim)
        flash(translate(N_("The claim is withdrawn.")), "info")
    except Invalid as invalid:
        flash(translate(invalid.message), "wait")
    return redirect(url_for("claims.show", claim=claim), 303)


def unrepresented_note(actor: Actor, entry: Entry) -> str | None:
    """On an entry's page: that nobody represents it, and the way to claim it."""
    session = current_session()
    if not entry.is_public or actor.belongs_to(entry.owner_id) or is_represented(session, entry):
        return None
    own = queries.waiting_of(session, actor, entry.id) if actor.user_id is not None else None
    return render_template("claims/_note.html", entry=entry, claim=own)


def desk_panel(actor: Actor, _thing: object) -> str | None:
    """On the desk: one's claims that wait, and those decided lately."""
    since = clock.now() - _NEWS_FOR
    found = queries.claims_of(current_session(), actor, _ON_DESK, since)
    return render_template("claims/_desk.html", claims=found, states=STATES) if found else None


def _waiting(actor: Actor) -> Waiting:
    found = queries.to_decide(current_session(), actor)
    return Waiting(len(found), found[0].created_at if found else None)


QUEUES = (Queue(N_("Claims of pages"), "claims.waiting", _waiting),)


def _may_be_for(actor: Actor) -> list[Organisation]:
    return [one for one in organisations_of(current_session(), actor) if may_claim_for(actor, one.id)]


def _form(entry: Entry, form: Form[ClaimInput], owners: list[Organisation], chosen: str = "") -> str:
    actor = current_actor()
    own: Claim | None = queries.waiting_of(current_session(), actor, entry.id)
    wanted = chosen or next((one.public_id for one in owners if one.id == actor.organisation_id), "")
    return render_template(
        "claims/new.html",
        entry=entry,
        entry_address=entry_url(entry),
        form=form,
        owners=owners,
        chosen=wanted or (owners[0].public_id if owners else ""),
        claim=own,
    )
