"""Flask-Security and Flask-Login as a library: hashing, who is signed in, and how a session becomes somebody's."""

from __future__ import annotations

from typing import Any, Final, cast

from flask import Flask, current_app, session
from flask_login import current_user
from flask_security import Security
from flask_security import hash_password as security_hash
from flask_security.core import UserMixin
from flask_security.datastore import UserDatastore
from flask_security.utils import login_user, logout_user, verify_password

from ecosystem.accounts.models import User
from ecosystem.accounts.queries import by_uniquifier
from ecosystem.accounts.tokens import Tokens
from ecosystem.kernel.db.transaction import current_session
from ecosystem.kernel.web.sessions import ServerSession

_SETTINGS: Final[dict[str, Any]] = {
    "SECURITY_PASSWORD_HASH": "argon2",
    "SECURITY_PASSWORD_SCHEMES": ["argon2"],
    "SECURITY_PASSWORD_SINGLE_HASH": ["argon2"],
    "SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS": {
        "argon2__memory_cost": 19456,
        "argon2__time_cost": 2,
        "argon2__parallelism": 1,
    },
    "SECURITY_JOIN_USER_ROLES": False,
    "SECURITY_CLI_USERS_NAME": False,
    "SECURITY_CLI_ROLES_NAME": False,
    "SECURITY_SCRIPT_NONCE_KEY": "csp_nonce",
    "SECURITY_DEFAULT_REMEMBER_ME": False,
    "SESSION_PROTECTION": None,
}
"""Argon2 as OWASP names it. A token to be remembered by would pass by the table of sessions: there is none."""

TOKEN_IS_PROOF: Final = (
    "ecosystem.accounts.views_confirmation.confirm",
    "ecosystem.accounts.views_recovery.reset_password",
    "ecosystem.accounts.views_email.confirm_email",
)
"""These forms work in a browser without a session: the signed token in their address proves more than a cookie."""


class AccountStore(UserDatastore):
    """Flask-Security's door to the database: it joins our transaction and never ends it."""

    def __init__(self) -> None:
        super().__init__(cast("type[UserMixin]", User), cast("Any", None))

    def commit(self) -> None:
        current_session().flush()

    def put(self, model: Any) -> Any:
        current_session().add(model)
        return model

    def delete(self, model: Any) -> None:
        current_session().delete(model)

    def find_user(self, case_insensitive: bool = False, **kwargs: Any) -> UserMixin | None:  # noqa: ARG002, FBT001, FBT002 -- the library's signature
        user = by_uniquifier(current_session(), str(kwargs["fs_uniquifier"]))
        return cast("UserMixin | None", user)


def init_accounts(app: Flask) -> None:
    """Prepare the application; after CSRFProtect and the blueprint."""
    for name, value in _SETTINGS.items():
        app.config.setdefault(name, value)
    Security(app, AccountStore(), register_blueprint=False)
    for view in TOKEN_IS_PROOF:
        app.extensions["csrf"].exempt(view)


def hash_password(password: str) -> str:
    """The argon2 hash to keep; takes about as long as `is_password`."""
    return str(security_hash(password))


def is_password(password: str, user: User | None) -> bool:
    """Whether it is this person's password; for nobody it takes as long and says no."""
    if user is None:
        hash_password(password)
        return False
    return bool(verify_password(password, user.password)) and user.active


def signed_in_user() -> User | None:
    """The person of this request's session; loaded once, without a query for a visitor."""
    user = current_user._get_current_object()  # noqa: SLF001 -- werkzeug's own way to what a proxy stands for
    return user if isinstance(user, User) else None


def browser_session() -> ServerSession:
    """The session of the request."""
    return cast("ServerSession", session._get_current_object())  # type: ignore[attr-defined]  # noqa: SLF001 -- werkzeug's own way to what a proxy stands for


def start_session(user: User) -> None:
    """Sign the person in: nothing of the session before stays, its token least of all."""
    opened = browser_session()
    opened.clear()
    login_user(cast("UserMixin", user), remember=False, authn_via=["password"])
    opened.rotate(user.id, is_officer=user.is_officer)


def end_session() -> None:
    """Sign out: the session's token is worth nothing from now on."""
    logout_user()
    opened = browser_session()
    opened.clear()
    opened.rotate()


def tokens() -> Tokens:
    """The signer of this application's links."""
    return Tokens(str(current_app.config["SECRET_KEY"]))
