"""What the index is known to hold, and the counter that orders its writes."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ecosystem.kernel.db.base import Base
from ecosystem.kernel.db.types import UTCDateTime


class IndexCounter(Base):
    """One row: the version of the newest load for the index."""

    __tablename__ = "index_counter"

    id: Mapped[int] = mapped_column(primary_key=True)
    value: Mapped[int] = mapped_column(default=0)


class IndexedDocument(Base):
    """The version and digest of a document as last accepted by the engine; `verify` compares with it."""

    __tablename__ = "indexed_document"

    public_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    version: Mapped[int]
    digest: Mapped[str] = mapped_column(String(32))


class IndexRebuild(Base):
    """A rebuild under way: while there is one, what is drained is also remembered for replay."""

    __tablename__ = "index_rebuild"

    id: Mapped[int] = mapped_column(primary_key=True)
    started_at: Mapped[datetime] = mapped_column(UTCDateTime)


class IndexReplay(Base):
    """An entry that was drained into the old generation while a new one was being filled."""

    __tablename__ = "index_replay"

    id: Mapped[int] = mapped_column(primary_key=True)
    rebuild_id: Mapped[int] = mapped_column(index=True)
    entity: Mapped[str] = mapped_column(String(32))
    entity_id: Mapped[int]
    public_id: Mapped[str] = mapped_column(String(64), default="")


class StoredLexicon(Base):
    """The words of the index, counted by its last rebuild (`ecosystem.search.language.lexicon`)."""

    __tablename__ = "lexicon"
    __table_args__ = {"sqlite_autoincrement": True}

    id: Mapped[int] = mapped_column(primary_key=True)
    made_at: Mapped[datetime] = mapped_column(UTCDateTime)
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)


class NewWord(Base):
    """A word that was indexed since, and that the lexicon did not know."""

    __tablename__ = "lexicon_word"
    __table_args__ = (UniqueConstraint("language", "word"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    language: Mapped[str] = mapped_column(String(2))
    word: Mapped[str] = mapped_column(String(64))
