"""What visitors ask of an installation: words that its entries hold, and the addresses of its pages."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from ecosystem.catalogue.kinds import Kinds
from ecosystem.catalogue.models import Entry
from ecosystem.catalogue.queries import is_listed
from ecosystem.search.language.normalise import fold


@dataclass(frozen=True)
class Questions:
    """`words`: what is typed into the search box. `entries`: public pages by kind. Both in a random order."""

    words: Sequence[str]
    entries: dict[str, list[str]]
    lists: Sequence[str]

    @classmethod
    def of(cls, session: Session, kinds: Kinds, count: int, generator: random.Random) -> Questions:
        """`count` of each, from entries drawn at random."""
        ids = list(session.scalars(select(Entry.id).where(is_listed()).order_by(Entry.id)))
        drawn = generator.sample(ids, min(len(ids), count * 4))
        columns = (Entry.kind, Entry.slug, Entry.public_id, Entry.title)
        found = list(session.execute(select(*columns).where(Entry.id.in_(drawn)).order_by(Entry.id)))
        generator.shuffle(found)
        endpoints = {kind.name: kind.endpoint for kind in kinds.all}
        entries: dict[str, list[str]] = {}
        for kind, slug, public_id, _ in found:
            entries.setdefault(kind, []).append(f"/{endpoints[kind]}/{slug}-{public_id}")
        words = [_words(title, generator) for *_, title in found][:count]
        return cls(words, entries, [f"/{kind.endpoint}" for kind in kinds.all])


def _words(title: str, generator: random.Random) -> str:
    """Two or three words of a title that stand together; two in five people leave the diacritics out."""
    words = [word for word in title.split() if word.isalpha()] or title.split()
    start = generator.randrange(max(1, len(words) - 2))
    typed = " ".join(words[start : start + generator.choice((2, 2, 3))])
    return fold(typed) if generator.random() < 0.4 else typed
