"""The environment of templates."""

from __future__ import annotations

from collections.abc import MutableMapping
from functools import partial
from typing import Any

from flask import Flask, url_for
from flask.templating import Environment


class TemplateEnvironment(Environment):
    """Flask's, with its globals as one plain dict where a template is given none of its own.

    Jinja lays a `ChainMap` over them for every template. That is copied for each page and compared for each import, a
    key at a time in Python: a twentieth of the page of an entry.
    """

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return self.globals if not d else super().make_globals(d)


def static_url(app: Flask, filename: str) -> str:
    """The address of a static file under the build id, the same in every language."""
    return f"/static/{app.config['BUILD_ID']}/{filename}"


def init_templates(app: Flask) -> None:
    """Before anything asks for `app.jinja_env`, which is made then."""
    app.jinja_environment = TemplateEnvironment
    app.jinja_env.globals.update(static_url=partial(static_url, app), url_for=url_for)
