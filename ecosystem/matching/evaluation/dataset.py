"""Reads a folder of startups, investors and dated investments; the columns stand in docs/matching.md."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Final, TypeVar

from ecosystem.matching.profiles import Deal, InvestorProfile, Market, StartupProfile

_T = TypeVar("_T")

_STAGES: Final[Mapping[str, str]] = {
    "seed": "seed",
    "angel": "seed",
    "a": "a",
    "b": "b",
    **dict.fromkeys("cdefg", "c+"),
    "unattributed": "unattributed",
    "debt_round": "debt",
    "post_ipo_debt": "debt",
    "private_equity": "private_equity",
    "grant": "grant",
    "": "",
}
"""Any other code is "other"; none at all is unknown."""


class DatasetError(Exception):
    """A file lacks, or a row does not say what its column must; the message names it."""


def read(folder: Path) -> Market:
    """From `startups`, `investors` and `investments`, each `.csv` or `.csv.gz`. Raises DatasetError."""
    return Market(
        startups=_all(folder, "startups", _startup),
        investors=_all(folder, "investors", _investor),
        deals=_all(folder, "investments", _deal),
    )


def _all(folder: Path, name: str, made: Callable[[Mapping[str, str]], _T]) -> list[_T]:
    rows = []
    for number, row in enumerate(_rows(folder, name), start=2):
        try:
            rows.append(made(row))
        except (KeyError, ValueError) as error:
            raise DatasetError(f"{name}, row {number}: {error}") from error
    return rows


def _investor(row: Mapping[str, str]) -> InvestorProfile:
    return InvestorProfile(row["investor_id"], row["kind"], row["country"])


def _startup(row: Mapping[str, str]) -> StartupProfile:
    founded, category = row["founded"], row["category"]
    return StartupProfile(
        id=row["startup_id"],
        sectors=(category,) if category else (),
        country=row["country"],
        region=_place(row, "region"),
        city=_place(row, "region", "city"),
        founded=int(founded[:4]) if founded else None,
    )


def _place(row: Mapping[str, str], *columns: str) -> str:
    """A place by its whole name, since two regions may have a city of one name; "" where the last part is unknown."""
    return "/".join(row.get(column) or "" for column in ("country", *columns)) if row.get(columns[-1]) else ""


def _deal(row: Mapping[str, str]) -> Deal:
    amount = row["amount_usd"]
    return Deal(
        startup=row["startup_id"],
        investor=row["investor_id"],
        day=date.fromisoformat(row["date"]),
        round=row["round_id"],
        stage=_STAGES.get(row["round_code"], "other"),
        amount=float(amount) if amount else None,
    )


def _rows(folder: Path, name: str) -> list[dict[str, str]]:
    plain, packed = folder / f"{name}.csv", folder / f"{name}.csv.gz"
    if not plain.exists() and not packed.exists():
        raise DatasetError(f"there is no {plain.name} in the folder, nor {packed.name}")
    with plain.open("rb") if plain.exists() else gzip.open(packed) as stream:
        text = io.TextIOWrapper(stream, encoding="utf-8", newline="")
        rows = list(csv.DictReader(text))
        text.detach()
    return rows
