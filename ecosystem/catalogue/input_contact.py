"""The person to turn to, as inputs of several kinds ask for it: name and position for members, the rest by consent."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field

from ecosystem.kernel.access.actor import Scope
from ecosystem.kernel.access.fields import InputError, Label, Line
from ecosystem.kernel.access.messages import N_


def _email(value: str) -> str:
    local, _, domain = value.rpartition("@")
    if value and (not local or "." not in domain.strip(".")):
        raise InputError(N_("The email lacks its full domain, for example trang@luaxanh.vn"))
    return value


def _telephone(value: str) -> str:
    """Lenient: numbers are written in many ways, but not without digits."""
    if value and sum(character.isdigit() for character in value) < 6:
        raise InputError(N_("This is not a telephone number; please write it like 024 3825 1234"))
    return value


ContactName = Annotated[
    Line, Field(max_length=120), Label(N_("Contact person"), None, autocomplete="name", scope=Scope.MEMBERS)
]
ContactRole = Annotated[Line, Field(max_length=120), Label(N_("Contact's position"), scope=Scope.MEMBERS)]
ContactEmail = Annotated[
    Line,
    Field(max_length=254),
    AfterValidator(_email),
    Label(N_("Contact's email"), None, "email", autocomplete="email", scope=Scope.CONSENT),
]
ContactPhone = Annotated[
    Line,
    Field(max_length=32),
    AfterValidator(_telephone),
    Label(N_("Contact's telephone"), None, "tel", autocomplete="tel", scope=Scope.CONSENT),
]
