"""What people send about their accounts; each form is one input."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo

from ecosystem.accounts.email_address import MAX_LENGTH as MAX_EMAIL
from ecosystem.accounts.email_address import normalise_email
from ecosystem.accounts.passwords import MAX_LENGTH, normalise_password, problem_with
from ecosystem.accounts.roles import role_named
from ecosystem.kernel.access.fields import BLANK_IS_NONE, Input, InputError, Label, Line
from ecosystem.kernel.access.messages import N_


def _email(value: Any) -> Any:
    return normalise_email(value) if isinstance(value, str) else value


def _password(value: Any) -> Any:
    if not isinstance(value, str) or not value:
        raise InputError(N_("Please fill this in"))
    if len(value) > 2 * MAX_LENGTH:
        raise InputError(N_("At most %(limit)s characters", limit=MAX_LENGTH))
    return normalise_password(value)


def _accepted(value: bool) -> bool:  # noqa: FBT001 -- pydantic calls it with the value
    if not value:
        raise InputError(N_("An account needs your agreement to the terms"))
    return value


def _new_password(value: str, info: ValidationInfo) -> str:
    personal = [str(info.data.get(name) or "") for name in ("name", "email")]
    personal += [str(one) for one in (info.context or {}).get("personal", ())]
    problem = problem_with(value, *personal)
    if problem is not None:
        raise InputError(problem)
    return value


def _known_role(value: str | None) -> str | None:
    if value is not None and role_named(value) is None:
        raise InputError(N_("Please choose one of the options"))
    return value


def _chosen_role(value: str | None) -> str | None:
    if value is None:
        raise InputError(N_("Please choose what you join as"))
    return _known_role(value)


Email = Annotated[str, BeforeValidator(_email), Field(max_length=MAX_EMAIL)]
"""A normalised address."""
Password = Annotated[str, BeforeValidator(_password)]
"""A password as typed, to be compared."""
NewPassword = Annotated[Password, AfterValidator(_new_password)]
"""A password good enough to be set; the person's own words come from the input or from `context["personal"]`."""

_PASSWORD_HINT = N_("At least 12 characters; an easy sentence is best")
_YOUR_EMAIL = Label(N_("Email"), widget="email", autocomplete="username")


class RegistrationInput(Input):
    """Signing up. Who was invited into an organisation is asked neither for a role nor for an organisation's name."""

    role: Annotated[Line | None, BLANK_IS_NONE, AfterValidator(_chosen_role), Label(N_("Role"), widget="radios")] = None
    name: Annotated[Line, Field(min_length=2, max_length=120), Label(N_("Full name"), autocomplete="name")]
    email: Annotated[Email, _YOUR_EMAIL]
    password: Annotated[
        NewPassword, Label(N_("Password"), hint=_PASSWORD_HINT, widget="password", autocomplete="new-password")
    ]
    organisation_name: Annotated[
        Line | None,
        Field(max_length=200),
        BLANK_IS_NONE,
        Label(
            N_("Name of your organisation"),
            hint=N_("Or of your team. Can be added later"),
            autocomplete="organization",
        ),
    ] = None
    accept_terms: Annotated[
        bool,
        AfterValidator(_accepted),
        Label(N_("I agree to the terms of use and to my data being used to run my account"), widget="checkbox"),
    ]
    mail_consent: Annotated[
        bool, Label(N_("Write to me about news of the platform (you can stop it at any time)"), widget="checkbox")
    ] = False


class SignInInput(Input):
    email: Annotated[Email, _YOUR_EMAIL]
    password: Annotated[Password, Label(N_("Password"), widget="password", autocomplete="current-password")]


class EmailInput(Input):
    """The address alone: to recover, or to get another confirmation."""

    email: Annotated[Email, _YOUR_EMAIL]


class NewPasswordInput(Input):
    new_password: Annotated[
        NewPassword, Label(N_("New password"), hint=_PASSWORD_HINT, widget="password", autocomplete="new-password")
    ]


class PasswordChangeInput(NewPasswordInput):
    current_password: Annotated[
        Password, Label(N_("Current password"), widget="password", autocomplete="current-password")
    ]


class EmailChangeInput(Input):
    """The password again, so that an unattended browser cannot give the account away."""

    email: Annotated[Email, Label(N_("New email address"), widget="email", autocomplete="email")]
    current_password: Annotated[
        Password, Label(N_("Current password"), widget="password", autocomplete="current-password")
    ]


class SettingsInput(Input):
    name: Annotated[Line, Field(min_length=2, max_length=120), Label(N_("Full name"), autocomplete="name")]
    language: Annotated[
        Line,
        Field(pattern="^(vi|en)$"),
        Label(N_("Language of mails"), hint=N_("Pages follow the address you open"), widget="radios"),
    ]
    role: Annotated[
        Line | None,
        BLANK_IS_NONE,
        AfterValidator(_known_role),
        Label(N_("You come as"), hint=N_("Leads your next steps; changes no rights"), widget="radios"),
    ] = None
    mail_consent: Annotated[
        bool, Label(N_("Write to me about news of the platform (you can stop it at any time)"), widget="checkbox")
    ] = False
