"""Plausible values for the fields of a kind, drawn by what its input says of them: vocabulary, type, bounds."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from typing import Any, Final, get_args, get_origin

from annotated_types import Le, Lt, MaxLen
from pydantic.fields import FieldInfo
from sqlalchemy import Table, inspect

from benchmarks.generated_texts import Texts
from ecosystem.catalogue.input import EntryInput
from ecosystem.catalogue.kinds import Kind
from ecosystem.kernel import clock
from ecosystem.kernel.access.amount_range import LARGEST
from ecosystem.kernel.access.fields import label_of
from ecosystem.kernel.db.base import Base
from ecosystem.taxonomy.vocabularies import Vocabularies

Draw = Callable[[random.Random, str], Any]
"""From a generator and the entry's language to a value."""

_LEFT_EMPTY: Final = ("target", "excluded", "status", "country", "_to")
"""Parts of names: these fields are bound to others, or say something rare. Amounts keep their `_to`."""
_TEXT_WORDS: Final = 25
_SMALLEST: Final = {"VND": 10_000_000, "USD": 1_000}


def table_of(model: type[Base]) -> Table:
    """The model's own table."""
    table = inspect(model).local_table
    if not isinstance(table, Table):
        raise TypeError(model.__name__)
    return table


@cache
def codes(terms: Vocabularies, vocabulary: str, parent: str | None = None) -> tuple[str, ...]:
    """The codes that may be chosen, or those right under `parent`."""
    found = terms.terms(vocabulary) if parent is None else terms.children(vocabulary, parent)
    return tuple(term.code for term in found)


@dataclass(frozen=True)
class KindValues:
    """Draws the row of a kind's own table."""

    draws: Mapping[str, Draw]
    amounts: tuple[str, ...]
    constants: Mapping[str, Any]

    @classmethod
    def of(cls, kind: Kind, terms: Vocabularies, texts: Texts) -> KindValues:
        columns = table_of(kind.model).columns
        fields = {name: info for name, info in kind.input.model_fields.items() if name in columns}
        own = {name: info for name, info in fields.items() if name not in EntryInput.model_fields}
        amounts = tuple(name for name, info in own.items() if _limit(info) == LARGEST)[:2]
        draws: dict[str, Draw] = {}
        for name, info in own.items():
            is_bound = any(part in name for part in _LEFT_EMPTY)
            made = None if is_bound or name in amounts else _draw(name, info, terms, texts)
            if made is not None:
                draws[name] = made
        confirmed = {one.name: clock.today() for one in columns if one.name.endswith("_confirmed_on")}
        empty = {name: _empty(info) for name, info in own.items() if name not in draws and name not in amounts}
        return cls(draws, amounts, {**empty, **confirmed})

    def row(self, generator: random.Random, language: str) -> dict[str, Any]:
        """Every column but the id; the amounts of two entries in three, the second not below the first."""
        values = {**self.constants, **{name: draw(generator, language) for name, draw in self.draws.items()}}
        stated = generator.random() < 0.66
        amount = _SMALLEST.get(str(values.get("currency")), 1) * 10 ** (generator.random() * 4)
        for name in self.amounts:
            values[name] = int(float(f"{amount:.1e}")) if stated else None
            amount *= 1 + generator.random()
        return values


def _draw(name: str, info: FieldInfo, terms: Vocabularies, texts: Texts) -> Draw | None:
    label = label_of(info)
    if name == "currency":
        return lambda generator, _: "VND" if generator.random() < 0.85 else "USD"
    if label and label.vocabulary:
        return _coded(info, codes(terms, label.vocabulary))
    if label and label.translated and get_origin(info.annotation) is not list:
        return partial(_text, texts, info)
    return _number(name, info)


def _number(name: str, info: FieldInfo) -> Draw | None:
    limit = _limit(info)
    if "year" in name and limit:
        return lambda generator, _: 2025 - int(generator.random() ** 2 * 60)
    if limit and int in get_args(info.annotation):
        return lambda generator, _: min(limit - 1, int(10 ** (generator.random() * 3)))
    return None


def _coded(info: FieldInfo, known: tuple[str, ...]) -> Draw | None:
    if not known:
        return None
    if get_origin(info.annotation) is list:
        return lambda generator, _: generator.sample(known, min(len(known), 1 + int(generator.random() * 3)))
    if int in get_args(info.annotation):
        return lambda generator, _: int(generator.choice(known))
    return lambda generator, _: generator.choice(known)


def _text(texts: Texts, info: FieldInfo, generator: random.Random, language: str) -> str:
    """A text for every second entry."""
    longest = next((one.max_length for one in info.metadata if isinstance(one, MaxLen)), 200)
    if generator.random() < 0.5:
        return ""
    return texts.text(generator, language, _TEXT_WORDS if longest > 300 else 5)[:longest]


def _limit(info: FieldInfo) -> int | None:
    """Numbers lie below this."""
    for one in info.metadata:
        if isinstance(one, Lt) and isinstance(one.lt, int):
            return one.lt
        if isinstance(one, Le) and isinstance(one.le, int):
            return one.le + 1
    return None


def _empty(info: FieldInfo) -> Any:
    return None if type(None) in get_args(info.annotation) else info.get_default(call_default_factory=True)
