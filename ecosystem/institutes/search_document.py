"""The public search document of an institute."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from ecosystem.catalogue.models import Entry
from ecosystem.catalogue.search_document import shared_document
from ecosystem.institutes.input import InstituteInput
from ecosystem.institutes.models import Institute
from ecosystem.rates.rates import Rates
from ecosystem.search.schema import Field, KeywordField, NumberField, SearchDocument
from ecosystem.taxonomy.vocabularies import Vocabularies

SEARCH_FIELDS: Final[tuple[Field, ...]] = (KeywordField("institute_kind"), NumberField("staff"))
"""`staff` counts all people."""


def document(entry: Entry, terms: Vocabularies, _rates: Rates) -> SearchDocument:
    """The institute as everybody may see it, found by its short name in both languages too."""
    if not isinstance(entry, Institute):
        raise TypeError(f"entry {entry.public_id} is a {entry.kind}")
    made = shared_document(
        entry,
        terms,
        InstituteInput,
        keywords={"institute_kind": [entry.institute_kind] if entry.institute_kind else []},
        numbers={"staff": entry.staff_total},
    )
    texts = {language: dict(fields) for language, fields in made.texts.items()}
    for fields in texts.values():
        _append(fields, "summary", [entry.code or ""])
    names = [f"{group['name']} {group.get('focus') or ''}" for group in entry.groups]
    _append(texts[entry.language], "body", names)
    return replace(made, texts=texts)


def _append(fields: dict[str, str], name: str, parts: list[str]) -> None:
    joined = "\n".join(part for part in [fields.get(name, ""), *parts] if part)
    if joined:
        fields[name] = joined
