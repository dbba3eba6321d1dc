"""Inviting somebody: an address and a role."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator

from ecosystem.accounts.input import Email
from ecosystem.kernel.access.actor import Role
from ecosystem.kernel.access.fields import Input, InputError, Label, Line
from ecosystem.kernel.access.messages import N_


def role_of(code: str) -> Role:
    """The role of a code; raises InputError."""
    found = next((role for role in Role if role.value == code), None)
    if found is None:
        raise InputError(N_("Please choose one of the options"))
    return found


def _role(value: str) -> str:
    return role_of(value).value


class InvitationInput(Input):
    email: Annotated[Email, Label(N_("Email of the person"), widget="email", autocomplete="off")]
    role: Annotated[Line, AfterValidator(_role), Label(N_("Role"), widget="radios")]
