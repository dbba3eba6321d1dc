"""Pages of one's own organisations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ecosystem.accounts.answers import url_if_known
from ecosystem.accounts.models import User
from ecosystem.accounts.next_address import own_path
from ecosystem.accounts.roles import ComesAs, role_named
from ecosystem.accounts.security import signed_in_user
from ecosystem.accounts.service import begin_with, choose_organisation
from ecosystem.kernel import clock
from ecosystem.kernel.access.actor import Actor
from ecosystem.kernel.access.errors import Conflict, Invalid, NotFound
from ecosystem.kernel.access.messages import N_
from ecosystem.kernel.db.transaction import current_session, transaction
from ecosystem.kernel.web.actors import current_actor, sign_in_required
from ecosystem.kernel.web.forms import Form, blank_form, posted_form, typed_form
from ecosystem.kernel.web.languages import page_language, translate
from ecosystem.kernel.web.panels import panels
from ecosystem.kernel.web.parking import parked_form
from ecosystem.organisations import queries, service
from ecosystem.organisations.choices import ask_for_ward, with_places
from ecosystem.organisations.input import PROFILE, OrganisationInput
from ecosystem.organisations.models import Organisation
from ecosystem.organisations.policy import Action, may, may_create
from ecosystem.organisations.roles import ANY_LIKELY_KIND, FIRST_ENTRY, KINDS_FOR, ROLE_LABELS
from ecosystem.taxonomy.queries import vocabularies

_ASKED = "ward_asked"


@sign_in_required
def index() -> Response:
    """One's own organisations with the role in each, and for which one acts."""
    actor = current_actor()
    mine = queries.organisations_of(current_session(), actor)
    body = render_template(
        "organisations/index.html",
        organisations=mine,
        kinds=_kind_labels(mine),
        roles=actor.roles,
        role_labels=ROLE_LABELS,
        acting_for=actor.organisation_id,
        may_create=may_create(actor),
    )
    return make_response(body)


@sign_in_required
def new() -> Response:
    """Create one; similar ones are shown before anything is created. The first one leads on to the role's entry."""
    actor = current_actor()
    if not may_create(actor):
        return make_response(render_template("organisations/not_now.html"), 403)
    return _begin(actor, _user())


def _begin(actor: Actor, user: User) -> Response:
    role = role_named(user.comes_as) if not actor.roles else None
    shown = _led(role)
    if request.method != "POST":
        parked = parked_form(actor.user_id)
        values = _first_values(user, role)
        form = blank_form(OrganisationInput, values) if parked is None else typed_form(OrganisationInput, parked)
        return _form("new", form, **shown)
    form = posted_form(OrganisationInput, request.form)
    if form.data is None:
        return _form("new", form, 422, **shown)
    shown |= {
        "candidates": queries.similar(current_session(), form.data.legal_name, form.data.tax_code),
        "actor_ids": set(actor.roles),
    }
    if shown["candidates"] and not form.data.is_new:
        return _form("new", form, 422, **shown)
    if _ASKED not in request.form and ask_for_ward(form):
        return _form("new", form, 422, ward_asked=True, **shown)
    try:
        with transaction() as session:
            organisation = service.create(session, actor, form.data)
            begin_with(user, organisation.id)
    except Invalid as invalid:
        form.refuse(invalid.errors)
        return _form("new", form, 422, **{**shown, "candidates": ()})
    flash(translate(N_("%(name)s is created; you are its owner.", name=organisation.legal_name)), "good")
    return redirect(shown["first_entry_url"] or url_for("desk.index"), 303)


def _first_values(user: User, role: ComesAs | None) -> dict[str, str | None]:
    """Who named no organisation and may come as an individual is one until the person says otherwise.

    Where a role has no likeliest kind none is chosen beforehand: one tap would make a company of a team.
    """
    kinds = KINDS_FOR[role] if role else ("",)
    if not user.organisation_name and "individual" in kinds:
        return {"legal_name": user.name, "kind": "individual"}
    return {"legal_name": user.organisation_name, "kind": "" if role in ANY_LIKELY_KIND else kinds[0]}


def _led(role: ComesAs | None) -> dict[str, Any]:
    """What the page of a first organisation knows from the role: likely kinds, and what comes then."""
    entry = FIRST_ENTRY.get(role) if role else None
    url = url_if_known(entry.endpoint) if entry else ""
    unlocks = entry.unlocks if entry and url else ()
    return {
        "role": role,
        "preferred": KINDS_FOR[role] if role else (),
        "first_entry_url": url,
        "unlocks": [{"title": translate(part), "text": translate(gain), "done": False} for part, gain in unlocks],
    }


