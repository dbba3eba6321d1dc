"""What a search document may hold, declared once by role; both engines build their index from it.

A slice declares the fields of its kind; `app.py` merges all declarations into one `Schema`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

LANGUAGES: Final = ("vi", "en")
MAX_ID_LENGTH: Final = 64

_NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,39}")


@dataclass(frozen=True, order=True)
class TextField:
    """Text that people search in; each language of `LANGUAGES` has its own copy. `weight` > 0 multiplies its score.

    `suggested`: a name, which is offered while its beginning is typed.
    """

    name: str
    weight: float = 1.0
    suggested: bool = False


@dataclass(frozen=True, order=True)
class KeywordField:
    """Zero or more exact values: filters, facets. `sortable` fields hold at most one value, ordered by code point."""

    name: str
    sortable: bool = False


@dataclass(frozen=True, order=True)
class NumberField:
    """At most one whole number, -2**63 < n < 2**63: ranges, sorts, counts by value. Dates are days since 1970-01-01."""

    name: str


Field = TextField | KeywordField | NumberField


class SchemaError(ValueError):
    """A declaration or a document that does not fit the schema; the message names the field."""


def _check_declaration(declared: Field) -> None:
    if not _NAME.fullmatch(declared.name):
        raise SchemaError(f"field name {declared.name!r} is not 1 to 40 of a-z 0-9 _ with a letter first")
    if isinstance(declared, TextField) and not declared.weight > 0:
        raise SchemaError(f"field {declared.name!r} has a weight of {declared.weight}, not above 0")


@dataclass(frozen=True)
class Schema:
    """All fields of all kinds. `kind` is always a keyword field. Two declarations of one name must be equal."""

    texts: Mapping[str, TextField]
    keywords: Mapping[str, KeywordField]
    numbers: Mapping[str, NumberField]

    @classmethod
    def of(cls, *declarations: Iterable[Field]) -> Schema:
        fields: dict[str, Field] = {"kind": KeywordField("kind")}
        for declared in (one for fields_of_kind in declarations for one in fields_of_kind):
            _check_declaration(declared)
            if fields.setdefault(declared.name, declared) != declared:
                raise SchemaError(f"field {declared.name!r} is declared twice, differently")
        return cls(
            texts={f.name: f for f in fields.values() if isinstance(f, TextField)},
            keywords={f.name: f for f in fields.values() if isinstance(f, KeywordField)},
            numbers={f.name: f for f in fields.values() if isinstance(f, NumberField)},
        )

    @property
    def suggested(self) -> tuple[str, ...]:
        """The text fields that hold names."""
        return tuple(sorted(field.name for field in self.texts.values() if field.suggested))

    @property
    def digest(self) -> str:
        """A short hash of the declarations: an index made for another one must be rebuilt."""
        parts = [repr(sorted(group.values())) for group in (self.texts, self.keywords, self.numbers)]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class SearchDocument:
    """The public projection of one catalogue entry, in its original spelling; engines normalise it themselves.

    `id` is the entry's public id. `texts` maps language to field to text. `labels` maps language to the names of what
    it belongs to, its sectors say: their words find it, below all that says them itself. `other_names` of these find it
    as wholes, where next to nothing else is found.
    """

    id: str
    kind: str
    texts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    keywords: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    numbers: Mapping[str, int] = field(default_factory=dict)
    labels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    other_names: tuple[str, ...] = ()

    @property
    def written(self) -> Iterator[tuple[str, str]]:
        """(language, text) of all that it says."""
        for language, texts in self.texts.items():
            yield from ((language, text) for text in texts.values())
        for language, names in self.labels.items():
            yield from ((language, name) for name in names)
