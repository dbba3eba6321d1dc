"""The mails about reports: to who reported, to whose thing it is, who never learns who reported, and to officers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from ecosystem.accounts.queries import by_public_id
from ecosystem.kernel import clock
from ecosystem.kernel.access.actor import OPERATOR
from ecosystem.kernel.db.transaction import current_session
from ecosystem.kernel.mail.request import Prepare, Recipient
from ecosystem.kernel.web.languages import external_url
from ecosystem.mailing.links import REPORTS, unsubscribe_url
from ecosystem.organisations.actors import actor_of
from ecosystem.organisations.queries_people import to_tell
from ecosystem.reports import queries
from ecosystem.reports.links import link_to
from ecosystem.reports.models import Action, Decision, Report, State
from ecosystem.reports.reportables import reportables, wording_of
from ecosystem.reports.wording import about

Prepared = tuple[Recipient, Mapping[str, Any]]


def _confirm(params: Mapping[str, Any]) -> Prepared | None:
    """To the address that a visitor gave; holds nothing that the visitor wrote."""
    found = queries.report(current_session(), str(params["report"]))
    if found is None or found.email is None or found.state != State.UNCONFIRMED:
        return None
    url = external_url("reports.confirm", language=found.language, link=link_to(found))
    return Recipient(found.email, "", found.language), {"title": found.title, "action_url": url}


def _received(params: Mapping[str, Any]) -> Prepared | None:
    found = queries.report(current_session(), str(params["report"]))
    recipient = _reporter(found) if found is not None else None
    if found is None or recipient is None:
        return None
    return recipient, {"title": found.title, "action_url": _own_url(found, recipient.language)}


def _decided(params: Mapping[str, Any]) -> Prepared | None:
    session = current_session()
    found = queries.report(session, str(params["report"]))
    decision = queries.decision(session, str(params["decision"]))
    recipient = _reporter(found) if found is not None else None
    if found is None or decision is None or recipient is None:
        return None
    url = _own_url(found, recipient.language)
    told = about(found.title, wording_of(decision.kind).answered[Action(decision.action)])
    return recipient, {**_shared(decision), "title": found.title, "told": told, "action_url": url}


def _made(params: Mapping[str, Any]) -> Prepared | None:
    """To one of those who write for whose thing it is, while they do."""
    session = current_session()
    decision = queries.decision(session, str(params["decision"]))
    user = by_public_id(session, str(params["user"]))
    if decision is None or user is None or user not in to_tell(session, decision.organisation_id):
        return None
    shown = queries.ended_by(session, decision) or decision
    url = external_url("reports.decision", language=user.language, decision=shown.public_id)
    return Recipient(user.email, user.name, user.language), {**_shared(decision), "action_url": url}


def _answered(params: Mapping[str, Any]) -> Prepared | None:
    found = queries.objection(current_session(), str(params["objection"]))
    if found is None or found.is_open or not found.user.active:
        return None
    user = found.user
    url = external_url("reports.decision", language=user.language, decision=found.decision.public_id)
    shared = {**_shared(found.decision), "words": found.answer, "action_url": url}
    return Recipient(user.email, user.name, user.language), shared


def _waiting(params: Mapping[str, Any]) -> Prepared | None:
    """To an officer: how many things were reported and how many objections wait for this one; none where none do.

    `since`: the oldest report, or else the oldest objection.
    """
    session = current_session()
    user = by_public_id(session, str(params["user"]))
    if user is None or not (user.active and user.is_confirmed and user.is_officer):
        return None
    actor = actor_of(user)
    _rows, reports = queries.queue(session, actor, 0, 1)
    objections = queries.waiting_objections(session, actor)
    oldest = queries.oldest_open(session, actor) or (objections[0].created_at if objections else None)
    if oldest is None:
        return None
    stop = unsubscribe_url(user.email, REPORTS, user.language)
    return Recipient(user.email, user.name, user.language, REPORTS, stop), {
        "reports": reports,
        "objections": len(objections),
        "since": oldest.astimezone(clock.HANOI).date(),
        "action_url": external_url("officer.index", language=user.language),
    }


def _reporter(report: Report) -> Recipient | None:
    """Whom to tell; None for an account that is gone or whose address nobody confirmed."""
    user = report.user
    if user is not None:
        is_reached = user.active and user.is_confirmed
        return Recipient(user.email, user.name, user.language) if is_reached else None
    return Recipient(report.email, "", report.language) if report.email else None


def _own_url(report: Report, language: str) -> str:
    """The page of one's own report; visitors have none."""
    if report.user_id is None:
        return ""
    return external_url("reports.show", language=language, report=report.public_id)


def _shared(decision: Decision) -> dict[str, Any]:
    known, action = reportables().get(decision.kind), Action(decision.action)
    thing = known.load(current_session(), OPERATOR, decision.thing) if known else None
    title, words = thing.title if thing else decision.title, wording_of(decision.kind)
    then = words.then.get(action)
    return {
        "title": title,
        "organisation": decision.organisation.legal_name if decision.organisation else "",
        "heading": words.headings[action],
        "told": about(title, words.told[action]),
        "then": then,
        "words": decision.words,
    }


PREPARERS: Final[Mapping[str, Prepare]] = {
    "report_confirm": _confirm,
    "report_received": _received,
    "report_decided": _decided,
    "decision_made": _made,
    "objection_answered": _answered,
    "reports_waiting": _waiting,
}
"""By the name of the template under templates/email/."""
