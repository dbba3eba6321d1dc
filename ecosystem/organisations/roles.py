"""What each role may do in words; which kinds of organisation, and which first entry, fit what a person comes for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from ecosystem.accounts.roles import ComesAs
from ecosystem.kernel.access.actor import Role
from ecosystem.kernel.access.messages import N_, Message

ROLE_LABELS: Final[Mapping[Role, Message]] = {
    Role.OWNER: N_("Owner"),
    Role.EDITOR: N_("Editor"),
    Role.VIEWER: N_("Viewer"),
}
ROLE_RIGHTS: Final[Mapping[Role, Message]] = {
    Role.OWNER: N_("writes, publishes, and decides who belongs here"),
    Role.EDITOR: N_("writes and publishes"),
    Role.VIEWER: N_("reads everything here, drafts too, but for confidential texts"),
}
KINDS_FOR: Final[Mapping[ComesAs, tuple[str, ...]]] = {
    ComesAs.STARTUP: ("company", "team"),
    ComesAs.INVESTOR: ("fund", "individual"),
    ComesAs.INSTITUTE: ("institute", "university"),
    ComesAs.OTHER: ("company", "association", "public-body"),
}
"""The likely kinds of organisation, the likeliest first."""
ANY_LIKELY_KIND: Final = frozenset({ComesAs.STARTUP, ComesAs.OTHER})
"""Roles of which any of the likely kinds may come."""


def role_of(kind: str) -> ComesAs | None:
    """As what people of such an organisation most likely come, where they did not say: invited colleagues."""
    return next((role for role, likely in KINDS_FOR.items() if kind in likely), None)


@dataclass(frozen=True)
class FirstEntry:
    """The entry by which a role is found: the endpoint that begins it, its words, and what each part of it unlocks."""

    endpoint: str
    label: Message
    text: Message
    unlocks: tuple[tuple[Message, Message], ...]


FIRST_ENTRY: Final[Mapping[ComesAs, FirstEntry]] = {
    ComesAs.STARTUP: FirstEntry(
        "startups.new",
        N_("Show your startup"),
        N_("Name, a short summary and a sector: enough to be found, about 3 minutes"),
        (
            (N_("Name, summary, sector"), N_("You are found in search and in lists")),
            (N_("Round and amount sought"), N_("Investors compare it with what they invest, in VND and in USD")),
            (N_("Team and figures by month"), N_("Those who look can judge for themselves")),
        ),
    ),
    ComesAs.INVESTOR: FirstEntry(
        "investors.new",
        N_("State what you seek"),
        N_("Name, a short summary and your sectors: enough to be found, about 3 minutes"),
        (
            (N_("Summary, sectors, stages"), N_("Startups find you in search and in lists")),
            (N_("Amounts from and to"), N_("Startups see at once whether their round fits, in either currency")),
            (N_("Whether you invest now"), N_("Nobody waits for an answer in vain")),
        ),
    ),
    ComesAs.INSTITUTE: FirstEntry(
        "institutes.new",
        N_("Introduce your institute"),
        N_("Name, a short summary and a sector: enough to be found, about 3 minutes"),
        (
            (N_("Name, summary, sector"), N_("You are found in search and in lists")),
            (N_("Technologies with readiness and rights"), N_("Companies find them by what they need")),
            (N_("Research areas, groups, accreditations"), N_("People know whom to turn to")),
        ),
    ),
}
"""Used where the product has the kind."""
