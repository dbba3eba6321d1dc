"""What the columns of a table mean: a small declarative TOML file."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator, model_validator

from ecosystem.kernel.access.amount_range import NO_UNIT, Unit, unit_of
from ecosystem.kernel.tabular.headings import header_key
from ecosystem.kernel.tabular.transforms import TRANSFORMS

EXTERNAL_ID = "external_id"
"""Stands for a field where the code of a row is reported."""

_PATH = re.compile(r"[a-z][a-z0-9_]*(\.(0|[1-9][0-9]?|[a-z][a-z0-9_]*))*\Z")
_PLACEHOLDER = re.compile(r"\{([^{}]+)\}")


def _as_tuple(value: object) -> object:
    return (value,) if isinstance(value, str) else value


Words = Annotated[tuple[str, ...], BeforeValidator(_as_tuple)]
Constant = str | int | bool | tuple[str, ...]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Column(_Strict):
    """One field, read from the first of `header` that is filled.

    `empty`: cells that mean nothing here. `replace`: pieces of text put right first. `values`: what a cell, or each
    piece of a list, stands for (compared folded); what is not listed means `otherwise`, and without it is noted.
    `required`: the file must have the column, and a row that leaves the field empty does not go in. `formats` (none: as
    people write days), `order` ("dmy", "mdy": where the column itself does not tell), `earliest`, `latest` belong to
    dates, `separators` to lists, `unit` ("tỷ đồng", "USD": where neither heading nor cell tells) and `currencies`
    (others are noted; none: all are kept) to amounts; where a column beside says the currency of each row, it is
    `currency_header`. `parts` puts what a transform answers in several pieces into
    fields of their own: `{ min = "price_from", … }`.
    """

    header: Annotated[Words, Field(min_length=1)]
    field: str
    transform: str = "text"
    empty: Words = ()
    replace: Mapping[str, str] = Field(default_factory=dict)
    values: Mapping[str, Constant] = Field(default_factory=dict)
    otherwise: Constant | None = None
    required: bool = False
    formats: Words = ()
    earliest: date | None = None
    latest: date | None = None
    separators: Words = (",", ";")
    order: Literal["", "dmy", "mdy"] = ""
    unit: str = ""
    currencies: Words = ()
    currency_header: Words = ()
    parts: Mapping[str, str] = Field(default_factory=dict)

    @field_validator("field")
    @classmethod
    def _is_path(cls, path: str) -> str:
        return checked_path(path)

    @field_validator("transform")
    @classmethod
    def _is_known(cls, name: str) -> str:
        if name not in TRANSFORMS:
            raise ValueError(f"must be one of {', '.join(sorted(TRANSFORMS))}")
        return name

    @field_validator("unit")
    @classmethod
    def _is_unit(cls, text: str) -> str:
        if text and unit_of(f"({text})") == NO_UNIT:
            raise ValueError('must be a unit of money, such as "tỷ đồng" or "USD"')
        return text

    @field_validator("parts")
    @classmethod
    def _are_paths(cls, parts: Mapping[str, str]) -> Mapping[str, str]:
        for path in parts.values():
            checked_path(path)
        return parts

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that the column may fill."""
        return tuple(self.parts.values()) or (self.field,)

    @cached_property
    def own_unit(self) -> Unit:
        return unit_of(f"({self.unit})") if self.unit else NO_UNIT

    @cached_property
    def coded(self) -> Mapping[str, Constant]:
        """`values` by folded cell."""
        return {header_key(cell): value for cell, value in self.values.items()}

    @cached_property
    def empty_keys(self) -> frozenset[str]:
        return frozenset(map(header_key, self.empty))


class TableMapping(_Strict):
    """A whole mapping file. `external_id` is a template of columns ("{Case Number}"), "" for none.

    `sheet` names the one of a workbook; without it the first with a known heading is read.
    `defaults` are constants by field; one inside a structure (`rights.0.kind`) goes in where a column filled that
    structure, and alone makes none.
    """

    kind: str
    source: str
    language: Literal["vi", "en"] = "vi"
    external_id: str = ""
    sheet: str = ""
    empty: Words = ()
    defaults: Mapping[str, Constant] = Field(default_factory=dict)
    columns: Annotated[tuple[Column, ...], Field(min_length=1)]

    @field_validator("defaults")
    @classmethod
    def _are_paths(cls, defaults: Mapping[str, Constant]) -> Mapping[str, Constant]:
        for path in defaults:
            checked_path(path)
        return defaults

    @model_validator(mode="after")
    def _fills_each_field_once(self) -> TableMapping:
        fields = [field for column in self.columns for field in column.fields]
        for one in fields:
            if fields.count(one) > 1 or any(other.startswith(f"{one}.") for other in fields):
                raise ValueError(f"two columns fill {one}: give one column both headers")
        return self

    @cached_property
    def id_headers(self) -> tuple[str, ...]:
        """The headers inside `external_id`."""
        return tuple(_PLACEHOLDER.findall(self.external_id))

    @cached_property
    def headers(self) -> frozenset[str]:
        """Every header that the mapping names."""
        return frozenset(self.id_headers).union(*((*column.header, *column.currency_header) for column in self.columns))

    @cached_property
    def required_headers(self) -> tuple[tuple[str, ...], ...]:
        """The names, one of which the file must have, of each column that it needs."""
        needed = [column.header for column in self.columns if column.required]
        return (*((header,) for header in self.id_headers), *needed)

    @cached_property
    def empty_keys(self) -> frozenset[str]:
        return frozenset(map(header_key, self.empty))

    def fill_id(self, cells: Mapping[str, str]) -> str:
        """The external id from the cleaned cells by header, "" when one of them is empty."""
        if not self.external_id or not all(cells[header] for header in self.id_headers):
            return ""
        return _PLACEHOLDER.sub(lambda found: cells[found[1]], self.external_id)

    @cached_property
    def digest(self) -> str:
        """Changes with whatever changes what a file becomes."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()


def checked_path(path: str) -> str:
    """`path` when it is a field or a way into one ("rights.0.number"); raises ValueError otherwise."""
    if not _PATH.match(path):
        raise ValueError("must be a field, or a way into one such as rights.0.number")
    return path
