"""My devices: where the person is signed in, and signing out there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import flash
from werkzeug.wrappers import Response

from ecosystem.accounts.answers import page, to
from ecosystem.accounts.security import browser_session, end_session, signed_in_user
from ecosystem.accounts.user_agents import device_name
from ecosystem.kernel.access.errors import NotFound
from ecosystem.kernel.access.messages import N_
from ecosystem.kernel.clock import HANOI
from ecosystem.kernel.db.transaction import transaction
from ecosystem.kernel.web.actors import to_sign_in
from ecosystem.kernel.web.languages import translate
from ecosystem.kernel.web.models import WebSession
from ecosystem.kernel.web.sessions import revoke, sessions_of

_KEY_LENGTH = 16


@dataclass(frozen=True)
class Device:
    """One session as its owner sees it; the moments are in Hanoi's time."""

    key: str
    name: str
    since: datetime
    seen: datetime
    is_this: bool


def devices() -> Response:
    """The list, this browser first."""
    user = signed_in_user()
    if user is None:
        return to_sign_in()
    listed = sorted((_device(row) for row in sessions_of(user.id)), key=lambda device: not device.is_this)
    return page("devices", devices=listed)


def revoke_device(device: str) -> Response:
    """Sign out one of the person's own; another's or an ended one is not found."""
    user = signed_in_user()
    if user is None:
        return to_sign_in()
    row = next((row for row in sessions_of(user.id) if _key(row) == device), None)
    if row is None:
        raise NotFound
    if _is_this(row):
        end_session()
        return to("accounts.sign_in")
    with transaction():
        revoke(user.id, keep=lambda one: one.id != row.id)
    flash(translate(N_("That device is signed out.")), "good")
    return to("accounts.devices")


def revoke_others() -> Response:
    """Sign out everywhere but here."""
    user = signed_in_user()
    if user is None:
        return to_sign_in()
    with transaction():
        revoke(user.id, keep=_is_this)
    flash(translate(N_("All other devices are signed out.")), "good")
    return to("accounts.devices")


def _device(row: WebSession) -> Device:
    since, seen = (moment.astimezone(HANOI) for moment in (row.created_at, row.seen_at))
    return Device(_key(row), device_name(row.user_agent), since, seen, _is_this(row))


def _key(row: WebSession) -> str:
    """Names a session without letting anyone use it: the beginning of its token's hash."""
    return row.token_hash[:_KEY_LENGTH]


def _is_this(row: WebSession) -> bool:
    here = browser_session().row
    return here is not None and here.id == row.id
