"""Ask for a mail in the transaction of its cause; free of Flask, so that services may."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from ecosystem.kernel.jobs.queue import enqueue

SEND_MAIL: Final = "mail.send"


@dataclass(frozen=True)
class Recipient:
    """Whom a mail goes to, and the language in which the whole of it is written.

    `scope`: the kind of mails that can be stopped by `unsubscribe_url`, which works without signing in; "" for mails
    that nobody can do without. `is_asked_for`: the reader has just asked for this very mail, so that it is tried
    although the server of the address refused mail before.
    """

    address: str
    name: str
    language: str
    scope: str = ""
    unsubscribe_url: str = ""
    is_asked_for: bool = False


Prepare = Callable[[Mapping[str, Any]], tuple[Recipient, Mapping[str, Any]] | None]
"""From a mail's parameters to its recipient and the template's context; None when it is no longer to be sent.

Called when the mail is sent, in the recipient's language, so that links and names are fresh and no token waits in
the queue."""


def request_mail(template: str, params: Mapping[str, Any], *, event: str, send_at: datetime | None = None) -> None:
    """Send `templates/email/<template>.{txt,html}` once for `event` (its Message-ID is made of it).

    `send_at`: not before this moment; until it is sent, asking again for the same event adds nothing.
    """
    payload = {"template": template, "params": dict(params), "event": event}
    enqueue(SEND_MAIL, payload, key=f"mail:{event}"[:120], run_at=send_at)
