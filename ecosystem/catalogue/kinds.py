"""What the product must know of a kind of entry to list it, edit it, index it and show it in results."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy.orm import InstrumentedAttribute, Session
from sqlalchemy.orm.strategy_options import _AbstractLoad

from ecosystem.catalogue.input import EntryInput
from ecosystem.catalogue.models import Entry
from ecosystem.kernel.access.fields import label_of
from ecosystem.kernel.access.messages import Message
from ecosystem.rates.rates import Rates
from ecosystem.search.schema import Field, SearchDocument
from ecosystem.taxonomy.vocabularies import Vocabularies


@dataclass(frozen=True)
class Step:
    """A short step of the editor: the fields it shows, about how many minutes they take, and what filling it gives."""

    name: str
    title: Message
    fields: tuple[str, ...]
    minutes: int
    needed: tuple[str, ...] = ()
    unlocks: Message | None = None


@dataclass(frozen=True)
class ResultMeta:
    """The meta line of a result row, in the order in which it is always shown.

    `stage` is a code of the vocabulary `stage`; `terms` are more codes to be shown in words, as (vocabulary, code).
    `money` are words for `amount`: both ends, None where unknown, and their currency.
    """

    trl: int | None = None
    stage: str = ""
    terms: tuple[tuple[str, str], ...] = ()
    money: str = ""
    amount: tuple[int | None, int | None, str] | None = None
    closes_on: date | None = None
    extra: tuple[str, ...] = ()


@dataclass(frozen=True)
class KindFacet:
    """A facet that lists of this kind offer: the search field, its words, and its vocabulary ("" for none)."""

    field: str
    label: Message
    vocabulary: str = ""


@dataclass(frozen=True)
class Offer:
    """Something that an entry offers until a day, after which its page goes on without it. `stands`: it offers it."""

    ends_on: InstrumentedAttribute[date | None]
    stands: ColumnElement[bool]


@dataclass(frozen=True)
class LastDay:
    """A field with the last day of what another one (`of`) says by one of `values`; `words` refuse one that is over."""

    field: str
    words: Message
    of: str = ""
    values: frozenset[str] = frozenset()

    def is_kept(self, entry: Entry, content: EntryInput) -> bool:
        """Whether the entry said the same before, when the day may have been to come."""
        return all(getattr(entry, name) == getattr(content, name) for name in (self.field, self.of) if name)

    def says_nothing(self, content: EntryInput) -> bool:
        """Whether the input does not say what the day would end."""
        return bool(self.of) and getattr(content, self.of) not in self.values


@dataclass(frozen=True)
class Kind:
    """A kind of entry. `endpoint` is its blueprint's name, which is also the folder of its address.

    `doubts` names (field, words) for what an input says and is unlikely; it is shown, and keeps nothing from being
    saved. `read` and `write` turn an entry into plain input values and back, for what is more than a column of the
    same name.
    `introduces_owner`: the entry is its organisation's own page, so the owner's name beside it would say it twice.
    `offer`: what ends before the page does. `last_days`: which may lie in the past only if they stood there before.
    `row_words`: (field, cell) of rows that hold words which are in the entry's own language alone.
    `known_of`: what an organisation's kind already says of its first entry, by field; shown to be changed.
    `is_natural_person`: whether the page is a natural person's, which only that person makes public.
    """

    name: str
    endpoint: str
    label: Message
    plural: Message
    tab: Message
    intro: Message
    model: type[Entry]
    input: type[EntryInput]
    steps: tuple[Step, ...]
    search_fields: tuple[Field, ...]
    document: Callable[[Entry, Vocabularies, Rates], SearchDocument]
    meta: Callable[[Entry, str], ResultMeta]
    facets: tuple[KindFacet, ...] = ()
    sorts: tuple[str, ...] = ()
    load: Sequence[_AbstractLoad] = ()
    load_own: Sequence[_AbstractLoad] = ()
    apart: frozenset[str] = frozenset()
    introduces_owner: bool = False
    offer: Offer | None = None
    last_days: tuple[LastDay, ...] = ()
    row_words: tuple[tuple[str, str], ...] = ()
    known_of: Callable[[str], Mapping[str, str]] = lambda _organisation_kind: {}
    is_natural_person: Callable[[Entry], bool] = lambda _entry: False
    doubts: Callable[[Any], Iterable[tuple[str, Message]]] = lambda _content: ()
    read: Callable[[Entry], Mapping[str, Any]] = lambda _entry: {}
    write: Callable[[Session, Entry, Any], None] = lambda _session, _entry, _input: None

    @property
    def icon(self) -> str:
        return self.name

    @property
    def translated(self) -> tuple[str, ...]:
        """The names of the text fields that the other language has too."""
        fields = self.input.model_fields.items()
        return tuple(name for name, info in fields if (label := label_of(info)) and label.translated)

    def field_label(self, name: str) -> Message:
        """What the input calls its field."""
        label = label_of(self.input.model_fields[name])
        return label.text if label else Message(name)

    def step_of(self, field: str) -> Step | None:
        """The step that shows a field."""
        return next((step for step in self.steps if field in step.fields), None)

    def step(self, name: str) -> Step | None:
        return next((step for step in self.steps if step.name == name), None)


@dataclass(frozen=True)
class Kinds:
    """All kinds, in the order of the menu."""

    all: tuple[Kind, ...] = field(default_factory=tuple)

    def get(self, name: str) -> Kind | None:
        return next((kind for kind in self.all if kind.name == name), None)

    def of(self, entry: Entry) -> Kind:
        """The kind of an entry; raises LookupError for one that no slice offers."""
        kind = self.get(entry.kind)
        if kind is None:
            raise LookupError(entry.kind)
        return kind
