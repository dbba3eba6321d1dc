"""A form as this request brings it: sent now, typed before the session ran out, or not at all; and what it asks for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from flask import request
from pydantic import BaseModel
from sqlalchemy.orm import Session

from ecosystem.kernel.access.errors import Invalid
from ecosystem.kernel.db.transaction import transaction
from ecosystem.kernel.web.actors import current_actor
from ecosystem.kernel.web.forms import Form, blank_form, posted_form, typed_form
from ecosystem.kernel.web.parking import parked_form

ModelT = TypeVar("ModelT", bound=BaseModel)


def sent_form(model: type[ModelT]) -> Form[ModelT]:
    """With `data` only where it was posted and is valid."""
    if request.method == "POST":
        return posted_form(model, request.form)
    parked = parked_form(current_actor().user_id)
    return typed_form(model, parked) if parked is not None else blank_form(model)


def carried_out(form: Form[ModelT], write: Callable[[Session, ModelT], object]) -> bool:
    """Let `write` do what the form says, in a transaction; False where it was not sent, or is refused and says why."""
    if form.data is None:
        return False
    try:
        with transaction() as session:
            write(session, form.data)
    except Invalid as invalid:
        form.refuse(invalid.errors)
        return False
    return True
