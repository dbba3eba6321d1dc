"""Panels: what higher slices add to the pages of lower ones, without either importing the other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import current_app
from markupsafe import Markup

from ecosystem.kernel.access.actor import Actor

Render = Callable[[Actor, Any], Markup | str | None]
"""From the viewer and the thing shown to HTML, or nothing."""


@dataclass(frozen=True)
class Panel:
    """Shown at `place` (for example "technology.aside"), lower `order` first."""

    place: str
    order: int
    render: Render


def panels(place: str, actor: Actor, thing: Any) -> list[Markup]:
    """The panels for a place, rendered, empty ones left out."""
    registered: tuple[Panel, ...] = current_app.extensions["panels"]
    chosen = sorted((panel for panel in registered if panel.place == place), key=lambda panel: panel.order)
    rendered = (panel.render(actor, thing) for panel in chosen)
    return [Markup(html) for html in rendered if html]  # noqa: S704 -- panels render escaped templates
