"""The queue, in the application's own database: a job is part of the transaction that asks for it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from ecosystem.kernel.db.base import Base
from ecosystem.kernel.db.types import UTCDateTime


class Job(Base):
    """Work to do at `run_at` or later; done at least once, then deleted. A key stands at most once in the queue."""

    __tablename__ = "job"
    __table_args__ = (Index("ix_job_failed_at_run_at", "failed_at", "run_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(48))
    key: Mapped[str | None] = mapped_column(String(120), unique=True)
    payload: Mapped[dict[str, Any]] = mapped_column(JSON)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    run_at: Mapped[datetime] = mapped_column(UTCDateTime)
    attempts: Mapped[int] = mapped_column(default=0)
    lease_token: Mapped[str | None] = mapped_column(String(32))
    lease_until: Mapped[datetime | None] = mapped_column(UTCDateTime)
    failed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    last_error: Mapped[str] = mapped_column(Text, default="")


class ScheduledRun(Base):
    """When a scheduled kind of job was last put into the queue."""

    __tablename__ = "scheduled_run"

    kind: Mapped[str] = mapped_column(String(48), primary_key=True)
    last_at: Mapped[datetime] = mapped_column(UTCDateTime)
