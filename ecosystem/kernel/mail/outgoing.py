"""A job renders a mail and sends it in the recipient's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from email.mime.multipart import MIMEMultipart
from typing import Any

from flask import current_app, render_template
from sqlalchemy import select

from ecosystem.kernel import clock
from ecosystem.kernel.access.language import writing_in
from ecosystem.kernel.db.inserts import insert_into
from ecosystem.kernel.db.transaction import current_session, transaction
from ecosystem.kernel.mail.message import compose
from ecosystem.kernel.mail.models import EVERYTHING, LONGEST_REASON, SuppressedAddress
from ecosystem.kernel.mail.request import SEND_MAIL as SEND_MAIL
from ecosystem.kernel.mail.request import Prepare as Prepare
from ecosystem.kernel.mail.request import Recipient as Recipient
from ecosystem.kernel.mail.request import request_mail as request_mail
from ecosystem.kernel.mail.transports import AddressRefused, Transport


@dataclass(frozen=True)
class SendMail:
    """The handler of `mail.send`."""

    transport: Transport
    preparers: Mapping[str, Prepare]
    sender: str
    brand: str

    def __call__(self, payload: Mapping[str, Any]) -> None:
        template = str(payload["template"])
        prepared = self.preparers[template](payload["params"])
        if prepared is None:
            return
        recipient, context = prepared
        if _suppressed(recipient):
            return
        with current_app.test_request_context(), writing_in(recipient.language):
            message = self._compose(template, recipient, context, str(payload["event"]))
        current_session().rollback()
        try:
            self.transport.send(message)
        except AddressRefused as refused:
            _suppress(recipient, refused.reason)
        else:
            if recipient.is_asked_for:
                _trust_again(recipient)

    def _compose(self, template: str, recipient: Recipient, context: Mapping[str, Any], event: str) -> MIMEMultipart:
        unsubscribe_url = recipient.unsubscribe_url
        values = {
            **context,
            "recipient": recipient,
            "language": recipient.language,
            "brand": self.brand,
            "unsubscribe_url": unsubscribe_url,
        }
        text = render_template(f"email/{template}.txt", **values).strip()
        subject = text.partition("\n")[0]
        return compose(
            sender=(self.brand, self.sender),
            to=(recipient.name, recipient.address),
            subject=subject,
            text=text + "\n",
            html=render_template(f"email/{template}.html", **values),
            language=recipient.language,
            event=event,
            at=clock.now(),
            unsubscribe_url=unsubscribe_url,
            calendar=context.get("calendar", b""),
        )


def _suppress(recipient: Recipient, reason: str) -> None:
    """Send nothing there any more; what the server said and when is kept for the holder."""
    values = {"reason": reason[:LONGEST_REASON], "created_at": clock.now()}
    with transaction() as session:
        key = {"address": recipient.address.lower(), "scope": EVERYTHING}
        added = insert_into(session, SuppressedAddress).values(**key, **values)
        session.execute(added.on_conflict_do_update(index_elements=list(key), set_=values))


def _trust_again(recipient: Recipient) -> None:
    """The server has taken a mail: others go there again."""
    with transaction() as session:
        found = session.get(SuppressedAddress, (recipient.address.lower(), EVERYTHING))
        if found is not None:
            session.delete(found)


def _suppressed(recipient: Recipient) -> bool:
    everything = "" if recipient.is_asked_for else EVERYTHING
    scopes = [scope for scope in (everything, recipient.scope) if scope]
    statement = select(SuppressedAddress.scope).where(
        SuppressedAddress.address == recipient.address.lower(), SuppressedAddress.scope.in_(scopes)
    )
    return current_session().scalar(statement.limit(1)) is not None
