"""An institute's page."""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import JSON, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from ecosystem.catalogue.models import Entry


class Institute(Entry):
    """What an institute says of itself. Name in law, tax code, address and website are its organisation's.

    `code` is the short name people know it by; `ror_id` is a whole address, `https://ror.org/…`. Lists are JSON,
    shaped by `input.py`.
    """

    __tablename__ = "institute"

    id: Mapped[int] = mapped_column(ForeignKey("entry.id"), primary_key=True)
    code: Mapped[str | None] = mapped_column(String(40))
    governing_body: Mapped[str] = mapped_column(String(200), default="")
    institute_kind: Mapped[str | None] = mapped_column(String(24))
    research_areas: Mapped[str] = mapped_column(Text, default="")
    groups: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    accreditations: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    staff_total: Mapped[int | None]
    staff_researchers: Mapped[int | None]
    founded_year: Mapped[int | None]
    ror_id: Mapped[str | None] = mapped_column(String(40))

    __mapper_args__: ClassVar[dict[str, Any]] = {"polymorphic_identity": "institute"}  # type: ignore[misc]  # SQLAlchemy types it as of instances
