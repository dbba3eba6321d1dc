"""Fill an installation with generated entries of every kind, marked as demonstration data.

`python -m benchmarks.generated FOLDER [--entries 100000] [--seed 1]`: FOLDER gets an installation (SQLite, embedded
engine) if it has none; the same seed makes the same entries. Prints entries a second into the database and documents a
second into the index. Other measurements take the folder.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from flask import Flask, current_app
from sqlalchemy import func, insert, select, text
from sqlalchemy.orm import Session

from benchmarks.figures import print_json
from benchmarks.generated_texts import Texts, name_of
from benchmarks.generated_values import KindValues, codes, table_of
from benchmarks.installation import Installation, end_cleanly, inside, installation
from ecosystem.catalogue.kinds import Kind, Kinds
from ecosystem.catalogue.models import Entry, EntryTranslation
from ecosystem.catalogue.service import other_language, slug_of
from ecosystem.kernel import clock
from ecosystem.kernel.db.base import Base
from ecosystem.kernel.db.ids import LENGTH
from ecosystem.kernel.db.transaction import current_session, transaction
from ecosystem.organisations.models import Organisation, Verification
from ecosystem.organisations.names import folded_name
from ecosystem.search.language.collation import collation_key
from ecosystem.taxonomy.queries import vocabularies
from ecosystem.taxonomy.vocabularies import Vocabularies
from ecosystem.technologies.models import Right

CHUNK: Final = 2_000
SOURCE: Final = "generated"
ENTRIES_AN_OWNER: Final = 20
_LONG_NAME: Final = 0.5
"""How many names of organisations have a second word."""
_CAPITALS: Final = "ABCDEGHKLMNPQSTVX"
_LETTERS: Final = "23456789abcdefghjkmnpqrstuvwxyz"
Rows = dict[type[Base], list[dict[str, Any]]]


@dataclass
class Filling:
    """Draws rows; `next_ids` holds the next free row id of each table."""

    generator: random.Random
    terms: Vocabularies
    texts: Texts
    kinds: Sequence[tuple[Kind, KindValues]]
    next_ids: dict[type[Base], int]
    owners: list[int] = field(default_factory=list)

    def owner(self, rows: Rows) -> None:
        """An organisation with a place, every third one verified."""
        generator = self.generator
        key = self._key(Organisation)
        name = f"Viện {self.texts.phrase(generator, 'vi', 3).title()} {key}"
        province = generator.choice([*codes(self.terms, "place", ""), *["01"] * 20])
        wards = codes(self.terms, "place", province)
        moment = clock.now() - timedelta(days=400)
        rows[Organisation].append({
            "id": key,
            "public_id": self._public_id(),
            "kind": generator.choice(codes(self.terms, "organisation_kind")),
            "legal_name": name,
            "folded_name": folded_name(name),
            "province_code": province,
            "ward_code": generator.choice(wards) if wards else None,
            "source": SOURCE,
            "external_id": f"{SOURCE}-{key}",
            "is_demo": True,
            "version": 1,
            "created_at": moment,
            "updated_at": moment,
        })  # fmt: skip
        if generator.random() < 0.33:
            until = clock.today() + timedelta(days=300)
            checked = {"organisation_id": key, "checked_by": SOURCE, "checked_at": moment, "valid_until": until}
            rows[Verification].append({"id": self._key(Verification), **checked})
        self.owners.append(key)

    def entry(self, rows: Rows) -> None:
        """An entry of some kind, with a translation for two in three."""
        generator = self.generator
        self.texts.turn(generator)
        kind, values = generator.choices(self.kinds, [2.0, *[1.0] * (len(self.kinds) - 1)])[0]
        language = "vi" if generator.random() < 0.8 else "en"
        key = self._key(Entry)
        rows[Entry].append(self._shared(key, kind, language))
        rows.setdefault(kind.model, []).append({"id": key, **values.row(generator, language)})
        if generator.random() < 0.66:
            other = other_language(language)
            translated = {"entry_id": key, "language": other, "texts": self._texts(kind, other)}
            rows[EntryTranslation].append({"id": self._key(EntryTranslation), **translated})
        if kind.name == "technology" and generator.random() < 0.6:
            right = {"technology_id": key, "position": 0, "kind": generator.choice(codes(self.terms, "ip"))}
            rows[Right].append({"id": self._key(Right), **right, "number": f"1-{key:07}", "status": "granted"})

    def _shared(self, key: int, kind: Kind, language: str) -> dict[str, Any]:
        generator = self.generator
        texts = self._texts(kind, language)
        published, updated = self._moments()
        state = generator.choices(("public", "draft", "withdrawn"), (97, 2, 1))[0]
        ends = clock.today() + timedelta(days=1 + int(generator.random() * 180))
        return {
            "id": key,
            "public_id": self._public_id(),
            "kind": kind.name,
            "slug": slug_of(texts["title"]) if state != "draft" else None,
            "state": state,
            "language": language,
            "owner_id": generator.choice(self.owners),
            **texts,
            "title_key": collation_key(texts["title"]),
            "sectors": self._codes("sector", 2),
            "keywords": [self.texts.phrase(generator, language, 1 + number % 2)[:60] for number in range(4)],
            "tasks": self._codes("task", 2),
            "fields": self._codes("field", 2),
            "closes_on": ends if "closes_on" in kind.input.model_fields and generator.random() < 0.2 else None,
            "source": SOURCE,
            "external_id": str(key),
            "is_demo": True,
            "version": 1,
            "created_at": published,
            "updated_at": updated,
            "published_at": published if state != "draft" else None,
            "confirmed_at": updated,
        }

    def _texts(self, kind: Kind, language: str) -> dict[str, str]:
        generator, texts = self.generator, self.texts
        return {
            "title": self._title(kind, language)[:200],
            "summary": texts.text(generator, language, 25)[:600],
            "description": texts.text(generator, language, 90),
        }

    def _title(self, kind: Kind, language: str) -> str:
        """Organisations are called by names, offers by what they are, with a name or two and a number."""
        generator, texts = self.generator, self.texts
        parts = [texts.phrase(generator, language, 1 if kind.introduces_owner else 2), name_of(generator)]
        if kind.introduces_owner:
            parts += [name_of(generator)] if generator.random() < _LONG_NAME else []
        else:
            parts += [texts.phrase(generator, language, 2), name_of(generator)]
        code = f"{generator.choice(_CAPITALS)}{generator.choice(_CAPITALS)}"
        title = " ".join([*parts, f"{code}-{int(generator.random() * 100_000):05}"])
        return f"{title[:1].upper()}{title[1:]}"

    def _codes(self, vocabulary: str, most: int) -> list[str]:
        """One or more; codes of the first places are chosen more often."""
        known = codes(self.terms, vocabulary)
        drawn = (known[int(self.generator.random() ** 1.5 * len(known))] for _ in range(most))
        return list(dict.fromkeys(drawn))

    def _moments(self) -> tuple[datetime, datetime]:
        age = self.generator.random() * 365
        now = clock.now()
        return now - timedelta(days=age), now - timedelta(days=age * self.generator.random())

    def _public_id(self) -> str:
        return "".join(self.generator.choices(_LETTERS, k=LENGTH))

    def _key(self, model: type[Base]) -> int:
        self.next_ids[model] += 1
        return self.next_ids[model] - 1


_MODELS: Final[tuple[type[Base], ...]] = (Organisation, Verification, Entry, EntryTranslation, Right)


def fill(entries: int, seed: int = 1) -> float:
    """Write the entries, in the application's context; seconds that it took. The index knows nothing of them yet."""
    began = time.perf_counter()
    session = current_session()
    filling = _filling(session, seed)
    owners: Rows = {model: [] for model in _MODELS}
    for _ in range(max(5, entries // ENTRIES_AN_OWNER)):
        filling.owner(owners)
    _write(owners)
    for start in range(0, entries, CHUNK):
        rows: Rows = {model: [] for model in _MODELS}
        for _ in range(min(CHUNK, entries - start)):
            filling.entry(rows)
        _write(rows)
    return time.perf_counter() - began


def _filling(session: Session, seed: int) -> Filling:
    terms, texts = vocabularies(session), Texts.read()
    kinds: Kinds = current_app.extensions["kinds"]
    next_ids = {model: (session.scalar(select(func.max(table_of(model).c.id))) or 0) + 1 for model in _MODELS}
    values = [(kind, KindValues.of(kind, terms, texts)) for kind in kinds.all]
    generator = random.Random(f"{seed} from {next_ids[Entry]}")  # a second filling brings others
    return Filling(generator, terms, texts, values, next_ids)


def _write(rows: Mapping[type[Base], list[dict[str, Any]]]) -> None:
    """One transaction. Tables in the order of their foreign keys; PostgreSQL's sequences follow."""
    with transaction() as session:
        connection = session.connection()
        for table in Base.metadata.sorted_tables:
            for model, lines in rows.items():
                if table is table_of(model) and lines:
                    connection.execute(insert(table), lines)
        if connection.dialect.name == "postgresql":
            for model in _MODELS:
                name = table_of(model).name
                connection.execute(text(f"SELECT setval('{name}_id_seq', (SELECT max(id) FROM {name}))"))  # noqa: S608 -- our own names


def rebuild(app: Flask) -> tuple[int, float]:
    """Fill the index anew: documents, and seconds that it took."""
    began = time.perf_counter()
    count = app.extensions["rebuild"].run()
    return count, time.perf_counter() - began


def fill_or_copy(made: Installation, count: int, database: Path | None) -> None:
    """`count` generated entries into the installation; or, in the place of its own, the database as it is now."""
    if database is None:
        with inside(made.app()):
            print(f"{count:,} entries in {fill(count):.1f} s", flush=True)
        return
    with (
        closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)) as given,
        closing(sqlite3.connect(made.folder / "database.sqlite3")) as copy,
    ):
        given.backup(copy)
    made.command("db", "upgrade")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--entries", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    end_cleanly()
    with installation(chosen.folder) as made:
        app = made.app()
        with inside(app):
            seconds = fill(chosen.entries, chosen.seed)
            print(f"{chosen.entries:,} entries in {seconds:.1f} s, {chosen.entries / seconds:,.0f}/s", flush=True)
            documents, indexing = rebuild(app)
            print(f"{documents:,} documents in {indexing:.1f} s, {documents / indexing:,.0f}/s", flush=True)
    figures = {"entries": chosen.entries, "entries_per_s": round(chosen.entries / seconds)}
    print_json("generated", {**figures, "documents": documents, "documents_per_s": round(documents / indexing)})
    return 0


if __name__ == "__main__":
    sys.exit(main())
