"""Signed links: each for one purpose, bound to what it may change, so that it ends with its use."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final

from itsdangerous import BadSignature, SignatureExpired, URLSafeTimedSerializer

from ecosystem.accounts.models import User
from ecosystem.kernel.web.signed_links import ClockSigner


class Purpose(StrEnum):
    CONFIRM = "confirm"
    RESET = "reset"
    CHANGE_EMAIL = "change-email"


LIFE: Final = {
    Purpose.CONFIRM: timedelta(days=3),
    Purpose.RESET: timedelta(hours=1),
    Purpose.CHANGE_EMAIL: timedelta(days=1),
}


class BadToken(Exception):  # noqa: N818 -- what it is, not an accident
    """No token of ours for this purpose; `expired` when it once was one."""

    def __init__(self, *, expired: bool = False) -> None:
        super().__init__("expired" if expired else "not a token")
        self.expired = expired


@dataclass(frozen=True)
class Claim:
    """What a token says: whose it is, what it was bound to, and the new address of a change."""

    public_id: str
    bound: str
    email: str = ""

    def holds_for(self, user: User, purpose: Purpose) -> bool:
        """Whether what the token was bound to is still so."""
        return self.public_id == user.public_id and self.bound == _bound(user, purpose)


@dataclass(frozen=True)
class Tokens:
    """Signs and reads; `secret` is the application's key."""

    secret: str

    def make(self, user: User, purpose: Purpose, email: str = "") -> str:
        """A token for an address; letters, digits, `-`, `_` and `.` only."""
        return self._serializer(purpose).dumps([user.public_id, _bound(user, purpose), email])

    def read(self, token: str, purpose: Purpose) -> Claim:
        """What the token says; raises BadToken."""
        try:
            payload = self._serializer(purpose).loads(token, max_age=int(LIFE[purpose].total_seconds()))
        except SignatureExpired as error:
            raise BadToken(expired=True) from error
        except BadSignature as error:
            raise BadToken from error
        if not isinstance(payload, list) or not all(isinstance(part, str) for part in payload) or len(payload) != 3:
            raise BadToken
        return Claim(*payload)

    def _serializer(self, purpose: Purpose) -> URLSafeTimedSerializer:
        return URLSafeTimedSerializer(self.secret, salt=f"accounts.{purpose}", signer=ClockSigner)


def _bound(user: User, purpose: Purpose) -> str:
    """A new password ends the links to set one; a new address ends the links that were sent to the old one."""
    parts = [user.email] if purpose is Purpose.CONFIRM else [user.email, user.password]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:24]
