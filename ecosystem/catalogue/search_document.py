"""From an entry to its public search document, and what a change elsewhere makes stale."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import Select, Text, cast, select
from sqlalchemy.orm import Session

from ecosystem.catalogue.input import EntryInput
from ecosystem.catalogue.kinds import Kinds
from ecosystem.catalogue.models import Entry, State
from ecosystem.catalogue.policy import public_text_fields
from ecosystem.catalogue.queries import with_everything
from ecosystem.kernel import clock
from ecosystem.kernel.access.amount_range import LARGEST
from ecosystem.kernel.db.base import Changed
from ecosystem.rates.queries import rates
from ecosystem.rates.rates import Rates
from ecosystem.search.schema import LANGUAGES, Field, KeywordField, NumberField, SearchDocument, TextField
from ecosystem.taxonomy.queries import vocabularies
from ecosystem.taxonomy.vocabularies import Vocabularies, VocabularyTerm

_CHUNK: Final = 500
_EPOCH: Final = date(1970, 1, 1)
_LONGEST_BODY: Final = 30_000
_NAMING: Final = {"sector": "sectors", "field": "fields"}
"""Vocabulary to the column with its codes: whose names find an entry. Those above a chosen one say too little of it."""

SHARED_FIELDS: Final[tuple[Field, ...]] = (
    TextField("title", 4.0, suggested=True),
    TextField("summary", 2.0),
    TextField("body", 1.0),
    KeywordField("sector"),
    KeywordField("field"),
    KeywordField("task"),
    KeywordField("place"),
    KeywordField("owner_id"),
    KeywordField("verified"),
    KeywordField("title_key", sortable=True),
    NumberField("updated"),
    NumberField("closes"),
)
"""What every kind may fill. `summary` holds keywords and owner too: each field more is a clause more for each word
of a search. `verified` holds "1" or nothing; `updated` counts seconds, `closes` days since 1970."""


def days(day: date | None) -> int | None:
    """A date as the index keeps it: days since 1970-01-01."""
    return None if day is None else (day - _EPOCH).days


def comparable(amount: int | None) -> int | None:
    """An amount in VND as the index may hold it: what is beyond any likely one counts as the largest."""
    return None if amount is None else min(amount, LARGEST)


def shared_document(
    entry: Entry,
    terms: Vocabularies,
    model: type[EntryInput],
    *,
    keywords: Mapping[str, Sequence[str]] | None = None,
    numbers: Mapping[str, int | None] | None = None,
    without: Collection[str] = (),
    identifiers: Sequence[str] = (),
) -> SearchDocument:
    """The part of the document that all kinds share, with the kind's own keywords and numbers added.

    `model` is the kind's input: its public text fields, and no others, are what the document says; less those of
    `without`, whose words would find the entry for what it is not. `identifiers`, such as numbers of standards and
    patents, stand in the texts of each language.
    """
    owner = entry.owner
    verified = owner is not None and owner.verification_on(clock.today()) is not None
    all_keywords: dict[str, Sequence[str]] = {
        "sector": _with_ancestors(terms, "sector", entry.sectors),
        "field": _with_ancestors(terms, "field", entry.fields),
        "task": entry.tasks,
        "place": [code for code in (owner.province_code, owner.ward_code) if code] if owner else [],
        "owner_id": [owner.public_id] if owner else [],
        "verified": ["1"] if verified else [],
        "title_key": [entry.title_key],
        **(keywords or {}),
    }
    all_numbers = {"updated": int(entry.updated_at.timestamp()), "closes": days(entry.closes_on), **(numbers or {})}
    belongs = _belongs(entry, terms)
    return SearchDocument(
        id=entry.public_id,
        kind=entry.kind,
        texts=_texts(entry, [name for name in public_text_fields(model) if name not in without], identifiers),
        keywords={name: tuple(values) for name, values in all_keywords.items() if values},
        numbers={name: value for name, value in all_numbers.items() if value is not None},
        labels={language: names for language in LANGUAGES if (names := _names(belongs, language))},
        other_names=tuple(dict.fromkeys(name for term in belongs for name in term.aliases)),
    )


def _belongs(entry: Entry, terms: Vocabularies) -> list[VocabularyTerm]:
    codes = ((vocabulary, code) for vocabulary, column in _NAMING.items() for code in getattr(entry, column))
    return [term for vocabulary, code in codes if (term := terms.get(vocabulary, code))]


def _names(belongs: Sequence[VocabularyTerm], language: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(term.label(language) for term in belongs))


def _texts(entry: Entry, names: Sequence[str], identifiers: Sequence[str]) -> dict[str, dict[str, str]]:
    original = {name: getattr(entry, name) for name in names}
    texts = {entry.language: _text_fields(entry, names, original, identifiers)}
    for translation in entry.translations:
        texts[translation.language] = _text_fields(entry, names, translation.texts, identifiers)
    return texts


def _text_fields(
    entry: Entry, names: Sequence[str], texts: Mapping[str, Any], identifiers: Sequence[str]
) -> dict[str, str]:
    body = [_plain(texts.get(name)) for name in names if name not in {"title", "summary"}]
    body += identifiers
    summary = (str(texts.get("summary", "")), " · ".join(entry.keywords), entry.owner.legal_name if entry.owner else "")
    found = {
        "title": str(texts.get("title", "")),
        "summary": "\n".join(part for part in summary if part),
        "body": "\n".join(part for part in body if part)[:_LONGEST_BODY],
    }
    return {name: text for name, text in found.items() if text}


def _plain(value: Any) -> str:
    if isinstance(value, dict):
        return " ".join(_plain(one) for one in value.values() if one)
    if isinstance(value, list):
        return "\n".join(_plain(one) for one in value)
    return str(value or "")


def _with_ancestors(terms: Vocabularies, vocabulary: str, codes: Sequence[str]) -> list[str]:
    above = [term.code for code in codes for term in terms.ancestors(vocabulary, code)]
    return list(dict.fromkeys([*codes, *above]))


@dataclass(frozen=True)
class EntryDocuments:
    """The catalogue as the indexer sees it."""

    kinds: Kinds

    def affected(self, session: Session, changes: Collection[Changed]) -> Iterator[Mapping[str, int | None]]:
        """The entries that changed, those of changed owners, of changed sectors or with amounts at a changed rate."""
        entries = {change.public_id: change.entity_id for change in changes if change.entity == "entry"}
        ids = list(entries)
        for start in range(0, len(ids), _CHUNK):
            yield {public_id: entries[public_id] for public_id in ids[start : start + _CHUNK]}
        owners = [change.entity_id for change in changes if change.entity == "organisation"]
        for owner_id in owners:
            yield from self._chunks(session, select(Entry.id, Entry.public_id).where(Entry.owner_id == owner_id))
        for change in changes:
            if change.entity in _NAMING:
                holds = cast(getattr(Entry, _NAMING[change.entity]), Text).contains(f'"{change.public_id}"')
                yield from self._chunks(session, select(Entry.id, Entry.public_id).where(holds))
        for currency in {change.public_id for change in changes if change.entity == "rate"}:
            for kind in self.kinds.all:
                column = getattr(kind.model, "currency", None)
                if column is not None:
                    statement = select(kind.model.id, kind.model.public_id).where(column == currency)
                    yield from self._chunks(session, statement)

    def _chunks(self, session: Session, entries: Select[int, str]) -> Iterator[Mapping[str, int | None]]:
        after = 0
        statement = entries.order_by(Entry.id).limit(_CHUNK)
        while rows := session.execute(statement.where(Entry.id > after)).all():
            after = rows[-1][0]
            session.rollback()
            yield {public_id: row_id for row_id, public_id in rows}

    def load(self, session: Session, entries: Mapping[str, int | None]) -> Mapping[str, SearchDocument | None]:
        """The documents as they are now; None for what is not public, over, or gone."""
        terms, current = vocabularies(session), rates(session)
        statement = select(Entry).where(Entry.public_id.in_(list(entries))).options(*with_everything(self.kinds))
        rows = session.scalars(statement.execution_options(populate_existing=True))
        found = {entry.public_id: self._document(entry, terms, current) for entry in rows}
        return {public_id: found.get(public_id) for public_id in entries}

    def _document(self, entry: Entry, terms: Vocabularies, current: Rates) -> SearchDocument | None:
        if not is_listed(entry):
            return None
        return self.kinds.of(entry).document(entry, terms, current)

    def everything(self, session: Session, after: int, limit: int) -> Sequence[tuple[int, str]]:
        statement = select(Entry.id, Entry.public_id).where(Entry.id > after).order_by(Entry.id).limit(limit)
        return session.execute(statement).all()


def is_listed(entry: Entry) -> bool:
    """Public, and its last day is not over: what lists, counts and search may show."""
    return entry.state == State.PUBLIC and (entry.closes_on is None or entry.closes_on >= clock.today())
