"""Requests of a test, each in a context of its own, as they are outside of tests."""

from __future__ import annotations

import contextvars
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from flask.globals import _cv_app

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


class Apart:
    """Without it a request would share `g`, and so the actor, with the context that the test itself stands in."""

    def __init__(self, application: WSGIApplication) -> None:
        self.application = application

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        return contextvars.copy_context().run(self._in_no_context, environ, start_response)

    def _in_no_context(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        nowhere: Any = None
        _cv_app.set(nowhere)
        return self.application(environ, start_response)
