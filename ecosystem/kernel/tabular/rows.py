"""One record of a table, and which records are no data."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from ecosystem.kernel.access.messages import N_, Message
from ecosystem.kernel.access.text import clean
from ecosystem.kernel.tabular.cells import Mended
from ecosystem.kernel.tabular.headings import Heading, header_key

# Folded words that stand alone in the first filled cell of a row of sums.
_TOTALS = frozenset(
    {
        "tong cong",
        "tong",
        "cong",
        "tong so",
        "cong chung",
        "tong tien",
        "total",
        "grand total",
        "subtotal",
        "sub total",
        "sum",
    }
)
_PERIOD = re.compile(r"(?:thang|quy|nam|ky|dot|month|quarter|year|q)\b[\s\divx/.\-]*\Z")
_FIGURES = re.compile(r"[\s\d.,%+\-$€]*(?:(?:tỷ|tỉ|triệu|nghìn|ngàn|đồng|vnđ|vnd|usd|đ)\b\.?\s*)*\Z", re.IGNORECASE)
"""A cell that holds a figure or nothing, with a unit of money behind it or none."""


@dataclass(frozen=True, slots=True)
class Record:
    """A record as it stands in the file.

    `line` and `last_line` are physical lines (or the sheet's row), from 1. `fault` says why no row can be read from it;
    `opened_on` is the line of an open quote that would have swallowed it. `mended` tells, by position, which cells came
    in a wrong encoding, `lost` which have letters that are gone for good.
    """

    line: int
    last_line: int
    cells: tuple[str, ...]
    fault: Message | None = None
    opened_on: int | None = None
    mended: Mapping[int, Mended] = field(default_factory=dict)
    lost: frozenset[int] = frozenset()


def is_blank(cell: str) -> bool:
    """Whether nothing can be seen in it: spaces of any width, invisible characters."""
    if not cell or cell[0].isalnum():
        return not cell
    return cell.isspace() or not (cell.isascii() or clean(cell))


def skip_reason(cells: tuple[str, ...], heading: Heading) -> Message | None:
    """Why the row is no data: blank, the heading again, a heading between rows, a sum; None for data."""
    filled = [(position, cell) for position, cell in enumerate(cells) if not is_blank(cell)]
    if not filled:
        return N_("blank row")
    if heading.is_repeated_by(cells):
        return N_("the heading again")
    if not any(position in heading.used for position, _ in filled):
        return N_("nothing under the known headings")
    if not all(_FIGURES.match(cell) for _, cell in filled[1:]):
        return None
    first = header_key(filled[0][1])
    if len(filled) == 1 and heading.width > 2 and _PERIOD.match(first):
        return N_("a heading between rows")
    return N_("a row of totals") if first in _TOTALS else None


def width_fault(record: Record, heading: Heading) -> Message | None:
    """Why the row's cells do not fit under the headings; None when they do (missing ones at the end are empty)."""
    width = len(record.cells)
    while width and not record.cells[width - 1].strip():
        width -= 1
    if record.opened_on is not None and len(record.cells) != heading.width:
        return N_("not read: it may belong to the quote that opens on line %(line)d", line=record.opened_on)
    if width > heading.width:
        return N_(
            "%(cells)d values under %(headers)d headings: a value that holds the separator needs quotes",
            cells=width,
            headers=heading.width,
        )
    return None
