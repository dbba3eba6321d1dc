"""The actor of a request."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import current_app, flash, g, redirect, request, url_for
from werkzeug.wrappers import Response

from ecosystem.kernel.access.acting import set_actor
from ecosystem.kernel.access.actor import Actor
from ecosystem.kernel.access.errors import NotFound
from ecosystem.kernel.access.messages import N_
from ecosystem.kernel.web.languages import translate
from ecosystem.kernel.web.parking import PARAMETER, park

ActorLoader = Callable[[], Actor]


def current_actor() -> Actor:
    """Who sent this request; loaded once."""
    if "actor" not in g:
        load: ActorLoader = current_app.extensions["actor_loader"]
        g.actor = load()
        set_actor(g.actor)
    actor: Actor = g.actor
    return actor


def sign_in_required(view: Callable[..., Any]) -> Callable[..., Any]:
    """For signed-in people; others sign in first and come back, with what they had typed."""

    @wraps(view)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        if not current_actor().is_authenticated:
            return to_sign_in()
        return view(*args, **kwargs)

    return wrapper


def officer_required(view: Callable[..., Any]) -> Callable[..., Any]:
    """For officers; to other people there is no such page. Visitors sign in first, as an officer may be among them."""

    @wraps(view)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        if not current_actor().is_authenticated:
            return to_sign_in()
        if not current_actor().is_officer:
            raise NotFound
        return view(*args, **kwargs)

    return wrapper


def to_sign_in() -> Response:
    """Send to the sign-in page, which leads back here; a form that was sent is parked and shown again."""
    key = park() if request.method == "POST" else None
    here = request.full_path.rstrip("?") if request.method != "POST" else request.path
    if key is not None:
        here = f"{request.path}?{PARAMETER}={key}"
        flash(translate(N_("You were signed out meanwhile. Sign in and you get back what you typed.")), "wait")
    return redirect(url_for("accounts.sign_in", next=here), 303)
