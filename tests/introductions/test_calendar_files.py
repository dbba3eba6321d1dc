"""Calendar files as RFC 5545 wants them: UTC, escaped, folded at 75 octets, read back as they were meant."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from ecosystem.introductions.calendar_files import Meeting, calendar_file

MEETING = Meeting(
    uid="k3m9x2p7qa@nhipcau.example",
    sequence=1,
    starts_at=datetime(2026, 3, 11, 9, 30, tzinfo=timezone(timedelta(hours=7))),
    minutes=45,
    summary="Gặp Quỹ Đồng Hành",
    description="Hẹn qua Nhịp Cầu; xem: http://nhipcau.example/introductions/x, nhé",
    place="Tầng 9, 24 Lý Thường Kiệt; Hà Nội",
    url="http://nhipcau.example/introductions/x",
    organiser=("Nhịp Cầu", "khong-tra-loi@nhipcau.example"),
    changed_at=datetime(2026, 3, 2, 2, 0, tzinfo=UTC),
    is_fixed=True,
)


def unfolded(file: bytes) -> list[str]:
    assert file.endswith(b"\r\n")
    return file.replace(b"\r\n ", b"").decode().removesuffix("\r\n").split("\r\n")


def plain(text: str) -> str:
    for written, meant in (("\\n", "\n"), ("\\,", ","), ("\\;", ";"), ("\\\\", "\\")):
        text = text.replace(written, meant)
    return text


def test_the_whole_file() -> None:
    lines = unfolded(calendar_file(MEETING))
    assert (lines[0], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    for line in (
        "VERSION:2.0",
        "METHOD:PUBLISH",
        "UID:k3m9x2p7qa@nhipcau.example",
        "SEQUENCE:1",
        "DTSTAMP:20260302T020000Z",
        "DTSTART:20260311T023000Z",
        "DTEND:20260311T031500Z",
        "SUMMARY:Gặp Quỹ Đồng Hành",
        "LOCATION:Tầng 9\\, 24 Lý Thường Kiệt\\; Hà Nội",
        'ORGANIZER;CN="Nhịp Cầu":mailto:khong-tra-loi@nhipcau.example',
        "STATUS:CONFIRMED",
    ):
        assert line in lines, line
    assert "STATUS:TENTATIVE" in unfolded(calendar_file(replace(MEETING, is_fixed=False)))
    assert not [line for line in unfolded(calendar_file(replace(MEETING, place=""))) if line.startswith("LOCATION")]


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]) | st.just("\n"), max_size=300))
def test_any_text_comes_back(text: str) -> None:
    file = calendar_file(replace(MEETING, description=text))
    assert all(len(line) <= 75 for line in file.split(b"\r\n"))
    lines = unfolded(file)
    described = next(line for line in lines if line.startswith("DESCRIPTION:"))
    if "\\" not in text:
        assert plain(described.removeprefix("DESCRIPTION:")) == text
    assert len(lines) == len(unfolded(calendar_file(MEETING)))


def test_a_line_break_adds_no_line() -> None:
    file = calendar_file(replace(MEETING, summary="Gặp\r\nATTENDEE:mailto:x@thu.example"))
    assert not [line for line in unfolded(file) if line.startswith("ATTENDEE")]
