"""Searches as they are asked, gathered in memory and written now and then: no page waits for it or fails of it."""

from __future__ import annotations

import hashlib
import hmac
import logging
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock, Thread
from typing import Final

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from ecosystem.discovery.models import LONGEST_SEARCH, LONGEST_WORD
from ecosystem.discovery.service import Asked, keep
from ecosystem.kernel import clock
from ecosystem.kernel.db.transaction import transaction
from ecosystem.search.language.normalise import normalise

log = logging.getLogger(__name__)

_MOST_WAITING: Final = 50
_LONGEST_WAIT: Final = timedelta(minutes=1)
_MOST_KEPT: Final = 1_000
"""Beyond these, searches are dropped until the database takes them again."""
_PERSONAL: Final = re.compile(r"@|\d(?:[\s.()+-]*\d){7}")
"""What an e-mail address has, and a telephone number."""


def is_personal(text: str) -> bool:
    """Whether a text may name a person by an e-mail address or a telephone number, or is longer than any search."""
    return len(text) > LONGEST_SEARCH or _PERSONAL.search(text) is not None


@dataclass
class QueryLog:
    """One a process, safe for threads. `write` is given what to do when it is time, and need not wait for it."""

    secret: bytes
    write: Callable[[Callable[[], None]], None]
    _waiting: list[Asked] = field(default_factory=list)
    _since: datetime | None = None
    _is_due: bool = False
    _lock: Lock = field(default_factory=Lock)

    def note(self, typed: str, understood: str, visitor: str, misses: list[str], *, found: bool) -> None:
        """A search, as it was typed and as it was understood, and who asked, as far as the network tells."""
        if is_personal(typed) or is_personal(understood):
            return
        text = normalise(understood) if found else ""
        words = tuple(word for word in misses if len(word) <= LONGEST_WORD)
        if (text or words) and self._add(Asked(text, self._digest(text, visitor), words)):
            self.write(self.flush)

    def flush(self) -> None:
        """Write what waits; what the database does not take is lost."""
        waiting = self.forget()
        if not waiting:
            return
        try:
            with transaction() as session:
                keep(session, waiting)
        except SQLAlchemyError as error:
            log.warning("%s searches were not counted: %s", len(waiting), error)

    def forget(self) -> list[Asked]:
        """Take what waits."""
        with self._lock:
            waiting, self._waiting, self._since, self._is_due = self._waiting, [], None, False
        return waiting

    def _add(self, asked: Asked) -> bool:
        """Whether it is time to write, which is said once."""
        with self._lock:
            if len(self._waiting) >= _MOST_KEPT:
                return False
            self._waiting.append(asked)
            now = clock.now()
            self._since = self._since or now
            was_due = self._is_due
            self._is_due = was_due or len(self._waiting) >= _MOST_WAITING or now - self._since >= _LONGEST_WAIT
            return self._is_due and not was_due

    def _digest(self, text: str, visitor: str) -> str:
        return hmac.new(self.secret, f"{text}\n{visitor}".encode(), hashlib.sha256).hexdigest()[:32]


def in_background(app: Flask) -> Callable[[Callable[[], None]], None]:
    """Does it in a thread of its own, with a connection of its own."""

    def work(task: Callable[[], None]) -> None:
        with app.app_context():
            task()

    return lambda task: Thread(target=work, args=(task,), daemon=True).start()
