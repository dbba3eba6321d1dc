"""The catalogue entry: what every kind of entry has in common, in one table that the kinds extend."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar, Final

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from ecosystem.kernel.db.base import Base, Changed
from ecosystem.kernel.db.ids import new_public_id
from ecosystem.kernel.db.types import UTCDateTime, ordered_text
from ecosystem.organisations.models import Organisation
from ecosystem.search.language.collation import collation_key


class State(StrEnum):
    """Draft: never published. Public. Withdrawn: taken back by its owner; its address says so.

    Taken down by an officer; suspended together with its owner. Both were public and become so by an officer alone.
    """

    DRAFT = "draft"
    PUBLIC = "public"
    WITHDRAWN = "withdrawn"
    TAKEN_DOWN = "taken-down"
    SUSPENDED = "suspended"


HELD: Final = frozenset({State.TAKEN_DOWN, State.SUSPENDED})
"""The states out of which only an officer leads."""


_OWNED: Final = text("owner_id IS NOT NULL")
"""The rows of the index by which home finds what people published, however many came in by lists."""


class Entry(Base):
    """One public thing, whatever its kind. `slug` is frozen at first publication; `public_id` decides.

    `closes_on` is a local date that ends at midnight in Hanoi; `imported_digest` is of the row last imported, so that
    an unchanged row changes nothing and what people edited since is seen.
    """

    __tablename__ = "entry"
    __table_args__ = (
        UniqueConstraint("source", "kind", "external_id"),
        Index("ix_entry_kind_state_title_key", "kind", "state", "title_key"),
        Index("ix_entry_state_title_key", "state", "title_key"),
        Index("ix_entry_state_updated_at", "state", "updated_at"),
        Index("ix_entry_state_published_at", "state", "published_at"),
        Index("ix_entry_owned_published_at", "state", "published_at", sqlite_where=_OWNED, postgresql_where=_OWNED),
        Index("ix_entry_state_closes_on", "state", "closes_on"),
    )
    __audited_values__: ClassVar[frozenset[str]] = frozenset({"state", "slug", "owner_id", "is_demo"})

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(16), unique=True, default=new_public_id, insert_sentinel=True)
    kind: Mapped[str] = mapped_column(String(24))
    slug: Mapped[str | None] = mapped_column(String(120))
    state: Mapped[str] = mapped_column(String(12), default=State.DRAFT.value)
    language: Mapped[str] = mapped_column(String(2))
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    title: Mapped[str] = mapped_column(String(300))
    title_key: Mapped[str] = mapped_column(ordered_text(255))
    summary: Mapped[str] = mapped_column(Text, default="")
    description: Mapped[str] = mapped_column(Text, default="")
    sectors: Mapped[list[str]] = mapped_column(JSON, default=list)
    keywords: Mapped[list[str]] = mapped_column(JSON, default=list)
    tasks: Mapped[list[str]] = mapped_column(JSON, default=list)
    fields: Mapped[list[str]] = mapped_column(JSON, default=list)
    closes_on: Mapped[date | None]
    source: Mapped[str | None] = mapped_column(String(64))
    external_id: Mapped[str | None] = mapped_column(String(120))
    imported_digest: Mapped[str | None] = mapped_column(String(64))
    is_demo: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column()
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    updated_at: Mapped[datetime] = mapped_column(UTCDateTime)
    published_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    confirmed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    owner: Mapped[Organisation | None] = relationship()
    translations: Mapped[list[EntryTranslation]] = relationship(back_populates="entry", cascade="all, delete-orphan")
    drafts: Mapped[list[Draft]] = relationship(back_populates="entry", cascade="all, delete-orphan")

    __mapper_args__: ClassVar[dict[str, Any]] = {"polymorphic_on": "kind", "version_id_col": version}  # type: ignore[misc]  # SQLAlchemy types it as of instances

    @validates("title")
    def _title_sorts(self, _key: str, title: str) -> str:
        self.title_key = collation_key(title)
        return title

    def changed(self) -> Changed:
        return Changed("entry", self.id, self.public_id)

    @property
    def is_public(self) -> bool:
        return self.state == State.PUBLIC

    @property
    def address(self) -> str:
        """The last part of the page's address; always ends in the public id."""
        return address_of(self.slug, self.public_id)

    def translation(self, language: str) -> EntryTranslation | None:
        return next((one for one in self.translations if one.language == language), None)


def address_of(slug: str | None, public_id: str) -> str:
    """`Entry.address` of these two."""
    return f"{slug}-{public_id}" if slug else public_id


class EntryTranslation(Base):
    """The entry's texts in the other language: the same text fields, validated by the kind's input."""

    __tablename__ = "entry_translation"
    __table_args__ = (UniqueConstraint("entry_id", "language"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("entry.id"), index=True)
    language: Mapped[str] = mapped_column(String(2))
    texts: Mapped[dict[str, Any]] = mapped_column(JSON)

    entry: Mapped[Entry] = relationship(back_populates="translations")

    def changed(self) -> Changed:
        return Changed("entry", self.entry_id, self.parent("entry").public_id)


class Draft(Base):
    """What a person typed into a step of an entry's editor and has not saved: the posted fields, by person and step."""

    __tablename__ = "draft"
    __table_args__ = (UniqueConstraint("entry_id", "user_id", "step"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("entry.id"), index=True)
    user_id: Mapped[int]
    step: Mapped[str] = mapped_column(String(24))
    typed: Mapped[list[list[str]]] = mapped_column(JSON)
    saved_at: Mapped[datetime] = mapped_column(UTCDateTime)

    entry: Mapped[Entry] = relationship(back_populates="drafts")
