"""Cells in an encoding from before Unicode, or decoded wrongly somewhere on their way, made readable one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from ecosystem.kernel.access.legacy_text import LOOK_ALIKE, Recognised, may_be_legacy, recognise
from ecosystem.kernel.access.messages import N_, Message
from ecosystem.kernel.tabular.cells import Mended
from ecosystem.kernel.tabular.damage import has_lost_letters, is_garbled, shown
from ecosystem.kernel.tabular.rows import Record

_ENOUGH: Final = 3
"""Cells that must be in one encoding before the doubtful ones around them are taken for it too."""


def expected_encoding(records: Iterable[Record]) -> str:
    """The encoding from before Unicode in which these records are written, "" for none."""
    seen: Counter[str] = Counter()
    for record in records:
        for cell in record.cells:
            if not cell.isascii():
                found = recognise(cell)
                seen[found.encoding if found else ""] += 1
    name, count = seen.most_common(1)[0] if seen else ("", 0)
    others = sum(seen.values()) - count - seen[""]
    return name if name not in {"", "UTF-8", LOOK_ALIKE} and count >= _ENOUGH and not others else ""


def mended(records: Iterator[Record], language: str, expected: str = "") -> Iterator[Record]:
    """The records, cells readable; what was changed is told in `Record.mended`, what cannot be in `Record.lost`.

    In a list in English ("en") a question mark inside a word is what somebody wrote.
    """
    is_vietnamese = language == "vi"
    for record in records:
        text = "\n".join(record.cells)
        if (is_vietnamese and "?" in text) or may_be_legacy(text) or (expected and not text.isascii()):
            yield _mended(record, expected, is_vietnamese=is_vietnamese)
        else:
            yield record


def _mended(record: Record, expected: str, *, is_vietnamese: bool) -> Record:
    found = {at: what for at, cell in enumerate(record.cells) if (what := recognise(cell, expected)) is not None}
    lost = frozenset(
        at
        for at, cell in enumerate(record.cells)
        if at not in found and (is_garbled(cell) or (is_vietnamese and has_lost_letters(cell)))
    )
    if not found and not lost:
        return record
    cells = tuple(found[at].text if at in found else cell for at, cell in enumerate(record.cells))
    notes = {at: Mended(shown(record.cells[at]), _reason(what)) for at, what in found.items()}
    return replace(record, cells=cells, mended=notes, lost=lost)


def _reason(what: Recognised) -> Message:
    if what.encoding == LOOK_ALIKE:
        return N_("had the letter Ð (Eth) for Đ; it was put right")
    if what.encoding == "UTF-8":
        return N_("was UTF-8 read as Windows-1252; it was put right")
    return N_("was in %(encoding)s and was converted to Unicode", encoding=what.encoding)
