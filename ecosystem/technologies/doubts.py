"""What is saved as it was typed, and should be looked at again: numbers and terms of rights."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from ecosystem.kernel.access.messages import N_, Message
from ecosystem.technologies.input import TechnologyInput
from ecosystem.technologies.input_rows import RightInput

_LONGEST_YEARS: Final = {"patent": 20, "utility-solution": 10}
"""From the day of filing: Law on Intellectual Property 50/2005/QH11, article 93."""


def doubts(content: TechnologyInput) -> Iterator[tuple[str, Message]]:
    """(field, words) for each thing that is unlikely; none of them keeps an offer from being saved or published."""
    for row, right in enumerate(content.rights, 1):
        yield from (("rights", message) for message in _of_right(right, row))


def _of_right(right: RightInput, row: int) -> Iterator[Message]:
    if right.number and not any(character.isdigit() for character in right.number):
        yield N_("Right %(row)s: “%(number)s” has no digit; is it the number?", row=row, number=right.number)
    years = _LONGEST_YEARS.get(right.kind)
    if years and right.filed_on and right.expires_on and right.expires_on > _years_after(right.filed_on, years):
        yield N_("Right %(row)s lasts longer than %(years)s years from filing, the most there is", row=row, years=years)


def _years_after(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return date(day.year + years, 3, 1)
