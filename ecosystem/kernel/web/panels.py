"""Panels: what higher slices add to the pages of lower ones, without either importing the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import current_app
from markupsafe import Markup

from ecosystem.kernel.access.actor import Actor

Render = Callable[[Actor, Any], Markup | str | None]
"""From the viewer and the thing shown to HTML, or nothing."""


Prepare = Callable[[Actor, Sequence[Any]], None]
"""From the viewer and all things that are about to be shown: asks at once for what `render` needs of each."""


@dataclass(frozen=True)
class Panel:
    """Shown at `place` (for example "technology.aside"), lower `order` first."""

    place: str
    order: int
    render: Render
    prepare: Prepare | None = None


def panels(place: str, actor: Actor, thing: Any) -> list[Markup]:
    """The panels for a place, rendered, empty ones left out."""
    return panels_of_each(place, actor, [thing])[0]


def panels_of_each(place: str, actor: Actor, things: Sequence[Any]) -> list[list[Markup]]:
    """The same for each of several things on one page, in their order."""
    registered: tuple[Panel, ...] = current_app.extensions["panels"]
    chosen = sorted((panel for panel in registered if panel.place == place), key=lambda panel: panel.order)
    for panel in chosen:
        if panel.prepare is not None and things:
            panel.prepare(actor, things)
    return [_rendered(chosen, actor, thing) for thing in things]


def _rendered(chosen: Sequence[Panel], actor: Actor, thing: Any) -> list[Markup]:
    rendered = (panel.render(actor, thing) for panel in chosen)
    return [Markup(html) for html in rendered if html]  # noqa: S704 -- panels render escaped templates
