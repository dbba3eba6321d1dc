"""What became of each row, and how many of each: nothing read goes uncounted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Self

from ecosystem.kernel.access.messages import Message

Values = Callable[[], Mapping[str, object]]


class Status(StrEnum):
    """Noted: the row went in, a doubtful cell stayed empty and is reported with what stood there."""

    ACCEPTED = "accepted"
    NOTED = "noted"
    REJECTED = "rejected"
    SKIPPED = "skipped"


class Effect(StrEnum):
    """What a row that went in did."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class FieldNote:
    """`field` stayed empty, or lacks what the reason says; `stood` is what the cell held.

    `field` is "" for the row itself.
    """

    field: str
    stood: str
    reason: Message


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """One row's fate. Made by `accepted`, `rejected` or `skipped`; an accepted one with notes is noted.

    `values` says what the report shows as stored, by field, when there is a report; None stands for the mapped record.
    """

    status: Status
    effect: Effect | None = None
    notes: tuple[FieldNote, ...] = ()
    reason: Message | None = None
    field: str = ""
    values: Values | None = None

    @classmethod
    def accepted(cls, effect: Effect, *, notes: tuple[FieldNote, ...] = (), values: Values | None = None) -> Self:
        return cls(Status.NOTED if notes else Status.ACCEPTED, effect, notes, values=values)

    @classmethod
    def rejected(cls, reason: Message, *, field: str = "") -> Self:
        return cls(Status.REJECTED, reason=reason, field=field)

    @classmethod
    def skipped(cls, reason: Message) -> Self:
        return cls(Status.SKIPPED, reason=reason)

    @property
    def went_in(self) -> bool:
        return self.effect is not None

    def with_notes(self, notes: tuple[FieldNote, ...]) -> RowOutcome:
        """The same with `notes` in front of its own, when the row went in."""
        if not notes or not self.went_in:
            return self
        return replace(self, status=Status.NOTED, notes=notes + self.notes)


@dataclass(frozen=True)
class Counts:
    """accepted + noted + rejected + skipped = read, and new + changed + unchanged = accepted + noted, always."""

    accepted: int = 0
    noted: int = 0
    rejected: int = 0
    skipped: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0

    @property
    def read(self) -> int:
        """Records read below the heading, and any lines above it."""
        return self.accepted + self.noted + self.rejected + self.skipped

    def plus(self, outcome: RowOutcome) -> Counts:
        raised = {outcome.status.value: getattr(self, outcome.status.value) + 1}
        if outcome.effect is not None:
            raised[outcome.effect.value] = getattr(self, outcome.effect.value) + 1
        return replace(self, **raised)

    def as_dict(self) -> dict[str, int]:
        return {"read": self.read, **asdict(self)}

    @classmethod
    def from_dict(cls, numbers: Mapping[str, int]) -> Self:
        """The counts that `as_dict` wrote."""
        return cls(**{name: count for name, count in numbers.items() if name != "read"})
