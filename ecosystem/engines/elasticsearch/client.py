"""The connection: several nodes, credentials, short patience, and every failure as `EngineUnavailable`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final
from urllib.parse import SplitResult, unquote, urlsplit

from elasticsearch import ApiError, BadRequestError, Elasticsearch, TransportError

from ecosystem.search.engine import EngineUnavailable, QuestionRefused

READ_SECONDS: Final = 1.0
"""A visitor waits for this; connecting included."""
WRITE_SECONDS: Final = 30.0
"""Nobody waits for this."""

_RETRIED: Final = (429, 502, 503, 504)
_RETRIES: Final = 2
_PORTS: Final = {"http": 9200, "https": 443}


def connect(url: str, api_key: str | None) -> Elasticsearch:
    """Opens no connection yet. `url`: one or several, separated by commas; the first one's credentials count."""
    parts = [urlsplit(one.strip()) for one in url.split(",") if one.strip()]
    if not parts or any(part.scheme not in _PORTS or not part.hostname for part in parts):
        raise ValueError("the address of Elasticsearch is not http(s)://host:port[,http(s)://host:port]")
    user, password = parts[0].username, parts[0].password
    credentials = (unquote(user), unquote(password or "")) if user and not api_key else None
    return Elasticsearch(
        [_address(part) for part in parts],
        api_key=api_key,
        basic_auth=credentials,
        request_timeout=READ_SECONDS,
        max_retries=_RETRIES,
        retry_on_status=_RETRIED,
    )


def _address(part: SplitResult) -> str:
    host = f"[{part.hostname}]" if ":" in (part.hostname or "") else part.hostname
    return f"{part.scheme}://{host}:{part.port or _PORTS[part.scheme]}{part.path.rstrip('/')}"


@contextmanager
def engine_faults() -> Iterator[None]:
    try:
        yield
    except BadRequestError as error:
        raise QuestionRefused(str(error)) from error
    except (ApiError, TransportError) as error:
        raise EngineUnavailable(str(error)) from error
