"""Tax codes (mã số thuế): ten digits with a check digit, or thirteen for a branch."""

from __future__ import annotations

import re
import unicodedata

from stdnum.exceptions import InvalidChecksum, InvalidLength, ValidationError
from stdnum.vn import mst

from ecosystem.kernel.access.fields import InputError
from ecosystem.kernel.access.messages import N_

_SEPARATORS = re.compile(r"[\s.\-–]+")


def parse_tax_code(text: str) -> str:
    """`0100047516`, or `0100047516-001` for a branch; raises InputError with words for the person.

    A code that passes is well formed, no more: whether the organisation exists is another question.
    """
    digits = _SEPARATORS.sub("", unicodedata.normalize("NFKC", text))
    if not (digits.isascii() and digits.isdigit()):
        raise InputError(N_("A tax code has digits only: 10, or 13 for a branch"))
    try:
        return str(mst.format(mst.validate(digits)))
    except InvalidLength as error:
        count = len(digits)
        raise InputError(N_("A tax code has 10 digits, or 13 for a branch; this one has %(n)s", n=count)) from error
    except InvalidChecksum as error:
        raise InputError(N_("The tenth digit of the tax code does not fit")) from error
    except ValidationError as error:
        raise InputError(N_("No tax code looks like this; please check it against your papers")) from error
