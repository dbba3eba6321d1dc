"""Telephone numbers and websites as people write them."""

from __future__ import annotations

import re
import unicodedata
from typing import Final
from urllib.parse import urlsplit

from ecosystem.kernel.access.fields import InputError
from ecosystem.kernel.access.messages import N_

_TELEPHONE: Final = re.compile(r"\+?[\d\s().\-/]+(?:\s*(?:ext\.?|x|máy lẻ)\s*\d{1,6})?", re.IGNORECASE)
_FEWEST_DIGITS: Final = 7
_MOST_DIGITS: Final = 20
_HOST: Final = re.compile(r"(?:[^\W_](?:[\w\-]*[^\W_])?\.)+[^\W\d_][\w\-]*[^\W_]", re.UNICODE)


def parse_telephone(text: str) -> str:
    """The number as it was written, in plain digits; raises InputError for what cannot be dialled."""
    number = unicodedata.normalize("NFKC", text).strip()
    digits = sum(character.isdigit() for character in number)
    if not _TELEPHONE.fullmatch(number) or not _FEWEST_DIGITS <= digits <= _MOST_DIGITS:
        raise InputError(N_("A telephone number looks like 024 3826 1234 or +84 24 3826 1234"))
    return number


def parse_website(text: str) -> str:
    """An http or https address, https where none is said; raises InputError."""
    address = text.strip()
    if "://" not in address:
        address = f"https://{address}"
    try:
        parts = urlsplit(address)
        host, _port = parts.hostname or "", parts.port
    except ValueError as error:
        raise InputError(N_("A website looks like https://luaxanh.vn")) from error
    if parts.scheme.lower() not in {"http", "https"} or parts.username or not _HOST.fullmatch(host):
        raise InputError(N_("A website looks like https://luaxanh.vn"))
    if any(character.isspace() for character in address):
        raise InputError(N_("A website looks like https://luaxanh.vn"))
    return address
