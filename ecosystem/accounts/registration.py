"""What a higher slice knows of people who arrive: who was invited, and where a person goes on after confirming.

Set as `app.extensions["arrival"]`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from flask import current_app

from ecosystem.accounts.models import User
from ecosystem.kernel.access.messages import Message


@dataclass(frozen=True)
class Invited:
    """To which address an invitation was sent, and into which organisation."""

    email: str
    organisation: str


@dataclass(frozen=True)
class Onward:
    """The next step of a person whose address is confirmed: a path, the words of its button, why."""

    url: str
    label: Message
    text: Message


class Arrival(Protocol):
    """Implemented by the organisations."""

    def invited(self, address: str | None) -> Invited | None:
        """The invitation whose page has this address, while it is open; None for every other address."""
        ...

    def onward(self, user: User) -> Onward:
        """Where this person goes on."""
        ...


def arrival() -> Arrival:
    """The one of this application."""
    found: Arrival = current_app.extensions["arrival"]
    return found
