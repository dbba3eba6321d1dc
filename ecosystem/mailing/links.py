"""The address that stops a kind of mails to one mailbox; it holds for a year and needs no session."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from ecosystem.kernel.access.messages import N_, Message
from ecosystem.kernel.web.languages import external_url
from ecosystem.kernel.web.signed_links import BadLink, SignedLinks

INTRODUCTIONS: Final = "requests"
SCOPES: Final[Mapping[str, Message]] = {
    INTRODUCTIONS: N_("requests for introductions, the answers to them and reminders"),
}
"""The kinds of mails that can be stopped, as the page names them; at most eight letters each."""
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
