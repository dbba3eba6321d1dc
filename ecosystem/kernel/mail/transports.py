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
from ecosystem.kernel.mail.message import as_bytes

_SECONDS = 20


class Transport(Protocol):
    def send(self, message: MIMEMultipart) -> None:
        """Hand the mail over; raises an exception when it was not taken (the job comes again)."""
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
            client.send_message(message)


def transport_for(url: str) -> Transport:
    """`smtp(s)://…`, or the path of a folder."""
    return SmtpTransport(url) if url.startswith(("smtp://", "smtps://")) else FolderTransport(Path(url))
