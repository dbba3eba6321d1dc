"""Signed links, each for one purpose, which end by themselves: for what works from a mailbox without signing in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from flask import current_app
from itsdangerous import BadSignature, SignatureExpired, TimestampSigner, URLSafeTimedSerializer

from ecosystem.kernel import clock


class BadLink(Exception):  # noqa: N818 -- what it is, not an accident
    """No link of ours for this purpose; `expired` when it once was one, of these `parts`."""

    def __init__(self, *, expired: bool = False, parts: tuple[str, ...] = ()) -> None:
        super().__init__("expired" if expired else "not a link of ours")
        self.expired, self.parts = expired, parts


class ClockSigner(TimestampSigner):
    """Reads the product's clock, which tests move."""

    def get_timestamp(self) -> int:
        return int(clock.now().timestamp())

    def timestamp_to_datetime(self, ts: int) -> datetime:
        return datetime.fromtimestamp(ts, UTC)


@dataclass(frozen=True)
class SignedLinks:
    """Makes and reads the last part of addresses for one `purpose`, which hold for `life`."""

    purpose: str
    life: timedelta

    def make(self, *parts: str) -> str:
        """Letters, digits, `-`, `_` and `.` only."""
        return str(self._serializer().dumps(list(parts)))

    def read(self, token: str, count: int) -> tuple[str, ...]:
        """The `count` parts that were signed. Raises BadLink."""
        try:
            parts = self._serializer().loads(token, max_age=int(self.life.total_seconds()))
        except SignatureExpired as error:
            raise BadLink(expired=True, parts=tuple(map(str, self._serializer().loads(token)))) from error
        except BadSignature as error:
            raise BadLink from error
        if not isinstance(parts, list) or len(parts) != count or not all(isinstance(part, str) for part in parts):
            raise BadLink
        return tuple(parts)

    def _serializer(self) -> URLSafeTimedSerializer:
        return URLSafeTimedSerializer(str(current_app.config["SECRET_KEY"]), salt=self.purpose, signer=ClockSigner)