@sign_in_required
def show(public_id: str) -> Response:
    """What it says, its people and roles, its check: for its members."""
    actor = current_actor()
    organisation = _load(actor, public_id, Action.SEE)
    people = queries.members(current_session(), organisation)
    body = render_template(
        "organisations/show.html",
        organisation=organisation,
        words=_words(organisation),
        member_rows=[(one.name, one.email, translate(ROLE_LABELS[one.role])) for one in people],
        verification=organisation.verification_on(clock.today()),
        latest=organisation.verifications[-1] if organisation.verifications else None,
        may_edit=may(actor, Action.EDIT, organisation),
        may_manage=may(actor, Action.MANAGE, organisation),
        note_panels=panels("organisation.notes", actor, organisation),
    )
    return make_response(body)


@sign_in_required
def edit(public_id: str) -> Response:
    """Change what it says; when someone saved meanwhile both texts are shown, and the person decides."""
    actor = current_actor()
    organisation = _load(actor, public_id, Action.EDIT)
    if request.method == "POST":
        return _save(actor, organisation)
    parked = parked_form(actor.user_id)
    if parked is None:
        form = blank_form(OrganisationInput, service.profile(organisation), PROFILE)
        return _form("edit", form, organisation=organisation, version=organisation.version)
    form = typed_form(OrganisationInput, parked, PROFILE)
    return _form("edit", form, organisation=organisation, version=parked.get("version", 0, type=int))


def _save(actor: Actor, organisation: Organisation) -> Response:
    form = posted_form(OrganisationInput, request.form, PROFILE)
    version = request.form.get("version", 0, type=int)
    shown = {"organisation": organisation, "version": version}
    if form.data is None:
        return _form("edit", form, 422, **shown)
    if _ASKED not in request.form and ask_for_ward(form):
        return _form("edit", form, 422, ward_asked=True, **shown)
    try:
        with transaction() as session:
            service.update(session, actor, organisation.public_id, form.data, version)
    except Invalid as invalid:
        form.refuse(invalid.errors)
        return _form("edit", form, 422, **shown)
    except Conflict as conflict:
        return _conflict(form, organisation, conflict)
    flash(translate(N_("Saved.")), "good")
    return redirect(url_for("organisations.show", public_id=organisation.public_id), 303)


@sign_in_required
def act_for() -> Response:
    """Choose for which of one's organisations to act from now on."""
    actor = current_actor()
    organisation = _load(actor, request.form.get("organisation", ""), Action.ACT_FOR)
    with transaction():
        choose_organisation(_user(), organisation.id)
    flash(translate(N_("You now act for %(name)s.", name=organisation.legal_name)), "good")
    return redirect(own_path(request.form.get("next"), request.script_root) or url_for("desk.index"), 303)


def _load(actor: Actor, public_id: str, action: Action) -> Organisation:
    return service.load(current_session(), actor, public_id, action)


def _user() -> User:
    user = signed_in_user()
    if user is None:
        raise NotFound
    return user


def _conflict(form: Form[OrganisationInput], organisation: Organisation, conflict: Conflict) -> Response:
    """The form as typed, with what is saved now where it differs; saving again is then a decision."""
    saved = {name: _text(value) for name, value in conflict.current.items()}
    changed = [name for name in PROFILE if saved[name] != _text(form.fields[name].value)]
    words = _words(organisation)
    return _form("edit", form, 409, organisation=organisation, version=conflict.version, changed=changed, words=words)


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _words(organisation: Organisation) -> dict[str, str]:
    """What it says, codes in words."""
    known, language = vocabularies(current_session()), page_language()
    values = {name: _text(value) for name, value in service.profile(organisation).items()}
    values["kind"] = known.label("organisation_kind", organisation.kind, language)
    for name in ("province_code", "ward_code"):
        values[name] = known.label("place", values[name], language)
    return values


def _form(template: str, form: Form[OrganisationInput], status: int = 200, **context: Any) -> Response:
    absent = ("candidates", "actor_ids", "changed", "words", "preferred", "ward_asked", "role", "unlocks")
    defaults: dict[str, Any] = dict.fromkeys(absent, ())
    if not context.get("ward_asked"):
        with_places(form)
    else:
        options: Sequence[tuple[str, str]] = form.fields["ward_code"].options
        with_places(form)
        form.fields["ward_code"].options = options
    if context.get("preferred"):
        form.fields["kind"].kind = "radios"
    kinds = _kind_labels(context.get("candidates", ()))
    body = render_template(f"organisations/{template}.html", form=form, kinds=kinds, **{**defaults, **context})
    return make_response(body, status)


def _kind_labels(candidates: Sequence[Organisation]) -> dict[str, str]:
    known, language = vocabularies(current_session()), page_language()
    return {one.kind: known.label("organisation_kind", one.kind, language) for one in candidates}
