"""Writing accounts; never commits. Callers hash passwords and end sessions: both belong to the web's libraries."""

from __future__ import annotations

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from ecosystem.accounts.counts import MAIL_TO_ADDRESS, count_one, key_of, seconds_to_wait
from ecosystem.accounts.input import RegistrationInput, SettingsInput
from ecosystem.accounts.models import User, new_uniquifier
from ecosystem.accounts.queries import by_email
from ecosystem.kernel import clock
from ecosystem.kernel.db.ids import new_public_id
from ecosystem.kernel.mail.request import request_mail

TERMS_VERSION = "2026-11"
"""Of the text that people agree to at registration; raised with each change of meaning."""


def register(session: Session, typed: RegistrationInput, password_hash: str, language: str) -> User | None:
    """A new account, or None where the address has one. Either way one mail goes to the address, and only it tells."""
    known = by_email(session, typed.email)
    if known is not None:
        mail_if_due(session, "already_registered", known.email)
        return None
    user = _new_user(typed, password_hash, language)
    try:
        with session.begin_nested():
            session.add(user)
    except IntegrityError:  # the same address, sent twice at once
        return None
    mail_if_due(session, "confirm_email", user.email)
    return user


def _new_user(typed: RegistrationInput, password_hash: str, language: str) -> User:
    moment = clock.now()
    return User(
        email=typed.email,
        name=typed.name,
        password=password_hash,
        language=language,
        terms_accepted_at=moment,
        terms_version=TERMS_VERSION,
        mail_consent_at=moment if typed.mail_consent else None,
        comes_as=typed.role,
        organisation_name=typed.organisation_name,
        created_at=moment,
        updated_at=moment,
    )


def confirm(user: User) -> None:
    """The address is the person's own; nothing the second time."""
    if user.confirmed_at is None:
        user.confirmed_at = user.updated_at = clock.now()


def request_confirmation(session: Session, email: str) -> None:
    """Another mail to confirm by; what is confirmed already is said by mail, too.

    An address without an account costs the same work and gets no mail: the worker finds that nobody is there.
    """
    user = by_email(session, email)
    mail_if_due(session, "already_registered" if user is not None and user.is_confirmed else "confirm_email", email)


def request_reset(session: Session, email: str) -> None:
    """A mail to set a new password by; for an address without an account as in `request_confirmation`."""
    mail_if_due(session, "reset_password", email)


def set_password(user: User, password_hash: str) -> None:
    """A new password; every session named by the old uniquifier ends."""
    user.password = password_hash
    user.fs_uniquifier = new_uniquifier()
    user.updated_at = clock.now()
    _mail("password_changed", user)


def reset_password(user: User, password_hash: str) -> None:
    """As `set_password`, by a link from the person's mailbox, which proves the address as well."""
    confirm(user)
    set_password(user, password_hash)


def request_email_change(session: Session, user: User, email: str) -> None:
    """Mails to the new address, to confirm it, and to the old one, to warn; the account stays as it is.

    Where the new address has an account its holder is told, and the person sees no difference.
    """
    if not _may_mail(session, f"change-email:{user.public_id}"):
        return
    holder = by_email(session, email)
    if holder is None:
        _mail("confirm_new_email", user, email=email)
    else:
        mail_if_due(session, "already_registered", holder.email)
    _mail("email_changes", user, email=email, to=user.email)


def change_email(session: Session, user: User, email: str) -> bool:
    """The new address is the person's; False where somebody else took it meanwhile."""
    if by_email(session, email) is not None:
        return False
    old = user.email
    try:
        with session.begin_nested():
            user.email = email
            user.confirmed_at = user.updated_at = clock.now()
    except IntegrityError:
        return False
    _mail("email_changed", user, email=email, to=old)
    return True


def update_settings(user: User, typed: SettingsInput) -> None:
    """Name, language, what the person comes for, consent to news (the day of the first is kept while it lasts)."""
    moment = clock.now()
    user.name = typed.name
    user.language = typed.language
    user.comes_as = typed.role
    user.mail_consent_at = (user.mail_consent_at or moment) if typed.mail_consent else None
    user.updated_at = moment


def choose_organisation(user: User, organisation_id: int) -> None:
    """The organisation that the person acts for from now on; whether it is theirs is checked by the caller."""
    user.acting_for_id = organisation_id


def begin_with(user: User, organisation_id: int) -> None:
    """The person created this organisation and acts for it; the name given at registration has served."""
    choose_organisation(user, organisation_id)
    user.organisation_name = None


def set_officer(user: User, *, is_officer: bool) -> bool:
    """Make the person an officer of the programme, or no longer one; False when nothing changed."""
    if user.is_officer == is_officer:
        return False
    user.is_officer = is_officer
    user.updated_at = clock.now()
    return True


def mail_if_due(session: Session, template: str, address: str) -> None:
    """Mail the holder of the address, unless the same went out too often lately."""
    if _may_mail(session, f"{template}:{address}"):
        request_mail(template, {"address": address}, event=f"{template}-{new_public_id()}")


def _may_mail(session: Session, what: str) -> bool:
    key = key_of("mail", what)
    if seconds_to_wait(session, key, MAIL_TO_ADDRESS):
        return False
    count_one(session, key, MAIL_TO_ADDRESS)
    return True


def _mail(template: str, user: User, **params: str) -> None:
    request_mail(template, {"user": user.public_id, **params}, event=f"{template}-{new_public_id()}")
