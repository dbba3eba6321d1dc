"""Gathers technology offers and the startups that could use them, with the words of their texts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from ecosystem.catalogue.models import Entry, EntryTranslation
from ecosystem.catalogue.queries import is_listed
from ecosystem.matching.profiles import StartupProfile
from ecosystem.organisations.models import Organisation
from ecosystem.rates.queries import rates
from ecosystem.search.language.normalise import normalise, tokens_of
from ecosystem.startups.match_profile import HOME, REGION_OF_PROVINCE
from ecosystem.technologies.models import Technology

if TYPE_CHECKING:
    from ecosystem.matching.technologies import TechnologyProfile

_TEXTS: Final = ("title", "summary", "keywords")
_SAYING_NOTHING: Final = (
    "và của cho các là với ở từ trong không những một đến để được có về theo tại bằng hoặc này khi sau trước dưới trên "
    "mà thì ra vào cả như do bị rồi đã đang sẽ chứ cũng nhưng mỗi hơn lại đó nào"
)
_EMPTY: Final = frozenset(_SAYING_NOTHING.split())
"""Syllables that say nothing of what a text is about."""
_SHORTEST: Final = 4
"""Letters of an English word that may say something by itself."""


@dataclass(frozen=True)
class Offers:
    """Technology offers by public id; `owners` are the keys of the organisations that offer them."""

    technologies: Mapping[str, TechnologyProfile]
    startups: Sequence[StartupProfile]
    owners: Mapping[str, int | None]


def gather_offers(session: Session, startups: Mapping[str, StartupProfile]) -> Offers:
    """What is public, prices in VND; startups that nobody answers for could use nothing. Three statements."""
    texts = _texts(session)
    rows = session.execute(_TECHNOLOGIES.where(is_listed())).all()
    money = rates(session).in_vnd
    owned = select(Entry.public_id).where(is_listed(), Entry.kind == "startup", Entry.owner_id.is_not(None))
    answering = [startups[one] for one in session.scalars(owned) if one in startups]
    return Offers(
        technologies={row.public_id: _profile(row, money, texts.get(row.public_id, ())) for row in rows},
        startups=[replace(one, words=texts.get(one.id, ())) for one in answering],
        owners={row.public_id: row.owner_id for row in rows},
    )


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


def _texts(session: Session) -> dict[str, tuple[str, ...]]:
    """The words of every technology and of every startup that somebody answers for, by public id."""
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
        found[public_id] = words_of((texts[name] for name in _TEXTS), is_vietnamese=is_vietnamese)
    return found


def words_of(texts: Iterable[str | Sequence[str] | None], *, is_vietnamese: bool) -> tuple[str, ...]:
    """Vietnamese words are two neighbouring syllables; English ones stand alone."""
    words: list[str] = []
    for text in texts:
        for piece in [text] if isinstance(text, str) else text or ():
            tokens = [one for one in tokens_of(normalise(piece)) if not one.isdigit()]
            words += _pairs(tokens) if is_vietnamese else _alone(tokens)
    return tuple(words)


def _pairs(tokens: Iterable[str]) -> list[str]:
    return [f"{left} {right}" for left, right in pairwise(tokens) if not {left, right} & _EMPTY]


def _alone(tokens: Iterable[str]) -> list[str]:
    return [one for one in tokens if len(one) >= _SHORTEST]
