"""Figures by month, put together to series: one for each thing that is counted in one unit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any


@dataclass(frozen=True)
class Point:
    """`month` is an ISO month such as "2026-03"."""

    month: str
    value: Decimal

    @property
    def ordinal(self) -> int:
        """Months since the year 0, so that neighbours differ by 1."""
        year, month = self.month.split("-")
        return int(year) * 12 + int(month) - 1


@dataclass(frozen=True)
class Series:
    """At least one point, by month; a month that nobody told is a gap, not a zero."""

    metric: str
    unit: str
    points: tuple[Point, ...]

    @property
    def first(self) -> Point:
        return self.points[0]

    @property
    def last(self) -> Point:
        return self.points[-1]

    @property
    def is_charted(self) -> bool:
        """One month alone is a figure, not a course."""
        return len(self.points) > 1


def series_of(rows: Iterable[Mapping[str, Any]]) -> list[Series]:
    """The rows of a startup's traction as series, in the order in which each was named first."""
    found: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for row in rows:
        found.setdefault((str(row["metric"]).casefold(), str(row.get("unit") or "").casefold()), []).append(row)
    return [_series(members) for members in found.values()]


def _series(rows: list[Mapping[str, Any]]) -> Series:
    points = sorted((Point(row["month"], Decimal(row["value"])) for row in rows), key=lambda point: point.month)
    return Series(rows[0]["metric"], rows[0].get("unit") or "", tuple(points))
