"""Drawings of `static/icons.svg`, by a function with a memory: a page shows some seventy of them."""

from __future__ import annotations

from functools import lru_cache

from flask import Flask
from markupsafe import Markup

from ecosystem.kernel.web.languages import static_url


def icon(name: str, label: str = "", size: str = "") -> Markup:
    """One drawing. A label names it aloud; without one it is decoration and a word must stand beside it.

    `size`: "" 20 px, "s" 16, "l" 24.
    """
    return _drawn(static_url("icons.svg"), name, label, size)


@lru_cache(maxsize=1_024)
def _drawn(drawings: str, name: str, label: str, size: str) -> Markup:
    sized = Markup(" icon-{}").format(size) if size else ""
    role = Markup('role="img" aria-label="{}"').format(label) if label else Markup('aria-hidden="true"')
    return Markup('<svg class="icon{}" {} focusable="false">\n<use href="{}#{}"/></svg>').format(
        sized, role, drawings, name
    )


def init_icons(app: Flask) -> None:
    """Let templates draw them by `icon(…)`."""
    app.jinja_env.globals.update(icon=icon)
