"""Email addresses: one spelling for each, whatever way it is typed."""

from __future__ import annotations

import unicodedata

from email_validator import EmailNotValidError, EmailSyntaxError, validate_email

from ecosystem.kernel.access.fields import InputError
from ecosystem.kernel.access.messages import N_
from ecosystem.kernel.access.text import clean

MAX_LENGTH = 254


def normalise_email(text: str) -> str:
    """The address in lower case, without spaces and invisible characters, full-width forms made plain.

    Raises InputError, with words for the person, for what is no address. The domain of an internationalised address
    comes in its ASCII form; whether anyone reads mail there is found out by writing to it.
    """
    typed = unicodedata.normalize("NFKC", clean(text)).replace(" ", "").lower()
    if not typed:
        raise InputError(N_("Please fill this in"))
    local, at, domain = typed.rpartition("@")
    if not at or not local:
        raise InputError(N_("An email address looks like trang@luaxanh.vn"))
    if "." not in domain.strip("."):
        raise InputError(N_("The email lacks its full domain, for example trang@luaxanh.vn"))
    try:
        found = validate_email(typed, check_deliverability=False, allow_smtputf8=False, test_environment=True)
    except (EmailSyntaxError, EmailNotValidError) as error:
        raise InputError(N_("An email address looks like trang@luaxanh.vn")) from error
    address = f"{found.local_part}@{found.ascii_domain}".lower()
    if len(address) > MAX_LENGTH:
        raise InputError(N_("At most %(limit)s characters", limit=MAX_LENGTH))
    return address
