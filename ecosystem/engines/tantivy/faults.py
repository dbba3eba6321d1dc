"""All that the library may throw becomes `EngineUnavailable`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from ecosystem.search.engine import EngineUnavailable


@contextmanager
def engine_faults() -> Iterator[None]:
    """The library raises ValueError and OSError for broken files, and panics past `except Exception`."""
    try:
        yield
    except EngineUnavailable:
        raise
    except (ValueError, OSError, RuntimeError, SystemError) as error:
        raise EngineUnavailable(str(error)) from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # the class cannot be imported
            raise EngineUnavailable(str(error)) from error
        raise
