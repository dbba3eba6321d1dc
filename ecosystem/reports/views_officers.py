"""Officers' pages: all queues, reports, decisions in force, objections. To others there are none."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from ecosystem.kernel.access.errors import NotFound
from ecosystem.kernel.access.messages import N_
from ecosystem.kernel.db.transaction import current_session
from ecosystem.kernel.web.actors import current_actor, officer_required
from ecosystem.kernel.web.answers import carried_out, sent_form
from ecosystem.kernel.web.forms import Form
from ecosystem.kernel.web.languages import translate
from ecosystem.kernel.web.paging import Page, requested_page
from ecosystem.kernel.web.queues import longest_wait, queues
from ecosystem.reports import queries, service_decisions, service_objections
from ecosystem.reports.input import REASONS, AnswerInput, DecisionInput, RestoreInput
from ecosystem.reports.models import Objection, Report
from ecosystem.reports.reportable import Happening, Reported
from ecosystem.reports.reportables import chip_of, reportables, wording_of
from ecosystem.reports.views import address_of
from ecosystem.reports.wording import ANSWERS, VERDICTS

_UNPROCESSABLE = 422
_CONFLICT = 409


@officer_required
def index() -> str:
    """Every queue: how many wait, and since when the first."""
    actor = current_actor()
    return render_template("officer/index.html", rows=[(one, one.waiting(actor)) for one in queues()])


@officer_required
def reports() -> str:
    """Things with open reports, the longest waiting first; none of the officer's own organisations."""
    page = Page(requested_page(), 0, 0)
    rows, total = queries.queue(current_session(), current_actor(), page.offset, page.size)
    page = Page(page.number, total, total)
    if not page.exists:
        raise NotFound
    return render_template(
        "officer/reports.html",
        rows=rows,
        page=page,
        reasons=REASONS,
        reportables=reportables(),
        longest=longest_wait(current_session(), Report.created_at, Report.decided_at),
    )


@officer_required
def report(report: str) -> Any:
    """The thing, all its reports and its history side by side, and the decision. Raises NotFound."""
    actor, session = current_actor(), current_session()
    found, thing, possible = service_decisions.judged(session, actor, reportables(), report)
    form = sent_form(DecisionInput)
    form.fields["action"].options = [(one.value, translate(wording_of(found.kind).choices[one])) for one in possible]
    status = _UNPROCESSABLE if request.method == "POST" else 200
    if form.data is not None:
        seen = request.form.get("seen", -1, type=int)
        things = reportables()
        if carried_out(form, lambda db, said: service_decisions.decide(db, actor, things, report, said, seen)):
            flash(translate(N_("It is decided; both sides are told by email.")), "good")
            return redirect(url_for("officer.reports"), 303)
        status = _CONFLICT
        session.expire_all()
        found, thing, possible = service_decisions.judged(session, actor, things, report)
    return _report_page(found, thing, form), status


def _report_page(found: Report, thing: Reported | None, form: Form[Any]) -> str:
    session = current_session()
    return render_template(
        "officer/report.html",
        report=found,
        thing=thing,
        kind=reportables().get(found.kind),
        address=address_of(thing) if thing else "",
        open_reports=queries.open_for(session, found.kind, found.thing),
        changed=_changed(found, thing),
        history=_history(found, thing),
        form=form,
        reasons=REASONS,
        chip_of=chip_of,
    )


def _changed(found: Report, thing: Reported | None) -> list[tuple[str, str]]:
    """What read otherwise when it was reported, as (label's message id, text of then)."""
    now = {label.id: text for label, text in thing.texts} if thing else {}
    return [(label, text) for label, text in found.texts if now.get(label) != text]


def _history(found: Report, thing: Reported | None) -> list[Happening]:
    """What happened to the thing, and what officers decided about it, the latest first."""
    session = current_session()
    known = reportables().get(found.kind)
    happened = list(known.history(session, thing)) if known and thing else []
    decided = [
        Happening(one.created_at, N_("%(decision)s: %(words)s", decision=chip_of(one)[0], words=one.words))
        for one in queries.about(session, found.kind, found.thing)
    ]
    return sorted([*happened, *decided], key=lambda one: one.at, reverse=True)


@officer_required
def decisions() -> str:
    """What was decided: what is still withdrawn or suspended first, to be put back from here."""
    page = Page(requested_page(), 0, 0)
    rows, total = queries.decisions(current_session(), current_actor(), page.offset, page.size)
    page = Page(page.number, total, total)
    if not page.exists:
        raise NotFound
    return render_template("officer/decisions.html", rows=rows, page=page, chip_of=chip_of)


@officer_required
def decision(decision: str) -> Any:
    """One decision with its reports and objections; while it is in force, the form to undo it. Raises NotFound."""
    actor, session = current_actor(), current_session()
    found = service_decisions.load(session, actor, decision)
    form = sent_form(RestoreInput)
    if form.data is not None:
        things = reportables()
        if carried_out(form, lambda db, said: service_decisions.restore(db, actor, things, decision, said.words)):
            flash(translate(N_("It is put back; both sides are told by email.")), "good")
            return redirect(url_for("officer.decision", decision=decision), 303)
        session.expire_all()
        found = service_decisions.load(session, actor, decision)
    known = reportables().get(found.kind)
    thing = known.load(session, actor, found.thing) if known else None
    page = render_template(
        "officer/decision.html",
        decision=found,
        undo=wording_of(found.kind).undo,
        address=address_of(thing) if thing else "",
        decided_reports=queries.decided_with(session, found),
        ended=queries.ending(session, found),
        objections=queries.objections_to(session, found),
        form=form,
        reasons=REASONS,
        chip_of=chip_of,
        verdicts=VERDICTS,
    )
    return page, _UNPROCESSABLE if request.method == "POST" else 200


@officer_required
def objections() -> str:
    """Objections that wait, the oldest first; to none of the officer's own decisions."""
    rows = queries.waiting_objections(current_session(), current_actor())
    longest = longest_wait(current_session(), Objection.created_at, Objection.answered_at)
    return render_template("officer/objections.html", rows=rows, chip_of=chip_of, longest=longest)


@officer_required
def objection(objection: str) -> Any:
    """One objection beside the decision, and the answer. Raises NotFound."""
    actor, session = current_actor(), current_session()
    found = service_objections.load(session, actor, objection)
    form = sent_form(AnswerInput)
    form.fields["verdict"].options = [(one.value, translate(words)) for one, words in ANSWERS.items()]
    if form.data is not None:
        things = reportables()
        if carried_out(form, lambda db, said: service_objections.answer(db, actor, things, objection, said)):
            flash(translate(N_("It is answered by email.")), "good")
            return redirect(url_for("officer.objections"), 303)
        session.expire_all()
        found = service_objections.load(session, actor, objection)
    known = reportables().get(found.decision.kind)
    thing = known.load(session, actor, found.decision.thing) if known else None
    page = render_template(
        "officer/objection.html",
        objection=found,
        decision=found.decision,
        thing=thing,
        address=address_of(thing) if thing else "",
        form=form,
        chip_of=chip_of,
        verdicts=VERDICTS,
    )
    return page, _UNPROCESSABLE if request.method == "POST" else 200
