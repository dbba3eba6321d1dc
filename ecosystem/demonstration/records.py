"""The demonstration data as it stands in `data/demonstration`, checked by the inputs that forms use."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

from ecosystem.catalogue.input import EntryInput
from ecosystem.catalogue.kinds import Kind
from ecosystem.institutes.kind import KIND as INSTITUTE
from ecosystem.organisations.input import OrganisationInput
from ecosystem.technologies.kind import KIND as TECHNOLOGY

FOLDER: Final = Path(__file__).parents[2] / "data" / "demonstration"


@dataclass(frozen=True)
class OrganisationRecord:
    """An invented organisation; `key` finds it again."""

    key: str
    content: OrganisationInput


@dataclass(frozen=True)
class EntryRecord:
    """An invented entry; `owner` is the key of its organisation, `digest` changes with anything that it says."""

    kind: Kind
    key: str
    owner: str
    language: str
    content: EntryInput
    translation: Mapping[str, Any]
    digest: str


def read_organisations(folder: Path = FOLDER) -> Iterator[OrganisationRecord]:
    """Raises ValidationError for what a form would refuse."""
    for record in _read(folder, "institutes.json"):
        yield OrganisationRecord(record["key"], OrganisationInput.model_validate(record["organisation"]))


def read_entries(context: Mapping[str, Any], today: date, folder: Path = FOLDER) -> Iterator[EntryRecord]:
    """The institutes, then the technologies. `context` is the inputs' validation context (known codes).

    `closes_in_days` counts from `today`. Raises ValidationError for what a form would refuse.
    """
    for record in _read(folder, "institutes.json"):
        yield _entry(INSTITUTE, record, record["key"], context, today)
    for name in ("technologies-1.json", "technologies-2.json"):
        for record in _read(folder, name):
            yield _entry(TECHNOLOGY, record, record["owner"], context, today)


def _entry(kind: Kind, record: Mapping[str, Any], owner: str, context: Mapping[str, Any], today: date) -> EntryRecord:
    values = dict(record[kind.name])
    days = values.pop("closes_in_days", None)
    if days is not None:
        values["closes_on"] = today + timedelta(days=days)
    return EntryRecord(
        kind=kind,
        key=record["key"],
        owner=owner,
        language=record["language"],
        content=kind.input.model_validate(values, context=dict(context)),
        translation=(record.get("translation") or {}).get("texts", {}),
        digest=hashlib.sha256(json.dumps(record, sort_keys=True).encode()).hexdigest(),
    )


def _read(folder: Path, name: str) -> list[dict[str, Any]]:
    content: list[dict[str, Any]] = json.loads((folder / name).read_text(encoding="utf-8"))
    return content
