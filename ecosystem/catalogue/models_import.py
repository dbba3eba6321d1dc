"""What a source said last of an entry, and by which names it is found again where the source has no ids."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, backref, mapped_column, relationship

from ecosystem.catalogue.models import Entry
from ecosystem.kernel.db.base import Base


class ImportedValues(Base):
    """The validated input of the row last imported, less what was not filled in; `owner_id` is of the owner it named.

    No outbox and no audit of its own: it changes with its entry and is never shown.
    """

    __tablename__ = "entry_import"

    entry_id: Mapped[int] = mapped_column(ForeignKey("entry.id"), primary_key=True)
    values: Mapped[dict[str, Any]] = mapped_column(JSON)
    owner_id: Mapped[int | None]

    entry: Mapped[Entry] = relationship(
        backref=backref("imported_values", cascade="all, delete-orphan", uselist=False), lazy="raise"
    )


class EntryKey(Base):
    """A key by which a row without an id finds its entry again, within one source: tax code, website host or name.

    No outbox and no audit of its own, as above.
    """

    __tablename__ = "entry_key"
    __table_args__ = (UniqueConstraint("source", "kind", "scheme", "value"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("entry.id"), index=True)
    source: Mapped[str] = mapped_column(String(64))
    kind: Mapped[str] = mapped_column(String(24))
    scheme: Mapped[str] = mapped_column(String(12))
    value: Mapped[str] = mapped_column(String(300))

    entry: Mapped[Entry] = relationship(backref=backref("import_keys", cascade="all, delete-orphan"), lazy="raise")
