"""What an organisation says about itself: one input for forms, importers and API."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, Final

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo

from ecosystem.accounts.email_address import normalise_email
from ecosystem.kernel.access.actor import Scope
from ecosystem.kernel.access.fields import BLANK_IS_NONE, Input, InputError, Label, Line
from ecosystem.kernel.access.messages import N_
from ecosystem.organisations.contacts import parse_telephone, parse_website
from ecosystem.organisations.tax_code import parse_tax_code

KINDS: Final = ("company", "institute", "university", "fund", "team", "association", "public-body", "individual")
WITHOUT_TAX_CODE: Final = frozenset({"team", "individual"})


def _kind(value: str) -> str:
    if value not in KINDS:
        raise InputError(N_("Please choose one of the options"))
    return value


def _tax_code(value: str | None, info: ValidationInfo) -> str | None:
    if value is None or info.data.get("kind") in WITHOUT_TAX_CODE:
        return None if value is None else _no_tax_code()
    return parse_tax_code(value)


def _no_tax_code() -> str:
    raise InputError(N_("A team or an individual has no tax code: leave this empty, or choose another kind"))


def _parsed(parse: Callable[[str], str]) -> BeforeValidator:
    def apply(value: Any) -> Any:
        if not isinstance(value, str):
            return value
        return parse(value) if value.strip() else None

    return BeforeValidator(apply)


class OrganisationInput(Input):
    """`province_code` and `ward_code` are codes of the vocabulary `place`; whether they fit is checked by the service.

    `is_new`: the person saw similar organisations and this is none of them.
    """

    kind: Annotated[
        Line,
        AfterValidator(_kind),
        Label(N_("Kind of organisation"), widget="select", vocabulary="organisation_kind", scope=Scope.PUBLIC),
    ]
    legal_name: Annotated[
        Line,
        Field(min_length=2, max_length=200),
        Label(
            N_("Legal name"),
            hint=N_("As on its papers; a team says what it calls itself, an individual gives their own name"),
            autocomplete="organization",
            scope=Scope.PUBLIC,
        ),
    ]
    tax_code: Annotated[
        Line | None,
        Field(max_length=20),
        BLANK_IS_NONE,
        AfterValidator(_tax_code),
        Label(
            N_("Tax code"),
            hint=N_("10 digits, or 13 for a branch. Teams and individuals have none"),
            scope=Scope.PUBLIC,
        ),
    ] = None
    address: Annotated[
        Line,
        Field(max_length=500),
        Label(
            N_("Address"),
            hint=N_("As you write it; an old address may name its district"),
            autocomplete="street-address",
            scope=Scope.PUBLIC,
        ),
    ] = ""
    province_code: Annotated[
        Line | None, BLANK_IS_NONE, Label(N_("Province or city"), widget="select", scope=Scope.PUBLIC)
    ] = None
    ward_code: Annotated[
        Line | None, BLANK_IS_NONE, Label(N_("Ward or commune"), widget="select", scope=Scope.PUBLIC)
    ] = None
    email: Annotated[
        str | None,
        _parsed(normalise_email),
        Label(N_("Email of the organisation"), widget="email", autocomplete="off", scope=Scope.CONSENT),
    ] = None
    telephone: Annotated[
        Line | None,
        Field(max_length=32),
        _parsed(parse_telephone),
        Label(N_("Telephone"), widget="tel", autocomplete="off", scope=Scope.CONSENT),
    ] = None
    website: Annotated[
        Line | None,
        Field(max_length=300),
        _parsed(parse_website),
        Label(N_("Website"), widget="url", autocomplete="url", scope=Scope.PUBLIC),
    ] = None
    is_new: Annotated[bool, Label(N_("Mine is none of these: create a new one"), widget="checkbox")] = False


PROFILE: Final = tuple(name for name in OrganisationInput.model_fields if name != "is_new")
"""The fields that are kept."""
