"""A plan and its tasks."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ecosystem.kernel.db.base import Base


class Source(StrEnum):
    """Seed: from the reference files, whose next load may change it. Operator: never touched by such a load."""

    SEED = "seed"
    OPERATOR = "operator"


class Plan(Base):
    """A plan of the city. `key` ends its address; what is not known of it is empty, never guessed."""

    __tablename__ = "plan"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(48), unique=True)
    number: Mapped[str] = mapped_column(String(60))
    year: Mapped[int]
    issued_on: Mapped[date | None]
    issuer_vi: Mapped[str] = mapped_column(String(200), default="")
    issuer_en: Mapped[str] = mapped_column(String(200), default="")
    title_vi: Mapped[str] = mapped_column(String(300))
    title_en: Mapped[str] = mapped_column(String(300))
    summary_vi: Mapped[str] = mapped_column(Text, default="")
    summary_en: Mapped[str] = mapped_column(Text, default="")
    address: Mapped[str | None] = mapped_column(String(500))
    source: Mapped[str] = mapped_column(String(16))

    tasks: Mapped[list[PlanTask]] = relationship(
        back_populates="plan", cascade="all, delete-orphan", order_by="PlanTask.number"
    )

    def title(self, language: str) -> str:
        return self.title_en if language == "en" else self.title_vi

    def summary(self, language: str) -> str:
        return self.summary_en if language == "en" else self.summary_vi

    def issuer(self, language: str) -> str:
        return self.issuer_en if language == "en" else self.issuer_vi


class PlanTask(Base):
    """One task of a plan, numbered from 1.

    `code` is the term of the vocabulary `task` that owners tag their entries with; None for a task that nothing is
    tagged with.
    """

    __tablename__ = "plan_task"
    __table_args__ = (UniqueConstraint("plan_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"), index=True)
    number: Mapped[int]
    code: Mapped[str | None] = mapped_column(String(48))
    title_vi: Mapped[str] = mapped_column(String(200))
    title_en: Mapped[str] = mapped_column(String(200))
    description_vi: Mapped[str] = mapped_column(Text, default="")
    description_en: Mapped[str] = mapped_column(Text, default="")

    plan: Mapped[Plan] = relationship(back_populates="tasks")

    def title(self, language: str) -> str:
        return self.title_en if language == "en" else self.title_vi

    def description(self, language: str) -> str:
        return self.description_en if language == "en" else self.description_vi
