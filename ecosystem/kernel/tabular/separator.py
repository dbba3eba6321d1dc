"""Which character separates the cells of a text table."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from ecosystem.kernel.tabular.csv_lexer import RecordLexer
from ecosystem.kernel.tabular.headings import is_known

SEPARATORS = (",", ";", "\t", "|")
_DECLARED = re.compile(r"sep=(.)\s*\Z")
_ROWS = 100


def declared_separator(first_line: str) -> str | None:
    """The separator of a spreadsheet program's own first line `sep=;`, None when it is another line."""
    found = _DECLARED.match(first_line)
    return found[1] if found else None


def sniff_separator(lines: Iterable[str], known_headers: frozenset[str] = frozenset()) -> str:
    """The separator under which the first lines look most like one table; a comma when nothing speaks.

    First by how many cells are `known_headers` (keys of `header_key`), which a stray comma cannot imitate; then by
    the share of rows as wide as most are; then by the width.
    """
    sample = list(lines)
    best, best_score = ",", (0, 0.0, 0)
    for separator in SEPARATORS:
        score = _score(sample, separator, known_headers)
        if score > best_score:
            best, best_score = separator, score
    return best


def _score(lines: list[str], separator: str, known_headers: frozenset[str]) -> tuple[int, float, int]:
    rows = _rows(lines, separator)
    if not rows:
        return 0, 0.0, 0
    widths = Counter(len(row) for row in rows)
    width, count = widths.most_common(1)[0]
    if width == 1:
        return 0, 0.0, 0
    known = max(sum(is_known(cell, known_headers) for cell in row) for row in rows) if known_headers else 0
    return known, count / len(rows), width


def _rows(lines: list[str], separator: str) -> list[list[str]]:
    rows: list[list[str]] = []
    lexer = RecordLexer(separator)
    for line in lines:
        if not lexer.feed(line):
            if lexer.is_misplaced:
                lexer = RecordLexer(separator)
            continue
        if any(cell.strip() for cell in lexer.cells):
            rows.append(lexer.cells)
        lexer = RecordLexer(separator)
        if len(rows) >= _ROWS:
            break
    return rows
