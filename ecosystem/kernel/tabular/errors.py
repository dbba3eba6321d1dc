"""What stops a whole file, and what stops one row."""

from __future__ import annotations

from collections.abc import Sequence

from ecosystem.kernel.access.errors import DomainError
from ecosystem.kernel.access.messages import Message


class UnreadableFile(DomainError):  # noqa: N818 -- named as the person meets it
    """The file cannot be read as a table; nothing was stored."""


class MappingError(DomainError):
    """A mapping is not right, or does not fit the file; nothing was stored."""


class UnknownHeading(MappingError):  # noqa: N818 -- named as the person meets it
    """No row of the file is a heading that the mapping knows; `rows` are those that could have been."""

    def __init__(self, reason: Message, rows: Sequence[Sequence[str]]) -> None:
        super().__init__(reason)
        self.rows = rows


class ImportBusy(DomainError):  # noqa: N818 -- named as the person meets it
    """Another process imports the same file right now."""


class RowRejected(DomainError):  # noqa: N818 -- named after the outcome
    """The row does not go in; `field` is the field at fault, "" for the whole row."""

    def __init__(self, reason: Message, *, field: str = "") -> None:
        super().__init__(reason)
        self.field = field
