"""A lock between threads and processes of one machine; the system frees it when its holder dies."""

from __future__ import annotations

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from ecosystem.search.engine import EngineUnavailable

_PATIENCE: Final = 60.0
_PAUSE: Final = 0.01


@contextmanager
def locked(path: Path, patience: float = _PATIENCE) -> Iterator[None]:
    """Holds the lock of `path`; after `patience` seconds of waiting for it raises EngineUnavailable."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("a")
    except OSError as error:
        raise EngineUnavailable(str(error)) from error
    with file:
        deadline = time.monotonic() + patience
        while not _taken(file.fileno()):
            if time.monotonic() > deadline:
                raise EngineUnavailable(f"{path.name} is held by another process")
            time.sleep(_PAUSE)
        yield  # closing the file frees the lock


def _taken(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
