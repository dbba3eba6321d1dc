"""Text that a spreadsheet program would take for a formula, and how it goes out and comes in again unchanged."""

from __future__ import annotations

import re
from typing import Final

_FORMULA: Final = re.compile(r"'*[=+\-@\t\r]")
_FIGURE: Final = re.compile(r"[+\-][\d\s.,()\-/]*%?")
_PREFIXED: Final = re.compile(r"''*[=+\-@\t\r]")


def with_apostrophe(cell: str) -> str:
    """`cell`, after an apostrophe where it begins like a formula; numbers and telephone numbers stay as they are."""
    return f"'{cell}" if _FORMULA.match(cell) and not _FIGURE.fullmatch(cell) else cell


def without_apostrophe(cell: str) -> str:
    """The cell that `with_apostrophe` was given."""
    return cell[1:] if _PREFIXED.match(cell) and not _FIGURE.fullmatch(cell[1:]) else cell
