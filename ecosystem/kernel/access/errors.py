"""What a service may raise; the web layer turns each into a page, an importer into a reason."""

from __future__ import annotations

from collections.abc import Mapping

from ecosystem.kernel.access.messages import N_, Message


class DomainError(Exception):
    """A rule said no. `message` is for the person."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


class NotFound(DomainError):  # noqa: N818 -- named as HTTP names it
    """Missing, or somebody else's: the same to the one who asks."""

    def __init__(self) -> None:
        super().__init__(N_("Not here, or not open to you"))


class Forbidden(DomainError):  # noqa: N818 -- named as HTTP names it
    """The actor sees the thing but may not do this with it."""

    def __init__(self, message: Message | None = None) -> None:
        super().__init__(message or N_("You may not do this here"))


class Conflict(DomainError):  # noqa: N818 -- named as HTTP names it
    """Someone changed the thing meanwhile; `current` holds what is saved now, by field."""

    def __init__(self, current: Mapping[str, object], version: int) -> None:
        super().__init__(N_("Someone just changed this page"))
        self.current = current
        self.version = version


class Invalid(DomainError):  # noqa: N818 -- named as the field's forms name it
    """The input is not right; `errors` holds a message a field ("" for the whole)."""

    def __init__(self, errors: Mapping[str, Message]) -> None:
        super().__init__(next(iter(errors.values())))
        self.errors = errors
