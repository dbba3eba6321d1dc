"""What people come for: chosen at registration, changed in their account; leads their first steps, gives no right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from ecosystem.kernel.access.messages import N_, Message


class ComesAs(StrEnum):
    """The roles to register with; the codes stand in addresses (`/register?role=investor`)."""

    STARTUP = "startup"
    INVESTOR = "investor"
    INSTITUTE = "institute"
    OTHER = "other"


@dataclass(frozen=True)
class RoleCard:
    """How a role is offered: its name, what for in a few words and what else, and the icon beside it."""

    label: Message
    text: Message
    more: Message
    icon: str


ROLE_CARDS: Final[Mapping[ComesAs, RoleCard]] = {
    ComesAs.STARTUP: RoleCard(
        N_("A startup"), N_("Raise money, find technology"), N_("A team without a company is welcome too"), "startup"
    ),
    ComesAs.INVESTOR: RoleCard(
        N_("An investor"), N_("State what you seek, find startups"), N_("On your own, too"), "investor"
    ),
    ComesAs.INSTITUTE: RoleCard(
        N_("An institute or university"),
        N_("Offer technologies, find partners"),
        N_("Your groups and accreditations have a page"),
        "institute",
    ),
    ComesAs.OTHER: RoleCard(
        N_("Another organisation"),
        N_("Search everything, offer technologies"),
        N_("Posting needs will come"),
        "building",
    ),
}
OTHERS_CAN: Final = N_(
    "Search everything, follow profiles and offer technologies of your own; posting what you need will come."
)
"""The same for those who come for something else, where there is room for a sentence."""


def role_named(code: str | None) -> ComesAs | None:
    """The role of that code; None for none, and for one that nobody offers."""
    return next((role for role in ComesAs if role.value == code), None)
