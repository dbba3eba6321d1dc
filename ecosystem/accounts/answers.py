"""Answers that the account pages share."""

from __future__ import annotations

from typing import Any

from flask import Response, current_app, make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from ecosystem.accounts.attempts import Attempt
from ecosystem.kernel.access.messages import N_, Message
from ecosystem.kernel.web.forms import Form

UNPROCESSABLE = 422
TOO_MANY = 429


def page(template: str, status: int = 200, **context: Any) -> Response:
    """A page of this slice."""
    return make_response(render_template(f"accounts/{template}.html", **context), status)


def form_page(template: str, form: Form[Any], **context: Any) -> Response:
    """A form as it was sent, with what is to be mended."""
    return page(template, UNPROCESSABLE, form=form, **context)


def refused(template: str, form: Form[Any], attempt: Attempt, wrong: dict[str, Message], **context: Any) -> Response:
    """The form after a wrong password, or while there were too many of them."""
    if not attempt.wait:
        form.refuse(wrong)
        return form_page(template, form, **context)
    form.refuse({"": N_("A little fast; try again in %(seconds)s seconds", seconds=attempt.wait)})
    response = page(template, TOO_MANY, form=form, **context)
    response.headers["Retry-After"] = str(attempt.wait)
    return response


def to(endpoint: str, **values: Any) -> AnyResponse:
    """On to another page."""
    return redirect(url_for(endpoint, **values), 303)


def url_if_known(endpoint: str) -> str:
    """The address of a page that another slice may offer, or ""."""
    return url_for(endpoint) if endpoint in current_app.view_functions else ""
