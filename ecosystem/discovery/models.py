"""What people searched for, without persons: searches that five visitors asked, and words that nothing knew."""

from __future__ import annotations

from datetime import date

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ecosystem.kernel.db.base import Base
from ecosystem.kernel.db.types import ordered_text

LONGEST_SEARCH = 80
"""Characters of a search that is kept."""
LONGEST_WORD = 32


class PastSearch(Base):
    """A search that found something and that enough visitors asked; nothing tells who.

    `text` is normalised, `folded` its words without marks; `count` began with those visitors and grows by every search.
    """

    __tablename__ = "past_search"

    text: Mapped[str] = mapped_column(String(LONGEST_SEARCH), primary_key=True)
    folded: Mapped[str] = mapped_column(ordered_text(LONGEST_SEARCH), index=True)
    count: Mapped[int]
    last_on: Mapped[date]


class SearchVisit(Base):
    """One visitor of a search that too few asked so far: a keyed hash of both, from which neither can be read."""

    __tablename__ = "search_visit"
    __table_args__ = (UniqueConstraint("text", "visitor"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(String(LONGEST_SEARCH))
    visitor: Mapped[str] = mapped_column(String(32))
    seen_on: Mapped[date] = mapped_column(index=True)


class SearchMiss(Base):
    """A word of searches that neither the index nor a word list of the product knows."""

    __tablename__ = "search_miss"

    word: Mapped[str] = mapped_column(String(LONGEST_WORD), primary_key=True)
    count: Mapped[int]
    last_on: Mapped[date]
