"""Funding rounds and the investments in them. Deals are facts of a source: each source's stand apart, never merged.

Neither table has outbox or audit rows: no search document says anything of deals, and they change by imports alone,
which the ledger of imports records (docs/decisions/0014-deals.md).
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ecosystem.kernel.access.partial_dates import LENGTH
from ecosystem.kernel.db.base import Base
from ecosystem.kernel.db.types import UTCDateTime, ordered_text


class Round(Base):
    """A round of a startup, which is a catalogue entry.

    `code` is a term of the vocabulary `round`, "" where the source names none that is one; `source_code` is the word
    that the source uses. `dated` is a date as exactly as it is known (`kernel/access/partial_dates.py`). `amount` is of
    the whole round, in whole units of `currency`; None means unknown. `digest` is of all this, so that a repeated row
    is known without comparing.
    """

    __tablename__ = "funding_round"
    __table_args__ = (UniqueConstraint("source", "external_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    startup_id: Mapped[int] = mapped_column(ForeignKey("entry.id", ondelete="CASCADE"), index=True)
    code: Mapped[str] = mapped_column(String(16), default="")
    source_code: Mapped[str] = mapped_column(String(40), default="")
    dated: Mapped[str | None] = mapped_column(ordered_text(LENGTH))
    amount: Mapped[int | None] = mapped_column(BigInteger)
    currency: Mapped[str | None] = mapped_column(String(3))
    source: Mapped[str] = mapped_column(String(64))
    external_id: Mapped[str] = mapped_column(String(300))
    digest: Mapped[str] = mapped_column(String(32))
    is_demo: Mapped[bool] = mapped_column(default=False)
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)


class Investment(Base):
    """An investor's part in a round. The investor is an entry, or else a bare name; neither once the entry is gone.

    `investor_kind` is "organisation" or "person" for a bare name, "" where the source does not say. `amount` is what
    this investor gave, in whole units of `currency`; None means unknown, and so does None for `is_lead`.
    """

    __tablename__ = "investment"
    __table_args__ = (UniqueConstraint("source", "external_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("funding_round.id", ondelete="CASCADE"), index=True)
    investor_id: Mapped[int | None] = mapped_column(ForeignKey("entry.id", ondelete="SET NULL"), index=True)
    investor_name: Mapped[str] = mapped_column(String(200), default="")
    investor_kind: Mapped[str] = mapped_column(String(12), default="")
    amount: Mapped[int | None] = mapped_column(BigInteger)
    currency: Mapped[str | None] = mapped_column(String(3))
    is_lead: Mapped[bool | None]
    source: Mapped[str] = mapped_column(String(64))
    external_id: Mapped[str] = mapped_column(String(300))
    digest: Mapped[str] = mapped_column(String(32))
    is_demo: Mapped[bool] = mapped_column(default=False)
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
