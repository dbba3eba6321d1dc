"""Answers that the account pages share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from flask import Response, current_app, make_response, redirect, render_template, url_for
from pydantic import BaseModel
from werkzeug.wrappers import Response as AnyResponse

from ecosystem.accounts.attempts import Attempt
from ecosystem.kernel.access.messages import N_, Message
from ecosystem.kernel.web.forms import Form, blank_form, typed_form
from ecosystem.kernel.web.languages import translate
from ecosystem.kernel.web.parking import parked_form

ModelT = TypeVar("ModelT", bound=BaseModel)

UNPROCESSABLE = 422
TOO_MANY = 429


def restored_form(
    model: type[ModelT],
    values: Mapping[str, Any] | None = None,
    user_id: int | None = None,
    names: Iterable[str] | None = None,
) -> Form[ModelT]:
    """An empty form, or one with `values`; with what was typed before a session ran out, where that was kept."""
    parked = parked_form(user_id)
    return blank_form(model, values, names) if parked is None else typed_form(model, parked, names)


def page(template: str, status: int = 200, **context: Any) -> Response:
    """A page of this slice."""
    return make_response(render_template(f"accounts/{template}.html", **context), status)


def form_page(template: str, form: Form[Any], **context: Any) -> Response:
    """A form as it was sent, with what is to be mended. Passwords never come back: that is said."""
    for field in form.fields.values():
        if field.kind == "password" and not field.error:
            field.hint = translate(N_("Please type it again"))
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
