"""The address that stops a kind of mails to one mailbox; it holds for a year and needs no session."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from ecosystem.kernel.access.messages import N_, Message
from ecosystem.kernel.web.languages import external_url
from ecosystem.kernel.web.signed_links import BadLink, SignedLinks

INTRODUCTIONS: Final = "requests"
PIPELINE: Final = "pipeline"
REPORTS: Final = "reports"


@dataclass(frozen=True)
class Stoppable:
    """A kind of mails that can be stopped: what it is, what is missed without it, and where that stands otherwise."""

    what: Message
    missed: Message
    stands: Message


SCOPES: Final[Mapping[str, Stoppable]] = {
    INTRODUCTIONS: Stoppable(
        N_("requests for introductions, the answers to them and reminders"),
        N_("Without them you may miss the date by which somebody waits for your answer."),
        N_("Open introductions and their dates stand in “My work”."),
    ),
    PIPELINE: Stoppable(
        N_("reminders of next steps in the pipeline"),
        N_("Without them you learn of a next step that is due only where you look for it."),
        N_("Next steps and their dates stand in “My work” and on the cards."),
    ),
    REPORTS: Stoppable(
        N_("the mail in the morning that says how many reports and objections wait for an officer"),
        N_("Without it you learn of new reports only where you look for them."),
        N_("What waits stands in “Officers’ work”."),
    ),
}
"""By name, of at most eight letters."""
_LINKS: Final = SignedLinks("mailing.unsubscribe", timedelta(days=365))


def unsubscribe_url(address: str, scope: str, language: str) -> str:
    """For the header and the foot of a mail to `address`."""
    return external_url("mailing.unsubscribe", language=language, token=_LINKS.make(address.lower(), scope))


def address_and_scope(token: str) -> tuple[str, str]:
    """Whose mails of which kind. Raises BadLink."""
    address, scope = _LINKS.read(token, 2)
    if scope not in SCOPES:
        raise BadLink
    return address, scope
