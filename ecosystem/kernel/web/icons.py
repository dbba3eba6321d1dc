"""Drawings of `static/icons.svg`, by a function with a memory: a page shows some seventy of them."""

from __future__ import annotations

from functools import lru_cache, partial

from flask import Flask
from markupsafe import Markup

from ecosystem.kernel.web.templates import static_url


@lru_cache(maxsize=1_024)
def icon(drawings: str, name: str, label: str = "", size: str = "") -> Markup:
    """One of the `drawings`, their address. A label names it aloud; without one a word must stand beside it.

    `size`: "" 20 px, "s" 16, "l" 24.
    """
    sized = Markup(" icon-{}").format(size) if size else ""
    role = Markup('role="img" aria-label="{}"').format(label) if label else Markup('aria-hidden="true"')
    return Markup('<svg class="icon{}" {} focusable="false">\n<use href="{}#{}"/></svg>').format(
        sized, role, drawings, name
    )


def init_icons(app: Flask) -> None:
    """Let templates draw them by `icon(name, label, size)`."""
    app.jinja_env.globals.update(icon=partial(icon, static_url(app, "icons.svg")))
