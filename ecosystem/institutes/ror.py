"""Identifiers of the Research Organization Registry, checked by their own check digits."""

from __future__ import annotations

import re
from typing import Final

from ecosystem.kernel.access.fields import InputError
from ecosystem.kernel.access.messages import N_

PREFIX: Final = "https://ror.org/"

_ALPHABET: Final = "0123456789abcdefghjkmnpqrstvwxyz"
_MISREAD: Final = str.maketrans("ilo", "110")
_SHAPE: Final = re.compile(rf"0[{_ALPHABET}]{{6}}[0-9]{{2}}")
_ADDRESS: Final = re.compile(r"(?:https?://)?(?:www\.)?ror\.org/(?P<id>[^/?#]+)/?", re.IGNORECASE)


def check_digits(number: str) -> str:
    """The two digits behind the first seven characters, `number`: ISO/IEC 7064, MOD 97-10, of its value in base 32.

    The base-32 digits are Crockford's: no i, l, o, u.
    """
    value = 0
    for character in number:
        value = value * len(_ALPHABET) + _ALPHABET.index(character)
    return f"{98 - value * 100 % 97:02d}"


def ror_address(text: str) -> str:
    """The identifier as ROR writes it, `https://ror.org/0…`, from an address or the bare nine characters.

    Raises InputError for another shape, and for check digits that are not right. What they prove is that it was
    copied well, not that ROR knows it.
    """
    match = _ADDRESS.fullmatch(text)
    bare = (match["id"] if match else text).lower().translate(_MISREAD)
    if not _SHAPE.fullmatch(bare):
        raise InputError(N_("A ROR id looks like https://ror.org/02mhbdp94"))
    if bare[7:] != check_digits(bare[:7]):
        raise InputError(N_("The check digits of this ROR id are not right; please copy it again from ror.org"))
    return PREFIX + bare
