"""A mail as bytes that every server takes: ASCII headers, encoded by RFC 2047, with a text and an HTML part.

A display name is one encoded word however long it is: Python's own parser, and others, put a space between two of them
in a name, although RFC 2047 joins them. A name that people have fits into the 75 characters of one word anyway.
"""

from __future__ import annotations

from datetime import datetime
from email.charset import QP, Charset
from email.header import Header
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.policy import compat32
from email.utils import format_datetime, formataddr

from ecosystem.kernel.access.text import clean

_LONGEST_HEADER = 200


def header_text(text: str) -> str:
    """Text that is safe in a header: one line, nothing invisible, at most 200 characters."""
    return clean(text)[:_LONGEST_HEADER]


def compose(
    *,
    sender: tuple[str, str],
    to: tuple[str, str],
    subject: str,
    text: str,
    html: str,
    language: str,
    event: str,
    at: datetime,
    unsubscribe_url: str = "",
    calendar: bytes = b"",
) -> MIMEMultipart:
    """A finished mail; `sender` and `to` are (name, address). `event` makes the Message-ID: one an event.

    `unsubscribe_url` takes one POST without anything else (RFC 8058); "" for mails that cannot be stopped.
    `calendar`: a file (RFC 5545) that comes along.
    """
    body = MIMEMultipart("alternative")
    for content, kind in ((text, "plain"), (html, "html")):
        body.attach(_part(content, kind))
    message = _with_calendar(body, calendar) if calendar else body
    message["From"] = _address(*sender)
    message["To"] = _address(*to)
    message["Subject"] = Header(header_text(subject), "utf-8", header_name="Subject").encode()
    message["Date"] = format_datetime(at)
    message["Message-ID"] = f"<{event}@{sender[1].rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    message["Content-Language"] = language
    if unsubscribe_url:
        message["List-Unsubscribe"] = f"<{unsubscribe_url}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return message


def as_bytes(message: MIMEMultipart) -> bytes:
    """The mail with the line ends of the wire."""
    return message.as_bytes(policy=compat32.clone(linesep="\r\n", max_line_length=None))


def _address(name: str, address: str) -> str:
    return formataddr((header_text(name), clean(address)), charset="utf-8")


def _with_calendar(body: MIMEMultipart, calendar: bytes) -> MIMEMultipart:
    part = _part(calendar.decode(), "calendar")
    part.set_param("method", "PUBLISH")
    part.add_header("Content-Disposition", "attachment", filename="nhip-cau.ics")
    message = MIMEMultipart("mixed")
    message.attach(body)
    message.attach(part)
    return message


def _part(content: str, kind: str) -> MIMEText:
    charset = Charset("utf-8")
    charset.body_encoding = QP
    part = MIMEText("", kind, "utf-8")
    del part["Content-Transfer-Encoding"]
    part.set_payload(content, charset)
    return part
