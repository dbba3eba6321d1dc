"""Cells that hold a tax code (mã số thuế), which spreadsheets like to take for a number."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from stdnum.exceptions import InvalidChecksum, ValidationError
from stdnum.vn import mst

from ecosystem.kernel.access.messages import N_
from ecosystem.kernel.tabular.cells import CellError, ColumnReading, Remarked

_NOT_DIGITS: Final = re.compile(r"[\s.\-–']+")
_SCIENTIFIC: Final = re.compile(r"\d(?:[.,]\d+)?E[+-]?\d+", re.IGNORECASE)
_LOST_ZERO: Final = {9: 10, 12: 13}


def to_tax_code(cell: str, _column: ColumnReading) -> object:
    """`0100047516`, or `0100047516-001` for a branch: ten digits whose check digit fits.

    A zero that was lost in front comes back only where the check digit proves it, and is remarked.
    """
    text = unicodedata.normalize("NFKC", cell).strip()
    if _SCIENTIFIC.fullmatch(text):
        raise CellError(N_("has lost digits in a spreadsheet: format the column as text and enter it again"))
    digits = _NOT_DIGITS.sub("", text)
    if not (digits.isascii() and digits.isdigit()):
        raise CellError(N_("is not a tax code: those have 10 digits, or 13 for a branch"))
    whole = digits.zfill(_LOST_ZERO.get(len(digits), 0))
    code = _checked(whole)
    if whole != digits:
        return Remarked(code, N_("had lost the 0 in front; the check digit proves %(code)s", code=code))
    return code


def _checked(digits: str) -> str:
    try:
        return str(mst.format(mst.validate(digits)))
    except InvalidChecksum:
        raise CellError(N_("is not a tax code: its tenth digit does not fit the others")) from None
    except ValidationError:
        raise CellError(N_("is not a tax code: those have 10 digits, or 13 for a branch")) from None
