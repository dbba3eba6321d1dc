"""Reporting a thing, confirming that by mail, what became of it; and a decision as the thing's own people read it."""

from __future__ import annotations

from typing import Any

from flask import flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ecosystem.kernel.access.actor import Actor
from ecosystem.kernel.access.errors import Invalid
from ecosystem.kernel.access.messages import N_
from ecosystem.kernel.db.transaction import current_session, transaction
from ecosystem.kernel.web.actors import current_actor, sign_in_required
from ecosystem.kernel.web.answers import carried_out, sent_form
from ecosystem.kernel.web.forms import Form
from ecosystem.kernel.web.languages import page_language, translate
from ecosystem.kernel.web.limits import limited
from ecosystem.reports import queries, service, service_objections
from ecosystem.reports.input import REASONS, ObjectionInput, ReportInput, VisitorReportInput
from ecosystem.reports.links import link_to, public_id_in
from ecosystem.reports.models import Action
from ecosystem.reports.policy import may_object, may_report
from ecosystem.reports.reportable import ORGANISATION, Reported
from ecosystem.reports.reportables import chip_of, reportables, wording_of
from ecosystem.reports.wording import STATES, VERDICTS

_GONE = 410


def address_of(thing: Reported) -> str:
    """Its page; "" where it has none."""
    return url_for(thing.endpoint, **dict[str, Any](thing.values)) if thing.endpoint else ""


@limited("20 per hour")
def new(kind: str, public_id: str) -> Any:
    """Report a thing: in one's own name, or as a visitor with an address. Raises NotFound, Forbidden (one's own)."""
    actor = current_actor()
    thing = service.reported(current_session(), actor, reportables(), kind, public_id)
    waiting = queries.open_of(current_session(), kind, public_id, user_id=actor.user_id) if actor.user_id else None
    if waiting is not None and request.method == "GET":
        flash(translate(N_("You have reported this already; an officer will answer")), "info")
        return redirect(url_for("reports.show", report=waiting.public_id), 303)
    form = _report_form(actor)
    if form.data is not None:
        try:
            with transaction() as session:
                made = service.report(session, actor, reportables(), kind, public_id, form.data, page_language())
        except Invalid as invalid:
            form.refuse(invalid.errors)
        else:
            shown = url_for("reports.show", report=made.public_id)
            return redirect(shown if actor.user_id is not None else url_for("reports.sent"), 303)
    page = render_template(
        "reports/new.html",
        thing=thing,
        kind=reportables()[kind],
        form=form,
        address=address_of(thing),
        whole=_whole(actor, thing),
    )
    return page, _status()


def _whole(actor: Actor, thing: Reported) -> Reported | None:
    """The organisation that a thing is of, where it may be reported itself."""
    if thing.kind == ORGANISATION or not thing.organisation_public_id:
        return None
    found = reportables()[ORGANISATION].load(current_session(), actor, thing.organisation_public_id)
    return found if found is not None and may_report(actor, found) else None


def sent() -> str:
    """After a visitor's report, the same for every address: a link is on its way."""
    return render_template("reports/sent.html")


@limited("30 per hour")
def confirm(link: str) -> Response:
    """From the mail: the button that makes a visitor's report count. Opening it changes nothing."""
    public_id = public_id_in(link)
    found = queries.report(current_session(), public_id) if public_id else None
    if request.method == "POST" and found is not None and public_id is not None:
        with transaction() as session:
            found = service.confirm(session, public_id)
        if found is not None:
            return redirect(url_for("reports.confirm", link=link_to(found)), 303)
    body = render_template("reports/confirm.html", link=link, report=found)
    return make_response(body, 200 if found is not None else _GONE)


@sign_in_required
def show(report: str) -> str:
    """One's own report and what became of it. Raises NotFound for another's."""
    session = current_session()
    found = service.own(session, current_actor(), report)
    ended = queries.ending(session, found.decision) if found.decision is not None else None
    return render_template(
        "reports/show.html", report=found, reasons=REASONS, states=STATES, chip_of=chip_of, ended=ended
    )


@limited("20 per hour")
@sign_in_required
def decision(decision: str) -> Any:
    """A decision for the people of the organisation, and the form to object. Raises NotFound, Forbidden."""
    actor, session = current_actor(), current_session()
    found = service_objections.read(session, actor, decision)
    form = sent_form(ObjectionInput)
    if carried_out(form, lambda session, data: service_objections.object_to(session, actor, decision, data)):
        flash(translate(N_("It is sent. Another officer reads it and answers by email.")), "good")
        return redirect(url_for("reports.decision", decision=decision), 303)
    objections = queries.objections_to(session, found)
    page = render_template(
        "reports/decision.html",
        decision=found,
        thing=reportables()[found.kind].load(session, actor, found.thing) if found.kind in reportables() else None,
        address_of=address_of,
        ended=queries.ending(session, found),
        form=form,
        objections=objections,
        may_object=may_object(actor, found) and not any(one.is_open for one in objections),
        may_only_read=Action(found.action) in {Action.WITHDRAW, Action.SUSPEND} and not may_object(actor, found),
        chip_of=chip_of,
        wording=wording_of(found.kind),
        verdicts=VERDICTS,
    )
    return page, _status()


def _report_form(actor: Actor) -> Form[Any]:
    form: Form[Any] = sent_form(ReportInput if actor.user_id is not None else VisitorReportInput)
    form.fields["reason"].options = [(code, translate(words)) for code, words in REASONS.items()]
    return form


def _status() -> int:
    return 422 if request.method == "POST" else 200
