"""The ledger of imports: how far each run came, in the same transaction as its rows."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from ecosystem.kernel.db.base import Base
from ecosystem.kernel.db.types import UTCDateTime


class RunState(StrEnum):
    """A run that was interrupted stays `running` and goes on when the same file comes again."""

    RUNNING = "running"
    FINISHED = "finished"
    GIVEN_UP = "given_up"


class ImportRun(Base):
    """One import of one file by one mapping.

    `position` is the number of records done, `last_line` the physical line where the last of them ends. `version`
    makes a second process that works on the same run fail instead of doubling rows.
    """

    __tablename__ = "import_run"
    __table_args__ = (Index(None, "kind", "source", "file_sha256"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    source: Mapped[str] = mapped_column(String(100))
    file_name: Mapped[str] = mapped_column(String(255))
    file_sha256: Mapped[str] = mapped_column(String(64))
    mapping_digest: Mapped[str] = mapped_column(String(64))
    state: Mapped[str] = mapped_column(String(20), default=RunState.RUNNING.value)
    position: Mapped[int] = mapped_column(default=0)
    last_line: Mapped[int] = mapped_column(default=0)
    counts: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    started_at: Mapped[datetime] = mapped_column(UTCDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}
