"""A meeting as a calendar file (RFC 5545) that Outlook and Google read: times in UTC, lines folded, text escaped.

`METHOD:PUBLISH` with a stable UID: opening a later file of the same meeting moves it in the calendar. The organiser is
the platform's own address, never a person's.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

_LONGEST_LINE: Final = 75
"""Octets, without the line end."""


@dataclass(frozen=True)
class Meeting:
    """`uid` is global; `sequence` rises with every change; `is_fixed`: chosen, no longer only proposed."""

    uid: str
    sequence: int
    starts_at: datetime
    minutes: int
    summary: str
    description: str
    place: str
    url: str
    organiser: tuple[str, str]
    changed_at: datetime
    is_fixed: bool


def calendar_file(meeting: Meeting) -> bytes:
    """The whole file, in UTF-8."""
    name, address = meeting.organiser
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Nhip Cau//Introductions//VI",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        f"UID:{meeting.uid}",
        f"SEQUENCE:{meeting.sequence}",
        f"DTSTAMP:{_moment(meeting.changed_at)}",
        f"DTSTART:{_moment(meeting.starts_at)}",
        f"DTEND:{_moment(meeting.starts_at + timedelta(minutes=meeting.minutes))}",
        f"SUMMARY:{_text(meeting.summary)}",
        f"DESCRIPTION:{_text(meeting.description)}",
        *([f"LOCATION:{_text(meeting.place)}"] if meeting.place else []),
        f"URL:{meeting.url}",
        f'ORGANIZER;CN="{_parameter(name)}":mailto:{address}',
        f"STATUS:{'CONFIRMED' if meeting.is_fixed else 'TENTATIVE'}",
        f"TRANSP:{'OPAQUE' if meeting.is_fixed else 'TRANSPARENT'}",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return b"".join(_folded(line) for line in lines)


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(text: str) -> str:
    for character, written in (
        ("\\", "\\\\"),
        (";", "\\;"),
        (",", "\\,"),
        ("\r\n", "\\n"),
        ("\n", "\\n"),
        ("\r", "\\n"),
    ):
        text = text.replace(character, written)
    return text


def _parameter(text: str) -> str:
    return "".join(one for one in text if one != '"' and one.isprintable())


def _folded(line: str) -> bytes:
    """At most 75 octets a line, the following ones begun by a space; no character is cut in two."""
    pieces, piece = [], b""
    for character in line:
        octets = character.encode()
        if len(piece) + len(octets) > _LONGEST_LINE:
            pieces.append(piece)
            piece = b" "
        piece += octets
    return b"\r\n".join([*pieces, piece]) + b"\r\n"
