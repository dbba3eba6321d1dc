"""The mails about accounts: to whom, with which links; made when they are sent, in the recipient's language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from ecosystem.accounts.models import User
from ecosystem.accounts.queries import by_email, by_public_id
from ecosystem.accounts.security import tokens
from ecosystem.accounts.tokens import Purpose
from ecosystem.kernel.db.transaction import current_session
from ecosystem.kernel.mail.request import Prepare, Recipient
from ecosystem.kernel.web.languages import external_url

Context = dict[str, Any]


def _to(user: User, address: str | None = None, *, is_asked_for: bool = False) -> Recipient:
    """Nobody is greeted by a name before the address is confirmed: whoever typed it could write to strangers so."""
    return Recipient(
        address or user.email, user.name if user.is_confirmed else "", user.language, is_asked_for=is_asked_for
    )


def _mail(
    context: Callable[[User, Mapping[str, Any]], Context | None],
    address: str | None = None,
    *,
    is_asked_for: bool = False,
) -> Prepare:
    """A preparer for the holder of the mail; `address` names the parameter that holds another address to write to."""

    def prepare(params: Mapping[str, Any]) -> tuple[Recipient, Mapping[str, Any]] | None:
        user = _holder(params)
        values = context(user, params) if user is not None and user.active else None
        if user is None or values is None:
            return None
        recipient = _to(user, str(params[address]) if address else None, is_asked_for=is_asked_for)
        return recipient, {"user": user, **values}

    return prepare


def _holder(params: Mapping[str, Any]) -> User | None:
    """The person by `user` (a public id) or `address`; the request itself never learns whether there is one."""
    if "user" in params:
        return by_public_id(current_session(), str(params["user"]))
    return by_email(current_session(), str(params["address"]))


def _confirm(user: User, _params: Mapping[str, Any]) -> Context | None:
    return None if user.is_confirmed else {"action_url": _confirm_url(user)}


def _confirm_url(user: User) -> str:
    return external_url("accounts.confirm", language=user.language, token=tokens().make(user, Purpose.CONFIRM))


def _already(user: User, _params: Mapping[str, Any]) -> Context:
    links = {
        "action_url": external_url("accounts.sign_in", language=user.language),
        "recover_url": external_url("accounts.recover", language=user.language),
    }
    if user.is_confirmed:
        return links
    # Whoever opened the account chose its password; only a new one, set from this mailbox, is the holder's own.
    token = tokens().make(user, Purpose.RESET)
    return {**links, "first_url": external_url("accounts.reset_password", language=user.language, token=token)}


def _reset(user: User, _params: Mapping[str, Any]) -> Context:
    token = tokens().make(user, Purpose.RESET)
    return {"action_url": external_url("accounts.reset_password", language=user.language, token=token)}


def _recover(user: User, params: Mapping[str, Any]) -> Context:
    url = external_url("accounts.recover", language=user.language)
    return {"action_url": url, "new_email": str(params.get("email", ""))}


def _new_email(user: User, params: Mapping[str, Any]) -> Context:
    token = tokens().make(user, Purpose.CHANGE_EMAIL, str(params["email"]))
    return {"action_url": external_url("accounts.confirm_email", language=user.language, token=token)}


def _tried(user: User, _params: Mapping[str, Any]) -> Context:
    return {"action_url": external_url("desk.index", language=user.language)}


PREPARERS: Final[Mapping[str, Prepare]] = {
    "confirm_email": _mail(_confirm, is_asked_for=True),
    "already_registered": _mail(_already),
    "reset_password": _mail(_reset, is_asked_for=True),
    "password_changed": _mail(_recover),
    "confirm_new_email": _mail(_new_email, "email", is_asked_for=True),
    "address_tried": _mail(_tried, is_asked_for=True),
    "email_changes": _mail(_recover, "to"),
    "email_changed": _mail(_recover, "to"),
}
"""By the name of the template under templates/email/."""
