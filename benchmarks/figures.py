"""Percentiles, tables and JSON, the same for every measurement."""

from __future__ import annotations

import json
import platform
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that `share` (0 to 1) of the values do not exceed; NaN for none."""
    ordered = sorted(values)
    return ordered[max(0, -int(-len(ordered) * share // 1) - 1)] if ordered else float("nan")


def milliseconds(seconds: Sequence[float], *shares: float) -> dict[str, float]:
    """Percentiles by name (`p50`), in milliseconds."""
    return {f"p{share * 100:g}": round(percentile(seconds, share) * 1000, 2) for share in shares}


def print_table(heads: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """The first column to the left, figures to the right; None is a dash."""
    cells = [list(heads), *([_cell(one) for one in row] for row in rows)]
    widths = [max(len(row[index]) for row in cells) for index in range(len(heads))]
    for row in cells:
        first, *others = [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]
        print("  ".join([first, *(cell.strip().rjust(len(cell)) for cell in others)]), flush=True)


def write_table(page: Path, name: str, heads: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Put the table between the page's comments `name` and `/name`, in the place of the former one."""
    begin, end = f"<!-- {name} -->", f"<!-- /{name} -->"
    text = page.read_text(encoding="utf-8")
    if begin not in text or end not in text:
        raise ValueError(f"{page} has no place for {name}: it needs {begin} and {end}")
    lines = [f"Measured on {time.strftime('%Y-%m-%d')}.", "", _markdown(heads), _markdown(["---"] * len(heads))]
    lines += [_markdown([_cell(one) for one in row]) for row in rows]
    before, _, rest = text.partition(begin)
    after = rest.partition(end)[2]
    page.write_text("\n".join([before + begin, *lines, end + after]), encoding="utf-8")


def _markdown(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def print_json(measured: str, figures: Mapping[str, Any]) -> None:
    """One line: what was measured, when, on which machine, and the figures."""
    about = {"measured": measured, "at": time.strftime("%Y-%m-%dT%H:%M:%S%z"), "python": platform.python_version()}
    print(json.dumps({**about, **figures}, ensure_ascii=False), flush=True)


def _cell(value: object) -> str:
    if value is None:
        return "–"
    return f"{value:,.2f}" if isinstance(value, float) else f"{value:,}" if isinstance(value, int) else str(value)
