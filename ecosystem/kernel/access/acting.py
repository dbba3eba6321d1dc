"""Who acts right now: set by the request, the command or the job; read by the audit."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from ecosystem.kernel.access.actor import VISITOR, Actor

_actor: ContextVar[Actor] = ContextVar("actor", default=VISITOR)


def acting() -> Actor:
    """The actor of this request, command or job."""
    return _actor.get()


@contextmanager
def act_as(actor: Actor) -> Iterator[None]:
    """Inside, everything is done in the name of `actor`."""
    token = _actor.set(actor)
    try:
        yield
    finally:
        _actor.reset(token)


def set_actor(actor: Actor) -> None:
    """For the rest of this request: its context ends with it."""
    _actor.set(actor)
