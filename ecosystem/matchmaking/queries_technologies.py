"""Gathers technology offers and the startups that could use them, with the words of their texts."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from ecosystem.catalogue.models import Entry, EntryTranslation
from ecosystem.catalogue.queries import is_listed
from ecosystem.matching.profiles import StartupProfile
from ecosystem.matchmaking.words import IsHalf, half_words, words_of
from ecosystem.organisations.models import Organisation
from ecosystem.rates.queries import rates
from ecosystem.search.language.glossary import Glossary
from ecosystem.startups.match_profile import HOME, REGION_OF_PROVINCE
from ecosystem.taxonomy.queries import vocabularies
from ecosystem.technologies.models import Technology

if TYPE_CHECKING:
    from ecosystem.matching.technologies import TechnologyProfile

_TEXTS: Final = ("title", "summary", "keywords")


@dataclass(frozen=True)
class Offers:
    """Technology offers by public id; `owners` are the keys of the organisations that offer them.

    `is_half`: which words say something only inside a longer phrase. `texts`: by public id of either, its words as they
    stand.
    """

    technologies: Mapping[str, TechnologyProfile]
    startups: Sequence[StartupProfile]
    owners: Mapping[str, int | None]
    is_half: IsHalf
    texts: Mapping[str, str]


def gather_offers(session: Session, startups: Mapping[str, StartupProfile], glossary: Glossary) -> Offers:
    """What is public, prices in VND; startups that nobody answers for could use nothing. Three statements."""
    texts = _texts(session)
    words = {public_id: _words(one, glossary) for public_id, one in texts.items()}
    rows = session.execute(_TECHNOLOGIES.where(is_listed())).all()
    money = rates(session).in_vnd
    owned = select(Entry.public_id).where(is_listed(), Entry.kind == "startup", Entry.owner_id.is_not(None))
    answering = [startups[one] for one in session.scalars(owned) if one in startups]
    return Offers(
        technologies={row.public_id: _profile(row, money, words.get(row.public_id, ())) for row in rows},
        startups=[replace(one, words=words.get(one.id, ())) for one in answering],
        owners={row.public_id: row.owner_id for row in rows},
        is_half=half_words(_words_of_sectors(session, glossary)),
        texts={public_id: _as_one(one) for public_id, one in texts.items()},
    )


def _words_of_sectors(session: Session, glossary: Glossary) -> set[str]:
    terms = vocabularies(session).terms("sector")
    both = [words_of([one.label_vi for one in terms], is_vietnamese=True, is_word=glossary.is_written_key)]
    both.append(words_of([one.label_en for one in terms], is_vietnamese=False, is_word=glossary.is_written_key))
    return {word for words in both for word in words}


_TECHNOLOGIES: Final = (
    select(
        Entry.public_id,
        Entry.owner_id,
        Entry.sectors,
        Technology.trl,
        Technology.price_from,
        Technology.price_to,
        Technology.currency,
        Organisation.province_code,
    )
    .select_from(Technology)
    .outerjoin(Organisation, Organisation.id == Technology.owner_id)
)


def _profile(row: Any, in_vnd: Any, words: tuple[str, ...]) -> TechnologyProfile:
    from ecosystem.matching.technologies import TechnologyProfile  # noqa: PLC0415 -- numpy is loaded by those who match

    province = row.province_code or ""
    return TechnologyProfile(
        id=row.public_id,
        words=words,
        sectors=tuple(row.sectors),
        trl=row.trl,
        price_from=in_vnd(row.price_from, row.currency),
        price_to=in_vnd(row.price_to, row.currency),
        country=HOME,
        region=REGION_OF_PROVINCE.get(province, ""),
        city=province,
    )


@dataclass(frozen=True)
class _Texts:
    """Of one entry, in Vietnamese where it has such."""

    pieces: Sequence[str | Sequence[str] | None]
    is_vietnamese: bool


def _texts(session: Session) -> dict[str, _Texts]:
    """Those of every technology and of every startup that somebody answers for, by public id."""
    statement = (
        select(Entry.public_id, Entry.language, Entry.title, Entry.summary, Entry.keywords, EntryTranslation.texts)
        .outerjoin(EntryTranslation, EntryTranslation.entry_id == Entry.id)
        .where(is_listed(), Entry.kind.in_(("technology", "startup")), Entry.owner_id.is_not(None))
    )
    found = {}
    for public_id, language, *own, translated in session.execute(statement):
        original = dict(zip(_TEXTS, own, strict=True))
        is_vietnamese = language == "vi" or bool(translated)
        texts = original if language == "vi" or not translated else {**original, **translated}
        found[public_id] = _Texts([texts[name] for name in _TEXTS], is_vietnamese)
    return found


def _words(texts: _Texts, glossary: Glossary) -> tuple[str, ...]:
    return words_of(texts.pieces, is_vietnamese=texts.is_vietnamese, is_word=glossary.is_written_key)


def _as_one(texts: _Texts) -> str:
    pieces = ([one] if isinstance(one, str) else one or () for one in texts.pieces)
    return unicodedata.normalize("NFC", "\n".join(chain.from_iterable(pieces)))
