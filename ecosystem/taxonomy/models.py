"""Tables of the reference data: terms of vocabularies, public holidays, and a stamp that tells caches to reload."""

from __future__ import annotations

from datetime import date
from typing import Final

from sqlalchemy import JSON, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ecosystem.kernel.db.base import Base

STAMP_ID: Final = 1


class Term(Base):
    """One word of a vocabulary, in both languages.

    `parent_code` names a term of the same vocabulary ("" at the top). Terms stand by `position`; equal positions stand
    in the dictionary's order of the language asked for. A term that left the reference files keeps its row, because
    entries may still hold its code, and has `valid_until`: the last date on which it could be chosen.
    """

    __tablename__ = "taxonomy_term"
    __table_args__ = (
        UniqueConstraint("vocabulary", "code"),
        Index("ix_taxonomy_term_vocabulary_parent_code", "vocabulary", "parent_code"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    vocabulary: Mapped[str] = mapped_column(String(32))
    code: Mapped[str] = mapped_column(String(48))
    parent_code: Mapped[str] = mapped_column(String(48), default="")
    label_vi: Mapped[str] = mapped_column(String(200))
    label_en: Mapped[str] = mapped_column(String(200))
    description_vi: Mapped[str] = mapped_column(Text, default="")
    description_en: Mapped[str] = mapped_column(Text, default="")
    aliases: Mapped[list[str]] = mapped_column(JSON, default=list)
    position: Mapped[int] = mapped_column(default=0)
    valid_until: Mapped[date | None]


class Holiday(Base):
    """A day on which offices are closed, or that an operator declared not to be one.

    `source` is "seed" (from the reference files; a reload may change or remove it) or "operator" (never touched by a
    reload). Removing a day by hand keeps its row with `is_day_off` False, so that a reload does not bring it back.
    """

    __tablename__ = "taxonomy_holiday"

    day: Mapped[date] = mapped_column(primary_key=True)
    name_vi: Mapped[str] = mapped_column(String(120))
    name_en: Mapped[str] = mapped_column(String(120))
    is_day_off: Mapped[bool] = mapped_column(default=True)
    source: Mapped[str] = mapped_column(String(16), default="operator")


class ReferenceStamp(Base):
    """One row (id 1) whose token is drawn anew, at random, with every change of the terms."""

    __tablename__ = "taxonomy_stamp"

    id: Mapped[int] = mapped_column(primary_key=True)
    token: Mapped[str] = mapped_column(String(32))
