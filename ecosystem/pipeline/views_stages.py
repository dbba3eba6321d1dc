"""The stages of a pipeline: for its owners."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from ecosystem.catalogue.drafts import differences
from ecosystem.kernel.access.errors import Conflict, Invalid
from ecosystem.kernel.access.messages import N_
from ecosystem.kernel.db.transaction import current_session, transaction
from ecosystem.kernel.web.actors import current_actor, sign_in_required
from ecosystem.kernel.web.answers import carried_out
from ecosystem.kernel.web.forms import Form, blank_form, posted_form, typed_form
from ecosystem.kernel.web.languages import translate
from ecosystem.kernel.web.parking import parked_form
from ecosystem.organisations.models import Organisation
from ecosystem.pipeline import queries, service_stages
from ecosystem.pipeline.input import StageInput
from ecosystem.pipeline.models import Stage
from ecosystem.pipeline.policy import Action
from ecosystem.pipeline.stages import MEANINGS
from ecosystem.pipeline.words import stage_name


@sign_in_required
def stages(public_id: str) -> Any:
    """All stages with what can be done to each, and a form for a new one."""
    session, actor = current_session(), current_actor()
    service_stages.pipeline_of(session, actor, public_id, Action.SHAPE)
    form = _form(_sent())
    if carried_out(form, lambda db, said: service_stages.add_stage(db, actor, public_id, said)):
        return redirect(_home(public_id), 303)
    organisation = service_stages.pipeline_of(session, actor, public_id, Action.SHAPE)
    page = render_template(
        "pipeline/stages.html",
        organisation=organisation,
        stages=service_stages.stages_of(session, organisation),
        counts=queries.counts(session, organisation.id),
        form=form,
        meanings=MEANINGS,
        stage_name=stage_name,
    )
    return page, _status()


@sign_in_required
def stage(public_id: str, stage: str) -> Any:
    """Give a stage another name or meaning."""
    session, actor = current_session(), current_actor()
    organisation = service_stages.pipeline_of(session, actor, public_id, Action.SHAPE)
    found = service_stages.stage_of(session, organisation, stage)
    name = stage_name(found)
    sent = _sent()
    form, base = _form(sent, {"name": name, "meaning": found.meaning}), sent.get("base", "") if sent else ""

    def change(db: Session, said: StageInput) -> Stage:
        return service_stages.change_stage(db, actor, public_id, stage, said, name, base)

    try:
        if carried_out(form, change):
            flash(translate(N_("Saved.")), "good")
            return redirect(_home(public_id), 303)
    except Conflict:
        session.expire_all()
        now = service_stages.stage_of(session, organisation, stage)
        return _stage_page(organisation, now, form, service_stages.base(now), is_conflict=True), 409
    return _stage_page(organisation, found, form, base or service_stages.base(found)), _status()


def _stage_page(
    organisation: Organisation, found: Stage, form: Form[StageInput], base: str, *, is_conflict: bool = False
) -> str:
    """With both, where another owner changed the stage meanwhile."""
    saved = {"name": stage_name(found), "meaning": found.meaning}
    typed = form.data.model_dump() if is_conflict and form.data else saved
    return render_template(
        "pipeline/stage.html",
        organisation=organisation,
        stage=found,
        form=form,
        base=base,
        is_conflict=is_conflict,
        typed=typed,
        saved=saved,
        changed=differences(typed, saved, service_stages.FIELDS),
    )


@sign_in_required
def shift(public_id: str, stage: str) -> Response:
    """Let a stage change places with the one before or after it."""
    with transaction() as session:
        is_up = request.form.get("direction") == "up"
        service_stages.shift_stage(session, current_actor(), public_id, stage, up=is_up)
    return redirect(f"{_home(public_id)}#buoc-{stage}", 303)


@sign_in_required
def remove_stage(public_id: str, stage: str) -> Any:
    """Remove a stage, after saying where its cards go."""
    session, actor = current_session(), current_actor()
    organisation = service_stages.pipeline_of(session, actor, public_id, Action.SHAPE)
    found = service_stages.stage_of(session, organisation, stage)
    name, error = stage_name(found), ""
    if request.method == "POST":
        try:
            with transaction() as session:
                service_stages.remove_stage(session, actor, public_id, stage, request.form.get("to", ""))
            flash(translate(N_("The stage “%(name)s” is removed.", name=name)), "info")
            return redirect(_home(public_id), 303)
        except Invalid as invalid:
            error = translate(invalid.message)
    every = service_stages.stages_of(session, organisation)
    page = render_template(
        "pipeline/remove_stage.html",
        organisation=organisation,
        stage=found,
        name=name,
        number=queries.counts(session, organisation.id).get(found.id, 0),
        others=[(one.key, stage_name(one)) for one in every if one.key != stage],
        error=error,
    )
    return page, _status()


def _sent() -> MultiDict[str, str] | None:
    """What was posted now, or before the session ran out; None where nothing was."""
    return request.form if request.method == "POST" else parked_form(current_actor().user_id)


def _form(sent: MultiDict[str, str] | None, values: dict[str, Any] | None = None) -> Form[StageInput]:
    if request.method == "POST":
        form = posted_form(StageInput, request.form)
    else:
        form = typed_form(StageInput, sent) if sent else blank_form(StageInput, values)
    form.fields["meaning"].options = [(code, translate(words)) for code, words in MEANINGS.items()]
    return form


def _home(public_id: str) -> str:
    return url_for("pipeline.stages", public_id=public_id)


def _status() -> int:
    return 422 if request.method == "POST" else 200
