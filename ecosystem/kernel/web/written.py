"""Numbers and dates as the language of the page writes them: 1.284 and 24/11/2026; 1,284 and 24 Nov 2026."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Flask

from ecosystem.kernel.access.language import written_day, written_weekday
from ecosystem.kernel.web.languages import page_language


def number(value: Any) -> Any:
    """A whole number with its thousands apart; anything else as it is."""
    if not isinstance(value, int) or isinstance(value, bool):
        return value
    grouped = f"{value:,}"
    return grouped if page_language() == "en" else grouped.replace(",", ".")


def day_text(day: date) -> str:
    """The plain words of a date."""
    return written_day(day, page_language())


def weekday_text(day: date) -> str:
    """The same with the day of the week: for what has to be done by then."""
    return written_weekday(day, page_language())


def init_written(app: Flask) -> None:
    """Let templates write numbers and dates."""
    app.jinja_env.filters.update(number=number, day_text=day_text, weekday_text=weekday_text)
