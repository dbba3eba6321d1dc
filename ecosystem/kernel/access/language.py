"""The language that texts are written in: of the page, or of a mail's recipient."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from typing import Final

DEFAULT: Final = "vi"

_WEEKDAYS: Final = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")

_language: ContextVar[str] = ContextVar("language", default=DEFAULT)


def current_language() -> str:
    """That of the request or mail under way, "vi" or "en"; the default outside of both."""
    return _language.get()


@contextmanager
def writing_in(language: str) -> Iterator[None]:
    """Inside, texts are in `language`."""
    token = _language.set(language)
    try:
        yield
    finally:
        _language.reset(token)


def set_language(language: str) -> None:
    """For the rest of this request: its context ends with it."""
    _language.set(language)


def written_day(day: date, language: str) -> str:
    """24/11/2026, or 24 Nov 2026 in English."""
    return f"{day.day} {day:%b %Y}" if language == "en" else f"{day:%d/%m/%Y}"


def written_weekday(day: date, language: str) -> str:
    """thứ Ba 24/11/2026, or Tuesday 24 Nov 2026 in English."""
    name = f"{day:%A}" if language == "en" else _WEEKDAYS[day.weekday()]
    return f"{name} {written_day(day, language)}"
