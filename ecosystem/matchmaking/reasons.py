"""The reasons of a match as somebody saw them: what an appeal keeps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy.orm import Session

from ecosystem.catalogue.models import Entry
from ecosystem.kernel.access.actor import Actor
from ecosystem.matchmaking.points import adding_up, signed, tenths


@dataclass(frozen=True)
class Reason:
    """One line of the sum: `words` from language ("vi", "en") to a sentence, `points` with their sign."""

    words: Mapping[str, str]
    points: float


@dataclass(frozen=True)
class Reasons:
    """All that was shown, in its order; `score` is the sum, None where the lines are matches with their scores."""

    lines: tuple[Reason, ...] = ()
    score: float | None = None

    def kept(self) -> list[dict[str, Any]]:
        """As an appeal keeps them."""
        return [{"words": dict(one.words), "points": one.points} for one in self.lines]


def as_read(
    kept: Sequence[Mapping[str, Any]], score: float | None, language: str
) -> tuple[list[tuple[str, str]], str | None]:
    """What `Reasons.kept` gave as sentences with their points, and the sum, in tenths of a point that add up to it."""
    points = [float(one["points"]) for one in kept]
    parts = [tenths(one) for one in points] if score is None else adding_up(points, tenths(score))
    lines = [(one["words"].get(language, ""), signed(part, language)) for one, part in zip(kept, parts, strict=True)]
    return lines, None if score is None else signed(tenths(score), language)


class ReasonsOf(Protocol):
    """Gives the reasons for which `other` stands among the matches of `own`, as its page shows them to `actor`.

    For None, the first ten of the list with their scores.
    """

    def __call__(self, session: Session, actor: Actor, own: Entry, other: Entry | None) -> Reasons: ...


def no_reasons(session: Session, actor: Actor, own: Entry, other: Entry | None) -> Reasons:  # noqa: ARG001 -- the protocol's signature
    """Where no matches are shown, there are no reasons to keep."""
    return Reasons()
