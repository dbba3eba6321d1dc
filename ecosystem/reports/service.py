"""Reporting a thing; never commits.

A signed-in person's report waits for an officer at once. A visitor's does so once the address is confirmed by a link:
nobody reports in another's name, and no officer reads what no address stands behind. Whether an address has reported
something before is told to nobody, since the one who asks may be the one who was reported.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from ecosystem.accounts.counts import MAIL_TO_ADDRESS, count_one, key_of, seconds_to_wait
from ecosystem.kernel import clock
from ecosystem.kernel.access.actor import Actor
from ecosystem.kernel.access.errors import Forbidden, Invalid, NotFound
from ecosystem.kernel.access.messages import N_
from ecosystem.kernel.db.transaction import transaction
from ecosystem.kernel.mail.request import request_mail
from ecosystem.reports import queries
from ecosystem.reports.input import ReportInput, VisitorReportInput
from ecosystem.reports.models import Report, State
from ecosystem.reports.policy import may_report
from ecosystem.reports.reportable import Reportables, Reported

FORGET_REPORTS: Final = "reports.forget"
LINK_LIFE: Final = timedelta(days=3)
ADDRESS_KEPT: Final = timedelta(days=90)
"""How long after the decision a visitor's address is kept: an objection may still undo it, and they are told."""


def reported(session: Session, actor: Actor, reportables: Reportables, kind: str, public_id: str) -> Reported:
    """The thing to report. Raises NotFound for one that the actor may not see, Forbidden for one's own."""
    known = reportables.get(kind)
    thing = known.load(session, actor, public_id) if known else None
    if thing is None:
        raise NotFound
    if not may_report(actor, thing):
        raise Forbidden if thing.is_open else NotFound
    return thing


def report(
    session: Session,
    actor: Actor,
    reportables: Reportables,
    kind: str,
    public_id: str,
    content: ReportInput,
    language: str,
) -> Report:
    """Report it in one's own name, or with the address that a `VisitorReportInput` gives; `language` is the page's.

    Raises NotFound, Forbidden, Invalid (a signed-in person's report of it waits already).
    """
    thing = reported(session, actor, reportables, kind, public_id)
    email = content.email if isinstance(content, VisitorReportInput) else None
    if (actor.user_id is None) == (email is None):
        raise Forbidden
    if actor.user_id is not None and queries.open_of(session, kind, public_id, user_id=actor.user_id) is not None:
        raise _reported_already()
    made = Report(
        kind=kind,
        thing=public_id,
        title=thing.title,
        texts=[[label.id, text] for label, text in thing.texts],
        organisation_id=thing.organisation_id,
        party_id=thing.party_id,
        user_id=actor.user_id,
        email=email,
        language=language,
        reason=content.reason,
        words=content.words,
        state=(State.UNCONFIRMED if email else State.OPEN).value,
        created_at=clock.now(),
    )
    _add(session, made)
    if email is None:
        _receipt(made)
    elif _may_mail(session, email):
        request_mail("report_confirm", {"report": made.public_id}, event=f"report_confirm-{made.public_id}")
    return made


def confirm(session: Session, public_id: str) -> Report | None:
    """The address behind a visitor's report is its own; None where the link ended. A second time nothing happens."""
    found = queries.report(session, public_id)
    if found is None or found.email is None:
        return None
    session.refresh(found, ["state"], with_for_update=True)
    if found.state != State.UNCONFIRMED:
        return found
    if found.created_at < clock.now() - LINK_LIFE:
        return None
    earlier = queries.open_of(session, found.kind, found.thing, email=found.email)
    if earlier is not None:  # said once already: the queue keeps the first
        session.delete(found)
        return earlier
    found.state = State.OPEN.value
    _receipt(found)
    return found


def own(session: Session, actor: Actor, public_id: str) -> Report:
    """The report that the actor made; NotFound for another's."""
    found = queries.own_report(session, actor, public_id)
    if found is None:
        raise NotFound
    return found


def forget(_payload: Mapping[str, Any]) -> None:
    """Delete what no visitor confirmed, and addresses of visitors whom nothing more will be told (a daily job)."""
    moment = clock.now()
    with transaction() as session:
        for one in queries.to_forget(session, moment - LINK_LIFE, moment - ADDRESS_KEPT):
            if one.state == State.UNCONFIRMED:
                session.delete(one)
            else:
                one.email = None


def _add(session: Session, made: Report) -> None:
    try:
        with session.begin_nested():
            session.add(made)
    except IntegrityError:  # the same, sent twice at once
        raise _reported_already() from None


def _reported_already() -> Invalid:
    return Invalid({"": N_("You have reported this already; an officer will answer")})


def _receipt(made: Report) -> None:
    request_mail("report_received", {"report": made.public_id}, event=f"report_received-{made.public_id}")


def _may_mail(session: Session, email: str) -> bool:
    key = key_of("mail", f"report_confirm:{email}")
    if seconds_to_wait(session, key, MAIL_TO_ADDRESS):
        return False
    count_one(session, key, MAIL_TO_ADDRESS)
    return True
