"""The demonstration data as it stands in `data/demonstration`, checked by the inputs that forms use."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from ecosystem.catalogue.input import EntryInput
from ecosystem.catalogue.kinds import Kind
from ecosystem.deals.input import DealInput
from ecosystem.institutes.kind import KIND as INSTITUTE
from ecosystem.investors.kind import KIND as INVESTOR
from ecosystem.organisations.input import OrganisationInput
from ecosystem.startups.kind import KIND as STARTUP
from ecosystem.technologies.kind import KIND as TECHNOLOGY

FOLDER: Final = Path(__file__).parents[2] / "data" / "demonstration"
FILES: Final[Mapping[str, Kind]] = {
    "institutes.json": INSTITUTE,
    "technologies-1.json": TECHNOLOGY,
    "technologies-2.json": TECHNOLOGY,
    "startups-1.json": STARTUP,
    "startups-2.json": STARTUP,
    "investors.json": INVESTOR,
}
"""In this order: what an entry names stands before it."""
DEALS: Final = "deals.json"
RATES: Final = "rates.json"

_IN_DAYS: Final = "_in_days"


@dataclass(frozen=True)
class OrganisationRecord:
    """An invented organisation; `key` finds it again."""

    key: str
    content: OrganisationInput


@dataclass(frozen=True)
class EntryRecord:
    """An invented entry; `owner` is the key of its organisation, `digest` changes with anything that it says.

    `technologies` are the keys of the invented technologies that a startup uses.
    """

    kind: Kind
    key: str
    owner: str
    language: str
    content: EntryInput
    translation: Mapping[str, Any]
    technologies: Sequence[str]
    digest: str


@dataclass(frozen=True)
class DealRecord:
    """An invented investor's part in a round; startup and investor by their keys."""

    key: str
    content: DealInput


@dataclass(frozen=True)
class RateRecord:
    """What one unit of `currency` is said to have been worth in VND on `day`."""

    currency: str
    vnd: Decimal
    day: date


def read_organisations(folder: Path = FOLDER) -> Iterator[OrganisationRecord]:
    """Those that own the entries. Raises ValidationError for what a form would refuse."""
    for name in FILES:
        for record in _read(folder, name):
            if "organisation" in record:
                yield OrganisationRecord(record["key"], OrganisationInput.model_validate(record["organisation"]))


def read_entries(context: Mapping[str, Any], today: date, folder: Path = FOLDER) -> Iterator[EntryRecord]:
    """The entries of all kinds, in the order of `FILES`. `context` is the inputs' validation context (known codes).

    Days ahead (`closes_in_days`) count from `today`, monthly figures end with the month before its own. Raises
    ValidationError for what a form would refuse.
    """
    for name, kind in FILES.items():
        for record in _read(folder, name):
            yield _entry(kind, record, context, today)


def read_deals(context: Mapping[str, Any], folder: Path = FOLDER) -> Iterator[DealRecord]:
    """Raises ValidationError for what an import would refuse."""
    for record in _read(folder, DEALS):
        values = {name: value for name, value in record.items() if name != "key"}
        yield DealRecord(record["key"], DealInput.model_validate(values, context=dict(context)))


def read_rates(today: date, folder: Path = FOLDER) -> Iterator[RateRecord]:
    """`days_ago` counts back from `today`."""
    for record in _read(folder, RATES):
        day = today - timedelta(days=record["days_ago"])
        yield RateRecord(record["currency"], Decimal(record["vnd"]), day)


def by_month(row: Mapping[str, Any], today: date) -> Iterator[dict[str, Any]]:
    """A figure for each of `monthly`, the last of them of the month before this one."""
    this_month = today.year * 12 + today.month - 1
    for at, value in enumerate(row["monthly"], this_month - len(row["monthly"])):
        year, month = divmod(at, 12)
        yield {
            "metric": row["metric"],
            "unit": row.get("unit", ""),
            "month": f"{year}-{month + 1:02}",
            "value": Decimal(str(value)),
        }


def _entry(kind: Kind, record: Mapping[str, Any], context: Mapping[str, Any], today: date) -> EntryRecord:
    values = dict(record[kind.name])
    technologies = values.pop("technologies", [])
    values = dict(_with_days(values, today))
    if "traction" in values:
        values["traction"] = [figure for row in values["traction"] for figure in by_month(row, today)]
    return EntryRecord(
        kind=kind,
        key=record["key"],
        owner=record.get("owner", record["key"]),
        language=record["language"],
        content=kind.input.model_validate(values, context=dict(context)),
        translation=(record.get("translation") or {}).get("texts", {}),
        technologies=technologies,
        digest=hashlib.sha256(json.dumps(record, sort_keys=True).encode()).hexdigest(),
    )


def _with_days(values: Mapping[str, Any], today: date) -> Iterator[tuple[str, Any]]:
    """`closes_in_days` as `closes_on`, and so on."""
    for name, value in values.items():
        if name.endswith(_IN_DAYS):
            yield name.removesuffix(_IN_DAYS) + "_on", today + timedelta(days=value)
        else:
            yield name, value


def _read(folder: Path, name: str) -> list[dict[str, Any]]:
    content: list[dict[str, Any]] = json.loads((folder / name).read_text(encoding="utf-8"))
    return content
