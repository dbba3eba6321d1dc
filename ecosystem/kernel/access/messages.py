"""Messages to people, made where no language is known yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Message:
    """An English message id with its parameters; the web and mail layers translate it (`%(name)s` is filled in)."""

    id: str
    params: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.id % self.params if self.params else self.id

    def __hash__(self) -> int:
        return hash((self.id, tuple(sorted(self.params))))


def N_(text: str, **params: object) -> Message:  # noqa: N802 -- gettext's own name for "marked, translated later"
    """Mark `text` for the catalogues."""
    return Message(text, params)
