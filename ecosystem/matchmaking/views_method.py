"""How matching works: a public page in plain words, with the table that was measured."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

from flask import Blueprint, current_app, render_template

from ecosystem.kernel.access.messages import N_, Message
from ecosystem.matchmaking.points import BANDS, LITTLE_IN_COMMON

matching = Blueprint("matching", __name__)

_MEASURED: Final = Path("data") / "matching" / "evaluation.json"
METHODS: Final[Mapping[str, Message]] = {
    "random": N_("By chance"),
    "popularity": N_("The busiest investors first"),
    "popularity-country": N_("The busiest of the same country first"),
    "bm25": N_("By words in common with past deals"),
    "item-knn": N_("Who invested in similar startups"),
    "ones": N_("This platform, every question counting alike"),
    "hand": N_("This platform, people say how much each question counts"),
    "hand-discovery": N_("The same, with two places for those seldom shown"),
    "fitted": N_("This platform, past deals say how much each question counts"),
    "fitted-discovery": N_("By past deals, with two places for those seldom shown"),
}
"""The methods of `matching evaluate` in words; one without words is shown by its name."""


@matching.get("/matching")
def method() -> Any:
    """What the score is made of, how well it does, what is never used, how to object."""
    measured = read(Path(current_app.root_path) / _MEASURED)
    rows = by_method(measured["rows"]) if measured else []
    return render_template(
        "matchmaking/method.html",
        measured=measured,
        measured_rows=rows,
        methods=METHODS,
        bands=BANDS,
        little_in_common=LITTLE_IN_COMMON,
    )


@cache
def read(path: Path) -> Any:
    """What `matching evaluate --json` printed as `rows`, with command, data and days; None where there is no file."""
    if not path.exists():
        return None
    found = json.loads(path.read_text(encoding="utf-8"))
    return {**found, **{name: date.fromisoformat(found[name]) for name in ("day", "from", "to")}}


def by_method(rows: Sequence[Mapping[str, Any]]) -> list[tuple[str, Mapping[str, Any], Mapping[str, Any]]]:
    """(method, its row of investors for startups, its row of startups for investors), in the order of the file."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        found.setdefault(row["method"], []).append(row)
    return [(name, both[0], both[1]) for name, both in found.items()]
