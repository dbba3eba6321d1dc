"""How often one client may send a form; failed sign-ins are counted apart, in the database."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from flask import Flask, request
from flask_limiter import Limiter, RateLimitExceeded
from werkzeug.wrappers import Response

from ecosystem.kernel import clock
from ecosystem.kernel.web.errors import error_page

ViewT = TypeVar("ViewT", bound=Callable[..., Any])

_RULE = "post_limit"
_IPV6_NETWORK = 64


def client_address() -> str:
    """Who asks, as far as the network says: an IPv4 address, or the /64 network that one IPv6 client has to itself."""
    address = request.remote_addr or "unknown"
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if parsed.version == 4:
        return address
    return str(ipaddress.ip_network((address, _IPV6_NETWORK), strict=False))


def limited(rule: str) -> Callable[[ViewT], ViewT]:
    """Mark a view: at most so many POSTs by one client, for example "20 per minute"."""

    def mark(view: ViewT) -> ViewT:
        setattr(view, _RULE, rule)
        return view

    return mark


def init_limits(app: Flask) -> None:
    """Apply the marks; called after all routes are known. LIMITS_URL holds the counters, LIMITS_ENABLED turns them off.

    One process may count in memory (the default); several need Redis or Valkey.
    """
    if not app.config.get("LIMITS_ENABLED", True):
        return
    app.config.setdefault("RATELIMIT_STORAGE_URI", app.config.get("LIMITS_URL") or "memory://")
    limiter = Limiter(client_address, strategy="moving-window")
    limiter.init_app(app)
    app.extensions["limits"] = limiter  # its guards hold it by a weak reference only
    app.register_error_handler(RateLimitExceeded, partial(_too_many, limiter))
    for endpoint, view in list(app.view_functions.items()):
        rule = getattr(view, _RULE, None)
        if rule:
            guarded: Any = limiter.limit(rule, methods=["POST"])(view)
            app.view_functions[endpoint] = guarded


def _too_many(limiter: Limiter, _error: RateLimitExceeded) -> Response:
    """The page of a client that sent too much, with the seconds until it may again."""
    reached = limiter.current_limit
    wait = max(1, int(reached.reset_at - clock.now().timestamp())) if reached else 60
    page = error_page(429, retry_after=wait)
    page.headers["Retry-After"] = str(wait)
    return page
