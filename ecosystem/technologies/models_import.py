"""What a source said last of an entry, so that a later import knows which values people changed since."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, ForeignKey
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
