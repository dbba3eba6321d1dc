"""What matchmaking puts into the application: pages, mails, panels on others' pages, what it keeps."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from flask import Flask

from ecosystem.kernel.web.panels import Panel
from ecosystem.matchmaking.blueprint import matches
from ecosystem.matchmaking.mail import PREPARERS as PREPARERS
from ecosystem.matchmaking.panels import desk_panel, fits_panel
from ecosystem.matchmaking.served import ServedMarket
from ecosystem.matchmaking.views_appeals import QUEUES as QUEUES
from ecosystem.matchmaking.views_method import matching
from ecosystem.matchmaking.views_why import reasons_of

BLUEPRINTS: Final = (matches, matching)
PANELS: Final = (
    Panel("desk.main", 20, desk_panel),
    *(Panel(f"{name}.aside", 5, fits_panel) for name in ("startup", "investor", "technology", "institute")),
)


def init_matchmaking(app: Flask, in_background: Callable[[Callable[[], None]], None]) -> None:
    """`in_background` does something in the application's context while requests go on."""
    app.extensions["reasons_of"] = reasons_of
    app.extensions["in_background"] = in_background
    app.extensions["served_market"] = ServedMarket(in_background)
