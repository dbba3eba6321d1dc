"""Checking a password that someone types, slower with every wrong one."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from ecosystem.accounts.counts import BY_ADDRESS, BY_CLIENT, clear, count_one, key_of, seconds_to_wait
from ecosystem.accounts.models import User
from ecosystem.accounts.security import is_password


@dataclass(frozen=True)
class Attempt:
    """`wait`: seconds until the next try, 0 when this one was made; `passed` says whether it was right."""

    passed: bool
    wait: int = 0


def attempt(session: Session, user: User | None, email: str, password: str, client: str) -> Attempt:
    """Compare the password, unless too many were wrong lately; counts a wrong one for the address and the client.

    It answers alike for addresses with and without an account, and takes as long.
    """
    address_key, client_key = key_of("address", email), key_of("client", client)
    wait = max(seconds_to_wait(session, address_key, BY_ADDRESS), seconds_to_wait(session, client_key, BY_CLIENT))
    if wait:
        return Attempt(passed=False, wait=wait)
    if is_password(password, user):
        clear(session, address_key)
        return Attempt(passed=True)
    count_one(session, address_key, BY_ADDRESS)
    count_one(session, client_key, BY_CLIENT)
    return Attempt(passed=False)
