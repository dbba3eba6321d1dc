"""Reading data/reference: TOML for small vocabularies, CSV for places, countries and holidays.

A broken file raises ReferenceDataError, which names the term: the files are the product's own, so it is a defect.
"""

from __future__ import annotations

import csv
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from ecosystem.taxonomy.vocabularies import VocabularyTerm

REFERENCE: Final = Path(__file__).parents[2] / "data" / "reference"
_BY_DICTIONARY: Final = {"places.csv": "place", "countries.csv": "country"}


class ReferenceDataError(ValueError):
    """A reference file does not hold together; the message names the term."""


@dataclass(frozen=True)
class HolidayRow:
    """A day off with its name in both languages."""

    day: date
    name_vi: str
    name_en: str


def read_terms(folder: Path = REFERENCE) -> tuple[VocabularyTerm, ...]:
    """All terms of all files. Vocabularies from CSV have no positions: they stand in the dictionary's order."""
    terms = [term for path in sorted(folder.glob("*.toml")) for term in _from_toml(path)]
    for name, vocabulary in _BY_DICTIONARY.items():
        terms += (_term(vocabulary, row, 0) for row in _rows(folder / name))
    _check(terms)
    return tuple(terms)


def read_holidays(folder: Path = REFERENCE) -> tuple[HolidayRow, ...]:
    """The seed of public holidays, by day."""
    rows = _rows(folder / "holidays.csv")
    return tuple(HolidayRow(date.fromisoformat(row["day"]), row["vi"], row["en"]) for row in rows)


def _from_toml(path: Path) -> Iterator[VocabularyTerm]:
    with path.open("rb") as file:
        content = tomllib.load(file)
    for vocabulary, rows in content.items():
        yield from (_term(vocabulary, row, position) for position, row in enumerate(rows, 1))


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            aliases = row.pop("aliases", "")
            yield {**row, "aliases": [alias for alias in aliases.split("; ") if alias]}


def _term(vocabulary: str, row: Mapping[str, Any], position: int) -> VocabularyTerm:
    return VocabularyTerm(
        vocabulary=vocabulary,
        code=row["code"],
        parent=row.get("parent", ""),
        label_vi=row["vi"],
        label_en=row["en"],
        description_vi=row.get("description_vi", ""),
        description_en=row.get("description_en", ""),
        aliases=tuple(row.get("aliases", ())),
        position=position,
    )


def _check(terms: list[VocabularyTerm]) -> None:
    counts = Counter((term.vocabulary, term.code) for term in terms)
    for term in terms:
        where = f"{term.vocabulary} {term.code}"
        if counts[term.vocabulary, term.code] > 1:
            raise ReferenceDataError(f"{where} stands twice")
        if not (term.label_vi and term.label_en) or bool(term.description_vi) != bool(term.description_en):
            raise ReferenceDataError(f"{where} lacks a language")
        if term.parent and (term.vocabulary, term.parent) not in counts:
            raise ReferenceDataError(f"{where} has no parent {term.parent}")
