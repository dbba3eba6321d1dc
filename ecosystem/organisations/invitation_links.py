"""The signed part of an invitation's address. Its life is the invitation's own, kept in the database."""

from __future__ import annotations

import re
from typing import Final

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer

from ecosystem.organisations.models import Invitation

_ADDRESS: Final = re.compile(r"(?:/en)?/invitations/([\w.-]{1,200})")


def link_to(invitation: Invitation) -> str:
    """The last part of its address: letters, digits, `-`, `_` and `.` only."""
    return str(_serializer().dumps(invitation.public_id))


def public_id_in(link: str) -> str | None:
    """The invitation's public id; None for what we did not sign."""
    try:
        found = _serializer().loads(link)
    except BadSignature:
        return None
    return found if isinstance(found, str) else None


def public_id_at(address: str | None) -> str | None:
    """The public id in the path of an invitation's page; None for any other path."""
    found = _ADDRESS.fullmatch(address or "")
    return public_id_in(found.group(1)) if found else None


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(str(current_app.config["SECRET_KEY"]), salt="organisations.invitation")
