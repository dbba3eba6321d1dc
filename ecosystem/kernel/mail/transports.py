"""How a finished mail leaves: into a folder in development, by SMTP otherwise."""

from __future__ import annotations

import re
import smtplib
from dataclasses import dataclass
from email.mime.multipart import MIMEMultipart
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

from ecosystem.kernel import clock
from ecosystem.kernel.access.text import clean
from ecosystem.kernel.mail.message import as_bytes

_SECONDS = 20


_ENHANCED = re.compile(r"5\.(\d{1,3})\.(\d{1,3})\b")
_OF_THE_SENDER = frozenset({"7", "8"})
_PLAIN = frozenset({550, 551, 553})


class AddressRefused(Exception):  # noqa: N818 -- what it is, not an accident
    """The server of the address takes no mail for it, now or later; `reason` is what it answered, in one line."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def is_about_address(code: int, answer: str) -> bool:
    """Whether an answer to RCPT TO says that there is no such mailbox, for good (RFC 5321 4.2, RFC 3463).

    5.1.x but for the sender's own address, 5.2.1 (disabled), and 5.4.1, by which Exchange Online means an unknown
    recipient. Refusals of the sender or of the content (5.7.x), full mailboxes and everything temporary are not.
    """
    if not 500 <= code < 600:
        return False
    found = _ENHANCED.match(answer)
    if found is None:
        return code in _PLAIN
    subject, detail = found.groups()
    return (subject == "1" and detail not in _OF_THE_SENDER) or (subject, detail) in {("2", "1"), ("4", "1")}


class Transport(Protocol):
    def send(self, message: MIMEMultipart) -> None:
        """Hand the mail over; raises AddressRefused, and anything else when it was not taken (the job comes again)."""
        ...


@dataclass(frozen=True)
class FolderTransport:
    """One .eml file a mail, named by time and Message-ID: the same mail twice is one file a moment.

    A file has its name once it is whole: a worker that is killed meanwhile leaves no half a mail.
    """

    folder: Path

    def send(self, message: MIMEMultipart) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        name = re.sub(r"[^A-Za-z0-9.-]+", "_", str(message["Message-ID"]).strip("<>"))[:120]
        stamp = clock.now().strftime("%Y%m%dT%H%M%S%f")
        written = self.folder / f"{stamp}-{name}.part"
        written.write_bytes(as_bytes(message))
        written.replace(written.with_suffix(".eml"))


@dataclass(frozen=True)
class SmtpTransport:
    """`smtp://user:password@host:port` (STARTTLS where the server has it) or `smtps://…`."""

    url: str

    def send(self, message: MIMEMultipart) -> None:
        parts = urlsplit(self.url)
        host = parts.hostname or "localhost"
        if parts.scheme == "smtps":
            client: smtplib.SMTP = smtplib.SMTP_SSL(host, parts.port or 465, timeout=_SECONDS)
        else:
            client = smtplib.SMTP(host, parts.port or 25, timeout=_SECONDS)
        with client:
            if parts.scheme == "smtp" and client.has_extn("starttls"):
                client.starttls()
            if parts.username:
                client.login(unquote(parts.username), unquote(parts.password or ""))
            try:
                client.send_message(message)
            except smtplib.SMTPRecipientsRefused as refused:
                for code, answer in refused.recipients.values():
                    words = clean(answer.decode(errors="replace"))
                    if is_about_address(code, words):
                        raise AddressRefused(f"{code} {words}") from refused
                raise


def transport_for(url: str) -> Transport:
    """`smtp(s)://…`, or the path of a folder."""
    return SmtpTransport(url) if url.startswith(("smtp://", "smtps://")) else FolderTransport(Path(url))
